"""How the desk says points of rewards, and to whom it says sums at all."""

from decimal import Decimal
from typing import Any

from governance.desk.base.access import SignedInRequest
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.criteria.description import number
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

SEE_ALL = (UnitKind.COUNCIL, UnitKind.DISTRICT)


def points(value: Decimal | str | None) -> str:
    """«23», «4,5»; nothing for points that are not there."""
    return "" if value is None else number(Decimal(value))


def sees_all(request: SignedInRequest, district: int) -> bool:
    """Whether this person sees the sums of the whole district: the council, and the deputy for the district."""
    return any(
        one.unit.kind in SEE_ALL
        and one.unit.root.pk == district
        and (Right.READ_NOMINATIONS.value, one.unit_id) in request.pairs
        for one in request.appointments
    )


def sees_sum(request: SignedInRequest, nomination: Nomination) -> bool:
    """The teacher sees the own sum, a head those of the own school, `sees_all` the others; nobody else any."""
    return (
        nomination.teacher_id == request.user.pk
        or (Right.READ_NOMINATIONS.value, nomination.unit_id) in request.pairs
        or sees_all(request, nomination.district_id)
    )


def may(request: SignedInRequest, right: Right, unit: int) -> bool:
    return (right.value, unit) in request.pairs


def holds(request: SignedInRequest, *rights: Right) -> bool:
    """Whether this person holds one of these rights anywhere today."""
    wanted: set[Any] = {right.value for right in rights}
    return any(right in wanted for right, _unit in request.pairs)
