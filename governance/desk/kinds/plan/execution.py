"""How an approved plan is carried out, as a whole: figures that filter the table under them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext, pgettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Tab, Words
from governance.desk.base.format import day, state_of
from governance.desk.base.page import Page
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.documents.approval.approval import ApprovalState
from governance.documents.errors import Refused
from governance.documents.kinds.plan.execution import Execution, FollowedRow, Progress, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, RowStatus
from governance.documents.record.perform import transition_of

FOLLOWED = (ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED)

MEANINGS = {
    RowStatus.DONE: "force",
    RowStatus.OVERDUE: "alarm",
    RowStatus.NOW: "due",
    RowStatus.MOVED: "held",
    RowStatus.LATER: "quiet",
    RowStatus.UNDATED: "quiet",
}


@dataclass(frozen=True, kw_only=True)
class StatusChip:
    """A figure that filters the table."""

    label: Words
    href: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """One row of the year; `href` for whoever follows it."""

    pk: int
    number: str
    text: str
    term: str
    executors: str
    meaning: str
    status: Words
    notes: list[str]
    href: str


@dataclass(frozen=True, kw_only=True)
class SectionShown:
    """A section with the rows that the filter leaves."""

    title: str
    done: int
    total: int
    rows: list[RowShown]


@dataclass(kw_only=True)
class PlanExecutionPage(Page):
    """templates/governance/plan/execution.html."""

    state: object
    document: Plan
    tabs: list[Tab]
    percent: int
    sentence: str
    follows: bool
    chips: list[StatusChip]
    sections: list[SectionShown]
    found: bool


@of_paper("plan")
def plan_execution(request: SignedInRequest, document: Plan) -> HttpResponse:
    """Done, overdue, in its term, moved, later; a plan that is not approved yet leads to its paper."""
    if document.state not in FOLLOWED:
        return redirect("paper", pk=document.pk)
    whole = execution(document)
    asked = request.GET.get("show", "")
    status = asked if asked in RowStatus.values else ""
    follows = may_follow(request, document)
    sections = [
        SectionShown(
            title=part.section.title or _("Without a heading"),
            done=part.done,
            total=part.total,
            rows=[
                shown_row(document, followed, follows=follows)
                for followed in part.rows
                if status in ("", followed.status)
            ],
        )
        for part in whole.sections
    ]
    page = PlanExecutionPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        state=state_of(document),
        document=document,
        tabs=tabs(document, "execution"),
        percent=whole.percent_done,
        sentence=sentence(whole),
        follows=follows,
        chips=chips(whole, status, request.path),
        sections=sections,
        found=any(section.rows for section in sections),
    )
    return page.response(request, "governance/plan/execution.html")


def may_follow(request: SignedInRequest, document: Plan) -> bool:
    """Whether this person marks rows, and the plan is in the state for it; no query."""
    try:
        rule: Any = transition_of(document, "mark_row_done").permission
    except Refused:
        return False
    return rule.objection(document, request.user, request.pairs) is None


def sentence(whole: Progress) -> str:
    """«Выполнено: 12 из 45. Просрочены 2 строки.»"""
    done = _("Done: %(done)d of %(total)d.") % {"done": whole.done, "total": whole.total}
    if not whole.overdue:
        return done
    late = ngettext("%(n)d row is overdue.", "%(n)d rows are overdue.", whole.overdue)
    return f"{done} {late % {'n': whole.overdue}}"


def chips(whole: Execution, status: str, path: str) -> list[StatusChip]:
    """All rows, then the statuses that some row has."""
    every = StatusChip(label=pgettext("rows", "All"), href=path, count=whole.total, current=not status)
    return [
        every,
        *(
            StatusChip(
                label=known.label,
                href=f"{path}?show={known.value}",
                count=count,
                current=status == known.value,
            )
            for known, count in whole.counts.items()
            if count
        ),
    ]


def shown_row(document: Plan, followed: FollowedRow, *, follows: bool) -> RowShown:
    row = followed.row
    return RowShown(
        pk=row.pk,
        number=row.number,
        text=row.text,
        term=row.term_text,
        executors=row.executors_text,
        meaning=MEANINGS[followed.status],
        status=followed.status.label,
        notes=notes(row),
        href=reverse("plan_follow", args=[document.pk, row.pk]) if follows else "",
    )


def notes(row: PlanRow) -> list[str]:
    """When it was done and what was said of it; to when it was moved and why."""
    said = []
    if row.done_on:
        said.append(
            _("Done on %(day)s") % {"day": day(row.done_on)} + (f": {row.done_note}" if row.done_note else "")
        )
    if row.moved_to:
        said.append(
            _("Moved to %(day)s: %(reason)s") % {"day": day(row.moved_to), "reason": row.moved_reason}
        )
    return said
