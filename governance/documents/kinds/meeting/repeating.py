"""A sitting that is called again after one that was not held for want of a quorum.

Source: docs/domain.md, "Deciding rules".
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import named_on
from governance.documents.kinds.meeting.taken_over import TakenOver, question_of, taken_over
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
    items = items_again(failed)
    for item, facts in zip(items, questions_again(failed, items).facts, strict=True):
        facts.update(subject=item.subject, secret=item.secret, decision_draft=item.decision_draft)
        meeting = perform(meeting, "add_item", by=by, **facts)
    return meeting


def items_again(failed: Meeting) -> list[AgendaItem]:
    """The questions that the repeated sitting takes over."""
    return [
        item
        for item in failed.agenda()
        if not item.office and (item.subject is None or item.subject.whole.can_go_on_agenda)
    ]


def questions_again(failed: Meeting, items: Iterable[AgendaItem]) -> TakenOver:
    """These questions with whom they name, and who of those has left."""
    named = named_on(failed)
    return taken_over([question_of(item, named[item.pk]) for item in items], failed.unit)
