"""Who may see one paper: the question of `visible_to`, asked from the paper. A test compares both for all papers."""

from typing import Any

from governance.documents.record.attached import Conflict, Involvement
from governance.documents.record.document import Document
from governance.documents.record.openings import OPENINGS
from governance.roles.may import holders_of
from governance.roles.person import Person
from governance.roles.rights import Right


def readers_of(document: Document) -> list[Person]:
    """Everybody with an open account who may see the paper now, by their names; five queries."""
    people = {
        appointment.person_id: appointment.person
        for held in holders_of(_opening(document)).values()
        for appointment in held
    }
    if document.author is not None and (document.model.confidential is None or _is_draft(document)):
        people[document.author.pk] = document.author
    involved = Involvement.objects.filter(document_id=document.pk).select_related("person")
    people |= {row.person_id: row.person for row in involved}
    people |= {person.pk: person for opening in OPENINGS for person in opening.people(document)}
    for person_id in Conflict.objects.filter(document_id=document.pk).values_list("person_id", flat=True):
        people.pop(person_id, None)
    active = [person for person in people.values() if person.is_active]
    return sorted(active, key=lambda person: (person.surname, person.given, person.patronymic, person.pk))


def _opening(document: Document) -> set[tuple[str, int]]:
    """The (right, unit id) pairs of which any opens the paper."""
    reads: Any = document.model.confidential or Right.READ
    pairs: set[tuple[str, int]] = set()
    if document.model.confidential is None:
        pairs.add((Right.READ_DRAFTS.value, document.unit_id))
    if not _is_draft(document):
        units = {document.unit_id, *document.readers.values_list("pk", flat=True)}
        pairs |= {(reads.value, unit) for unit in units}
    return pairs


def _is_draft(document: Document) -> bool:
    return document.state == "draft"
