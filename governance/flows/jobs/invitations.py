"""Sittings to come whose members have changed since they were convened: the entry in a calendar follows the seats."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy

from governance import clock
from governance.documents.kinds.meeting.invitation import call_off_for, expected_at
from governance.documents.kinds.meeting.meeting import Meeting
from governance.flows.jobs.job import job
from governance.flows.processes.meeting import tell_uninvited


def to_come() -> Iterable[Meeting]:
    planned = Meeting.objects.filter(state=Meeting.State.PLANNED, held_at__gt=clock.now())
    return planned.filter(calendar_invitations__called_off=False).distinct().order_by("pk")


@job(gettext_lazy("Invitations called off for whoever is no member any more"), to_come)
def call_off_invitations(meeting: Meeting) -> int:
    """Seats end by their dates too, without an act on that day."""
    with transaction.atomic():
        gone = call_off_for(meeting, expected_at(meeting))
        tell_uninvited(meeting, gone)
    return len(gone)
