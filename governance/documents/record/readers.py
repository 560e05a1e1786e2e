"""Who may see one paper: the question of `visible_to`, asked from the paper. A test compares both for all papers."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from governance.documents.record.attached import Conflict, Involvement
from governance.documents.record.document import Document
from governance.documents.record.openings import OPENINGS
from governance.roles.appointment import Appointment
from governance.roles.may import holders_of
from governance.roles.person import Person
from governance.roles.rights import Right

# Who holds a right in a unit, by the right and the id of the unit.
Holders = dict[tuple[str, int], list[Appointment]]


def readers_of(document: Document, held: Holders | None = None) -> list[Person]:
    """Everybody with an open account who may see the paper now, by their names; three queries.

    `held`: who holds the rights `opening_of` the paper, if whoever asks knows it already.
    """
    opening = opening_of(document)
    held = holders_of(opening) if held is None else held
    people = {one.person_id: one.person for pair in opening for one in held.get(pair, ())}
    if document.author is not None and (document.model.confidential is None or _is_draft(document)):
        people[document.author.pk] = document.author
    involved = Exists(Involvement.objects.filter(document_id=document.pk, person_id=OuterRef("pk")))
    kept_out = Exists(Conflict.objects.filter(document_id=document.pk, person_id=OuterRef("pk")))
    opened = (Q(opening.people(document.pk)) for opening in OPENINGS)
    named: Any = Person.objects.filter(reduce(or_, opened, Q(involved) | Q(kept_out))).annotate(
        kept_out=kept_out
    )
    people |= {person.pk: person for person in named}
    out = {person.pk for person in named if person.kept_out}
    active = [person for person in people.values() if person.is_active and person.pk not in out]
    return sorted(active, key=lambda person: (person.surname, person.given, person.patronymic, person.pk))


def opening_of(document: Document) -> set[tuple[str, int]]:
    """The (right, unit id) pairs of which any opens the paper."""
    reads: Any = document.model.confidential or Right.READ
    pairs: set[tuple[str, int]] = set()
    if document.model.confidential is None:
        pairs.add((Right.READ_DRAFTS.value, document.unit_id))
    if not _is_draft(document):
        units = {document.unit_id, *(unit.pk for unit in document.readers.all())}
        pairs |= {(reads.value, unit) for unit in units}
    return pairs


def _is_draft(document: Document) -> bool:
    return document.state == "draft"
