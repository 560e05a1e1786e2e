"""With what a new meeting begins: the questions of another one, a pattern of the body, what the last one was like."""

from collections.abc import Iterable

from django.contrib import messages
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.keys import key_in
from governance.desk.papers.create import copies_to_begin_from, units_to_begin
from governance.desk.papers.forms import Facts
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.patterns import AgendaPattern
from governance.documents.kinds.meeting.taken_over import taken_over
from governance.documents.record.perform import perform
from governance.documents.settings.forms.beginnings import ABSENTEE_TITLE, MEETING_TITLE
from governance.roles.person import Person
from governance.roles.unit import Unit


def copied_meeting(request: SignedInRequest, wanted: str) -> Meeting | None:
    """The meeting whose questions a new one takes over, if this person may see it and convenes its body."""
    key = key_in(wanted)
    if key is None:
        return None
    bodies = units_to_begin(request, Meeting)
    return copies_to_begin_from(request, Meeting, bodies).filter(pk=key).select_related("unit").first()


def pattern_of(body: Unit, wanted: str) -> AgendaPattern | None:
    """The pattern of this body with which a meeting is to begin."""
    key = key_in(wanted)
    return AgendaPattern.objects.filter(body=body, pk=key).first() if key is not None else None


def put_on_agenda(meeting: Meeting, pattern: AgendaPattern, *, by: Person) -> Meeting:
    """Put the questions of a pattern on the agenda. Raises Refused."""
    for facts in taken_over(pattern.questions, meeting.unit).facts:
        meeting = perform(meeting, "add_item", by=by, **facts)
    return meeting


def who_left(people: Iterable[Person]) -> str:
    """Whom questions that are taken over name no longer, in a sentence; empty if nobody has left."""
    names = ", ".join(dict.fromkeys(person.name for person in people))
    if not names:
        return ""
    return _("Without those who hold no post in the district any more: %(names)s.") % {"names": names}


def say_who_left(request: SignedInRequest, people: Iterable[Person]) -> None:
    """Above the next page."""
    if sentence := who_left(people):
        messages.warning(request, sentence)


def proposed(body: Unit, *, absentee: bool) -> Facts:
    """What the next meeting of a body probably looks like: as the last one, whose place was read with the body."""
    title = ABSENTEE_TITLE if absentee else MEETING_TITLE
    return {
        "title": title.begun(body.root_id, {"учреждения": body.form("genitive")}).title,
        "time": "18:00" if absentee else "10:00",
        "place": vars(body).get("last_place") or body.place,
    }
