"""A district as it stands today, read in a few queries however many units and processes are asked about."""

from collections import defaultdict
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.register import Register
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class Line(NamedTuple):
    """One thing that is there: a right that somebody holds, a register, a seat, rules; `text` and `number` of it."""

    what: str
    text: str
    unit: int
    number: int | None


# Whom a sitting elects by the rules of its body.
CHAIR, SECRETARY, BOTH = "chair", "secretary", "both"


class Standing:
    """Units, holders of rights, registers, seats, rules and papers in force of one district."""

    def __init__(self, district: Unit) -> None:
        self.district, self.today = district, clock.today()

    @cached_property
    def units(self) -> list[Unit]:
        """All units of the district, itself first."""
        below = Unit.objects.filter(district=self.district).select_related("district").order_by("kind", "pk")
        return [self.district, *below]

    def of_kind(self, kind: UnitKind) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == kind]

    @property
    def base_school(self) -> Unit | None:
        return next((unit for unit in self.units if unit.is_base), None)

    @cached_property
    def _lines(self) -> dict[str, list[Line]]:
        """What is there, by its sort; one query, so that a page that begins a paper can afford it."""
        inside = Q(unit__district=self.district) | Q(unit=self.district)
        present = Q(since__lte=self.today) & (Q(until=None) | Q(until__gte=self.today))
        held = Appointment.objects.in_force().filter(person__district=self.district)
        seats, rules = Seat.objects.filter(inside, present), Regulation.objects.filter(inside, present)
        later = Regulation.objects.filter(
            unit=OuterRef("unit"), since__gt=OuterRef("since"), since__lte=self.today
        )
        elects = Case(
            When(elects_chair=True, elects_secretary=True, then=Value(BOTH)),
            When(elects_chair=True, then=Value(CHAIR)),
            When(elects_secretary=True, then=Value(SECRETARY)),
            default=Value(""),
        )
        granted = "group__unitgrouppermission__"
        first, *further = (
            _lines_of("held", held, F(f"{granted}permission__codename"), f"{granted}content_object", "seat"),
            _lines_of("register", Register.objects.filter(inside), F("code"), "unit", "pk"),
            _lines_of("seat", seats, Value(""), "unit", "pk"),
            _lines_of("rules", rules.filter(~Exists(later)), elects, "unit", "pk"),
        )
        found = defaultdict(list)
        for row in first.union(*further):
            found[row[0]].append(Line(*row))
        return found

    @cached_property
    def _held(self) -> set[tuple[str, int]]:
        return {(line.text, line.unit) for line in self._lines["held"]}

    def is_held(self, right: Right, unit: Unit) -> bool:
        """Whether somebody holds the right on the unit today."""
        return (right.value, unit.pk) in self._held

    @property
    def register_count(self) -> int:
        return len(self._lines["register"])

    def keeps(self, unit: Unit, code: str) -> bool:
        return any(line.unit == unit.pk and line.text == code for line in self._lines["register"])

    def seats(self, body: Unit) -> int:
        return sum(line.unit == body.pk for line in self._lines["seat"])

    def members(self, body: Unit) -> int:
        """How many of its seats are filled."""
        filled = {line.number for line in self._lines["held"]}
        return sum(line.unit == body.pk and line.number in filled for line in self._lines["seat"])

    def has_rules(self, body: Unit) -> bool:
        return any(line.unit == body.pk for line in self._lines["rules"])

    def elects(self, body: Unit, whom: str) -> bool:
        """Whether its sittings elect that officer by its rules of today."""
        return any(line.unit == body.pk and line.text in (whom, BOTH) for line in self._lines["rules"])

    @cached_property
    def _papers(self) -> set[tuple[str, str, int]]:
        rows = Document.objects.filter(district=self.district).order_by()
        return set(rows.values_list("kind", "state", "unit_id").distinct())

    def is_in_force(self, kind: str, unit: Unit | None = None) -> bool:
        """Whether a paper of the kind is in force, of that unit or of any."""
        states = KINDS[kind].states_in(Phase.IN_FORCE)
        return any(
            known == kind and state in states and (unit is None or owner == unit.pk)
            for known, state, owner in self._papers
        )


def _lines_of(what: str, rows: QuerySet[Any], text: Any, unit: str, number: str) -> QuerySet[Any]:
    """Rows of a table in the columns of a `Line`."""
    told = rows.order_by().annotate(
        line_what=Value(what, CharField()),
        line_text=Cast(text, CharField()),
        line_unit=F(unit),
        line_number=Cast(F(number), IntegerField()),
    )
    return told.values_list("line_what", "line_text", "line_unit", "line_number")
