"""What people have typed or chosen and not sent yet: drafts of forms, and files of forms that came back refused.

Both are encrypted, for they may hold personal data; both go when the form is sent, or after some days.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import models

from governance import clock
from governance.letters.cipher import Unreadable, decrypt_bytes, encrypt_bytes
from governance.roles.person import Person

# How long a draft waits for its person, and a file for the next attempt.
DRAFT_KEPT, FILE_KEPT = timedelta(days=14), timedelta(hours=12)
LONGEST_KEY, MOST_DRAFTS = 300, 100
# The name of each field and what stands in it.
Typed = Sequence[tuple[str, str]]


class FormDraft(models.Model):
    """What one person has typed into one form."""

    binds_nobody = "what somebody has typed and not sent yet"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    # The address to which the form is sent, and its place among those sent there.
    key = models.CharField(max_length=LONGEST_KEY)
    content = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_a_form")]

    @property
    def typed(self) -> Typed:
        """Empty if it was written under a SECRET_KEY that is gone."""
        try:
            return [(name, value) for name, value in json.loads(decrypt_bytes(bytes(self.content)))]
        except Unreadable:
            return []


def keep_draft(person: Person, key: str, typed: Typed) -> None:
    """Replace what is kept of a form; of many drafts the oldest ones go."""
    content = encrypt_bytes(json.dumps(typed, ensure_ascii=False).encode())
    drafts = FormDraft.objects.filter(person=person)
    drafts.update_or_create(person=person, key=key, defaults={"content": content, "saved_at": clock.now()})
    kept = drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)
    if over := list(kept[MOST_DRAFTS:]):
        drafts.filter(pk__in=over).delete()


def forget_draft(person: Person, key: str) -> None:
    FormDraft.objects.filter(person=person, key=key).delete()


class KeptUpload(models.Model):
    """A file of a form that came back refused, for whoever holds its token: the page with that form."""

    binds_nobody = "a file that somebody has chosen and not sent yet"

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=250)
    content = models.BinaryField()
    kept_at = models.DateTimeField()


def keep_upload(upload: UploadedFile) -> str:
    """Keep a file, and return the token under which it is found again."""
    token = secrets.token_urlsafe(24)
    upload.seek(0)
    KeptUpload.objects.create(
        digest=_digest(token),
        name=(upload.name or "")[-250:],
        content=encrypt_bytes(upload.read()),
        kept_at=clock.now(),
    )
    upload.seek(0)
    return token


def kept_upload(token: str) -> UploadedFile | None:
    """The file behind a token, as if it had been sent again; None if there is none any more."""
    found = KeptUpload.objects.filter(digest=_digest(token), kept_at__gt=clock.now() - FILE_KEPT).first()
    if found is None:
        return None
    try:
        return SimpleUploadedFile(found.name, decrypt_bytes(bytes(found.content)))
    except Unreadable:
        return None


def forget_old() -> int:
    """Remove what nobody has come back for. Returns how many."""
    now = clock.now()
    drafts, _models = FormDraft.objects.filter(saved_at__lte=now - DRAFT_KEPT).delete()
    files, _models = KeptUpload.objects.filter(kept_at__lte=now - FILE_KEPT).delete()
    return drafts + files


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
