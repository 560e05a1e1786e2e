"""One row of an approved plan for whoever follows it: done, moved, or opened again."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.components import Badge, Crumb
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.plan.editing import crumbs, find_row, place_text
from governance.desk.kinds.plan.execution import STATES
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.part_moves import PartMove, PartPage
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.plan import Plan
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


class FollowedRowPage(PartPage[Plan]):
    """The page of a row; 404 where the plan has no such row."""

    template = "governance/plan/follow.html"
    move = "mark_row_done"
    back = gettext_lazy("Back to the execution of the plan")
    part_moves = {
        "mark_row_done": PartMove(DoneForm, gettext_lazy("Done"), gettext_lazy("Mark as done")),
        "move_row": PartMove(PostponeForm, gettext_lazy("Move the term"), gettext_lazy("Move")),
        "reopen_row": PartMove(ReopenForm, gettext_lazy("Take the mark back"), gettext_lazy("Open again")),
    }

    def prepare(self) -> None:
        self.plan_section, self.row = find_row(self.document.table(), self.part["row"])

    def usual(self) -> Sequence[str]:
        return ["reopen_row"] if self.row.done_on else ["mark_row_done", "move_row"]

    def part_facts(self) -> Facts:
        return {"row": self.row.pk}

    def get_initial(self) -> Facts:
        return {"on": clock.today()}

    def state(self) -> Badge:
        return STATES[self.row.status(clock.today())]

    def get_title(self) -> str:
        return place_text(self.plan_section, self.row)

    def get_crumbs(self) -> list[Crumb]:
        execution = reverse("plan_execution", args=[self.document.pk])
        return [*crumbs(self.document)[:-1], Crumb(_("Execution"), execution)]

    def get_cancel(self) -> str:
        return reverse("plan_execution", args=[self.document.pk]) + f"#row-{self.row.pk}"
