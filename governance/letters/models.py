"""The table of the outbox.

A letter may hold names and private links, so its address and text are stored encrypted and emptied some days after it
was sent (LETTERS_KEPT_DAYS). The times are those of the machine, also where a played year is shown.
"""

import uuid
from typing import Any, ClassVar

from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from governance.letters import message
from governance.letters.devices import PushDevice  # noqa: F401  Django finds it here


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "Waiting")
    # It is being handed over to the mail server: whoever finds it so much later does not know how that ended.
    LEAVING = "leaving", pgettext_lazy("letter", "Being sent")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    FAILED = "failed", pgettext_lazy("letter", "Not sent")
    IN_DOUBT = "in_doubt", pgettext_lazy("letter", "Not known whether it was sent")
    ERASED = "erased", pgettext_lazy("letter", "Erased before it was sent")
    # It waits for the letter of the morning, and is a part of that one then.
    HELD = "held", pgettext_lazy("letter", "Waiting for the letter of the morning")
    GATHERED = "gathered", pgettext_lazy("letter", "Part of the letter of a morning")
    # It was sent, and the mailbox has sent it back.
    BOUNCED = "bounced", pgettext_lazy("letter", "Came back")


# Those that did not reach anybody, as far as is known.
UNSENT = (Status.FAILED, Status.IN_DOUBT, Status.BOUNCED)


class OutboxQuerySet(models.QuerySet["OutboxLetter"]):
    def due(self) -> "OutboxQuerySet":
        """Those to be tried now, the oldest first."""
        return self.filter(status=Status.WAITING, next_try__lte=timezone.now()).order_by("next_try", "pk")

    def unsent(self) -> "OutboxQuerySet":
        """Those that nobody will send unless somebody says so."""
        return self.filter(status__in=UNSENT)


class OutboxLetter(models.Model):
    """One letter to one address, and what became of it."""

    binds_nobody = "it repeats what the record says"

    # Its Message-ID, the same at every attempt.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    person: Any = models.ForeignKey("governance.Person", models.PROTECT, null=True, related_name="+")
    document: Any = models.ForeignKey("governance.Document", models.PROTECT, null=True, related_name="+")
    district: Any = models.ForeignKey("governance.Unit", models.PROTECT, null=True, related_name="+")
    # Address, subject, body and files, encrypted; empty once they are erased.
    content = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    # The act that it tells of: the key of the paper acted on, and the revision that the act made. It may be undone.
    act_of = models.PositiveBigIntegerField(null=True)
    act = models.PositiveIntegerField(null=True)
    # How many attempts have failed.
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    # Why the last attempt failed: a key of `sending.FAILURES`.
    failure = models.CharField(max_length=20, blank=True)
    # When the mailbox sent it back, and the status that it gave (RFC 3463): «5.1.1».
    bounced_at = models.DateTimeField(null=True)
    bounce_code = models.CharField(max_length=11, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try"], condition=models.Q(status="waiting"), name="letter_due"),
            models.Index(
                fields=["district"],
                condition=models.Q(status__in=("failed", "in_doubt", "bounced")),
                name="letter_not_received",
            ),
            models.Index(fields=["person"], condition=models.Q(status="held"), name="letter_held"),
            models.Index(
                fields=["act_of"],
                condition=models.Q(status__in=("waiting", "held")),
                name="letter_to_call_back",
            ),
            models.Index(fields=["person"], condition=models.Q(status="bounced"), name="letter_bounced"),
        ]

    def message(self, connection: Any) -> EmailMessage:
        """The letter as it is sent. Raises cipher.Unreadable, or ValueError for what no header can hold."""
        return message.made(self.key, self.content, connection)


class ReadingSession(models.Model):
    """A browser that reads one paper by the link of a letter; without the row it reads nothing."""

    binds_nobody = "lets a browser read one paper, and never one with personal data"

    session_key = models.CharField(max_length=40)
    person: Any = models.ForeignKey("governance.Person", models.CASCADE, related_name="+")
    document: Any = models.ForeignKey("governance.Document", models.CASCADE, related_name="+")
    letter_written_at = models.DateTimeField()
    began_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    address = models.GenericIPAddressField()
    user_agent = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_key", "document"], name="one_reading_a_browser_and_paper"
            )
        ]
