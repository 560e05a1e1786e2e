"""A contract as it reads now, with its additional agreements."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab
from governance.desk.base.format import state_of
from governance.desk.base.page import Page
from governance.desk.kinds.contract.terms import amendments_of
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import Section
from governance.documents.language.phrases import number_and_date, paper_date


@dataclass(frozen=True)
class FurtherSections:
    """The sections that an additional agreement adds besides the clauses that it words anew."""

    named: str
    sections: list[Section]


@dataclass(kw_only=True)
class TextPage(Page):
    """templates/governance/contract/text.html; each clause says which additional agreement `worded` it."""

    state: object
    tabs: list[Tab]
    sections: list[Section]
    term: str
    further: list[FurtherSections]


@of_paper("contract", "signed_version")
def contract_text(request: SignedInRequest, document: Contract) -> HttpResponse:
    """The contract as it reads with its additional agreements; each changed clause names the one that worded it."""
    live = [one for one in amendments_of(document) if one.in_force_since is not None]
    if not live:
        return redirect("paper", pk=document.pk)
    worded = {key: number_and_date(one.number, one.registered_on) for one in live for key in one.changes}
    page = TextPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        state=state_of(document),
        tabs=tabs(document, "now"),
        sections=[
            {
                **section,
                "clauses": [
                    {**clause, "worded": worded.get(clause["id"], "")} for clause in section["clauses"]
                ],
            }
            for section in consolidated(document)
        ],
        term=paper_date(document.ends_on)
        if document.ends_on and any(one.new_ends_on for one in live)
        else "",
        further=[
            FurtherSections(number_and_date(one.number, one.registered_on), one.sections)
            for one in live
            if one.sections
        ],
    )
    return page.response(request, "governance/contract/text.html")
