"""auditlog beside the legal record: which field changed from what to what, and by whom.

One actor for both: the door names it here, and every log entry written meanwhile carries it. (auditlog's own nested
`set_actor` forgets the outer actor, so it is not used.)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db.models.signals import pre_save

from governance.roles.person import Person

_actor: ContextVar[Person | None] = ContextVar("actor", default=None)


@contextmanager
def acting(person: Person | None) -> Iterator[None]:
    """Name the actor of every change inside the block; None keeps the one already named."""
    if person is None:
        yield
        return
    token = _actor.set(person)
    try:
        yield
    finally:
        _actor.reset(token)


def present_actor() -> Person | None:
    """Who is acting now, if a person is."""
    return _actor.get()


def _name_actor(sender: Any, instance: LogEntry, **kwargs: Any) -> None:
    person = _actor.get()
    if person is not None:
        instance.actor = person
        instance.actor_email = person.email


def note_password(person: Person, *, by: Person) -> None:
    """Record that a password was set anew and by whom; the log never sees the password itself."""
    with acting(by):
        LogEntry.objects.log_create(
            person, force_log=True, action=LogEntry.Action.UPDATE, changes={"password": ["***", "***"]}
        )


def register() -> None:
    """Log the fields of papers, appointments and people. Hashes and search columns say nothing to a reader."""
    from governance.documents import models as papers
    from governance.documents.kinds import KINDS
    from governance.roles.models import Appointment, Person, Proxy, Regulation, Seat, Unit

    card_noise = ["head", "search", "revision", "changed_at", "document_ptr"]
    for model in KINDS.values():
        auditlog.register(model, exclude_fields=card_noise)
    auditlog.register(
        Person, exclude_fields=["password", "last_login", "calendar_key"], mask_fields=["email"]
    )
    for plain in (Appointment, Proxy, Regulation, Seat, Unit, papers.Register):
        auditlog.register(plain)
    pre_save.connect(_name_actor, sender=LogEntry, dispatch_uid="governance.trail")
