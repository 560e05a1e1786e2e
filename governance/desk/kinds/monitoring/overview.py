"""Monitoring at a glance: the list in force, who has given figures and who is late, the reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Badge, PageLink
from governance.desk.base.format import state_of
from governance.desk.base.navigation import Reader
from governance.desk.base.page import Page
from governance.desk.kinds.monitoring.section import MONITORING
from governance.desk.papers.create import address_to_begin
from governance.desk.papers.declaration import declared
from governance.documents.kinds.monitoring.collection import period_words
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.report import MonitoringReport

SHOWN = 4  # collections, the latest first


@dataclass(frozen=True)
class AskedUnit:
    """One of whom figures are asked, and how they stand."""

    name: str
    badge: Badge
    is_late: bool
    paper: int  # 0 where this person does not see it


@dataclass(frozen=True)
class Collection:
    """All who are asked for one time."""

    title: str
    due: date
    units: Sequence[AskedUnit]
    accepted: int
    late: int


class MonitoringPage(Page):
    def __init__(self, request: SignedInRequest, districts: set[int]) -> None:
        super().__init__(title=MONITORING.label, section=MONITORING.name)
        adopted = Indicators.objects.filter(district_id__in=districts, state=Indicators.State.ADOPTED)
        self.edition = adopted.order_by("-pk").first()
        self.collections = collections_of(request, districts)
        reports = MonitoringReport.objects.filter(district_id__in=districts)
        self.reports = list(
            reports.filter(state=MonitoringReport.State.ADOPTED).order_by("-starts_on", "-pk")[:SHOWN]
        )
        self.begins = begins(request)


@signed_in
def monitoring(request: SignedInRequest) -> HttpResponse:
    """404 for those who have nothing to do with the district as a whole."""
    if not Reader(request.appointments, request.pairs).is_insider:
        raise Http404
    districts = {appointment.unit.root_id for appointment in request.appointments}
    return MonitoringPage(request, districts).response(request, "governance/monitoring/overview.html")


def begins(request: SignedInRequest) -> list[PageLink]:
    """What this person may begin here."""
    links = []
    for model in (Figures, MonitoringReport, Indicators):
        page = declared(model.kind_name).begin
        if href := address_to_begin(page, model, request):
            label = page.title if isinstance(page, type) else model.kind_label
            links.append(PageLink(label=label, href=href))
    return links


def collections_of(request: SignedInRequest, districts: set[int]) -> list[Collection]:
    """The latest ones. How the figures stand is told to all; the figures themselves open to whoever may see them."""
    papers = list(
        Figures.objects.filter(district_id__in=districts)
        .exclude(state=Figures.State.CANCELLED)
        .select_related("unit")
        .order_by("-ends_on", "-starts_on", "unit_id", "pk")[: 60 * SHOWN]
    )
    seen = set(
        Figures.objects.visible_to(request.user, request.pairs)
        .filter(pk__in=[paper.pk for paper in papers])
        .values_list("pk", flat=True)
    )
    by_time: dict[tuple[str, date, date], list[Figures]] = {}
    for paper in papers:
        by_time.setdefault((paper.span, paper.starts_on, paper.ends_on), []).append(paper)
    return [collection(of_time, seen) for of_time in list(by_time.values())[:SHOWN]]


def collection(papers: Sequence[Figures], seen: set[int]) -> Collection:
    first, today = papers[0], clock.today()
    units = [
        AskedUnit(
            str(paper.unit),
            state_of(paper),
            is_late(paper, today),
            paper.pk if paper.pk in seen else 0,
        )
        for paper in papers
    ]
    return Collection(
        _("Figures %(period)s") % {"period": period_words(first.span, first.starts_on, first.ends_on)},
        max(paper.due for paper in papers),
        units,
        sum(paper.state == Figures.State.ACCEPTED for paper in papers),
        sum(one.is_late for one in units),
    )


def is_late(paper: Figures, today: date) -> bool:
    return paper.state == Figures.State.DRAFT and paper.due < today
