"""A legal act, as the body of a move receives it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.person import Person


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
