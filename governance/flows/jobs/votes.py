"""Absentee votes whose last moment has passed."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.jobs.job import job


def votes_over() -> Iterable[Meeting]:
    over = Meeting.objects.filter(state=Meeting.State.VOTING, held_at__lt=clock.now())
    return over.order_by("pk")


@job(_("Absentee votes ended"), votes_over)
def count_sheets(meeting: Meeting) -> Document:
    """Count the sheets of an absentee vote whose last moment has passed."""
    return perform(meeting, "count_sheets", basis=meeting)
