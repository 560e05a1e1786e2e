"""The log as it is stored: its leaves, hashes of its inner nodes, its seals. All are written once (triggers)."""

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.documents.seals.checkpoint import Checkpoint
from governance.documents.seals.note import BrokenNote, NoteKey, open_note, parted
from governance.proof.event_signature import public_keys
from governance.roles.unit import Unit

WHY = "written by the seal alone; it proves what others have written and is compared with that"


class Leaf(models.Model):
    """One event in the log of its district. `chain` and `place` name it also when its row is gone."""

    binds_nobody = WHY

    district = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    # From 0, without holes.
    position = models.PositiveBigIntegerField()
    # The name of the model of the event, and its key there.
    source = models.CharField(max_length=40)
    event = models.BigIntegerField()
    chain = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("leaf of the log")
        verbose_name_plural = _("leaves of the log")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "position"], name="leaf_position_once"),
            models.UniqueConstraint(fields=["source", "event"], name="leaf_event_once"),
            models.UniqueConstraint(fields=["source", "chain", "place"], name="leaf_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.source} {self.chain} #{self.place}"


class InnerNode(models.Model):
    """The hash of a full subtree of a height that is kept, so that proofs need not read all leaves."""

    binds_nobody = WHY

    district = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    height = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("node of the log")
        verbose_name_plural = _("nodes of the log")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "height", "index"], name="inner_node_once")
        ]

    def __str__(self) -> str:
        return f"{self.height}/{self.index}"


class Seal(models.Model):
    """The signed head of the log of a district on one morning."""

    binds_nobody = WHY

    district = models.ForeignKey(Unit, models.PROTECT, related_name="seals")
    # As in the note, for queries.
    size = models.PositiveBigIntegerField()
    note = models.TextField()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering: ClassVar = ["district_id", "size"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["district", "size"], name="seal_size_once")]

    def __str__(self) -> str:
        return f"{self.checkpoint.origin} {self.size}"

    @property
    def file_name(self) -> str:
        """«seal-1-2011-11-21-348.txt»: district, day, number of events."""
        day = timezone.localtime(self.checkpoint.made_at).date() if self.checkpoint.made_at else ""
        return f"seal-{self.district_id}-{day}-{self.size}.txt"

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """What it says, whoever has signed it; of one that was altered into what is no seal, nothing."""
        try:
            return Checkpoint.parse(parted(self.note)[0])
        except BrokenNote:
            return Checkpoint("", self.size, b"")

    @cached_property
    def opened(self) -> Checkpoint | None:
        """What it says, if it was signed by this installation."""
        try:
            return Checkpoint.parse(open_note(self.note, log_keys(self.checkpoint.origin)))
        except BrokenNote:
            return None


def log_keys(origin: str) -> list[NoteKey]:
    """The keys by which seals of a log are verified, the present one first."""
    return [NoteKey(origin, key) for key in public_keys()]
