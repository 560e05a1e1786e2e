"""How the plan in force is carried out: a ring chart of the whole plan, a column for each month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from governance.desk.base.calendar_days import NO_DEADLINE
from governance.documents.kinds.plan.execution import FollowedRow, Progress, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import RowStatus
from governance.documents.record.visibility import VisiblePapers


@dataclass(frozen=True)
class MonthColumn:
    """One month of components/columns.html: how many activities end in it, done and overdue ones."""

    month: date
    total: int
    done: int
    overdue: int
    now: bool


@dataclass(frozen=True)
class PlanPicture:
    """The ring and the columns; `undated` activities, without a deadline of their own, are only in the ring."""

    plan: Plan
    progress: Progress
    moved: int
    undated: int
    columns: list[MonthColumn]

    @property
    def most(self) -> int:
        return max((column.total for column in self.columns), default=1)


def plan_picture(papers: VisiblePapers, today: date) -> PlanPicture | None:
    """Of the newest plan in force among these papers; None if there is none."""
    plan = (
        papers.among(Plan.objects.filter(state=Plan.State.APPROVED), "pk")
        .order_by(F("period_start").desc(nulls_last=True), "-pk")
        .first()
    )
    if plan is None:
        return None
    standing = execution(plan, today)
    rows = [followed for section in standing.sections for followed in section.rows]
    columns = months(rows, today)
    undated = len(rows) - sum(column.total for column in columns)
    return PlanPicture(plan, Progress(standing.counts), standing.counts[RowStatus.MOVED], undated, columns)


def months(rows: Iterable[FollowedRow], today: date) -> list[MonthColumn]:
    """Every month from the earliest deadline to the latest."""
    statuses: dict[date, Counter[RowStatus]] = {}
    for followed in rows:
        row = followed.row
        if row.due and (row.moved_to or row.term_kind not in NO_DEADLINE):
            statuses.setdefault(row.due.replace(day=1), Counter())[followed.status] += 1
    columns: list[MonthColumn] = []
    month = min(statuses, default=date.max)
    while month <= max(statuses, default=date.min):
        counts = statuses.get(month, Counter())
        done, overdue = counts[RowStatus.DONE], counts[RowStatus.OVERDUE]
        columns.append(MonthColumn(month, counts.total(), done, overdue, month == today.replace(day=1)))
        month = (month + timedelta(days=31)).replace(day=1)
    return columns
