"""One row of an approved plan for whoever follows it: done, moved, or opened again."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge, Crumb
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.kinds.plan.editing import place_text
from governance.desk.kinds.plan.execution import MEANINGS, notes
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.part_moves import MoveShown, PartMove, PartMoves
from governance.desk.papers.work import work_page
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.perform import LONGEST_REASON


class DoneForm(SeenForm):
    """An activity has been carried out."""

    on = day_field(
        gettext_lazy("Day on which it was done"),
        error_messages={"required": gettext_lazy("Give the day on which it was done.")},
    )
    note = text_field(
        gettext_lazy("What was done"),
        MAX_FIELD,
        lines=3,
        required=False,
        help_text=gettext_lazy("A short note for the council; may be left empty."),
    )


class PostponeForm(SeenForm):
    """An activity gets a new last day."""

    to = day_field(
        gettext_lazy("New last day"),
        error_messages={"required": gettext_lazy("Give the new last day.")},
    )
    reason = text_field(
        gettext_lazy("Why it is moved"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write why: the council will ask.")},
    )


class ReopenForm(SeenForm):
    """The mark was a mistake."""

    reason = text_field(
        gettext_lazy("Why the mark is taken back"),
        LONGEST_REASON,
        lines=2,
        error_messages={"required": gettext_lazy("Write why the mark is taken back.")},
    )


ROW_MOVES = {
    "mark_row_done": PartMove(DoneForm, gettext_lazy("Done"), gettext_lazy("Mark as done")),
    "move_row": PartMove(PostponeForm, gettext_lazy("Move the term"), gettext_lazy("Move")),
    "reopen_row": PartMove(ReopenForm, gettext_lazy("Take the mark back"), gettext_lazy("Open again")),
}


@dataclass(kw_only=True)
class FollowedRowPage(Page):
    """templates/governance/plan/follow.html."""

    row: PlanRow
    state: Badge
    due: str
    notes: list[str]
    forms: list[MoveShown]
    cancel: str


@work_page("plan", "mark_row_done")
def plan_follow(request: SignedInRequest, document: Plan, row: int) -> HttpResponse:
    """404 where the plan has no such row."""
    rows = ((section, known) for section in document.table() for known in section.rows.all())
    section, followed = next(((section, known) for section, known in rows if known.pk == row), (None, None))
    if section is None or followed is None:
        raise Http404
    usual = ["reopen_row"] if followed.done_on else ["mark_row_done", "move_row"]
    moves = PartMoves(request, document, ROW_MOVES, usual, on=clock.today())
    back = reverse("plan_execution", args=[document.pk])
    if moves.made(row=row):
        return redirect(f"{back}#row-{row}")
    status = followed.status(clock.today())
    page = FollowedRowPage(
        title=place_text(section, followed),
        crumbs=[
            DOCUMENTS.crumb,
            Crumb(document.kind_label, reverse("paper", args=[document.pk])),
            Crumb(_("Execution"), back),
        ],
        row=followed,
        state=Badge(MEANINGS[status], status.label),
        due=day(followed.due),
        notes=notes(followed),
        forms=moves.shown,
        cancel=f"{back}#row-{row}",
    )
    return page.response(
        request, "governance/plan/follow.html", status=422 if request.method == "POST" else 200
    )
