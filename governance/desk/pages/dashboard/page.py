"""The page of the dashboard: large numbers, papers by kind and state, and the charts of the other modules."""

from collections import Counter
from datetime import date
from typing import cast

from django.core.cache import caches
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Bar, Bars
from governance.desk.base.format import MEANINGS
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import DOCUMENTS, Page, Section
from governance.desk.pages.dashboard.erasures import erasures
from governance.desk.pages.dashboard.plan import plan_picture
from governance.desk.pages.dashboard.steps import SHOWN, bars_of_places, overdue, step_times, waiting_places
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.visibility import VisiblePapers
from governance.flows.engine.models import Task
from governance.proof.canonical_json import sha256

DASHBOARD = enter_section(
    Section("dashboard", gettext_lazy("Dashboard"), "dashboard"), Group.DISTRICT, place=0
)
KEPT_SECONDS = 600

# How many papers there are by kind and state.
Counts = Counter[tuple[str, str]]


class DashboardPage(Page):
    """`phases`: papers by phase, `protocols` too; `meetings`: by state; `late`: the overdue steps that are shown;
    `erasures`: what is said of personal data that is erased soon.
    """

    def __init__(self, papers: VisiblePapers, today: date) -> None:
        said = _("As of %(day)s; only papers that you may see.") % {"day": date_format(today, "j E Y")}
        super().__init__(title="", section=DASHBOARD.name, lead=said)
        counts = counts_of(papers.all_cards)
        open_tasks = papers.among(Task.objects.open(), "process__document_id")
        places = waiting_places(open_tasks, today)
        self.steps = sum(place.steps for place in places)
        self.late_steps = sum(place.late for place in places)
        self.phases, self.protocols = phases_of(counts), phases_of(counts, "protocol")
        self.papers = counts.total()
        self.meetings = Counter({state: n for (kind, state), n in counts.items() if kind == "meeting"})
        self.kinds = by_kind(counts)
        self.waiting_at = bars_of_places(places, today)
        self.step_times = step_times(papers)
        self.late = overdue(open_tasks, today) if self.late_steps else []
        self.late_more = max(0, self.late_steps - SHOWN)
        self.execution = plan_picture(papers, today)
        self.erasures = erasures(papers)


@signed_in
def dashboard(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    papers = Document.objects.seen_by(request.user, request.pairs)
    page = kept_page(request, papers, today) if papers.are_many else DashboardPage(papers, today)
    return page.response(request, "governance/dashboard.html")


def kept_page(request: SignedInRequest, papers: VisiblePapers, today: date) -> DashboardPage:
    """The page over very many papers, counted once in a while for each reader, language and set of rights."""
    asked = sha256([request.user.pk, sorted(request.pairs), today.isoformat(), get_language()])
    page = caches["pages"].get_or_set(
        f"dashboard:{asked}", lambda: DashboardPage(papers, today), KEPT_SECONDS
    )
    return cast(DashboardPage, page)


def counts_of(papers: QuerySet[Document]) -> Counts:
    """How many papers of which kind are in which state; one query."""
    rows = papers.order_by().values_list("kind", "state").annotate(n=Count("pk"))
    return Counter({(kind, state): n for kind, state, n in rows})


def phases_of(counts: Counts, only: str = "") -> Counter[str]:
    """How many papers, or those of one kind, are in which phase."""
    phases: Counter[str] = Counter()
    for (kind, state), n in counts.items():
        if only in ("", kind):
            phases[KINDS[kind].State(state).phase.value] += n
    return phases


def by_kind(counts: Counts) -> list[Bars]:
    """A chart of states for each kind; all with one scale, so that they can be compared."""
    most = max(counts.values(), default=1)
    charts = []
    for name, model in KINDS.items():
        bars = [
            Bar(
                label=label,
                value=counts[name, state],
                href=f"{DOCUMENTS.href}?state={name}.{state}",
                meaning=MEANINGS[model.State(state).phase],
            )
            for state, label in model.State.choices
            if (name, state) in counts
        ]
        if bars:
            charts.append(Bars(bars, most=most, title=model.kind_label_many))
    return charts
