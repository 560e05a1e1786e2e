"""The rights that the person of a request holds today; no query."""

from typing import cast

from governance.desk.base.access import SignedInRequest
from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of
from governance.documents.record.transitions import May
from governance.roles.rights import Right


def may(request: SignedInRequest, right: Right, unit: int) -> bool:
    """Whether this person holds the right on the unit."""
    return (right.value, unit) in request.pairs


def holds(request: SignedInRequest, *rights: Right) -> bool:
    """Whether this person holds one of these rights anywhere."""
    wanted: set[str] = {right.value for right in rights}
    return any(right in wanted for right, _unit in request.pairs)


def objection_to(request: SignedInRequest, document: Document, move: str) -> str | None:
    """Why this person cannot make the move as the paper stands, in one sentence; None if they can."""
    try:
        rule = cast(May, transition_of(document, move).permission)
    except NotLegal as refusal:
        return str(refusal)
    return rule.objection(document, request.user, request.pairs)
