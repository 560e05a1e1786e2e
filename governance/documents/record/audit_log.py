"""The log of fields (django-auditlog) beside the legal record: which field changed from what to what, and by whom.

Both have the same actor: `perform` names it by `acting`, and every log entry written meanwhile has it. (auditlog's own
`set_actor` loses the outer actor when nested, so it is not used.)
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from auditlog.context import disable_auditlog
from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_save

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.person import Person

_actor: ContextVar[Person | None] = ContextVar("actor", default=None)


@contextmanager
def acting(person: Person | None) -> Iterator[None]:
    """Set the actor of every log entry inside the block; None keeps the present one."""
    if person is None:
        yield
        return
    token = _actor.set(person)
    try:
        yield
    finally:
        _actor.reset(token)


def present_actor() -> Person | None:
    """The person who is acting now, if any."""
    return _actor.get()


def save_noting_changes(paper: Document) -> None:
    """Save a paper that remembers how it was read, and log what has changed since: auditlog would read it again."""
    before = paper.as_read
    with disable_auditlog():
        paper.save()
    changes = model_instance_diff(before, paper) if auditlog.contains(type(paper)) else None
    if changes:
        LogEntry.objects.log_create(paper, action=LogEntry.Action.UPDATE, changes=changes)


def _name_actor(sender: Any, instance: LogEntry, **kwargs: Any) -> None:
    person = _actor.get()
    if person is not None:
        instance.actor = person
        instance.actor_email = person.email


def note_reading(papers: Iterable[Any], by: Person, page: str) -> None:
    """Log that a person has read papers with personal data on a page; one query for all of them."""
    content_type = ContentType.objects.get_for_model(Document)
    LogEntry.objects.bulk_create(
        LogEntry(
            content_type=content_type,
            object_pk=str(paper.pk),
            object_id=paper.pk,
            object_repr=str(paper),
            action=LogEntry.Action.ACCESS,
            changes={},
            actor=by,
            actor_email=by.email,
            additional_data={"page": page},
            timestamp=clock.now(),
        )
        for paper in papers
    )


def readings_of(paper: Any) -> Any:
    """The log entries of readings of a paper with personal data, the latest first."""
    return (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Document),
            object_id=paper.pk,
            action=LogEntry.Action.ACCESS,
        )
        .select_related("actor")
        .order_by("-timestamp", "-pk")
    )


def register() -> None:
    """Log the fields of papers. Hashes and search columns say nothing to a reader.

    What changes in the organisation stands in its own record, with what it was before.
    """
    card_noise = ["head", "head_signature", "row_salt", "search", "revision", "changed_at", "document_ptr"]
    for model in KINDS.values():
        # Of a new paper auditlog would ask for each row that may point to it, and there is none yet.
        pointing = [
            field.name for field in model._meta.get_fields() if field.auto_created and not field.concrete
        ]
        auditlog.register(model, exclude_fields=[*card_noise, *pointing, *model.personal_fields])
    pre_save.connect(_name_actor, sender=LogEntry, dispatch_uid="governance.audit_log")
