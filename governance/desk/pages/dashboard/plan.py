"""How the plan in force is carried out: part by part, month by month, and where the plan before it stood then."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from governance.desk.base.stack import Share, Stack
from governance.desk.pages.dashboard.years import year_before
from governance.documents.kinds.plan.execution import Progress
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, RowStatus
from governance.documents.kinds.plan.terms import NO_DEADLINE
from governance.documents.record.kind_settings import Phase
from governance.documents.record.visibility import VisiblePapers

AHEAD = (RowStatus.NOW, RowStatus.LATER, RowStatus.UNDATED)


@dataclass(frozen=True)
class MonthColumn:
    """One month of components/columns.html: how many activities end in it, done and overdue ones."""

    month: date
    total: int
    done: int
    overdue: int
    now: bool


@dataclass(frozen=True)
class SectionBar:
    """A section of the plan: how many of its activities stand how."""

    title: str
    counts: Counter[RowStatus]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def done(self) -> int:
        return self.counts[RowStatus.DONE]

    @property
    def overdue(self) -> int:
        return self.counts[RowStatus.OVERDUE]

    @property
    def moved(self) -> int:
        return self.counts[RowStatus.MOVED]

    @property
    def bar(self) -> Stack:
        ahead = sum(self.counts[status] for status in AHEAD)
        return Stack.of(
            [
                Share(self.done, "force"),
                Share(self.overdue, "alarm"),
                Share(self.moved, "due"),
                Share(ahead, "quiet"),
            ]
        )


@dataclass(frozen=True)
class PlanPicture:
    """`undated` activities, without a deadline of their own, are in no column.

    `before`: the plan of the year before, and how many per cent of it were done on the same day.
    """

    plan: Plan
    progress: Progress
    sections: Sequence[SectionBar]
    columns: Sequence[MonthColumn]
    undated: int
    before: Plan | None = None
    percent_before: int = 0

    @property
    def moved(self) -> int:
        return self.progress.counts[RowStatus.MOVED]

    @property
    def most(self) -> int:
        return max((column.total for column in self.columns), default=1)


def plan_picture(papers: VisiblePapers, today: date) -> PlanPicture | None:
    """Of the newest plan in force among these papers; None if there is none. Two queries."""
    plans = list(
        papers.among(Plan.objects.exclude(state=Plan.State.DRAFT), "pk").order_by(
            F("period_start").desc(nulls_last=True), "-pk"
        )
    )
    plan = next((plan for plan in plans if plan.state == Plan.State.APPROVED), None)
    if plan is None:
        return None
    before = plan_before(plan, plans)
    of_both = PlanRow.objects.filter(section__plan__in=filter(None, [plan, before]), excluded_by=None)
    rows = list(
        of_both.select_related("section").order_by("section__position", "section_id", "position", "id")
    )
    own = [row for row in rows if row.section.plan_id == plan.pk]
    sections: dict[int, SectionBar] = {}
    for row in own:
        of_section = sections.setdefault(row.section_id, SectionBar(row.section.title, Counter()))
        of_section.counts[row.status(today)] += 1
    counts = Counter(row.status(today) for row in own)
    columns = months(own, today)
    then = year_before(today)
    former = [
        row.done_on is not None and row.done_on <= then for row in rows if row.section.plan_id != plan.pk
    ]
    return PlanPicture(
        plan,
        Progress({status: counts[status] for status in RowStatus}),
        list(sections.values()),
        columns,
        len(own) - sum(column.total for column in columns),
        before,
        100 * sum(former) // len(former) if former else 0,
    )


def plan_before(plan: Plan, plans: Iterable[Plan]) -> Plan | None:
    """The plan that held a year before."""
    if plan.period_start is None:
        return None
    then = year_before(plan.period_start)
    held = (Phase.IN_FORCE, Phase.ENDED)
    return next((other for other in plans if other.phase in held and other.period_start == then), None)


def months(rows: Iterable[PlanRow], today: date) -> list[MonthColumn]:
    """Every month from the earliest deadline to the latest."""
    statuses: dict[date, Counter[RowStatus]] = {}
    for row in rows:
        if row.due and (row.moved_to or row.term_kind not in NO_DEADLINE):
            statuses.setdefault(row.due.replace(day=1), Counter())[row.status(today)] += 1
    columns: list[MonthColumn] = []
    month = min(statuses, default=date.max)
    while month <= max(statuses, default=date.min):
        counts = statuses.get(month, Counter())
        done, overdue = counts[RowStatus.DONE], counts[RowStatus.OVERDUE]
        columns.append(MonthColumn(month, counts.total(), done, overdue, month == today.replace(day=1)))
        month = (month + timedelta(days=31)).replace(day=1)
    return columns
