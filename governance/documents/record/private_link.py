"""The private link of a paper: with it somebody without an account can read that paper and act on it.

Whoever has the link counts as its holder. So it cannot be guessed (256 bits), only its hash is stored, it expires,
and a new link ends the old one.
"""

import hashlib
import secrets
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from governance import clock
from governance.documents.record.document import Document
from governance.record_rows import RecordRow

# The capacity in which the history names whoever acts by a private link.
HOLDER = "заявитель, по личной ссылке"


class PrivateLink(RecordRow):
    """The private link of one paper, stored as the hash of its key."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "private link")

    document = models.OneToOneField(Document, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="private_link_has_digest", condition=~models.Q(digest=""))
        ]


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """The key of a private link: 256 bits, which nobody guesses."""
    return secrets.token_urlsafe(32)


def give_link(document: Document, until: date, key: str) -> None:
    """Give a paper a new private link, valid up to and including `until`; an earlier link ends. Inside an act.

    Keys are unique, so a form that is sent twice with one key makes one paper.
    """
    PrivateLink.objects.update_or_create(
        document_id=document.pk, defaults={"digest": digest_of(key), "until": until}
    )


def paper_behind(key: str) -> Document | None:
    """The card of the paper that this key opens today; None if it opens none."""
    link = (
        PrivateLink.objects.filter(digest=digest_of(key), until__gte=clock.today())
        .select_related("document__unit", "document__district")
        .first()
    )
    return link.document if link else None


def opens(document: Document, key: str) -> bool:
    """Whether this key opens this paper today."""
    return PrivateLink.objects.filter(
        document_id=document.opened_with, digest=digest_of(key), until__gte=clock.today()
    ).exists()
