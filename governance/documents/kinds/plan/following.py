"""An approved plan through its year: row after row marked as done or moved, closed at the end."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.execution import following
from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.asking import PlanAsking
from governance.documents.kinds.plan.edits import typed
from governance.documents.kinds.plan.submission import PlanCourse
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import May, condition, move
from governance.documents.settings.calendar import latest_start
from governance.documents.settings.papers import PLAN_CLOSING
from governance.roles.rights import Right


@condition(gettext_lazy("Some rows are neither done nor moved: mark them first."))
def is_accounted_for(plan: PlanCourse) -> bool:
    return not plan.rows().filter(done_on=None, moved_to=None).exists()


def first_day_to_close(plan: PlanCourse) -> date | None:
    """From when the plan can be closed as executed; None for a plan without a period, which any day may end.

    The year's report is made in June (docs/domain.md, "The work plan"), in the last months of a school year's plan.
    """
    if plan.period_end is None:
        return None
    return latest_start(PLAN_CLOSING, plan.district_id, plan.period_end) + timedelta(days=1)


@condition(gettext_lazy("It is too early: a plan is closed in the last months of its period or later."))
def is_near_its_end(plan: PlanCourse) -> bool:
    return clock.today() >= (first_day_to_close(plan) or date.min)


class PlanFollowing(PlanAsking):
    """What is done with a plan in force."""

    class Meta(PlanAsking.Meta):
        abstract = True

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Mark as done", "a row marked as done"),
        inner=True,
    )
    def mark_row_done(self, act: Act, *, row: int, on: date | None = None, note: str = "") -> None:
        """An activity has been carried out, on a day that is not in the future."""
        activity = self._row(row)
        if activity.done_on is not None:
            raise NotLegal(_("The row is marked as done already."))
        on = on or clock.today()
        if on > clock.today():
            raise NotLegal(_("The day lies in the future: mark the row when the activity is done."))
        if self.period_start is not None and on < self.period_start:
            raise NotLegal(_("The day lies before the plan's period: correct it."))
        activity.done_on, activity.done_note = on, typed(note)
        activity.save(update_fields=["done_on", "done_note"])
        if activity.is_asked:
            following.answer(self, act, activity.part, accepted=True)
        act.facts.update(part=activity.part, row=activity.pk, on=on.isoformat())

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Mark several rows as done", "rows marked as done"),
        inner=True,
    )
    def mark_rows_done(self, act: Act, *, rows: Sequence[int]) -> None:
        """Several at once, done today: all of them, or none where one is done already."""
        found = {row.pk: row for row in self.rows().filter(pk__in=rows)}
        if not rows or len(found) < len(set(rows)):
            raise NotLegal(_("This row is not in the plan any more: open the page again."))
        if any(row.done_on is not None for row in found.values()):
            raise NotLegal(_("One of these rows is marked as done already: open the page again."))
        parts = [row.part for row in found.values()]
        self.rows().filter(pk__in=[*found]).update(done_on=clock.today())
        self.reports.filter(part__in=parts, answered_at=None).update(
            answered_at=act.at, answered_by=act.person, accepted=True
        )
        act.facts.update(parts=parts, rows=[*found])

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Move to another day", "a row moved to another day"),
        needs_reason=True,
        inner=True,
    )
    def move_row(self, act: Act, *, row: int, to: date) -> None:
        """An activity gets a new last day; it may lie after the plan's period. The text that was approved stays."""
        activity = self._row(row)
        if activity.done_on is not None:
            raise NotLegal(_("The row is marked as done: open it again before you move it."))
        if to < clock.today():
            raise NotLegal(_("The new day lies in the past: choose a later one."))
        if to == activity.due:
            raise NotLegal(_("This is the row's last day already: choose another one."))
        activity.moved_to, activity.moved_reason = to, act.reason
        activity.save(update_fields=["moved_to", "moved_reason"])
        act.facts.update(part=activity.part, row=activity.pk, to=to.isoformat())

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Open again", "a row opened again"),
        needs_reason=True,
        inner=True,
    )
    def reopen_row(self, act: Act, *, row: int) -> None:
        """A row was marked as done by mistake."""
        activity = self._row(row)
        if activity.done_on is None:
            raise NotLegal(_("The row is not marked as done."))
        activity.done_on, activity.done_note, activity.reported_at = None, "", None
        activity.save(update_fields=["done_on", "done_note", "reported_at"])
        act.facts.update(row=activity.pk)

    @move(
        source=ApprovalState.APPROVED,
        target=ApprovalState.DONE,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Close as executed", "closed as executed"),
        conditions=(is_near_its_end, is_accounted_for),
    )
    def complete(self, act: Act) -> None:
        """The year is over and every row is done, or moved with a reason."""
