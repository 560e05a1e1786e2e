"""The moves of a paper that are possible now; for those that a person may not make, who can and what is missing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.perform import check_seen, transition_of, unmet
from governance.documents.record.transitions import May, Move
from governance.roles.appointment import Appointment
from governance.roles.may import holders_of, rights_of
from governance.roles.person import Person
from governance.roles.unit import Unit


@dataclass(frozen=True)
class AvailableMove:
    """One move from the present state, as one person sees it.

    `objection`: why this person may not make it; `missing`: what the paper lacks for it; `holders`: who may make it.
    """

    name: str
    move: Move
    objection: str | None
    missing: str | None
    holders: list[Appointment]

    @property
    def allowed(self) -> bool:
        return self.objection is None and self.missing is None


def available_moves(
    document: Document,
    person: Person,
    pairs: set[tuple[str, int]] | None = None,
    also: Collection[str] = (),
    wanted: Collection[tuple[str, int]] = (),
) -> list[AvailableMove]:
    """The moves people can make from the present state, those of this person first.

    One query for all holders, one for the rights of the person unless they are given as `pairs`, and what the rules and
    conditions of the kind ask for.

    `also` names inner moves to list as well: those for which the page of the paper has a form or a link. The holders of
    all these rights, of those that the paper asks about itself, and of the `wanted` (right, unit id) pairs are left in
    `document.known_holders` for the page.
    """
    pairs = rights_of(person) if pairs is None else pairs
    possible: list[tuple[str, Any, May]] = []
    places: dict[Callable[..., Any], Sequence[Unit]] = {}
    field: Any = document._meta.get_field("state")
    for name, method in field.transitions[type(document)].items():
        meta = method._django_fsm
        transition = meta.get_transition(document.state) if meta.has_transition(document.state) else None
        if transition is None or not isinstance(transition.permission, May):
            continue
        if transition.custom["move"].inner and name not in also:
            continue
        rule = transition.permission
        if rule.on not in places:
            places[rule.on] = rule.units(document)
        possible.append((name, transition, rule.at(places[rule.on])))
    asked = {pair for _name, _transition, rule in possible for pair in rule.pairs(document)}
    asked |= document.rights_asked() | set(wanted)
    holders = holders_of(asked)
    document.known_holders = {pair: holders.get(pair, []) for pair in asked}
    moves = [
        AvailableMove(
            name=name,
            move=transition.custom["move"],
            objection=rule.objection(document, person, pairs),
            missing=unmet(transition, document),
            holders=rule.among(holders, document),
        )
        for name, transition, rule in possible
    ]
    moves = [available for available in moves if available.objection is None or not available.move.personal]
    return sorted(moves, key=lambda available: (not available.allowed, available.move.grave))


def foreseen(document: Document, name: str, person: Person, pairs: set[tuple[str, int]], *, seen: int) -> str:
    """Why `perform` would refuse a move now, as far as it can be known before its body; empty if nothing is known.

    `document` is of its own kind; `seen`: the revision of it that the person has read.
    """
    try:
        check_seen(document, seen)
        transition: Any = transition_of(document, name)
    except Refused as refusal:
        return str(refusal)
    rule: May = transition.permission
    return rule.objection(document, person, pairs) or unmet(transition, document) or ""
