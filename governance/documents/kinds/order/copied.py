"""What a new order takes over of an earlier one: its words and own points, without days and without effects."""

from collections.abc import Iterable, Sequence
from typing import Any

from governance.documents.kinds.order.parts import OrderPoint
from governance.roles.appointment import Appointment
from governance.roles.unit import Unit


def points_of_a_copy(points: Sequence[OrderPoint], placed: Iterable[str], unit: Unit) -> list[dict[str, Any]]:
    """The points as `read_points` takes them; those that say something about another paper (`placed`) are left out.

    An executor is named again while they hold a post in the school; else their position in words stays.
    """
    left_out = {number.partition(".")[0] for number in placed if number}
    kept = [
        point
        for point in points
        if point.lapsed_at is None and point.number.partition(".")[0] not in left_out
    ]
    held = Appointment.objects.in_force().filter(unit=unit, person__in=[point.executor_id for point in kept])
    present = set(held.values_list("person_id", flat=True))
    return [
        {
            "number": number,
            "text": point.text,
            "executor": point.executor if point.executor_id in present else None,
            "executor_text": point.executor_text,
        }
        for number, point in zip(_counted_anew(kept), kept, strict=True)
    ]


def _counted_anew(points: Sequence[OrderPoint]) -> list[str]:
    """Their numbers without the holes that other points have left: «2», «2.1», «4» → «1», «1.1», «2»."""
    heads: dict[str, int] = {}
    numbers = []
    for point in points:
        head, dot, rest = point.number.partition(".")
        numbers.append(f"{heads.setdefault(head, len(heads) + 1)}{dot}{rest}")
    return numbers
