"""Who leads a meeting and who keeps its minutes: rights that a person holds in this one meeting only."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.record.transitions import May
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
    """Nothing to take over for the secretary of this meeting."""
    return _("You keep these minutes already.") if meeting.secretary_id == person.pk else None


CONVENES = May(Right.CONVENE)
TAKES_OVER = May(Right.KEEP_MINUTES, unless=keeps_them_already)
RECORDS = May(Right.KEEP_MINUTES, unless=not_secretary)
VOTES = May(Right.VOTE)
# Any member may preside in the chair's absence: the right is that of a member, the meeting says who presides.
PRESIDES = May(Right.VOTE, unless=not_presiding)
