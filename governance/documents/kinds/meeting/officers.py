"""Who leads a meeting and who keeps its minutes: rights that a person holds in this one meeting only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.record.transitions import May
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right


def not_presiding(meeting: MeetingCard, person: Person) -> "str | Promise | None":
    """Why this person does not lead the meeting: another member presides, or nobody does."""
    presiding = meeting.presiding_person
    if presiding is None:
        return _(
            "Nobody presides: the secretary marks who sits on the chair's seat, or names another member."
        )
    if presiding.pk != person.pk:
        return _("The meeting is led by %(name)s.") % {"name": presiding.name}
    return None


def not_secretary(meeting: MeetingCard, person: Person) -> "str | Promise | None":
    """Why this person does not keep these minutes."""
    if meeting.secretary_id is None:
        return _("The meeting has no secretary yet: it gets one when it is convened.")
    if meeting.secretary_id != person.pk:
        return _("The minutes of this meeting are kept by %(name)s.") % {"name": meeting.secretary}
    return None


def keeps_them_already(meeting: MeetingCard, person: Person) -> "str | Promise | None":
    """Nothing to take over for the secretary of this meeting, or from one whom the sitting has elected."""
    if meeting.secretary_elected:
        return _("The sitting has elected its secretary: %(name)s.") % {"name": meeting.secretary}
    return _("You keep these minutes already.") if meeting.secretary_id == person.pk else None


@dataclass(frozen=True)
class KeepsMinutes(May):
    """The right of the body's secretary; where the sitting has elected its secretary, that of a member.

    The paper is a meeting, or one that is written of its `meeting`.
    """

    def held_by(self, document: Any) -> May:
        """The rule for this meeting."""
        meeting = getattr(document, "meeting", document)
        return May(Right.VOTE if meeting.secretary_elected else self.right, self.unless, self.on)

    def pairs(self, document: Any) -> set[tuple[str, int]]:
        rule = self.held_by(document)
        return {(rule.right.value, unit.pk) for unit in self.units(document)}

    def ground(self, document: Any, person: Person, day: date | None = None) -> Appointment | None:
        return self.held_by(document).ground(document, person, day)

    def among(self, holders: dict[tuple[str, int], list[Appointment]], document: Any) -> list[Appointment]:
        return self.held_by(document).among(holders, document)

    def _objection(self, document: Any, person: Person, held: bool) -> str | None:
        rule = self.held_by(document)
        # Of one whom the sitting has elected it is said who that is, whatever right somebody else holds.
        other = (
            self.unless(document, person) if self.unless is not None and rule.right != self.right else None
        )
        return str(other) if other else rule._objection(document, person, held)


CONVENES = May(Right.CONVENE)
TAKES_OVER = May(Right.KEEP_MINUTES, unless=keeps_them_already)
RECORDS = KeepsMinutes(Right.KEEP_MINUTES, unless=not_secretary)
VOTES = May(Right.VOTE)
# Any member may preside in the chair's absence: the right is that of a member, the meeting says who presides.
PRESIDES = May(Right.VOTE, unless=not_presiding)
