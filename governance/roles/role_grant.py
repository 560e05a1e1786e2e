"""What a role carries: the rights of whoever holds it, where, and whether one alone does."""

from dataclasses import dataclass, field

from governance.roles.rights import Right
from governance.roles.unit import UnitKind


@dataclass(frozen=True)
class RoleGrant:
    """The rights of one role: on the unit where it is held, and on the whole district.

    `held_at`: the kinds of unit at which somebody can be appointed to it. `single`: one person holds it at a time, and
    somebody may stand in for them.
    """

    held_at: frozenset[UnitKind]
    own: frozenset[Right]
    district: frozenset[Right] = field(default_factory=frozenset)
    single: bool = False


def grant(
    *held_at: UnitKind, own: set[Right], district: set[Right] | None = None, single: bool = False
) -> RoleGrant:
    return RoleGrant(frozenset(held_at), frozenset(own), frozenset(district or ()), single)
