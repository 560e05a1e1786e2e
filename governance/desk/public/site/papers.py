"""The published papers of a district by their kinds, those in force first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse

from governance.desk.base.page import page_numbers
from governance.desk.papers.phases import by_phase
from governance.desk.public.papers import ORDER, PublishedRow
from governance.desk.public.requisites import grounds_of
from governance.desk.public.site.site import Site, page_number, published_here, rendered, site_page
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS

# So many of each kind stand on the page of all; the others on the page of the kind.
SHOWN = 6
PER_PAGE = 30
# They have a page of their own.
ELSEWHERE = (Meeting.kind_name, Extract.kind_name)
LATEST = (
    by_phase(ORDER).asc(),
    F("registered_on").desc(nulls_last=True),
    F("published_at").desc(),
    F("pk").desc(),
)


@dataclass(frozen=True)
class PaperSection:
    """The papers of one kind; `count`: how many there are."""

    kind: str
    rows: Sequence[PublishedRow]
    count: int
    href: str

    @property
    def label(self) -> str:
        return str(KINDS[self.kind].kind_label_many)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


def documents_of(site: Site) -> QuerySet[Document]:
    return published_here(site).exclude(kind__in=ELSEWHERE).select_related("unit")


def rows_of(papers: Iterable[Document]) -> list[PublishedRow]:
    """With the papers that each rests on; one query."""
    papers = list(papers)
    grounds = grounds_of(papers)
    return [PublishedRow(paper, grounds.get(paper.pk, ())) for paper in papers]


def in_force(site: Site, most: int) -> list[PublishedRow]:
    """The papers that hold now, the latest first; two queries."""
    return [
        row
        for row in rows_of(documents_of(site).order_by(*LATEST)[:most])
        if row.paper.phase == Phase.IN_FORCE
    ]


def sections_of(site: Site) -> list[PaperSection]:
    """Each kind with its first papers; three queries."""
    papers = documents_of(site)
    counts = dict(papers.order_by().values_list("kind").annotate(count=Count("pk")))
    place = Window(RowNumber(), partition_by=[F("kind")], order_by=list(LATEST))
    shown = rows_of(papers.annotate(place=place).filter(place__lte=SHOWN).order_by(*LATEST))
    return [
        PaperSection(
            kind,
            [row for row in shown if row.paper.kind == kind],
            counts[kind],
            site.href("site_kind", kind),
        )
        for kind in KINDS
        if kind in counts
    ]


@site_page
def documents(site: Site) -> HttpResponse:
    return rendered(site, "governance/site/documents.html", sections=sections_of(site), here="site_documents")


@site_page
def kind(site: Site, kind: str) -> HttpResponse:
    """All published papers of one kind."""
    if kind not in KINDS or kind in ELSEWHERE:
        raise Http404
    papers = documents_of(site).filter(kind=kind).order_by(*LATEST)
    sheet = Paginator(papers, PER_PAGE).get_page(page_number(site.request))
    rows = rows_of(sheet.object_list)
    if not rows:
        raise Http404
    return rendered(
        site,
        "governance/site/kind.html",
        title=KINDS[kind].kind_label_many,
        rows=rows,
        page_obj=sheet,
        page_numbers=page_numbers(sheet),
        request=site.request,
        here="site_documents",
    )
