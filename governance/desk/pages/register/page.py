"""The register of all papers that a person may see: filter, search, sort, page, export."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import PageLink
from governance.desk.base.format import due_text, state_of
from governance.desk.base.long_list import LongList
from governance.desk.base.page import ListPage
from governance.desk.base.waiting_for import WaitingFor, waiting_for
from governance.desk.pages.register.filters import PaperFilters
from governance.desk.papers.create import address_to_begin
from governance.desk.papers.declaration import declared
from governance.desk.papers.export import spreadsheet
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS

PER_PAGE = 50


class PaperRow:
    """One paper of templates/governance/register.html, with its most urgent open step."""

    def __init__(self, paper: Document, step: WaitingFor | None, today: date) -> None:
        self.number, self.date = paper.number, paper.registered_on
        self.begun, self.changed = paper.created_at, paper.changed_at
        self.href = reverse("paper", args=[paper.pk])
        self.title, self.kind, self.unit = paper.title, paper.model.kind_label, paper.unit
        self.meaning, self.state = state_of(paper)
        self.holder = step.party if step else ""
        self.due = step.sentence(today) if step else ""
        self.late = step is not None and due_text(step.due, today)[0] == "alarm"


def rows(papers: Sequence[Document]) -> list[PaperRow]:
    """One query."""
    steps = waiting_for(paper.pk for paper in papers)
    return [PaperRow(paper, steps.get(paper.pk), clock.today()) for paper in papers]


class RegisterPage(ListPage):
    """`filtered`: whether anything but the order is asked for; `export`: the address of the table file."""

    def __init__(self, request: SignedInRequest) -> None:
        search = filters(request)
        pages = LongList(search.papers, PER_PAGE)
        model = KINDS.get(search.understood.get("kind", ""))
        super().__init__(
            title=model.kind_label_many if model else _("Documents"),
            lead=_("More than %(n)d papers found.") % {"n": pages.COUNTED}
            if pages.is_long
            else ngettext("%(n)d paper found.", "%(n)d papers found.", pages.count) % {"n": pages.count},
            page_obj=pages.get_page(request.GET.get("page")),
        )
        self.filters = search.shown
        self.filtered = bool(search.understood.keys() - {"sort"})
        self.chips = search.chips("whose")
        self.ignored = search.ignored
        self.sort = search.sort_key
        self.rows = rows(list(self.page_obj))
        self.export = f"{reverse('documents_xlsx')}?{search.query.urlencode()}" if pages.count else ""
        self.begin = begin(request)


def filters(request: SignedInRequest) -> PaperFilters:
    return PaperFilters(request, Document.objects.seen_by(request.user, request.pairs).cards)


def begin(request: SignedInRequest) -> list[PageLink]:
    """The kinds of paper that this person may begin somewhere today, with the page that begins one; no query."""
    pages = {kind: address_to_begin(declared(kind).begin, KINDS[kind], request) for kind in KINDS}
    return [
        PageLink(label=KINDS[kind].kind_label, href=address) for kind, address in pages.items() if address
    ]


@signed_in
def documents(request: SignedInRequest) -> HttpResponse:
    return RegisterPage(request).response(request, "governance/register.html")


@signed_in
def documents_xlsx(request: SignedInRequest) -> HttpResponse:
    """The filtered list as a table file."""
    return spreadsheet(filters(request).papers)
