"""What the pages of rewards have in common: where they stand, whose they are, who sees which sum."""

from collections.abc import Iterable
from typing import ClassVar

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb, Words
from governance.desk.base.fields import SumField
from governance.desk.base.format import day
from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Section
from governance.desk.base.rights import may
from governance.desk.papers.create import BeginPage, units_to_begin
from governance.desk.papers.forms import Facts
from governance.desk.papers.write import WritePage
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

# Who answers for the personal data in sheets: the deputy for the district, the heads of the teachers' schools.
OVERSEERS = (Right.VERIFY_NOMINATION, Right.NOMINATE)
# Who reads the sheets of others, and who has anything to do with them.
READERS = (*OVERSEERS, Right.READ_NOMINATIONS)
WORKS = (Right.FILL_SHEET, *READERS)
REWARDS = enter_section(
    Section("rewards", gettext_lazy("Rewards"), "rewards"), is_for=lambda reader: reader.holds(*WORKS)
)


class BeginForDistrict(BeginPage):
    section = REWARDS

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The district of the first unit for which this person may begin one."""
        return [unit.root for unit in units_to_begin(request, cls.model)[:1]]


class NominationPage(WritePage[Nomination]):
    """A page on which a sheet is filled in, completed, verified or answered.

    One button may save it and make the move `then` as well; the others only save, and `unfinished` says so.
    """

    section = REWARDS
    related = ("reward_period__system", "teacher")
    then: ClassVar[str] = ""
    unfinished: ClassVar[Words] = ""

    @property
    def goes_on(self) -> bool:
        return self.request.POST.get("do") == self.then

    def moves(self) -> list[tuple[str, Facts]]:
        return [*super().moves(), *([(self.then, {})] if self.then and self.goes_on else [])]

    def get_said(self) -> Words:
        return self.unfinished if self.then and not self.goes_on else self.said

    def get_paper_label(self) -> str:
        return str(self.document.teacher)


def cap_field(help_text: Words) -> SumField:
    """The most for one person."""
    return SumField(
        label=gettext_lazy("At most for one person, roubles"),
        required=False,
        min_value=0.01,
        max_digits=12,
        decimal_places=2,
        help_text=help_text,
        said=gettext_lazy("Give a sum above zero, for example 5000, or leave it empty."),
    )


def crumb_of(period: RewardPeriod) -> Crumb:
    """The list of the sheets, of this period."""
    return Crumb(REWARDS.label, f"{REWARDS.href}?period={period.pk}")


def stage(period: RewardPeriod) -> str:
    """Where a period that is no draft stands today, in a sentence."""
    if period.state == RewardPeriod.State.CLOSED:
        return _("The period is closed: all is decided and ordered.")
    until = {"day": day(period.sheets_until)}
    if clock.today() <= period.sheets_until:
        return _("Sheets are taken until %(day)s.") % until
    return _("Sheets were taken until %(day)s; now they are verified and decided.") % until


def with_lines(sheets: Iterable[Nomination]) -> None:
    """Read the lines of many sheets; one query."""
    held = list(sheets)
    prefetch_related_objects(held, "merits")
    for sheet in held:
        sheet.__dict__["lines"] = list(sheet.merits.all())


def is_verified(nomination: Nomination) -> bool:
    return all(line.is_settled for line in nomination.lines)


def sees_all(request: SignedInRequest, district: int) -> bool:
    """Whether this person sees the sums of the whole district: the council, and the deputy for the district."""
    return any(
        appointment.unit.kind in (UnitKind.COUNCIL, UnitKind.DISTRICT)
        and appointment.unit.root.pk == district
        and may(request, Right.READ_NOMINATIONS, appointment.unit_id)
        for appointment in request.appointments
    )


def sees_sum(request: SignedInRequest, nomination: Nomination) -> bool:
    """The teacher sees the own sum, a head those of the own school, `sees_all` the others; nobody else any."""
    return (
        nomination.teacher_id == request.user.pk
        or may(request, Right.READ_NOMINATIONS, nomination.unit_id)
        or sees_all(request, nomination.district_id)
    )
