"""The table of the outbox.

A letter may hold names and private links, so its address and text are stored encrypted and emptied some days after it
was sent (LETTERS_KEPT_DAYS). The times are those of the machine, also where a played year is shown.
"""

import json
import uuid
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from governance.letters.cipher import decrypt
from governance.letters.devices import PushDevice  # noqa: F401  Django finds it here


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "Waiting")
    # It is being handed over to the mail server: whoever finds it so much later does not know how that ended.
    LEAVING = "leaving", pgettext_lazy("letter", "Being sent")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    FAILED = "failed", pgettext_lazy("letter", "Not sent")
    IN_DOUBT = "in_doubt", pgettext_lazy("letter", "Not known whether it was sent")
    ERASED = "erased", pgettext_lazy("letter", "Erased before it was sent")


class OutboxQuerySet(models.QuerySet["OutboxLetter"]):
    def due(self) -> "OutboxQuerySet":
        """Those to be tried now, the oldest first."""
        return self.filter(status=Status.WAITING, next_try__lte=timezone.now()).order_by("next_try", "pk")

    def unsent(self) -> "OutboxQuerySet":
        """Those that nobody will send unless somebody says so."""
        return self.filter(status__in=(Status.FAILED, Status.IN_DOUBT))


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
    # How many attempts have failed.
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    # Why the last attempt failed: a key of `sending.FAILURES`.
    failure = models.CharField(max_length=20, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try"], condition=models.Q(status="waiting"), name="letter_due"),
            models.Index(
                fields=["district"],
                condition=models.Q(status__in=("failed", "in_doubt")),
                name="letter_unsent",
            ),
        ]

    def message(self, connection: Any) -> EmailMessage:
        """The letter as it is sent. Raises cipher.Unreadable, or ValueError for what no header can hold."""
        content = json.loads(decrypt(self.content))
        host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
        headers = {"Message-ID": f"<{self.key}@{host}>", "Auto-Submitted": "auto-generated"}
        subject = content["subject"][:200].replace("\n", " ")
        letter = EmailMessage(
            subject, content["body"], to=[content["to"]], connection=connection, headers=headers
        )
        for name, text in content["files"].items():
            letter.attach(name, text, "text/plain")
        return letter
