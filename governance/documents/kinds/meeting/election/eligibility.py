"""Who may be chosen to an office. Source: docs/domain.md, "Elections"."""

from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.election.election import Election
from governance.documents.kinds.meeting.election.office import Among
from governance.documents.kinds.meeting.table import places
from governance.roles.person import Person


def check_eligible(meeting: MeetingCard, election: Election, person: Person) -> None:
    """Raises NotLegal for whoever may not be chosen to this office."""
    seats: dict[int, Any] = places(election.unit_id, meeting.day)
    if election.among in (Among.MEMBERS, Among.GROUP) and election.unit_id != meeting.unit_id:
        seats = places(meeting.unit_id, meeting.day)
    held = [place for place in seats.values() if place.holder.person_id == person.pk]
    of_member = election.kind_of_office.of_member
    if (of_member or election.among in (Among.MEMBERS, Among.GROUP)) and not held:
        raise NotLegal(
            _("%(person)s is no member of the body: one of its members is elected.") % {"person": person}
        )
    if election.among == Among.GROUP and all(place.seat.group != election.group for place in held):
        raise NotLegal(
            _("%(person)s is not of the group «%(group)s», from which one may choose.")
            % {"person": person, "group": election.group}
        )
