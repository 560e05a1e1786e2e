"""A nomination (представление): one teacher's sheet from its first line to the order (docs/domain.md, "Nomination")."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.claimed_value import reason_for, typed_value
from governance.documents.approval.decided import given_up
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import (
    FILLS,
    LONGEST_TEXT,
    NOMINATES,
    VERIFIES,
    NominationCard,
    State,
)
from governance.documents.kinds.rewards.effects import ALLOT, REWARD, UNREWARD
from governance.documents.kinds.rewards.filling import Filling, check_not_claimed_before, has_lines
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, condition, move
from governance.roles.appointment import Appointment
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


@condition(gettext_lazy("The term to object is over."))
def objection_is_open(nomination: NominationCard) -> bool:
    return nomination.objection_until is not None and clock.today() <= nomination.objection_until


@condition(gettext_lazy("The teacher may still object: wait for the end of the term."))
def objection_is_over(nomination: NominationCard) -> bool:
    return not objection_is_open(nomination)


@kind("nomination")
class Nomination(Filling):
    """The moves once the sheet is nominated: the verification, the council, the order."""

    class Meta(Filling.Meta):
        constraints: ClassVar = [
            *Filling.Meta.constraints,
            models.UniqueConstraint(fields=["reward_period", "teacher"], name="one_nomination_a_period"),
        ]

    @move(
        source=(State.DRAFT, State.FILLED),
        target=State.NOMINATED,
        rule=NOMINATES,
        words=verb("nomination", "Nominate", "nominated"),
        conditions=(
            Condition(
                has_lines, gettext_lazy("Write the merits, or wait until the teacher has filled the sheet.")
            ),
        ),
    )
    def nominate(self, act: Act) -> None:
        """Put forward by the school's head or the methodical council, while the period takes sheets."""
        self.check_in_time()
        self.reward_period.system.measure(self.measure)
        self.reward_period.pool(self.pool)
        check_employed(self.teacher, self.unit, self.employment)
        check_not_claimed_before(self)
        self.nominated_by_id = act.ground.unit_id if act.ground else None
        self.nominator = act.person.name
        self.readers.add(self.district_id)

    @move(
        source=State.NOMINATED,
        target=State.VERIFIED,
        rule=VERIFIES,
        words=verb("nomination", "Verify", "verified"),
        inner=True,
    )
    def verify(self, act: Act, *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line: accept, correct or reject with a reason; the teacher may object within a term."""
        self._settle(act, verdicts)
        self.objection_until = self.reward_period.system.last_day_to_object()

    @move(
        source=(State.FILLED, State.NOMINATED),
        target=State.DRAFT,
        rule=VERIFIES,
        words=verb("nomination", "Return for completion", "returned for completion"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """Something is missing that cannot be verified without it."""

    @move(
        source=State.VERIFIED,
        target=State.OBJECTED,
        rule=FILLS,
        words=verb("nomination", "Object", "objected"),
        conditions=(objection_is_open,),
        inner=True,
    )
    def object_to(self, act: Act, *, objection: str) -> None:
        """The teacher does not agree with what was found."""
        objection = objection.strip()
        if not objection or len(objection) > LONGEST_TEXT:
            raise NotLegal(
                _("Write what you object to and why, at most %(longest)d signs.") % {"longest": LONGEST_TEXT}
            )
        self.objection = objection

    @move(
        source=State.OBJECTED,
        target=State.VERIFIED,
        rule=VERIFIES,
        words=verb("nomination", "Answer the objection", "answered the objection"),
        needs_reason=True,
        inner=True,
    )
    def answer_objection(self, act: Act, *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line once more; this is the last word before the council."""
        self._settle(act, verdicts)
        self.objection_until = clock.today() - timedelta(days=1)

    withdraw = given_up(
        NOMINATES, (State.DRAFT, State.FILLED, State.NOMINATED, State.VERIFIED, State.OBJECTED)
    )

    @move(
        source=State.VERIFIED,
        target=State.REVIEW,
        rule=VERIFIES,
        words=verb("nomination", "Put before the council", "put before the council"),
        conditions=(objection_is_over,),
        several=True,
    )
    def put_up(self, act: Act) -> None:
        """The points are frozen: the council votes on this version."""
        period = RewardPeriod.locked(self.reward_period_id)
        if period.allocations.filter(state__in=("review", "adopted")).exists():
            raise NotLegal(
                _("The allocation of this period is before the council or adopted: nobody is added to it.")
            )
        self.freeze(act)
        council = Unit.objects.filter(kind=UnitKind.COUNCIL, district_id=self.district_id).first()
        if council is not None:
            self.readers.add(council)

    @move(
        source=(State.SUPPORTED, State.ORDERED),
        target=State.SUPPORTED,
        rule=ByPaper(ALLOT),
        words=verb("nomination", "Allot", "got what the allocation gives"),
    )
    def allot(self, act: Act) -> None:
        """What the adopted allocation gives; after the order only another allocation changes it, and a new order."""
        allocation: Any = act.basis.whole if act.basis else None
        row = allocation.row_of(self.pk)
        self.allotted_by = act.basis
        self.allotted_points, self.amount = Decimal(row["points"]), Decimal(row["amount"])

    @move(
        source=State.SUPPORTED,
        target=State.ORDERED,
        rule=ByPaper(REWARD),
        words=verb("nomination", "Order", "ordered"),
    )
    def order(self, act: Act) -> None:
        """The director of the school that employs the teacher has signed: sum and measure are those of the list."""
        award_list: Any = act.basis.whole if act.basis else None
        self.measure, amount = award_list.measure_of(self.pk)
        self.amount = self.amount if amount is None else amount

    @move(
        source=State.ORDERED,
        target=State.SUPPORTED,
        rule=ByPaper(UNREWARD),
        words=verb("nomination", "Take the order back", "lost its order"),
    )
    def unorder(self, act: Act) -> None:
        """The order was annulled. The council's decision stands: a new list can be drawn up for a new order."""
        allocation: Any = self.allotted_by.whole if self.allotted_by else None
        if allocation is not None and self.amount is not None:
            self.amount = Decimal(allocation.row_of(self.pk)["amount"])
        if self.present_version is not None:
            self.measure = self.present_version.content["measure"]

    def _settle(self, act: Act, verdicts: Iterable[Mapping[str, Any]]) -> None:
        lines = {line.pk: line for line in self.lines}
        given = {int(entry.get("merit", 0)): entry for entry in verdicts}
        known = all(entry.get("outcome") in ("accept", "correct", "reject") for entry in given.values())
        if not known or given.keys() != lines.keys():
            raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        for key, line in lines.items():
            entry, value, reason = given[key], line.value, ""
            if entry["outcome"] == "correct":
                value = typed_value(self.reward_period.system.sheet, line.code, entry.get("value", ""))
            if entry["outcome"] != "accept":
                reason = reason_for(line.criterion.name, entry.get("reason"))
            line.settle(None if entry["outcome"] == "reject" else value, act.by, act.at, reason)
        self.reread_lines()


def employments(person: Person, day: date | None = None) -> list[Appointment]:
    """As what a person is employed in schools of the district on a day."""
    return list(
        Appointment.objects.in_force(day)
        .filter(person=person, unit__kind=UnitKind.SCHOOL, stands_for=None)
        .select_related("unit")
        .order_by("since", "pk")
    )


def check_employed(person: Person, school: Unit, employment: Appointment) -> None:
    """Raises NotLegal when the person is not employed in that school today."""
    if employment not in employments(person) or employment.unit_id != school.pk:
        raise NotLegal(
            _("%(person)s is not employed in «%(school)s»: the school that employs them nominates.")
            % {"person": person, "school": school}
        )


@transaction.atomic
def begin_nomination(
    period: RewardPeriod,
    teacher: Person,
    *,
    by: Person,
    employment: Appointment | None = None,
    pool: str = "",
) -> Nomination:
    """Begin the sheet of a teacher: by themselves, by their head, or by the methodical council.

    Raises NotLegal when the period takes no sheets, the teacher is not employed or has a sheet already; NotAllowed.
    """
    if not period.takes_sheets:
        raise NotLegal(_("Sheets were taken until %(day)s.") % {"day": list_date(period.sheets_until)})
    # The same teacher may begin a sheet while the head begins it for them.
    Person.objects.select_for_update().filter(pk=teacher.pk).first()
    held = employments(teacher)
    employment = employment or next(iter(held), None)
    if employment is None or employment not in held:
        raise NotLegal(_("%(person)s is not employed in a school of the district.") % {"person": teacher})
    if period.nominations.filter(teacher=teacher).exists():
        raise NotLegal(_("%(person)s has a sheet in this period already.") % {"person": teacher})
    probe = Nomination(unit=employment.unit, teacher=teacher, district=employment.unit.root)
    rights = {right for right, _unit in rights_of(by)}
    if by.pk != teacher.pk or Right.FILL_SHEET not in rights:
        objection = NOMINATES.objection(probe, by)
        if objection is not None:
            raise NotLegal(objection)

    def name_teacher(nomination: Nomination, act: Act) -> None:
        nomination.involve(([teacher], "teacher"))

    return draft(
        Nomination,
        unit=employment.unit,
        title="Представление к поощрению",
        by=by,
        basis=period,
        fill=name_teacher,
        reward_period=period,
        teacher=teacher,
        employment=employment,
        pool=pool or period.pools[0]["code"],
    )
