"""The log of readings of a paper with personal data, for holders of the rights that its kind names (`overseers`)."""

from dataclasses import dataclass

from auditlog.models import LogEntry
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab, Words
from governance.desk.base.page import ListPage
from governance.desk.papers.declaration import DECLARATIONS, Shared, declared, enter_for_all
from governance.desk.papers.tabs import crumbs_of, tabs
from governance.documents.record import audit_log
from governance.documents.record.document import Document

PER_PAGE = 50
# Set on a paper whose reader may see the log, because tabs are made from the paper alone.
OVERSEEN = "readings_shown"
# What was read, by the name of the address; the declaration of a kind names its own pages.
COMMON_PAGES: dict[str, Words] = {
    "paper": gettext_lazy("page of the paper"),
    "paper_do": gettext_lazy("page of the paper"),
    "paper_pdf": gettext_lazy("PDF"),
    "paper_file": gettext_lazy("file"),
    "paper_dossier": gettext_lazy("dossier"),
    "search": gettext_lazy("search"),
    "paper_readings": gettext_lazy("list of the readings"),
    "api": gettext_lazy("program by the open interface"),
    "api_paper_file": gettext_lazy("file, by a program"),
}


def names_of_pages() -> dict[str, Words]:
    """The names of pages with personal data, by the names of their addresses."""
    found = dict(COMMON_PAGES)
    for one in DECLARATIONS.values():
        found |= one.readings
        if one.board is not None:
            found |= {one.board.name: one.board.title, f"{one.board.name}_xlsx": one.board.title}
        found |= {own.name: own.page.read_as for own in one.pages.values() if not isinstance(own.page, str)}
    return found


def oversees(request: SignedInRequest, document: Document) -> bool:
    """Whether this person may see the log: by a right on the unit of the paper or on the whole district."""
    if document.confidential is None:
        return False
    units = (document.unit_id, document.district_id)
    held = {(right.value, unit) for right in declared(document.kind).overseers for unit in units}
    return not held.isdisjoint(request.pairs)


def note_overseer(request: SignedInRequest, document: Document) -> None:
    """Note on the paper whether this reader may see the log."""
    document.__dict__[OVERSEEN] = oversees(request, document)


def readings_tab(document: Document) -> Tab | None:
    if not document.__dict__.get(OVERSEEN):
        return None
    address = reverse("paper_readings", args=[document.pk])
    return Tab(label=_("Who has read it"), href=address, name="readings")


enter_for_all(Shared(tabs=[readings_tab]))


@dataclass(frozen=True)
class ReadingRow:
    """One row of templates/governance/readings.html."""

    reading: LogEntry
    page: Words


class ReadingsPage(ListPage):
    def __init__(self, request: SignedInRequest, document: Document) -> None:
        sheet = Paginator(audit_log.readings_of(document), PER_PAGE).get_page(request.GET.get("page"))
        super().__init__(title=str(document), crumbs=crumbs_of(document), page_obj=sheet)
        self.document = document
        self.tabs = tabs(document, "readings")
        names = names_of_pages()
        read = [((reading.additional_data or {}).get("page", ""), reading) for reading in sheet]
        self.rows = [ReadingRow(reading, names.get(name, name)) for name, reading in read]


@of_paper()
def paper_readings(request: SignedInRequest, document: Document) -> HttpResponse:
    if not oversees(request, document):
        raise Http404
    note_overseer(request, document)
    return ReadingsPage(request, document).response(request, "governance/readings.html")
