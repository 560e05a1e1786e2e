"""The lists of an order: its points, the visas asked for, and those who have to read it."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.documents.approval.execution.rows import Followed
from governance.documents.record.attached import Version
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment
from governance.roles.person import Person


class OrderPoint(Followed):
    """One numbered point: what, by whom, by when. The words are those signed; a moved deadline stands beside them."""

    of_paper = "order"
    called = pgettext_lazy("row of the record", "order point")

    order = models.ForeignKey("governance.Order", models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=12)
    text = models.TextField(_("text"))
    executor = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("executor")
    )
    # Position of the executor, or who carries the point out when it is nobody with an account.
    executor_text = models.CharField(_("position or other executor"), max_length=300, blank=True)
    # Taken out by an amending order: nobody follows it any more.
    lapsed_at = models.DateTimeField(pgettext_lazy("point", "taken out"), null=True)

    class Meta:
        ordering: ClassVar = ["order_id", "position"]
        indexes: ClassVar = [models.Index(Coalesce("moved_to", "due"), name="order_point_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "number"], name="order_point_once"),
            models.CheckConstraint(
                name="order_point_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="order_point_moved_has_due", condition=Q(moved_to__isnull=True) | Q(due__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def is_open(self) -> bool:
        """Followed to its execution, and not carried out yet."""
        return self.due is not None and self.done_at is None and self.lapsed_at is None

    @property
    def executor_line(self) -> str:
        """«Винокурова С.А., заместитель директора по УВР»."""
        return ", ".join(
            part for part in (self.executor.name if self.executor else "", self.executor_text) if part
        )


class Visa(RecordRow):
    """The opinion of one person on an order before it is signed. A new text needs a new visa; the old one lapses."""

    of_paper = "order"
    called = pgettext_lazy("row of the record", "visa")

    class Outcome(models.TextChoices):
        AGREED = "agreed", pgettext_lazy("visa", "agreed")
        WITH_REMARKS = "with_remarks", pgettext_lazy("visa", "agreed with remarks")
        REFUSED = "refused", pgettext_lazy("visa", "refused")

    order = models.ForeignKey("governance.Order", models.PROTECT, related_name="visas")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # As they were called and what they were when they were asked, and then when they answered.
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=300)
    asked_at = models.DateTimeField(pgettext_lazy("visa", "asked"))
    given_at = models.DateTimeField(pgettext_lazy("visa", "given"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    # Withdrawn, or given on a text that has changed since: it stays on record and says nothing about the order now.
    lapsed_at = models.DateTimeField(pgettext_lazy("visa", "lapsed"), null=True)

    class Meta:
        ordering: ClassVar = ["order_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "person"], condition=Q(lapsed_at__isnull=True), name="one_live_visa_a_person"
            ),
            models.CheckConstraint(
                name="visa_given_has_outcome_and_version",
                condition=Q(given_at__isnull=True, outcome="", version__isnull=True)
                | Q(~Q(outcome=""), given_at__isnull=False, version__isnull=False),
            ),
        ]

    @property
    def part(self) -> str:
        return f"visa:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.given_at is None and self.lapsed_at is None


class Acquaintance(RecordRow):
    """A person who has to read an order once it is signed, and when they confirmed it."""

    of_paper = "order"
    called = pgettext_lazy("row of the record", "acquaintance")

    order = models.ForeignKey("governance.Order", models.PROTECT, related_name="acquaintances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    # As they were called and what they were when they were named, and then when they confirmed.
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=300, blank=True)
    # Asked from the signature on; on the list before it.
    asked_at = models.DateTimeField(pgettext_lazy("visa", "asked"), null=True)
    confirmed_at = models.DateTimeField(pgettext_lazy("visa", "confirmed"), null=True)
    # Named as not having read it, and why: on leave, dismissed, refused to sign.
    excused_at = models.DateTimeField(pgettext_lazy("visa", "named as not having read"), null=True)
    excuse = models.CharField(_("why it was not read"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "person"], name="one_acquaintance_a_person"),
            models.CheckConstraint(
                name="acquaintance_excused_with_a_reason",
                condition=Q(excused_at__isnull=True, excuse="")
                | Q(~Q(excuse=""), asked_at__isnull=False, excused_at__isnull=False),
            ),
            models.CheckConstraint(
                name="acquaintance_confirmed_after_asked",
                condition=Q(confirmed_at__isnull=True) | Q(asked_at__lte=F("confirmed_at")),
            ),
        ]

    @property
    def part(self) -> str:
        return f"acquaintance:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.is_unread and self.excused_at is None

    @property
    def is_unread(self) -> bool:
        """Asked, and not confirmed; whoever was named as not having read it may still do so."""
        return self.asked_at is not None and self.confirmed_at is None


T = TypeVar("T", OrderPoint, Visa, Acquaintance)


def row_of(rows: Iterable[T], part: str) -> T | None:
    """The row that `part` («visa:12») names among `rows`; None when there is none."""
    return next((row for row in rows if row.part == part), None)
