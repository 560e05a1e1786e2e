"""To whom the desk says sums of rewards."""

from governance.desk.base.access import SignedInRequest
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.nomination import Nomination
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# Where a sheet has its sum.
WITH_SUM = (State.SUPPORTED, State.ORDERED)
SEE_ALL = (UnitKind.COUNCIL, UnitKind.DISTRICT)


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
