"""A map of the schools as a drawing, from the coordinates on their cards: no service of others is asked. Pure.

Schools of one place stand on top of one another in degrees; on the drawing each has a mark of its own, with room
for its label.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT, MARGIN = 720, 420, 60
# Marks that would stand closer than this, in units of the drawing, are moved apart downwards.
ROOM = 36
KILOMETRES_IN_A_DEGREE = 111.32


@dataclass(frozen=True)
class Place:
    """A school at its coordinates, in degrees."""

    key: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Mark:
    """Where a school stands on the drawing, in its units; `leftwards`: its label stands before it."""

    key: int
    x: int
    y: int
    leftwards: bool


@dataclass(frozen=True)
class SchoolMap:
    marks: Sequence[Mark]
    # The length of the bar of the scale in units of the drawing, and what it stands for.
    bar: int
    kilometres: int
    width: int = WIDTH
    height: int = HEIGHT


def drawn(places: Sequence[Place]) -> SchoolMap | None:
    """The map of these places, north above; None without any."""
    if not places:
        return None
    # A degree of longitude is shorter the farther north it is.
    shrink = math.cos(math.radians(sum(place.latitude for place in places) / len(places)))
    east = [place.longitude * shrink for place in places]
    north = [place.latitude for place in places]
    across, upwards = max(east) - min(east), max(north) - min(north)
    scale = min(
        (WIDTH - 2 * MARGIN) / max(across, 0.02),
        (HEIGHT - 2 * MARGIN) / max(upwards, 0.02),
    )
    middle_x, middle_y = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    marks = [
        Mark(
            place.key,
            round(WIDTH / 2 + (x - middle_x) * scale),
            round(HEIGHT / 2 - (place.latitude - middle_y) * scale),
            leftwards=False,
        )
        for place, x in zip(places, east, strict=True)
    ]
    kilometres = _round_length(WIDTH / 4 / scale * KILOMETRES_IN_A_DEGREE)
    bar = round(kilometres / KILOMETRES_IN_A_DEGREE * scale)
    apart = [replace(mark, leftwards=mark.x > WIDTH * 0.62) for mark in _apart(marks)]
    return SchoolMap(apart, bar, kilometres)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.y, each.x, each.key)):
        while any(abs(mark.x - other.x) < WIDTH / 3 and abs(mark.y - other.y) < ROOM for other in placed):
            mark = replace(mark, y=mark.y + 4)
        placed.append(mark)
    highest, lowest = min(mark.y for mark in placed), max(mark.y for mark in placed)
    if lowest <= HEIGHT - MARGIN:
        return placed
    # They have grown beyond the drawing: all are moved closer.
    share = (HEIGHT - 2 * MARGIN) / (lowest - highest)
    return [replace(mark, y=round(MARGIN + (mark.y - highest) * share)) for mark in placed]


def _round_length(kilometres: float) -> int:
    """1, 2 or 5 with noughts, not longer than given."""
    power = 10 ** math.floor(math.log10(max(kilometres, 1)))
    return int(max(step * power for step in (1, 2, 5) if step * power <= max(kilometres, 1)))
