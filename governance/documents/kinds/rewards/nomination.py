"""A nomination (представление): one teacher's sheet from its first line to the order (docs/domain.md, "Nomination")."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.claimed_value import reason_for, typed_value, within
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import LONGEST_TEXT, NominationCard, State
from governance.documents.kinds.rewards.merits import check_not_claimed_before, write_merits
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import list_date
from governance.documents.record.attached import Link
from governance.documents.record.files import attach_file
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.appointment import Appointment
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from governance.documents.record.act import Act

MOST_FILES = 30


def where_nominated(nomination: "NominationCard") -> "list[Unit]":
    """The school that employs the teacher, and the methodical council; once nominated, the one of them that did it."""
    by = nomination.nominated_by
    if by is not None and nomination.state not in (State.DRAFT, State.FILLED):
        return [nomination.unit] if by == nomination.unit else [nomination.unit, by]
    return [nomination.unit, *nomination.methodical]


def district_of(nomination: "NominationCard") -> Unit:
    return nomination.district


def not_the_teacher(nomination: "NominationCard", person: Person) -> "str | Promise | None":
    if nomination.teacher_id == person.pk:
        return None
    return gettext_lazy("This is the sheet of %(name)s.") % {"name": nomination.teacher}


def own_nomination(nomination: "NominationCard", person: Person) -> "str | Promise | None":
    if nomination.teacher_id != person.pk:
        return None
    return gettext_lazy("Nobody verifies their own sheet: another person does it.")


FILLS = May(Right.FILL_SHEET, unless=not_the_teacher)
NOMINATES = May(Right.NOMINATE, on=where_nominated)
VERIFIES = May(Right.VERIFY_NOMINATION, unless=own_nomination, on=district_of)


def objection_is_open(nomination: "NominationCard") -> bool:
    return nomination.objection_until is not None and clock.today() <= nomination.objection_until


def objection_is_over(nomination: "NominationCard") -> bool:
    return not objection_is_open(nomination)


def has_lines(nomination: "NominationCard") -> bool:
    return bool(nomination.merit_summary.strip()) or nomination.merits.exists()


@kind("nomination")
class Nomination(NominationCard):
    """The moves of a nomination."""

    class Meta(NominationCard.Meta):
        constraints: ClassVar = [
            *NominationCard.Meta.constraints,
            models.UniqueConstraint(fields=["reward_period", "teacher"], name="one_nomination_a_period"),
        ]

    @move(
        source=State.DRAFT,
        target=None,
        rule=FILLS,
        label=pgettext_lazy("nomination", "Fill in the sheet"),
        done=pgettext_lazy("nomination, done", "filled in the sheet"),
        inner=True,
    )
    def fill(self, act: "Act", *, merits: Iterable[Mapping[str, Any]], **given: Any) -> None:
        """The teacher writes the lines of the sheet, with proofs, and the words about themselves."""
        write_merits(self, merits)
        self._write(given)
        self._reread()

    @move(
        source=State.DRAFT,
        target=State.FILLED,
        rule=FILLS,
        label=pgettext_lazy("nomination", "Hand the sheet in"),
        done=pgettext_lazy("nomination, done", "handed the sheet in"),
        conditions=(Condition(has_lines, gettext_lazy("Write at least one line of the sheet first.")),),
    )
    def hand_in(self, act: "Act") -> None:
        """The head and the methodical council see it now, and nominate or not."""
        self._check_in_time()
        check_not_claimed_before(self)
        self.readers.add(*where_nominated(self)[1:])

    @move(
        source=(State.DRAFT, State.FILLED),
        target=None,
        rule=NOMINATES,
        label=pgettext_lazy("nomination", "Complete the nomination"),
        done=pgettext_lazy("nomination, done", "completed the nomination"),
        inner=True,
    )
    def revise(self, act: "Act", **given: Any) -> None:
        """The head, or the methodical council, writes measure, category, share of the period and merits in words."""
        self._write(given)

    @move(
        source=(State.DRAFT, State.OBJECTED),
        target=None,
        rule=FILLS,
        label=pgettext_lazy("nomination", "Enclose a proof"),
        done=pgettext_lazy("nomination, done", "enclosed a proof"),
        inner=True,
    )
    def enclose(self, act: "Act", *, name: str, data: bytes) -> None:
        """A file that confirms a line. Raises NotLegal for a file that is none of ours, or too many."""
        if self.attachments.count() >= MOST_FILES:
            raise NotLegal(
                _("At most %(most)d files can be enclosed: put several sheets into one PDF.")
                % {"most": MOST_FILES}
            )
        act.facts["file"] = attach_file(self, act, name=name, data=data).pk

    @move(
        source=(State.DRAFT, State.FILLED),
        target=State.NOMINATED,
        rule=NOMINATES,
        label=pgettext_lazy("nomination", "Nominate"),
        done=pgettext_lazy("nomination, done", "nominated"),
        conditions=(
            Condition(
                has_lines, gettext_lazy("Write the merits, or wait until the teacher has filled the sheet.")
            ),
        ),
    )
    def nominate(self, act: "Act") -> None:
        """Put forward by the school's head or the methodical council, while the period takes sheets."""
        self._check_in_time()
        self.reward_period.system.measure(self.measure)
        self.reward_period.pool(self.pool)
        check_employed(self.teacher, self.unit, self.employment)
        check_not_claimed_before(self)
        self.nominated_by_id = act.ground.unit_id if act.ground else None
        self.readers.add(self.district_id)

    # --- verification -----------------------------------------------------------------------------------------------

    @move(
        source=State.NOMINATED,
        target=State.VERIFIED,
        rule=VERIFIES,
        label=pgettext_lazy("nomination", "Verify"),
        done=pgettext_lazy("nomination, done", "verified"),
        inner=True,
    )
    def verify(self, act: "Act", *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line: accept, correct or reject with a reason; the teacher may object within a term."""
        self._settle(act, verdicts)
        self.objection_until = clock.today() + timedelta(days=self.reward_period.system.objection_days)

    @move(
        source=(State.FILLED, State.NOMINATED),
        target=State.DRAFT,
        rule=VERIFIES,
        label=pgettext_lazy("nomination", "Return for completion"),
        done=pgettext_lazy("nomination, done", "returned for completion"),
        needs_reason=True,
    )
    def send_back(self, act: "Act") -> None:
        """Something is missing that cannot be verified without it."""

    @move(
        source=State.VERIFIED,
        target=State.OBJECTED,
        rule=FILLS,
        label=pgettext_lazy("nomination", "Object"),
        done=pgettext_lazy("nomination, done", "objected"),
        conditions=(Condition(objection_is_open, gettext_lazy("The term to object is over.")),),
        inner=True,
    )
    def object_to(self, act: "Act", *, objection: str) -> None:
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
        label=pgettext_lazy("nomination", "Answer the objection"),
        done=pgettext_lazy("nomination, done", "answered the objection"),
        needs_reason=True,
        inner=True,
    )
    def answer_objection(self, act: "Act", *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line once more; this is the last word before the council."""
        self._settle(act, verdicts)
        self.objection_until = clock.today() - timedelta(days=1)

    # --- the council ------------------------------------------------------------------------------------------------

    @move(
        source=State.VERIFIED,
        target=State.REVIEW,
        rule=VERIFIES,
        label=pgettext_lazy("nomination", "Put before the council"),
        done=pgettext_lazy("nomination, done", "put before the council"),
        conditions=(
            Condition(
                objection_is_over, gettext_lazy("The teacher may still object: wait for the end of the term.")
            ),
        ),
        several=True,
    )
    def put_up(self, act: "Act") -> None:
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
        source=State.REVIEW,
        target=State.SUPPORTED,
        rule=ByPaper(Link.Effect.SUPPORT),
        label=pgettext_lazy("nomination", "Support"),
        done=pgettext_lazy("nomination, done", "supported"),
    )
    def support(self, act: "Act") -> None:
        """By the council's protocol: as an item of its own, or with the list on which it stands."""
        self.on_agenda, self.supported_by = None, act.basis

    @move(
        source=State.REVIEW,
        target=State.DECLINED,
        rule=ByPaper(Link.Effect.DECLINE),
        label=pgettext_lazy("nomination", "Decline"),
        done=pgettext_lazy("nomination, done", "declined"),
    )
    def decline(self, act: "Act") -> None:
        """The council did not support it; its words go with the decision."""
        self.on_agenda = None

    @move(
        source=(State.SUPPORTED, State.ORDERED),
        target=State.SUPPORTED,
        rule=ByPaper(Link.Effect.ALLOT),
        label=pgettext_lazy("nomination", "Allot"),
        done=pgettext_lazy("nomination, done", "got what the allocation gives"),
    )
    def allot(self, act: "Act") -> None:
        """What the adopted allocation gives; after the order only another allocation changes it, and a new order."""
        allocation: Any = act.basis.whole if act.basis else None
        row = allocation.row_of(self.pk)
        self.allotted_by = act.basis
        self.allotted_points, self.amount = Decimal(row["points"]), Decimal(row["amount"])

    @move(
        source=State.SUPPORTED,
        target=State.ORDERED,
        rule=ByPaper(Link.Effect.REWARD),
        label=pgettext_lazy("nomination", "Order"),
        done=pgettext_lazy("nomination, done", "ordered"),
    )
    def order(self, act: "Act") -> None:
        """The director of the school that employs the teacher has signed."""

    @move(
        source=State.ORDERED,
        target=State.SUPPORTED,
        rule=ByPaper(Link.Effect.UNREWARD),
        label=pgettext_lazy("nomination", "Take the order back"),
        done=pgettext_lazy("nomination, done", "lost its order"),
    )
    def unorder(self, act: "Act") -> None:
        """The order was annulled. The council's decision stands: a new list can be drawn up for a new order."""

    @move(
        source=(State.DRAFT, State.FILLED, State.NOMINATED, State.VERIFIED, State.OBJECTED),
        target=State.WITHDRAWN,
        rule=NOMINATES,
        label=pgettext_lazy("nomination", "Withdraw"),
        done=pgettext_lazy("nomination, done", "withdrawn"),
        needs_reason=True,
        grave=True,
    )
    def withdraw(self, act: "Act") -> None:
        """It goes no further."""

    # --- within -----------------------------------------------------------------------------------------------------

    def _check_in_time(self) -> None:
        """A sheet that was nominated in time and returned for completion is completed later, too."""
        period = self.reward_period
        returned = self.nominated_by_id is not None and period.state == RewardPeriod.State.OPEN
        if not period.takes_sheets and not returned:
            raise NotLegal(_("Sheets were taken until %(day)s.") % {"day": list_date(period.sheets_until)})

    def _write(self, given: dict[str, Any]) -> None:
        if "measure" in given:
            self.measure = self.reward_period.system.measure(given.pop("measure")).code
        if "pool" in given:
            self.pool = self.reward_period.pool(given.pop("pool")).code
        if "share" in given:
            share = given.pop("share")
            if not isinstance(share, Decimal) or not 0 < share <= 1:
                raise NotLegal(_("Give the share of the period as a part of 1, e.g. 0,5."))
            self.share = share
        if "experience" in given:
            years = given.pop("experience")
            if years is not None and (type(years) is not int or not 0 <= years <= 70):
                raise NotLegal(_("Give the years of experience as a whole number."))
            self.experience = years
        if "category" in given:
            self.category = within(given.pop("category"), 100)
        if "merit_summary" in given:
            self.merit_summary = str(given.pop("merit_summary")).strip()
            if len(self.merit_summary) > LONGEST_TEXT:
                raise NotLegal(
                    _("The text is longer than %(longest)d signs: shorten it.") % {"longest": LONGEST_TEXT}
                )
        if given:
            raise NotLegal(_("A nomination knows no such field: open the page again."))

    def _settle(self, act: "Act", verdicts: Iterable[Mapping[str, Any]]) -> None:
        lines = {line.pk: line for line in self.lines}
        given = {int(entry.get("merit", 0)): entry for entry in verdicts}
        if given.keys() != lines.keys():
            raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        sheet = self.reward_period.system.sheet
        for key, line in lines.items():
            entry, name = given[key], sheet.by_code[line.code].name
            outcome = entry.get("outcome")
            if outcome == "accept":
                line.settle(line.value, act.by, act.at)
            elif outcome == "reject":
                line.settle(None, act.by, act.at, reason_for(name, entry.get("reason")))
            elif outcome == "correct":
                value = typed_value(sheet, line.code, entry.get("value", ""))
                line.settle(value, act.by, act.at, reason_for(name, entry.get("reason")))
            else:
                raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        self._reread()


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

    def name_teacher(nomination: Nomination, act: "Act") -> None:
        nomination.involve(teacher, "teacher")

    return cast(
        Nomination,
        draft(
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
        ),
    )
