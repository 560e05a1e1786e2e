"""What belongs to the card of a paper: versions, links, signatures, remarks, files, people whom it names."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance import clock
from governance.columns import OwnDateTimeField
from governance.documents.record.effects import EFFECTS, ordered_effects
from governance.documents.record.under_way import consequences
from governance.record_rows import RecordQuerySet, RecordRow
from governance.roles.appointment import Appointment
from governance.roles.names import beside_signature
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.stored_files import StoredFileField


class Version(RecordRow):
    """Frozen content of a paper. Votes and signatures refer to it and to its hash."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "version")
    derived: ClassVar = {"content": "bound by its hash"}

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("frozen"))
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["document_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class LinkQuerySet(RecordQuerySet):
    def pending(self) -> Self:
        """Orders about other papers that are still to be carried out."""
        return self.filter(effect__in=ordered_effects(), carried_at=None, failure="")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        links = super().bulk_create(objs, *args, **kwargs)
        consequences().linking.update(link.source_id for link in links)
        return links


class Link(RecordRow):
    """One paper orders something about another, or is based on it. Stamps and grounds are computed from links."""

    of_paper = "source"
    called = pgettext_lazy("row of the record", "link")
    derived: ClassVar = {
        "carried_at": "the event of the target says when, with the source as its basis",
        "failure": "what is to be resolved, until it is",
    }

    source = models.ForeignKey("governance.Document", models.PROTECT, related_name="links_out")
    target = models.ForeignKey("governance.Document", models.PROTECT, related_name="links_in")
    # The name of one of `EFFECTS`.
    effect = models.CharField(max_length=20)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    # The part of the source that says so: the item of a protocol, the point of an order.
    place = models.CharField(max_length=20, blank=True)
    # Of an annex that the source approves: how many sheets its print has.
    sheets = models.PositiveSmallIntegerField(null=True)
    # For an ordered effect: why the target refused it, or when it was carried out; both empty while it is to come.
    failure = models.TextField(blank=True)
    carried_at = models.DateTimeField(null=True)
    made_at = OwnDateTimeField(default=clock.now)

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "target", "effect", "place"], name="link_once")
        ]

    @property
    def label(self) -> str:
        """What the source does to the target: «amends»."""
        return str(EFFECTS[self.effect].label)

    @property
    def label_at_target(self) -> str:
        """The same in the target's words: «changes it»."""
        return str(EFFECTS[self.effect].label_at_target)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            consequences().linking.add(self.source_id)
        super().save(*args, **kwargs)


class Signature(RecordRow):
    """One person's signature in one capacity over one version."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "signature")

    class Way(models.TextChoices):
        SYSTEM = "system", _("confirmed in the system")
        PAPER = "paper", _("signed on paper")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="signatures")
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    place = models.CharField(_("place"), max_length=30)  # "chair", "secretary", "director"
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # As they were called and what they were on that day: «Винокурова С.А.».
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=300)
    # «назначение с 01.09.2011 внесено 12.09.2011», where it was entered later than it begins.
    late_entry = models.CharField(max_length=100, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.SYSTEM)
    scan = models.ForeignKey("Attachment", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()
    # For a signature by hand: the day written beside it, and by which appointment its scan was certified.
    signed_on = models.DateField(null=True)
    certified_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    certificate = models.CharField(max_length=600, blank=True)  # «Скан заверен: …»
    sha256 = models.CharField(max_length=64)
    # Set when the version was taken back: the signature stays on record and binds nobody.
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["document_id", "signed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "version", "place"],
                condition=Q(voided_at__isnull=True),
                name="one_signature_a_place_and_version",
            ),
            models.CheckConstraint(
                name="paper_signature_has_scan", condition=Q(way="system") | Q(scan__isnull=False)
            ),
        ]

    @property
    def full_capacity(self) -> str:
        """The capacity, with the remark on a late entry, as the mark of the signature says it."""
        return ", ".join(filter(None, [self.capacity, self.late_entry]))

    @property
    def signature_name(self) -> str:
        """«С.А. Винокурова», as beside a signature."""
        return beside_signature(self.name)


class Remark(RecordRow):
    """A reader's remark on a version, until it is dealt with."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "remark")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="remarks")
    version = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    made_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at"]


class Attachment(RecordRow):
    """A file that belongs to a paper, bound by its hash."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "file")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    file = StoredFileField(upload_to="papers/%Y/%m")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    # Set when personal data was erased: file and name are gone, the hash still identifies the file.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at"]

    def erase(self, at: datetime) -> None:
        """Delete the name for good, and the file after the commit (personal data whose term of keeping has ended)."""
        self.file.delete(save=False)
        self.name, self.file, self.erased_at = "", "", at
        self.save()


class Conflict(RecordRow):
    """A conflict of interest: a person who may neither read a paper nor act on it, because of whom it is about.

    A recusal (самоотвод; docs/domain.md, "Deciding rules") that is enforced: `perform` and every list ask here. The
    cause is the reason of the event that declared it.
    """

    of_paper = "document"
    called = pgettext_lazy("row of the record", "conflict")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="conflicts")
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "person"], name="one_conflict_a_person_and_paper")
        ]


class Involvement(RecordRow):
    """A person whom a paper names, and who may see it for that reason, without a role that allows it."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "involvement")
    named_by = ("person_id", "why")

    document = models.ForeignKey("governance.Document", models.CASCADE, related_name="involvements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements")
    why = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "person", "why"], name="involvement_once")
        ]


class Reader(RecordRow):
    """A further unit whose readers may read a paper."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "reader")
    named_by = ("unit_id",)

    document = models.ForeignKey("governance.Document", models.CASCADE)
    unit = models.ForeignKey(Unit, models.CASCADE)

    class Meta:
        db_table = "governance_document_readers"
        unique_together = (("document", "unit"),)
