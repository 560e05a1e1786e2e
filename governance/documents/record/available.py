"""What a person may do with a paper now; and for what they may not: who can, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from governance.documents.record.document import Document
from governance.documents.record.perform import unmet
from governance.documents.record.transitions import May, Move
from governance.roles.appointment import Appointment
from governance.roles.may import holders_of, rights_of
from governance.roles.person import Person


@dataclass(frozen=True)
class Offer:
    """One move from the present state. `objection`: why this person may not; `missing`: what the paper lacks."""

    name: str
    form: Move
    objection: str | None
    missing: str | None
    who: list[Appointment]

    @property
    def allowed(self) -> bool:
        return self.objection is None and self.missing is None


def offers(
    document: Document,
    person: Person,
    pairs: set[tuple[str, int]] | None = None,
    also: Collection[str] = (),
    wanted: Collection[tuple[str, int]] = (),
) -> list[Offer]:
    """The moves people can make from the present state, those of this person first; at most two queries.

    `also` names inner moves to offer as well: those for which the page of the paper has a form or a link. Who holds the
    rights asked for, and those on the `wanted` units, is kept with the paper for whatever else the page needs.
    """
    pairs = rights_of(person) if pairs is None else pairs
    found: list[tuple[str, Any, May]] = []
    field: Any = document._meta.get_field("state")
    for name, method in field.transitions[type(document)].items():
        meta = method._django_fsm
        transition = meta.get_transition(document.state) if meta.has_transition(document.state) else None
        if transition is None or not isinstance(transition.permission, May):
            continue
        if transition.custom["move"].inner and name not in also:
            continue
        found.append((name, transition, transition.permission))
    asked = {pair for _name, _transition, rule in found for pair in rule.pairs(document)}
    who = holders_of(asked | set(wanted))
    document.known_holders = {pair: who.get(pair, []) for pair in asked | set(wanted)}
    result = [
        Offer(
            name=name,
            form=transition.custom["move"],
            objection=rule.objection(document, person, pairs),
            missing=unmet(transition, document),
            who=rule.among(who, document),
        )
        for name, transition, rule in found
    ]
    result = [offer for offer in result if offer.objection is None or not offer.form.personal]
    return sorted(result, key=lambda offer: (not offer.allowed, offer.form.grave))
