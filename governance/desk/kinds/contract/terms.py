"""On which terms a contract holds, and by which additional agreements it was or is being changed."""

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Fact, known
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import ContractChange
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.roles.rights import Right


def terms(contract: Contract) -> list[Fact]:
    """In force since, until, how it ends, days of notice."""
    facts = [
        Fact(_("In force since"), day(contract.in_force_since)),
        Fact(_("First day"), day(contract.starts_on) if not contract.in_force_since else ""),
        Fact(_("Last day"), day(contract.ends_on) or _("no last day")),
    ]
    if contract.in_force_since and contract.ends_on:
        href = reverse("paper", args=[contract.ended_by_id]) if contract.ended_by_id else ""
        facts.append(Fact(_("Ends"), contract.get_ending_display(), href))
    facts += [
        Fact(str(party.unit), _("leaves after %(day)s") % {"day": day(party.leaves_on)})
        for party in contract.sides
        if party.leaves_on is not None
    ]
    days = ngettext("%(n)d day", "%(n)d days", contract.notice_days) % {"n": contract.notice_days}
    facts.append(Fact(_("Notice of ending"), days))
    if contract.form_version is not None:
        version = _("form, version %(n)d") % {"n": contract.form_version.number}
        facts.append(Fact(_("Made from"), version))
    return known(facts)


def amended(amendment: Amendment) -> list[Fact]:
    """To which contract it belongs, and what it does."""
    contract = amendment.contract
    named = _("No. %(number)s of %(day)s") % {"number": contract.number, "day": day(contract.registered_on)}
    return known(
        [
            Fact(_("Contract"), named, reverse("paper", args=[contract.pk])),
            Fact(_("Purpose"), amendment.get_purpose_display()),
            Fact(_("New last day"), day(amendment.new_ends_on)),
            Fact(_("In force since"), day(amendment.in_force_since)),
        ]
    )


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


def notices(request: SignedInRequest, contract: Contract) -> list[Banner]:
    """What a reader of the signed text has to know besides it."""
    result = []
    if any(one.in_force_since for one in amendments_of(contract)):
        result.append(
            Banner(
                meaning="due",
                text=_(
                    "The contract has been changed by additional agreements; below is the text as signed."
                ),
                link=reverse("contract_text", args=[contract.pk]),
                link_label=_("How it reads now"),
            )
        )
    coming = on_its_way(contract)
    if coming is not None and (coming.state != Contract.State.DRAFT or drafts(request, contract)):
        result.append(
            Banner(
                meaning="held",
                text=_("An additional agreement is on its way: %(state)s.") % {"state": coming.state_label},
                link=reverse("paper", args=[coming.pk]),
                link_label=_("Open it"),
            )
        )
    return result


def drafts(request: SignedInRequest, contract: Document) -> bool:
    """Whether the reader prepares contracts for the base school."""
    return may(request, Right.DRAFT_CONTRACT, contract.unit_id)
