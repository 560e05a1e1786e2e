"""How a form and what was given in its blanks become the text of an order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from governance.documents.settings.forms.form import fill
from governance.documents.settings.forms.order_form import said_of_each
from governance.documents.settings.order_library.blanks import Blank, BlankType
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.parts import FormAnnex, FormPoint, blank_alone
from governance.documents.settings.order_library.said import (
    Day,
    Example,
    Given,
    Money,
    Named,
    NewBody,
    Number,
    Sayings,
    Span,
    Words,
)
from governance.roles.person import Person

Row = Mapping[str, Given]


@dataclass(frozen=True)
class Filled:
    """What was given: in the blanks that are asked once, and in the rows of each table."""

    single: Row
    tables: Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class ComposedPoint:
    """A point in words, ready to be read by `read_points`."""

    number: str
    text: str
    executor: Person | None = None
    executor_text: str = ""
    due: date | None = None


@dataclass(frozen=True)
class ComposedAnnex:
    """A table behind the order."""

    title: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class ComposedSeat:
    """A member of the body that the order sets up or changes; `said`: the points that name them."""

    person: Person
    place: str
    said: list[str]


@dataclass(frozen=True)
class Composed:
    """The order in words. `control_by`: the person whom its last point names; `readers`: who is to read it."""

    title: str
    grounds: str
    points: list[ComposedPoint]
    annexes: list[ComposedAnnex]
    control_by: Person | None
    control_text: str
    readers: list[Person]
    seats: list[ComposedSeat]


def compose(form: LibraryForm, filled: Filled) -> Composed:
    """The text of the order that this form gives with what was filled in."""
    once = Sayings(filled.single)
    controller = filled.single.get(blank_alone(form.control))
    controls = controller.person if isinstance(controller, Named) else None
    return Composed(
        title=fill(form.heading, once),
        grounds=fill(form.grounds, once),
        points=list(_points(form, filled)),
        annexes=[_annex(form, annex, filled) for annex in form.annexes],
        control_by=controls,
        control_text="" if controls is not None else fill(form.control, once).strip(),
        readers=list(dict.fromkeys(_readers(form, filled))),
        seats=list(_seats(form, filled)),
    )


def _points(form: LibraryForm, filled: Filled) -> Iterator[ComposedPoint]:
    first, second = 0, 0
    for point in form.points:
        due = form.known.get(point.due)
        groups = form.groups(point.text, point.executor) or ([due.table] if due and due.table else [])
        for row in said_of_each(groups, filled.tables):
            said = {**filled.single, **row}
            text = fill(point.text, Sayings(said)).strip()
            if not text:  # all of it stood in square brackets
                continue
            first, second = (first, second + 1) if point.inner and first else (first + 1, 0)
            number = f"{first}.{second}" if second else str(first)
            yield _point(number, text, point, said)


def _point(number: str, text: str, point: FormPoint, said: Row) -> ComposedPoint:
    executor, due = said.get(blank_alone(point.executor)), said.get(point.due)
    person = executor.person if isinstance(executor, Named) else None
    words = executor.post if isinstance(executor, Named) else fill(point.executor, Sayings(said)).strip()
    day = due.day if isinstance(due, Day) else due.last if isinstance(due, Span) else None
    return ComposedPoint(number, text, person, words, day)


def _annex(form: LibraryForm, annex: FormAnnex, filled: Filled) -> ComposedAnnex:
    groups = form.groups(*(text for _head, text in annex.columns))
    rows = [
        [fill(text, Sayings({**filled.single, **row})).strip() for _head, text in annex.columns]
        for row in said_of_each(groups, filled.tables)
    ]
    title = fill(annex.title, Sayings(filled.single))
    return ComposedAnnex(title, [head for head, _text in annex.columns], rows)


def _seats(form: LibraryForm, filled: Filled) -> Iterator[ComposedSeat]:
    if not form.members:
        return
    person, place = form.member
    naming = [point for point in form.points if form.groups(point.text) == [form.members]]
    for row in filled.tables.get(form.members, ()):
        named = row[person.name]
        if isinstance(named, Named):
            said = Sayings({**filled.single, **row})
            words = [fill(point.text, said).strip() for point in naming]
            yield ComposedSeat(named.person, row[place.name].said(""), words)


def _readers(form: LibraryForm, filled: Filled) -> Iterator[Person]:
    for name in form.readers:
        table = form.known[name].table
        rows = filled.tables.get(table, ()) if table else (filled.single,)
        for row in rows:
            given = row.get(name)
            if isinstance(given, Named):
                yield given.person


def example(form: LibraryForm, day: date) -> Composed:
    """The order as the preview shows it, every blank filled with an example; tables have two rows."""
    filled = Filled(
        {blank.name: example_of(blank, day) for blank in form.single},
        {
            table: [{blank.name: example_of(blank, day) for blank in blanks}] * 2
            for table, blanks in form.tables.items()
        },
    )
    return compose(form, filled)


def example_of(blank: Blank, day: date) -> Given:
    match blank.type:
        case BlankType.DAY:
            return Day(day)
        case BlankType.SPAN:
            return Span(day, date(day.year, 12, 31))
        case BlankType.NUMBER:
            return Number(72)
        case BlankType.MONEY:
            return Money(Decimal("1850.50"))
        case BlankType.PERSON | BlankType.UNIT:
            return Example() if blank.type == BlankType.PERSON else Words("МОКУ СОШ № 2 г. Лузы")
        case BlankType.CHOICE:
            return Words(blank.choices[0])
        case BlankType.BODY:
            return NewBody("Комиссия по урегулированию споров")
    return Words(f"[{blank.asks.rstrip('?').lower()}]")
