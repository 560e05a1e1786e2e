"""On which terms a contract holds, and by which additional agreements it was or is being changed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import day
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import ContractChange
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.roles.rights import Right


def terms(contract: Contract) -> list[dict[str, Any]]:
    """In force since, until, how it ends, days of notice."""
    facts: list[dict[str, Any]] = [
        {"name": _("In force since"), "value": day(contract.in_force_since)},
        {"name": _("First day"), "value": day(contract.starts_on) if not contract.in_force_since else ""},
        {"name": _("Last day"), "value": day(contract.ends_on) or _("no last day")},
    ]
    if contract.in_force_since and contract.ends_on:
        facts.append(
            {
                "name": _("Ends"),
                "value": contract.get_ending_display(),
                "href": reverse("paper", args=[contract.ended_by_id]) if contract.ended_by_id else "",
            }
        )
    facts += [
        {"name": str(party.unit), "value": _("leaves after %(day)s") % {"day": day(party.leaves_on)}}
        for party in contract.sides
        if party.leaves_on is not None
    ]
    days = ngettext("%(n)d day", "%(n)d days", contract.notice_days) % {"n": contract.notice_days}
    facts.append({"name": _("Notice of ending"), "value": days})
    if contract.form_version is not None:
        facts.append(
            {"name": _("Made from"), "value": _("form, version %(n)d") % {"n": contract.form_version.number}}
        )
    return [fact for fact in facts if fact["value"]]


def amended(amendment: Amendment) -> list[dict[str, Any]]:
    """To which contract it belongs, and what it does."""
    facts: list[dict[str, Any]] = [
        {
            "name": _("Contract"),
            "value": _("No. %(number)s of %(day)s")
            % {"number": amendment.contract.number, "day": day(amendment.contract.registered_on)},
            "href": reverse("paper", args=[amendment.contract_id]),
        },
        {"name": _("Purpose"), "value": amendment.get_purpose_display()},
        {"name": _("New last day"), "value": day(amendment.new_ends_on)},
        {"name": _("In force since"), "value": day(amendment.in_force_since)},
    ]
    return [fact for fact in facts if fact["value"]]


def amendments_of(contract: Contract) -> list[ContractChange]:
    """The additional agreements of a contract that is or was in force, the oldest first; one query a page."""
    if contract.in_force_since is None:
        return []
    if contract.known_amendments is None:
        contract.known_amendments = list(contract.amendments.order_by("in_force_since", "pk"))
    return contract.known_amendments


def on_its_way(contract: Contract) -> ContractChange | None:
    """The additional agreement that is being prepared, agreed or signed."""
    return next(
        (one for one in amendments_of(contract) if one.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY)), None
    )


def notices(request: SignedInRequest, contract: Contract) -> list[dict[str, Any]]:
    """What a reader of the signed text has to know besides it."""
    found: list[dict[str, Any]] = []
    if any(one.in_force_since for one in amendments_of(contract)):
        found.append(
            {
                "meaning": "due",
                "text": _(
                    "The contract has been changed by additional agreements; below is the text as signed."
                ),
                "link": reverse("contract_text", args=[contract.pk]),
                "link_label": _("How it reads now"),
            }
        )
    coming = on_its_way(contract)
    if coming is not None and (coming.state != Contract.State.DRAFT or drafts(request, contract)):
        found.append(
            {
                "meaning": "held",
                "text": _("An additional agreement is on its way: %(state)s.")
                % {"state": coming.state_label},
                "link": reverse("paper", args=[coming.pk]),
                "link_label": _("Open it"),
            }
        )
    return found


def drafts(request: SignedInRequest, contract: Document) -> bool:
    """Whether the reader prepares contracts for the base school."""
    return (Right.DRAFT_CONTRACT.value, contract.unit_id) in request.pairs
