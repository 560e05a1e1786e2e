"""An order begun by a form of the district's library: what was filled in, and the text that follows from it.

Title, grounds, points and control are the order's own and are edited like any; what is kept beside them is what was
given, so that it can be filled anew or copied next year, and the tables behind the order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.composition import check_body, check_seats
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import MAX_POINTS, read_points
from governance.documents.settings.body_patterns import COMMISSION
from governance.documents.settings.order_library.blanks import Blank, BlankType
from governance.documents.settings.order_library.composing import Composed, Filled, compose
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.said import (
    Day,
    Given,
    Money,
    Named,
    NewBody,
    Number,
    Of,
    Span,
    Words,
)
from governance.documents.settings.order_library.setting import offered, setting_of
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit

LONGEST_WORDS, LONGEST_TEXT, LONGEST_BODY, MOST_ROWS = 300, 2000, 150, 200
LARGEST, LARGEST_SUM = 1_000_000, Decimal(1_000_000_000)

# What is given in the blanks that are asked once, by their names.
Once = Mapping[str, Any]
# By the name of a table its rows, each by the names of its blanks.
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class OrderFilling(RecordRow):
    """By which form an order was begun, and what was given in its blanks; people and units by their ids."""

    of_paper = "order"
    called = pgettext_lazy("row of the record", "filled form of an order")

    order = models.OneToOneField("governance.Order", models.PROTECT, related_name="filling")
    code = models.CharField(max_length=40)
    # As the form was called when it was filled, and how long such an order is kept.
    name = models.CharField(gettext_lazy("form"), max_length=120)
    kept = models.CharField(gettext_lazy("kept"), max_length=300, blank=True)
    given: Any = models.JSONField(default=dict)
    # Each with its title, the heads of its columns and its rows.
    annexes: Any = models.JSONField(default=list)
    # Whom the order appoints to a body: each with the person, the place and the points that name them; and the body,
    # by its name until the signature sets it up.
    seats: Any = models.JSONField(default=list)
    body_name = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    # By which pattern the body is set up (`settings/body_patterns.py`).
    pattern = models.CharField(max_length=20, default=COMMISSION)

    later: ClassVar = {"pattern": COMMISSION}

    class Meta:
        verbose_name = gettext_lazy("filled form of an order")
        ordering: ClassVar = ["order_id"]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Written:
    """An order in words by a form, with what was given, as it is kept."""

    code: str
    form: LibraryForm
    composed: Composed
    given: dict[str, Any]
    # The body whose members it appoints, by its name or as it is.
    body_name: str = ""
    body: Unit | None = None

    def points(self, unit: Unit) -> list[OrderPoint]:
        """Raises NotLegal where a point does not hold, for example by a term that is past."""
        return read_points(
            [
                {
                    "number": point.number,
                    "text": point.text,
                    "executor": point.executor,
                    "executor_text": point.executor_text,
                    "due": point.due,
                }
                for point in self.composed.points
            ],
            unit,
        )

    def filling(self) -> dict[str, Any]:
        """The values of an `OrderFilling`."""
        annexes = [
            {"title": annex.title, "heads": annex.heads, "rows": annex.rows}
            for annex in self.composed.annexes
        ]
        return {
            "code": self.code,
            "name": self.form.name,
            "kept": self.form.kept,
            "given": self.given,
            "annexes": annexes,
            "seats": [
                {
                    "person": seat.person.pk,
                    "place": seat.place,
                    "said": [" ".join(words.split()) for words in seat.said],
                }
                for seat in self.composed.seats
            ],
            "body_name": self.body_name,
            "body": self.body,
            "pattern": self.form.sets_up,
        }


def write_by_form(code: str, school: Unit, once: Once, rows: Rows) -> Written:
    """The order that this form gives at a school. Raises NotLegal with a sentence for what cannot stand in it."""
    form = offered(school.root_id).get(code)
    if form is None:
        raise NotLegal(
            _("This form is not offered any more: choose another one. What you typed stands here.")
        )
    posts = posts_of(_people_in(once, rows), school)
    reading = Reading(school, posts)
    tables = {table: reading.rows(table, form, rows.get(table, ())) for table in form.tables}
    filled = Filled({blank.name: reading.given(blank, once.get(blank.name)) for blank in form.single}, tables)
    composed = compose(form, filled)
    if not composed.title or len(composed.title) > 500:
        raise NotLegal(_("The heading would be longer than 500 characters: shorten what stands in it."))
    if len(composed.points) > MAX_POINTS:
        raise NotLegal(_("The order would have more than 200 points: divide it into several."))
    if not composed.points:
        raise NotLegal(_("Nothing stands in the order: fill in what its points are about."))
    kept = {
        "once": {blank.name: as_kept(once.get(blank.name)) for blank in form.single},
        "rows": {
            table: [{blank.name: as_kept(row.get(blank.name)) for blank in blanks} for row in rows[table]]
            for table, blanks in form.tables.items()
            if table in rows
        },
    }
    named = once.get(form.body.name) if form.body is not None else None
    body = named if isinstance(named, Unit) else None
    name = "" if body is not None or named is None else " ".join(str(named).split())
    if form.members:
        check_seats(composed.seats)
        check_body(school, name, body, form.sets_up)
    return Written(code, form, composed, kept, name, body)


@dataclass(frozen=True)
class Reading:
    """Reads what was given; `posts`: by the ids of people the posts in which they are named."""

    school: Unit
    posts: Mapping[int, str]

    def rows(
        self, table: str, form: LibraryForm, given: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Given]]:
        if len(given) > MOST_ROWS:
            raise NotLegal(_("«%(table)s» has more than 200 rows: divide the order.") % {"table": table})
        if not given and not form.may_be_empty(table):
            raise NotLegal(_("«%(table)s»: fill in at least one row.") % {"table": table})
        blanks = form.tables[table]
        return [{blank.name: self.given(blank, row.get(blank.name)) for blank in blanks} for row in given]

    def given(self, blank: Blank, value: Any) -> Given:
        """The value in words. Raises NotLegal where it is missing or is none."""
        if value in (None, "", (None, None)):
            if blank.optional:
                return Words()
            raise NotLegal(_("Not filled in: %(asks)s") % {"asks": blank.asks})
        try:
            return self._read(blank, value)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise NotLegal(_("This does not fit: %(asks)s") % {"asks": blank.asks}) from error

    def _read(self, blank: Blank, value: Any) -> Given:
        match blank.type:
            case BlankType.TEXT | BlankType.LONG:
                return Words(_text(blank, str(value)))
            case BlankType.BODY:
                return NewBody(_text(blank, str(value), LONGEST_BODY))
            case BlankType.CHOICE if value in blank.choices:
                return Words(str(value))
            case BlankType.DAY if isinstance(value, date):
                return Day(value)
            case BlankType.SPAN:
                first, last = value
                if isinstance(first, date) and isinstance(last, date) and first <= last:
                    return Span(first, last)
            case BlankType.NUMBER if type(value) is int and 0 <= value <= LARGEST:
                return Number(value)
            case BlankType.MONEY if 0 <= Decimal(value) <= LARGEST_SUM:
                return Money(Decimal(value))
            case BlankType.PERSON if isinstance(value, Person) and value.district_id == self.school.root_id:
                if value.pk not in self.posts:
                    raise NotLegal(
                        _("%(person)s holds no post in the district today: choose another person.")
                        % {"person": value}
                    )
                return Named(value, self.posts[value.pk], self.school.root_id)
            case BlankType.UNIT if isinstance(value, Unit) and value.root_id == self.school.root_id:
                return Of(value)
        raise ValueError(value)


def _text(blank: Blank, text: str, longest: int = 0) -> str:
    said = " ".join(text.split())
    longest = longest or (LONGEST_TEXT if blank.type == BlankType.LONG else LONGEST_WORDS)
    if len(said) > longest:
        raise NotLegal(
            _("At most %(n)d characters fit, shorten it: %(asks)s") % {"n": longest, "asks": blank.asks}
        )
    # A brace would read as a blank, which nothing fills.
    return said.replace("{", "(").replace("}", ")")


def _people_in(once: Once, rows: Rows) -> list[Person]:
    values = [*once.values(), *(value for table in rows.values() for row in table for value in row.values())]
    return [value for value in values if isinstance(value, Person)]


def one_line(text: str) -> str:
    """As points are kept."""
    return " ".join(text.split())


def as_kept(value: Any) -> Any:
    """As JSON: a day as text, a span as two, a person and a unit by the id."""
    if isinstance(value, Person | Unit):
        return value.pk
    if isinstance(value, tuple):
        return [as_kept(part) for part in value]
    return str(value) if isinstance(value, date | Decimal) else value


def people_to_name(school: Unit) -> list[Appointment]:
    """Who may stand in an order of this school: one post of each person, of the school first; one query."""
    held = (
        Appointment.objects.in_force()
        .filter(models.Q(unit__district=school.root_id) | models.Q(unit=school.root_id), stands_for=None)
        .select_related("person", "unit")
        .order_by("person__surname", "person__given", "pk")
    )
    return _one_of_each(held, school)


def posts_of(people: Iterable[Person], school: Unit) -> dict[int, str]:
    """By the ids of people how papers of this school call their posts."""
    held = posts_held({person.pk for person in people}, school)
    return {one.person_id: one.capacity for one in held}


def posts_held(people: Collection[int], school: Unit, day: date | None = None) -> list[Appointment]:
    """One post of each, of this school first."""
    if not people:
        return []
    held = Appointment.objects.in_force(day).filter(person__in=people, stands_for=None)
    return _one_of_each(held.select_related("person", "unit").order_by("pk"), school)


def _one_of_each(held: Iterable[Appointment], school: Unit) -> list[Appointment]:
    found: dict[int, Appointment] = {}
    for one in held:
        known = found.setdefault(one.person_id, one)
        if known.unit_id != school.pk and one.unit_id == school.pk:
            found[one.person_id] = one
    return sorted(found.values(), key=lambda one: one.unit_id != school.pk)


def form_of(order: Any) -> LibraryForm | None:
    """The form by which the order was begun, as it is today; None for another order."""
    filled = order.filled
    return None if filled is None else setting_of(filled.code).on(order.district_id)
