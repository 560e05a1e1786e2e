"""Files attached to a paper, and scans of sheets signed by hand."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.uploads import media_type_of, scan_type_of
from governance.proof.hash_chain import ATTACHED


def attach_file(document: Document, act: Act, *, name: str, data: bytes) -> Attachment:
    """Attach a file to a paper; the event of the act stores its hash.

    Raises NotLegal if its content is not of the type that its name says, it is too large, or attached already.
    """
    media_type = media_type_of(name, data)
    digest = hashlib.sha256(data).hexdigest()
    if Attachment.objects.filter(document_id=document.pk, sha256=digest).exists():
        raise NotLegal(_("This very file is attached already."))
    attachment = Attachment(
        document_id=document.pk,
        name=name[:200],
        media_type=media_type,
        size=len(data),
        sha256=digest,
        added_by=act.by,
        added_at=act.at,
    )
    # The stored name says nothing about the content and cannot be guessed.
    attachment.file.save(secrets.token_hex(16), ContentFile(data), save=False)
    attachment.save()
    act.facts.setdefault(ATTACHED, []).append(digest)
    return attachment


def scan_of(document: Document, scan: int | None) -> Attachment:
    """The attached scan of a sheet signed by hand, by its id. Raises NotLegal without one, or when it does not open."""
    attachment = Attachment.objects.filter(document_id=document.pk, pk=scan).first() if scan else None
    if attachment is None:
        raise NotLegal(_("Attach the scan of the signed paper first, then choose it."))
    with attachment.file.open("rb") as file:
        scan_type_of(attachment.name, file.read())
    return attachment


def attach_scan(document: Document, act: Act, *, name: str, data: bytes) -> Attachment:
    """Store the scan of a sheet signed by hand with the paper. Raises NotLegal unless it opens."""
    scan_type_of(name, data)
    return attach_file(document, act, name=name, data=data)
