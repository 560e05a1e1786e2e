"""Questions that the last meeting of a body did not get to, or put off, for the agenda of its next one."""

from collections.abc import Collection
from typing import Any

from django.db.models import Subquery

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.questions import matters_of
from governance.roles.unit import Unit

OVER = (Meeting.State.HELD, Meeting.State.NOT_HELD)


def carried_over(body: Unit, titles: Collection[str]) -> list[AgendaItem]:
    """What the last meeting left without a decision and is not on an agenda with these `titles`; one query.

    Of questions in words alone: a paper waits by itself, and is offered as one that waits. Nobody is elected by a
    question of another sitting.
    """
    last = Meeting.objects.filter(unit=body, state__in=OVER).order_by("-held_at", "-pk").values("pk")[:1]
    left = AgendaItem.objects.filter(meeting=Subquery(last), subject=None, office="", election=None)
    left = left.exclude(meeting__state=Meeting.State.HELD, left_reason="").order_by("position")
    return [item for item in left if item.title not in titles]


def facts_of(item: AgendaItem, body: Unit) -> dict[str, Any]:
    """The question as it is put on another agenda, in the wording to which the sitting had come."""
    return {
        "title": item.title,
        "speaker": item.speaker,
        "decision_draft": item.decision_draft,
        "matter": item.matter if item.matter and item.matter in matters_of(body) else "",
    }
