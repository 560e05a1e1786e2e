"""The page of the dashboard: large numbers, papers by kind and state, and the charts of the other modules."""

from collections import Counter
from datetime import date
from typing import cast

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Bar, Bars, Figure
from governance.desk.base.format import MEANINGS
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.pages.dashboard.plan import PlanPicture, execution_of
from governance.desk.pages.dashboard.steps import SHOWN, bars_of_places, overdue, step_times, waiting_places
from governance.documents.language.canonical_json import sha256
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.visibility import VisiblePapers
from governance.flows.engine.models import Task

KEPT_SECONDS = 600

# How many papers there are by kind and state.
Counts = Counter[tuple[str, str]]


class DashboardPage(Page):
    """`late`: the overdue steps that are shown, `late_more` how many besides; `execution`: of the plan in force."""

    def __init__(self, papers: VisiblePapers, today: date) -> None:
        said = _("As of %(day)s; only papers that you may see.") % {"day": date_format(today, "j E Y")}
        super().__init__(title="", section="dashboard", lead=said)
        counts = counts_of(papers.cards)
        open_tasks = papers.among(Task.objects.open(), "process__document_id")
        places = waiting_places(open_tasks, today)
        late = sum(place.late for place in places)
        followed = execution_of(papers, today)
        self.figures = figures(counts, steps=sum(place.steps for place in places), late=late)
        self.kinds = by_kind(counts)
        self.waiting_at = bars_of_places(places, today)
        self.step_times = step_times(papers)
        self.late = overdue(open_tasks, today) if late else []
        self.late_more = max(0, late - SHOWN)
        self.execution = PlanPicture(*followed, today) if followed else None


@signed_in
def dashboard(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    papers = Document.objects.seen_by(request.user, request.pairs)
    page = kept_page(request, papers, today) if papers.are_many else DashboardPage(papers, today)
    return page.response(request, "governance/dashboard.html")


def kept_page(request: SignedInRequest, papers: VisiblePapers, today: date) -> DashboardPage:
    """The page over very many papers, counted once in a while for each reader, language and set of rights."""
    asked = sha256([request.user.pk, sorted(request.pairs), today.isoformat(), get_language()])
    page = cache.get_or_set(f"dashboard:{asked}", lambda: DashboardPage(papers, today), KEPT_SECONDS)
    return cast(DashboardPage, page)


def counts_of(papers: QuerySet[Document]) -> Counts:
    """How many papers of which kind are in which state; one query."""
    rows = papers.order_by().values_list("kind", "state").annotate(n=Count("pk"))
    return Counter({(kind, state): n for kind, state, n in rows})


def figures(counts: Counts, *, steps: int, late: int) -> list[Figure]:
    """The large numbers at the top."""
    phases: Counter[Phase] = Counter()
    for (kind, state), n in counts.items():
        phases[KINDS[kind].State(state).phase] += n
    under_way, in_force = phases[Phase.WITH_SOMEBODY], phases[Phase.IN_FORCE]
    numbers = [
        Figure(
            value=late,
            name=ngettext("step is late", "steps are late", late),
            note=_("of %(n)d that people are asked for") % {"n": steps},
            meaning="alarm" if late else "",
        ),
        Figure(
            value=under_way,
            name=ngettext("paper under way", "papers under way", under_way),
            note=_("being drafted besides: %(n)d") % {"n": phases[Phase.DRAFT]},
            href=f"{DOCUMENTS.href}?state={Phase.WITH_SOMEBODY}",
            meaning="held",
        ),
        Figure(
            value=in_force,
            name=ngettext("paper in force", "papers in force", in_force),
            note=_("of %(n)d in all") % {"n": phases.total()},
            href=f"{DOCUMENTS.href}?state={Phase.IN_FORCE}",
            meaning="force",
        ),
    ]
    return [*numbers, meetings_held(counts)] if "meeting" in KINDS else numbers


def meetings_held(counts: Counts) -> Figure:
    held = counts["meeting", "held"]
    signed = sum(
        n
        for (kind, state), n in counts.items()
        if kind == "protocol" and KINDS[kind].State(state).phase == Phase.IN_FORCE
    )
    ahead = counts["meeting", "planned"] + counts["meeting", "running"]
    return Figure(
        value=held,
        name=ngettext("meeting held", "meetings held", held),
        note=_("ahead: %(ahead)d, protocols signed: %(signed)d") % {"ahead": ahead, "signed": signed},
        href=f"{DOCUMENTS.href}?kind=meeting",
    )


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
