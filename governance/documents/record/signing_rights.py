"""By which rights papers are signed: those of the moves that ask again who it is."""

from collections.abc import Iterable
from functools import cache

from governance.documents.record.kinds import KINDS
from governance.roles.may import May
from governance.roles.rights import Right


@cache
def signing_rights() -> frozenset[str]:
    """Computed once, when all kinds are loaded. Who joins rules or answers for themself signs no paper of a body."""
    return frozenset(
        move.permission.right.value
        for model in KINDS.values()
        for move in model._meta.get_field("state").get_all_transitions(model)
        if move.custom["move"].needs_password and isinstance(move.permission, May)
    ) - {Right.READ.value, Right.ANSWER_AS_EMPLOYEE.value}


def may_sign(pairs: Iterable[tuple[str, int]]) -> bool:
    """Whether one of these (right, unit id) pairs lets somebody sign papers."""
    return any(right in signing_rights() for right, _unit in pairs)
