"""Reading the points of an order as people give them, and refusing in a sentence what does not hold together."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.order_changes import NUMBER, text_of_point
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.parts import OrderPoint
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit

MAX_POINTS = 200
FIELDS = frozenset({"number", "text", "executor", "executor_text", "due"})


def read_points(given: Iterable[Mapping[str, Any]], unit: Unit, *, first: int = 1) -> list[OrderPoint]:
    """The points in order, not saved yet; the first one has the number `first`.

    Each is a mapping with `text` and, where there are, `number` ("2.1"; empty: the next whole number), `executor`
    (Person), `executor_text`, `due` (date). An executor's position is filled in from their appointment. Raises
    NotLegal.
    """
    entries = list(given)
    if len(entries) > MAX_POINTS:
        raise NotLegal(
            _("An order holds at most %(count)s points: divide it into several.") % {"count": MAX_POINTS}
        )
    points: list[OrderPoint] = []
    previous: tuple[int, ...] = (first - 1,) if first > 1 else ()
    for position, entry in enumerate(entries, start=1):
        if not entry.keys() <= FIELDS:
            raise NotLegal(_("A point of an order knows no such field."))
        previous = _number(str(entry.get("number") or ""), previous, first)
        number = ".".join(map(str, previous))
        executor = entry.get("executor")
        points.append(
            OrderPoint(
                position=position,
                number=number,
                text=text_of_point(number, entry.get("text")),
                executor=executor,
                executor_text=_executor_text(number, entry.get("executor_text"), executor, unit),
                due=_due(number, entry.get("due")),
            )
        )
    return points


def _number(written: str, previous: tuple[int, ...], first: int) -> tuple[int, ...]:
    """The number as a tuple; it has to follow the one before it without a hole."""
    written = written.strip().rstrip(".")
    if not written:
        return (previous[0] + 1 if previous else 1,)
    if not NUMBER.match(written):
        raise NotLegal(
            _("Write the number of a point as «2» or «2.1», not «%(number)s».") % {"number": written[:20]}
        )
    number = tuple(map(int, written.split(".")))
    following = [(*previous[:depth], previous[depth] + 1) for depth in range(len(previous))] or [(1,)]
    if previous and previous[0] >= first:
        following.append((*previous, 1))
    if number not in following:
        allowed = _(" or ").join(".".join(map(str, each)) for each in following)
        raise NotLegal(
            _("Point %(number)s stands out of order: here follows %(allowed)s.")
            % {"number": written, "allowed": allowed}
        )
    return number


def _executor_text(number: str, given: Any, executor: Any, unit: Unit) -> str:
    text = " ".join(str(given or "").split())
    if len(text) > 300:
        raise NotLegal(
            _("The executor of point %(number)s is longer than 300 characters: shorten it.")
            % {"number": number}
        )
    if executor is None or text:
        return text
    if not isinstance(executor, Person) or not executor.is_active:
        raise NotLegal(_("Choose the executor of point %(number)s from the list.") % {"number": number})
    return position_of(executor, unit)


def position_of(person: Person, unit: Unit) -> str:
    """How papers of `unit` call this person's position: from the appointment there, or from another one."""
    held = list(Appointment.objects.filter(person=person).in_force().order_by("pk"))
    of_unit = [appointment for appointment in held if appointment.unit_id == unit.pk]
    return (of_unit or held)[0].capacity if held else ""


def _due(number: str, given: Any) -> date | None:
    if given in (None, ""):
        return None
    if not isinstance(given, date):
        raise NotLegal(_("Give the deadline of point %(number)s as a date.") % {"number": number})
    if given < clock.today():
        raise NotLegal(_("The deadline of point %(number)s is past already.") % {"number": number})
    return given
