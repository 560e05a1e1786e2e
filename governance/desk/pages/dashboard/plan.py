"""How the plan in force is carried out: a ring chart of the whole plan, a column for each month."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.desk.base.calendar_days import NO_DEADLINE
from governance.documents.kinds.plan.execution import Execution, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import RowStatus
from governance.documents.record.document import Document


def execution_of(papers: QuerySet[Document], today: date) -> tuple[Plan, Execution] | None:
    """The newest plan in force among these papers, with its execution; None if there is none."""
    plan = (
        Plan.objects.filter(pk__in=papers.order_by().values("pk"), state=Plan.State.APPROVED)
        .order_by(F("period_start").desc(nulls_last=True), "-pk")
        .first()
    )
    return None if plan is None else (plan, execution(plan, today))


def picture(plan: Plan, standing: Execution, today: date) -> dict[str, Any]:
    """The ring and the columns; activities without a deadline of their own are only in the ring."""
    rows = [followed for section in standing.sections for followed in section.rows]
    dated = [
        followed
        for followed in rows
        if followed.row.due and (followed.row.moved_to or followed.row.term_kind not in NO_DEADLINE)
    ]
    sentences = [
        _("Done: %(done)d of %(total)d.") % {"done": standing.done, "total": standing.total},
        _("Overdue: %(n)d.") % {"n": standing.overdue} if standing.overdue else "",
        _("Moved: %(n)d.") % {"n": standing.counts[RowStatus.MOVED]}
        if standing.counts[RowStatus.MOVED]
        else "",
        _("Without a deadline of their own (all year, permanently): %(n)d.") % {"n": len(rows) - len(dated)}
        if len(rows) > len(dated)
        else "",
    ]
    columns: list[dict[str, Any]] = []
    for month in months(followed.row.due for followed in dated if followed.row.due):
        here = [
            followed
            for followed in dated
            if followed.row.due
            and (followed.row.due.year, followed.row.due.month) == (month.year, month.month)
        ]
        statuses = Counter(followed.status for followed in here)
        columns.append(
            {
                "label": date_format(month, "M").lower().rstrip("."),
                "total": len(here),
                "done": statuses[RowStatus.DONE],
                "overdue": statuses[RowStatus.OVERDUE],
                "now": (month.year, month.month) == (today.year, today.month),
                "words": _("%(month)s: %(total)d, done %(done)d, overdue %(overdue)d")
                % {
                    "month": date_format(month, "F Y"),
                    "total": len(here),
                    "done": statuses[RowStatus.DONE],
                    "overdue": statuses[RowStatus.OVERDUE],
                },
            }
        )
    return {
        "title": plan.title,
        "href": reverse("paper", args=[plan.pk]),
        "percent": standing.percent_done,
        "sentence": " ".join(filter(None, sentences)),
        "columns": columns,
        "most": max((column["total"] for column in columns), default=1),
        "caption": _("Activities of the plan by the month of their last day"),
    }


def months(days: Iterable[date]) -> list[date]:
    """The first day of every month from the earliest to the latest of these days."""
    known = sorted(all_months.replace(day=1) for all_months in days)
    if not known:
        return []
    month, all_months = known[0], []
    while month <= known[-1]:
        all_months.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return all_months
