"""Questions that the last meeting of a body did not get to, or put off, for the agenda of its next one."""

from collections.abc import Collection

from django.db.models import Subquery

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.roles.unit import Unit

OVER = (Meeting.State.HELD, Meeting.State.NOT_HELD)


def carried_over(body: Unit, titles: Collection[str]) -> list[AgendaItem]:
    """What the last meeting left without a decision and is not on an agenda with these `titles`; two queries at most.

    Of questions in words alone: a paper waits by itself, and is offered as one that waits. Nobody is elected by a
    question of another sitting.
    """
    last = Meeting.objects.filter(unit=body, state__in=OVER).order_by("-held_at", "-pk").values("pk")[:1]
    left = AgendaItem.objects.filter(meeting=Subquery(last), subject=None, office="", election=None)
    left = left.exclude(meeting__state=Meeting.State.HELD, left_reason="").order_by("position")
    return [item for item in left.prefetch_related("named") if item.title not in titles]
