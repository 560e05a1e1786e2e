"""What changes a contract in force: its additional agreements, told beside it, and the text as it reads with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Banner, Tab
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.editors.clauses import Item
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.kinds.contract.change import ContractChange
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import Section
from governance.documents.record.kind_settings import Phase
from governance.roles.rights import Right


def drafts(request: SignedInRequest, contract: Contract) -> bool:
    """Whether the reader prepares contracts for the base school."""
    return may(request, Right.DRAFT_CONTRACT, contract.unit_id)


def amendments_of(contract: Contract) -> list[ContractChange]:
    """The additional agreements of a contract that is or was in force, the oldest first; one query a page."""
    if contract.in_force_since is None:
        return []
    if contract.known_amendments is None:
        contract.known_amendments = list(contract.amendments.order_by("in_force_since", "pk"))
    return contract.known_amendments


def on_its_way(contract: Contract) -> ContractChange | None:
    """The additional agreement that is being prepared, agreed or signed."""
    made = (
        change for change in amendments_of(contract) if change.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY)
    )
    return next(made, None)


def is_amended(contract: Contract) -> bool:
    """Whether an additional agreement is in force, so that it reads otherwise than signed."""
    return any(change.in_force_since for change in amendments_of(contract))


def notices(request: SignedInRequest, contract: Contract) -> list[Banner]:
    """What a reader of the signed text has to know besides it."""
    changed = Banner(
        meaning="due",
        text=_("The contract has been changed by additional agreements; below is the text as signed."),
        link=reverse("contract_text", args=[contract.pk]),
        link_label=_("How it reads now"),
    )
    result = [changed] if is_amended(contract) else []
    if contract.state in (Contract.State.DRAFT, Contract.State.REWORK) and drafts(request, contract):
        result += nameless(contract)
    coming = on_its_way(contract)
    if coming is None or (coming.state == Contract.State.DRAFT and not drafts(request, contract)):
        return result
    under_way = Banner(
        meaning="held",
        text=_("An additional agreement is on its way: %(state)s.") % {"state": coming.state_label},
        link=reverse("paper", args=[coming.pk]),
        link_label=_("Open it"),
    )
    return [*result, under_way]


def nameless(contract: Contract) -> list[Banner]:
    """What a contract would lack of its parties: said before it is put up, while it costs nothing to enter."""
    lacking = [
        party.unit.short_name
        for party in contract.sides
        if not (party.unit.full_name and party.unit.tax_number and party.unit.state_number)
    ]
    if not lacking:
        return []
    text = _(
        "The contract will not name in full: %(schools)s. The administrator enters the full name by the charter, "
        "ИНН and ОГРН of a school in the set-up; the text takes them as soon as it is opened again."
    )
    return [Banner(meaning="due", text=text % {"schools": ", ".join(lacking)})]


def text_tab(document: Contract) -> Tab | None:
    """The text with its additional agreements, once there are any in force."""
    if not is_amended(document):
        return None
    return Tab(label=_("As it reads now"), href=reverse("contract_text", args=[document.pk]), name="now")


@dataclass(kw_only=True)
class TextPage(Page):
    """templates/governance/contract/text.html: each clause with the additional agreement that worded it.

    `last_day`: that of the contract, where an agreement has set it.
    """

    document: Contract
    tabs: Sequence[Tab]
    sections: list[tuple[Section, list[tuple[Item, ContractChange | None]]]]
    last_day: date | None
    changes: list[ContractChange]


@of_paper("contract", "signed_version")
def contract_text(request: SignedInRequest, document: Contract) -> HttpResponse:
    """The contract as it reads with its additional agreements; each changed clause names the one that worded it."""
    if not is_amended(document):
        return redirect("paper", pk=document.pk)
    changes = [change for change in amendments_of(document) if change.in_force_since is not None]
    worded = {key: change for change in changes for key in change.changes}
    page = TextPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        document=document,
        tabs=tabs(document, "now"),
        sections=[
            (section, [(clause, worded.get(clause["id"])) for clause in section["clauses"]])
            for section in consolidated(document)
        ],
        last_day=document.ends_on if any(change.new_ends_on for change in changes) else None,
        changes=changes,
    )
    return page.response(request, "governance/contract/text.html")
