"""A legal act, as the body of a move receives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NeedsReason, NotLegal
from governance.documents.language.phrases import list_moment
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.person import Person

# The fact under which an event says what a clock showed that was behind the event before it by more than that.
TOLERATED = timedelta(minutes=1)
CLOCK = "clock"
# The fact under which an event names the token by which a program acted for its person.
TOKEN = "token"
_token: ContextVar[int | None] = ContextVar("token", default=None)


@contextmanager
def acting_by_token(token: int) -> Iterator[None]:
    """Within it acts of a person are made by a program with this token, the key of its row."""
    reset = _token.set(token)
    try:
        yield
    finally:
        _token.reset(reset)


def first_facts(by: Person | None) -> dict[str, Any]:
    """The facts with which an act of a person begins; what follows from it was not done by a program for them."""
    token = _token.get()
    return {} if by is None or token is None else {TOKEN: token}


@dataclass(frozen=True)
class Act:
    """One legal act: who acts, by which appointment (`ground`) or on the basis of which paper, when and why."""

    by: Person | None
    ground: Appointment | None
    basis: Document | None
    reason: str
    at: datetime
    # Stored with the event; the body of the move may add ids and plain values.
    facts: dict[str, Any]
    # The capacity of somebody without an appointment, the holder of a private link; or in whose place a person acts.
    capacity: str = ""

    @property
    def person(self) -> Person:
        """The person who acts. Raises NotLegal if it is not a person but a paper, a term or the holder of a link."""
        if self.by is None:
            raise NotLegal(_("Only a person can do this."))
        return self.by


def moment_of(document: Document, reason: str, facts: dict[str, Any]) -> datetime:
    """The moment of an act on a paper: now, and never before its last event.

    Where the clock is behind that event, the act has its moment, and says what the clock showed. Raises NeedsReason if
    it is behind by its date: dates are what binds.
    """
    now, last = clock.now(), document.changed_at
    if now >= last:
        return now
    if timezone.localdate(now) < timezone.localdate(last) and not reason:
        raise NeedsReason(
            _(
                "The clock of the server shows %(now)s, and the last act on this paper was made on %(last)s: tell the "
                "administrator to set the clock right. If it is right, write the reason."
            )
            % {"now": list_moment(timezone.localtime(now)), "last": list_moment(timezone.localtime(last))}
        )
    if last - now > TOLERATED:
        facts[CLOCK] = now.isoformat()
    return last
