"""The private link of a paper: it lets somebody without an account see that one paper and answer for themselves in it.

Whoever knows the link is taken for its holder, as with a parcel's slip. So it cannot be guessed (256 bits), the
database knows its hash alone, it ends by a day, and a new one ends the old.
"""

import hashlib
import secrets
from datetime import date
from typing import ClassVar

from django.db import models

from governance import clock
from governance.documents.record.document import Document

# How the history calls whoever acts by a private link.
HOLDER = "заявитель, по личной ссылке"


class PrivateLink(models.Model):
    """One link to one paper, by the hash of its key."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="private_link_has_digest", condition=~models.Q(digest=""))
        ]


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def give_link(document: Document, until: date, key: str = "") -> str:
    """The key of a new private link to a paper, good up to and including `until`; an earlier link opens nothing now.

    `key`: the one to give, for a form that makes one paper however often it is sent: no two links are of one key.
    """
    key = key or secrets.token_urlsafe(32)
    PrivateLink.objects.update_or_create(
        document_id=document.pk, defaults={"digest": digest_of(key), "until": until}
    )
    return key


def paper_behind(key: str) -> Document | None:
    """The card of the paper that this key opens today."""
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
