"""A sitting that is called again after one that was not held for want of a quorum.

Source: docs/domain.md, "Deciding rules".
"""

from datetime import datetime

from django.db import transaction

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person


@transaction.atomic
def call_again(failed: Meeting, *, by: Person, held_at: datetime, place: str) -> Meeting:
    """Draft the repeated sitting with the questions of the one that was not held, as far as their papers wait.

    Raises NotLegal or NotAllowed with a sentence.
    """
    # The same press sent twice finds what the first one made.
    begun = Meeting.objects.filter(repeats=failed, held_at=held_at, state=Meeting.State.DRAFT, author=by)
    if (known := begun.first()) is not None:
        return known
    meeting = draft(
        Meeting,
        unit=failed.unit,
        by=by,
        title=f"{failed.title[:450]} (повторное)",
        held_at=held_at,
        place=place,
        invited=failed.invited,
        repeats=failed,
    )
    for item in failed.agenda():
        if item.office or (item.subject is not None and not item.subject.whole.can_go_on_agenda):
            continue
        meeting = perform(
            meeting,
            "add_item",
            by=by,
            title=item.title,
            speaker=item.speaker,
            subject=item.subject,
            secret=item.secret,
            matter=item.matter,
            decision_draft=item.decision_draft,
        )
    return meeting
