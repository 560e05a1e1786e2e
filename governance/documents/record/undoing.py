"""Undoing at once: for a minute an act that binds nobody yet is taken back by the move that its own move names.

A move declares it, `undone_by="withdraw"`. The undoing is that other move, made through the door by its own rule, with
an event of its own. It is offered to whoever acted, and refused once the minute is over or anybody has read the paper
or acted on it since. Signatures, votes, numbers and publication declare none, and a check refuses a move that would.
"""

from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.record.at_once import AT_ONCE, is_at_once
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import check_seen, counter_move, perform
from governance.letters import outbox
from governance.roles.person import Person

AnyKind = TypeVar("AnyKind", bound=Document)


def note_reader(document: Document, person: Person, acted_last: int | None) -> None:
    """Note that somebody else than `acted_last`, by key, has opened the paper, while that act could be undone."""
    if acted_last != person.pk and is_at_once(document.changed_at):
        cache.set(_key(document), True, AT_ONCE.seconds)


def undoable(document: Document, person: Person) -> Event | None:
    """The last event of a paper, if this person may still undo it; one query, and none for an older paper."""
    if not is_at_once(document.changed_at):
        return None
    event = _last(document)
    return event if event is not None and _objection(document, event, person) is None else None


def undo(document: AnyKind, *, by: Person, seen: int) -> AnyKind:
    """Make the move that undoes the last one; nobody is written to about either. `seen`: the revision of the last one.

    Raises NotLegal, NotAllowed or Stale with a sentence; then nothing has changed.
    """
    if seen != document.revision:
        raise NotLegal(_("Somebody has acted on the paper since: it cannot be undone any more."))
    check_seen(document, seen)
    event = _last(document)
    if event is None:
        raise NotLegal(_("There is nothing to undo."))
    if (objection := _objection(document, event, by)) is not None:
        raise NotLegal(objection)
    reason = _("Undone at once, before anybody acted upon it.")
    with transaction.atomic():
        undone = perform(document, counter_move(document, event.move), by=by, reason=reason, seen=seen)
        outbox.call_back(document.pk, (event.position, undone.revision))
    return undone


def _objection(document: Document, event: Event, person: Person) -> str | None:
    if not counter_move(document, event.move):
        return _("This binds somebody already, so it cannot be undone.")
    if event.actor_id != person.pk:
        return _("Only whoever did it may undo it.")
    if not is_at_once(event.at):
        return _("The minute in which it could be undone is over.")
    if cache.get(_key(document)):
        return _("Somebody has opened the paper since: it cannot be undone any more.")
    return None


def _last(document: Document) -> Event | None:
    events: Any = Event.objects.filter(document_id=document.pk, position=document.revision)
    found: Event | None = events.first()
    return found


def _key(document: Document) -> str:
    return f"opened:{document.pk}:{document.revision}"
