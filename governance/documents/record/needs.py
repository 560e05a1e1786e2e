"""What a kind of paper rests on besides itself: `needs = (ByOrder(), …)` on the kind.

Data only; `flows.readiness` finds out what of it is missing. What a kind says elsewhere needs no line here: its
registers, the body that decides on it, and who is asked by the steps of its flow.
"""

from dataclasses import dataclass
from enum import Enum

from governance.roles.rights import Right
from governance.roles.unit import UnitKind


class Where(Enum):
    """At which units something has to be there."""

    OWN = "the unit of the paper"
    DISTRICT = "its district"
    BASE_SCHOOL = "the base school"
    ISSUER = "the school that approves by order: its own paper itself, one of the district the base school"
    EACH_SCHOOL = "each school"


@dataclass(frozen=True)
class Holder:
    """Somebody holds this right."""

    right: Right
    at: Where = Where.OWN


@dataclass(frozen=True)
class Body:
    """A body that can sit and decide: chair, secretary, members, rules, its register. None: the unit itself is it."""

    kind: UnitKind | None = None


@dataclass(frozen=True)
class Makes:
    """Papers of this kind can be made at that unit."""

    kind: str
    at: Where


def by_order() -> Makes:
    """An order of the director approves it."""
    return Makes("order", Where.ISSUER)


@dataclass(frozen=True)
class InForce:
    """A paper of this kind is in force at that unit."""

    kind: str
    at: Where = Where.DISTRICT


@dataclass(frozen=True)
class Known:
    """Columns of the unit that papers print are filled in."""

    columns: tuple[str, ...]
    at: Where = Where.OWN


Need = Holder | Body | Makes | InForce | Known
