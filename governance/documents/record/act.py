"""A legal act, as the body of a move sees it."""

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
    """One legal act as the body of a move sees it: who, on what ground, when, why."""

    by: Person | None
    ground: Appointment | None
    basis: Document | None
    reason: str
    at: datetime
    # What the event will remember of the act; the body may add ids and plain values.
    facts: dict[str, Any]
    # In which capacity, where no appointment says it: the holder of a private link.
    capacity: str = ""

    @property
    def person(self) -> Person:
        """Who acts. Raises NotLegal when a paper acts instead of a person."""
        if self.by is None:
            raise NotLegal(_("Only a person can do this."))
        return self.by
