"""The editions of a plan or a regulation that was changed by parts: each as it read, on the screen and as PDF."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb, Tab
from governance.desk.base.format import day
from governance.desk.base.keys import key_in
from governance.desk.base.page import Page
from governance.desk.papers.sheet import Sheet, file_name, pdf, sheet
from governance.desk.papers.tabs import crumbs_of, tabs
from governance.documents.approval.amendable import Amendable
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document


@dataclass(frozen=True)
class Edition:
    """One edition: how many changes it goes back to, which they are, from when it reads so."""

    count: int
    label: str
    since: str
    shown: bool
    changes: str = ""


def editions_tab(document: Document) -> Tab | None:
    """For a paper that was changed."""
    if not isinstance(document, Amendable) or not document.all_amendments:
        return None
    return Tab(
        label=gettext_lazy("Editions"),
        href=reverse("paper_editions", args=[document.pk]),
        name="editions",
        count=len(document.all_amendments) + 1,
    )


class EditionsPage(Page):
    """The context of templates/governance/papers/editions.html."""

    def __init__(self, request: SignedInRequest, document: Amendable, shown: int) -> None:
        crumbs: list[Crumb] = crumbs_of(document)
        super().__init__(title=document.full_title, crumbs=crumbs)
        self.document, self.shown = document, shown
        self.tabs = tabs(document, "editions")
        self.editions = [
            Edition(0, _("As it was approved"), day(document.approved_on), shown == 0),
            *(
                Edition(
                    count,
                    _("With changes No. %(number)s (%(ground)s)")
                    % {"number": amendment.number, "ground": amendment.ground},
                    day(amendment.since),
                    shown == count,
                    reverse("paper", args=[amendment.paper]),
                )
                for count, amendment in enumerate(document.all_amendments, start=1)
            ),
        ]
        document.shown_edition = shown
        self.sheet: Sheet | None = sheet(document)


def asked_edition(request: SignedInRequest, document: Document) -> tuple[Amendable, int]:
    """The paper and the edition that the address names, by default the present one. Raises Http404."""
    if not isinstance(document, Amendable) or not document.all_amendments:
        raise Http404
    last = len(document.all_amendments)
    asked = key_in(request.GET.get("edition", str(last)))
    if asked is None or asked > last:
        raise Http404
    return document, asked


@of_paper()
def paper_editions(request: SignedInRequest, document: Document) -> HttpResponse:
    """404 for a paper that reads as it was approved."""
    paper, shown = asked_edition(request, document)
    return EditionsPage(request, paper, shown).response(request, "governance/papers/editions.html")


@of_paper()
def edition_pdf(request: SignedInRequest, document: Document) -> HttpResponse:
    """One edition as PDF."""
    paper, shown = asked_edition(request, document)
    paper.shown_edition = shown
    return pdf(request, paper.print_form, print_data(paper), f"{file_name(paper)} edition {shown}")
