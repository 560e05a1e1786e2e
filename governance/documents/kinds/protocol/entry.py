"""What a protocol says on one question."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.record_rows import RecordRow

LONGEST_MOTION = 1_000


class ProtocolEntry(RecordRow):
    """СЛУШАЛИ, ВЫСТУПИЛИ, ГОЛОСОВАЛИ за …, РЕШИЛИ on one question; each line prints as a paragraph."""

    of_paper = "protocol"
    called = pgettext_lazy("row of the record", "protocol entry")

    protocol = models.ForeignKey("governance.Protocol", models.PROTECT, related_name="entries")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="entry")
    heard = models.TextField(gettext_lazy("heard"), blank=True)
    spoke = models.TextField(gettext_lazy("spoke"), blank=True)
    # What was put to the vote: «за согласование плана работы …».
    motion = models.CharField(gettext_lazy("put to the vote"), max_length=LONGEST_MOTION, blank=True)
    decided = models.TextField(gettext_lazy("decided"), blank=True)

    class Meta:
        ordering: ClassVar = ["item__position"]


def entries_with_votes(protocol: Any) -> "models.QuerySet[ProtocolEntry]":
    """The entries of a protocol with what their questions put to the vote, in order; two queries."""
    entries = ProtocolEntry.objects.filter(protocol=protocol).select_related(
        "item__subject", "item__election"
    )
    chosen: models.QuerySet[ProtocolEntry] = entries.prefetch_related("item__rounds").order_by(
        "item__position"
    )
    return chosen
