"""What of a meeting is found: it prints nothing itself, and its page shows its questions to all its readers."""

from collections.abc import Iterator

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.search.gathering import BETWEEN, Place, found_of
from governance.documents.search.models import Section


@found_of("meeting")
def questions(meeting: Meeting) -> Iterator[Place]:
    """Each question with its speaker and draft decision; where it is held, and who is invited."""
    for item in meeting.items.all():
        yield Section.AGENDA, BETWEEN.join(filter(None, [item.title, item.speaker]))
        yield Section.AGENDA, item.decision_draft
    yield Section.TEXT, meeting.place
    yield Section.NAME, meeting.invited
