"""How the points of decisions are carried out: begun by the signature of the protocol, accepted by who controls them.

Who controls is named in the point; else it is the chair of the body, else its secretary (docs/domain.md, "Decisions
and their points"). Nobody accepts their own report.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.execution import charged, following
from governance.documents.approval.execution.following import File
from governance.documents.approval.execution.rows import Executor
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.protocol.points import DecisionPoint, end_of_period, read_points, said_of
from governance.documents.kinds.protocol.signed_words import DecidedPoint
from governance.documents.kinds.protocol.suspension import Suspending
from governance.documents.language.phrases import sentence
from governance.documents.language.verb import verb
from governance.documents.law.working_days import Term
from governance.documents.record.act import Act
from governance.documents.record.transitions import May, move
from governance.documents.settings.calendar import last_day_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

SIGNED = ("signed", "archived")


def district_of(protocol: Any) -> Unit:
    """Decisions charge people of the whole district: reading in it is the right that they act by."""
    district: Unit = protocol.district
    return district


def not_an_executor(protocol: Any, person: Person) -> "str | Promise | None":
    if any(protocol.charges(point, person) for point in protocol.open_points):
        return None
    return gettext_lazy("No open point of these decisions is charged to you.")


def not_a_controller(protocol: Any, person: Person) -> "str | Promise | None":
    if any(person.pk in protocol.controllers(point) for point in protocol.open_points):
        return None
    return gettext_lazy("You control no open point of these decisions.")


EXECUTES = May(Right.READ, on=district_of, unless=not_an_executor)
CONTROLS = May(Right.READ, on=district_of, unless=not_a_controller)


class Executed(Suspending):
    """The moves on points of decisions."""

    class Meta(Suspending.Meta):
        abstract = True

    kept_right = ("kept_points",)

    if TYPE_CHECKING:
        points: RelatedManager[DecisionPoint]

    # --- what there is --------------------------------------------------------------------------------------------

    def all_points(self) -> list[DecisionPoint]:
        """Read once for this protocol in memory."""
        kept: list[DecisionPoint] | None = vars(self).get("kept_points")
        if kept is None:
            kept = vars(self)["kept_points"] = list(
                self.points.select_related("item", "control_by", "done_by", "taken_by")
            )
        return kept

    def executors_of(self, point: DecisionPoint) -> list[Executor]:
        return charged.executors_by_part(self).get(point.part, [])

    @property
    def open_points(self) -> list[DecisionPoint]:
        """Those on control now; of a decision that is suspended none."""
        if self.state not in SIGNED:
            return []
        points = [point for point in self.all_points() if point.is_open]
        waiting = {suspension.item_id for suspension in self.suspended} if points else set()
        return [point for point in points if point.item_id not in waiting]

    def point_of(self, part: str) -> DecisionPoint | None:
        return next((point for point in self.all_points() if point.part == part), None)

    def charges(self, point: DecisionPoint, person: Person) -> bool:
        return charged.is_charged(self, self.executors_of(point), person)

    def rights_asked(self) -> set[tuple[str, int]]:
        """Whoever leads a school or a body reports on its points; the chair and the secretary accept reports."""
        points = self.open_points
        officers = {(right.value, self.unit_id) for right in (Right.PRESIDE, Right.KEEP_MINUTES) if points}
        return officers | charged.rights_to_lead(one for point in points for one in self.executors_of(point))

    def controllers(self, point: DecisionPoint) -> dict[int, Person]:
        """Who may accept it, whoever is asked first: the one named in the point, or the body's chair and secretary."""
        if point.control_by is not None and point.control_by.is_active:
            return {point.control_by.pk: point.control_by}
        found: dict[int, Person] = {}
        for right in (Right.PRESIDE, Right.KEEP_MINUTES):
            for held in self.holders(right, self.unit_id):
                if not self.charges(point, held.person):
                    found.setdefault(held.person_id, held.person)
        return found

    # --- written with the protocol --------------------------------------------------------------------------------

    def write_points(self, given: Mapping[AgendaItem, Iterable[Mapping[str, Any]]]) -> None:
        """Replace the points of these questions; see `read_points`."""
        known = charged.candidates(self.district_id) if any(given.values()) else {}
        rows = [row for item, points in given.items() for row in read_points(self, item, points, known)]
        old = [point.part for point in self.all_points() if point.item in given]
        if old:
            self.executors.filter(part__in=old).delete()
            self.points.filter(item__in=[*given]).delete()
        if rows:
            DecisionPoint.objects.bulk_create(point for point, _executors in rows)
            for point, executors in rows:
                for executor in executors:
                    executor.part = point.part
            Executor.objects.bulk_create(executor for _point, executors in rows for executor in executors)
        for kept in ("kept_points", "kept_executors"):
            vars(self).pop(kept, None)

    def told_points(self) -> dict[int, list[DecidedPoint]]:
        """The points of each question (its id), as the protocol says them."""
        told: dict[int, list[DecidedPoint]] = {}
        for point in self.all_points():
            terms = said_of(point, self.executors_of(point), self.district_id)
            said = DecidedPoint(text=sentence(point.text), terms=terms)
            told.setdefault(point.item_id, []).append(said)
        return told

    def begin_execution(self, act: Act) -> None:
        """With the second signature: terms get their days, and whoever is charged sees the protocol."""
        points = self.all_points()
        today = clock.today()
        for point in points:
            if point.term is not None:
                point.due = last_day_of(Term.from_json(point.term), self.district_id, today)
            if point.every and point.due is not None:
                point.turn = min(end_of_period(point.every, today), point.due)
            if point.term is not None or point.every:
                point.save(update_fields=["due", "turn"])
        people = [
            *(one for point in points for one in charged.people_charged(self, self.executors_of(point))),
            *(point.control_by for point in points if point.control_by is not None),
        ]
        if people:
            self.involve((people, "point"))

    # --- the executor ---------------------------------------------------------------------------------------------

    @move(
        source=SIGNED,
        rule=EXECUTES,
        words=verb("protocol", "Report on a point", "reported on a point of a decision"),
        inner=True,
        personal=True,
    )
    def report_point(self, act: Act, *, part: str, note: str = "", files: Sequence[File] = ()) -> None:
        """What was done, with files, by an executor; who controls the point accepts it or returns it."""
        point = self._open(part)
        if not self.charges(point, act.person):
            raise NotAllowed(_("This point is charged to somebody else."))
        if point.is_reported:
            raise NotLegal(_("A report on this point awaits its answer already."))
        following.report(self, act, part, note, due=point.deadline, files=files)
        following.mark_done(act, point, note)
        point.save()

    # --- who controls ---------------------------------------------------------------------------------------------

    @move(
        source=SIGNED,
        rule=CONTROLS,
        words=verb("protocol", "Take a point off control", "took a point of a decision off control"),
        inner=True,
    )
    def close_point(self, act: Act, *, part: str, note: str = "") -> None:
        """Accept the report, or mark as done what nobody has reported; what is due again goes on."""
        point = self._controlled(part, act)
        following.answer(self, act, part, accepted=True)
        if point.is_reported:
            act.facts["part"] = part
        else:
            following.mark_done(act, point, note)
        turn = point.next_turn() if point.turn is not None else None
        if turn is None:
            point.accepted_at, point.accepted_by = act.at, act.person
        else:
            following.mark_undone(act, point)
            point.turn, point.moved_to = turn, None
            act.facts["next"] = turn.isoformat()
        point.save()

    @move(
        source=SIGNED,
        rule=CONTROLS,
        words=verb("protocol", "Return the report", "returned the report on a point of a decision"),
        needs_reason=True,
        inner=True,
    )
    def return_point(self, act: Act, *, part: str) -> None:
        """What was reported does not do; the executor is asked again."""
        point = self._controlled(part, act)
        if not point.is_reported:
            raise NotLegal(_("No report on this point awaits an answer."))
        following.answer(self, act, part, accepted=False)
        following.mark_undone(act, point)
        point.save()

    @move(
        source=SIGNED,
        rule=CONTROLS,
        words=verb("protocol", "Prolong the term", "prolonged the term of a point"),
        needs_reason=True,
        inner=True,
    )
    def move_due(self, act: Act, *, part: str, due: date) -> None:
        """Give a point another deadline; the signed one stays in the text."""
        point = self._controlled(part, act)
        if point.is_reported:
            raise NotLegal(_("A report on this point awaits its answer: accept it or return it first."))
        following.prolong(act, point, due)
        point.save(update_fields=["moved_to"])

    def _open(self, part: str) -> DecisionPoint:
        point = self.point_of(part)
        if point is None:
            raise NotLegal(_("There is no such point in these decisions: open the page again."))
        if point not in self.open_points:
            raise NotLegal(
                _("This point is not on control: it is done, taken over by an order, or suspended.")
            )
        return point

    def _controlled(self, part: str, act: Act) -> DecisionPoint:
        point = self._open(part)
        controllers = self.controllers(point)
        if act.person.pk not in controllers:
            raise NotAllowed(
                _("This point is controlled by %(who)s.")
                % {"who": ", ".join(person.name for person in controllers.values()).rstrip(".") or "—"}
            )
        return point
