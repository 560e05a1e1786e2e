"""The rights that the person of a request holds today; no query."""

from governance.desk.base.access import SignedInRequest
from governance.roles.rights import Right


def may(request: SignedInRequest, right: Right, unit: int) -> bool:
    """Whether this person holds the right on the unit."""
    return (right.value, unit) in request.pairs


def holds(request: SignedInRequest, *rights: Right) -> bool:
    """Whether this person holds one of these rights anywhere."""
    wanted: set[str] = {right.value for right in rights}
    return any(right in wanted for right, _unit in request.pairs)
