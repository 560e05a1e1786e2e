"""How the plan in force is carried out: a ring chart of the whole plan, a column for each month."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.desk.base.calendar_days import NO_DEADLINE
from governance.documents.kinds.plan.execution import Execution, FollowedRow, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import RowStatus
from governance.documents.record.visibility import VisiblePapers


def execution_of(papers: VisiblePapers, today: date) -> tuple[Plan, Execution] | None:
    """The newest plan in force among these papers, with its execution; None if there is none."""
    plan = (
        papers.among(Plan.objects.filter(state=Plan.State.APPROVED), "pk")
        .order_by(F("period_start").desc(nulls_last=True), "-pk")
        .first()
    )
    return None if plan is None else (plan, execution(plan, today))


class MonthColumn:
    """One month of components/columns.html: how many activities end in it, done and overdue ones."""

    def __init__(self, month: date, followed: Sequence[FollowedRow], today: date) -> None:
        statuses = Counter(one.status for one in followed)
        self.label = date_format(month, "M").lower().rstrip(".")
        self.total = len(followed)
        self.done, self.overdue = statuses[RowStatus.DONE], statuses[RowStatus.OVERDUE]
        self.now = (month.year, month.month) == (today.year, today.month)
        self.words = _("%(month)s: %(total)d, done %(done)d, overdue %(overdue)d") % {
            "month": date_format(month, "F Y"),
            "total": self.total,
            "done": self.done,
            "overdue": self.overdue,
        }


class PlanPicture:
    """The ring and the columns; activities without a deadline of their own are only in the ring."""

    def __init__(self, plan: Plan, standing: Execution, today: date) -> None:
        rows = [followed for section in standing.sections for followed in section.rows]
        dated: dict[date, list[FollowedRow]] = {}
        for followed in rows:
            row = followed.row
            if row.due and (row.moved_to or row.term_kind not in NO_DEADLINE):
                dated.setdefault(row.due.replace(day=1), []).append(followed)
        undated = len(rows) - sum(len(here) for here in dated.values())
        moved = standing.counts[RowStatus.MOVED]
        facts = {"done": standing.done, "total": standing.total}
        sentences = [
            _("Done: %(done)d of %(total)d.") % facts,
            _("Overdue: %(n)d.") % {"n": standing.overdue} if standing.overdue else "",
            _("Moved: %(n)d.") % {"n": moved} if moved else "",
            _("Without a deadline of their own (all year, permanently): %(n)d.") % {"n": undated}
            if undated
            else "",
        ]
        self.title, self.href = plan.title, reverse("paper", args=[plan.pk])
        self.percent = standing.percent_done
        self.sentence = " ".join(filter(None, sentences))
        self.columns = [MonthColumn(month, dated.get(month, []), today) for month in months(dated)]
        self.most = max((column.total for column in self.columns), default=1)
        self.caption = _("Activities of the plan by the month of their last day")


def months(known: Collection[date]) -> list[date]:
    """The first day of every month from the earliest to the latest of these first days."""
    if not known:
        return []
    month, found = min(known), []
    while month <= max(known):
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found
