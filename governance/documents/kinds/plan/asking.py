"""The executors of the rows of an approved plan: recognised from its words or chosen, asked in the time of the row.

The one who follows the plan accepts what they report. A row whose executor nobody recognised stays with that person.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.execution import charged, following
from governance.documents.approval.execution.charged import read_executors
from governance.documents.approval.execution.following import File
from governance.documents.approval.execution.rows import Executor
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.plan.recognition import Known
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.kinds.plan.submission import PlanCourse
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import ByTerm, May, move
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


def district_of(plan: PlanCourse) -> Unit:
    return plan.district


def not_an_executor(plan: "PlanAsking", person: Person) -> "str | Promise | None":
    if any(plan.charges(row, person) for row in plan.open_rows):
        return None
    return gettext_lazy("No open row of this plan is charged to you.")


def day_before_the_next(plan: "PlanAsking") -> date | None:
    """The day before the first row begins whose executors are not asked yet."""
    starts = [row.term_start for row in plan.unasked if row.term_start is not None]
    return min(starts) - timedelta(days=1) if starts else None


class PlanAsking(PlanCourse):
    """Who is asked for a row, and what they report."""

    class Meta(PlanCourse.Meta):
        abstract = True

    @cached_property
    def followed(self) -> list[PlanRow]:
        """All rows, read once for this plan in memory."""
        return [row for section in self.table() for row in section.rows.all()]

    @property
    def unasked(self) -> list[PlanRow]:
        return [
            row
            for row in self.followed
            if row.asked_on is None and row.done_on is None and row.taken_by_id is None
        ]

    @property
    def open_rows(self) -> list[PlanRow]:
        """Those whose executors are asked now."""
        if self.state != ApprovalState.APPROVED:
            return []
        return [row for row in self.followed if row.is_open]

    def executors_of(self, row: PlanRow) -> list[Executor]:
        return charged.executors_by_part(self).get(row.part, [])

    def charges(self, row: PlanRow, person: Person) -> bool:
        return charged.is_charged(self, self.executors_of(row), person)

    def rights_asked(self) -> set[tuple[str, int]]:
        """Whoever leads a school or a body reports on the rows that are charged to it."""
        return charged.rights_to_lead(one for row in self.open_rows for one in self.executors_of(row))

    @move(
        source=ApprovalState.APPROVED,
        rule=ByTerm(day_before_the_next),
        words=verb("plan", "Ask the executors", "executors asked for rows whose time has come"),
        inner=True,
    )
    def ask_rows(self, act: Act) -> None:
        """The time of these rows has come: their executors get a task, those named nowhere stay with the deputy."""
        today = clock.today()
        rows = [row for row in self.unasked if row.term_start is not None and row.term_start <= today]
        self._recognise(rows)
        for row in rows:
            row.asked_on = today
        PlanRow.objects.filter(pk__in=[row.pk for row in rows]).update(asked_on=today)
        people = [one for row in rows for one in charged.people_charged(self, self.executors_of(row))]
        self.involve((people, "point"))
        act.facts["rows"] = [row.pk for row in rows]

    def _recognise(self, rows: Iterable[PlanRow]) -> None:
        """The executors that the words name, of rows for which nobody was chosen."""
        by_part = charged.executors_by_part(self)
        known = Known.of(self.district)
        found = []
        for row in rows:
            if row.part in by_part:
                continue
            candidates = {one.key: one for one in known.recognised(row.executors)}
            executors = read_executors(self, candidates, candidates)
            for executor in executors:
                executor.part = row.part
            by_part[row.part] = executors
            found += executors
        Executor.objects.bulk_create(found)

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Choose the executors", "chose the executors of a row"),
        inner=True,
    )
    def charge_row(self, act: Act, *, row: int, executors: Sequence[str]) -> None:
        """Charge people, schools or bodies of the district with a row: keys of `charged.candidates`, the one who
        answers for it first. From the row's time on they are asked."""
        activity = self._row(row)
        if activity.done_on is not None:
            raise NotLegal(_("The row is marked as done already."))
        chosen = read_executors(self, executors, charged.candidates(self.district_id))
        if not chosen:
            raise NotLegal(_("Choose at least one executor."))
        for executor in chosen:
            executor.part = activity.part
        self.executors.filter(part=activity.part).delete()
        Executor.objects.bulk_create(chosen)
        vars(self).pop("kept_executors", None)
        begins = activity.term_start or clock.today()
        if activity.asked_on is None and begins <= clock.today():
            activity.asked_on = clock.today()
            activity.save(update_fields=["asked_on"])
        self.involve((charged.people_charged(self, chosen), "point"))
        act.facts.update(part=activity.part, row=activity.pk)

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.READ, on=district_of, unless=not_an_executor),
        words=verb("plan", "Report on a row", "reported on a row"),
        inner=True,
        personal=True,
    )
    def report_row(self, act: Act, *, part: str, note: str = "", files: Sequence[File] = ()) -> None:
        """What was done, with files, by an executor of the row."""
        activity = next((row for row in self.open_rows if row.part == part), None)
        if activity is None:
            raise NotLegal(_("Nobody is asked for this row now: open the page again."))
        if not self.charges(activity, act.person):
            raise NotAllowed(_("This row is charged to somebody else."))
        if activity.is_reported:
            raise NotLegal(_("A report on this row awaits its answer already."))
        following.report(self, act, part, note, due=activity.due, files=files)
        activity.reported_at = act.at
        activity.save(update_fields=["reported_at"])
        act.facts.update(part=part, row=activity.pk)

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.FOLLOW_PLAN),
        words=verb("plan", "Return the report", "returned the report on a row"),
        needs_reason=True,
        inner=True,
    )
    def return_row(self, act: Act, *, row: int) -> None:
        """What was reported does not do; the executor is asked again."""
        activity = self._row(row)
        if not activity.is_reported:
            raise NotLegal(_("No report on this row awaits an answer."))
        following.answer(self, act, activity.part, accepted=False)
        activity.reported_at = None
        activity.save(update_fields=["reported_at"])
        act.facts.update(part=activity.part, row=activity.pk)

    def _row(self, pk: int) -> PlanRow:
        activity = self.rows().filter(pk=pk).first()
        if activity is None:
            raise NotLegal(_("This row is not in the plan any more: open the page again."))
        return activity
