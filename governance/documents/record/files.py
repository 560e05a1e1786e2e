"""Files attached to a paper, and scans of sheets signed by hand."""

import hashlib
import logging
import secrets

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.uploads import media_type_of, scan_type_of
from governance.proof.hash_chain import ATTACHED

log = logging.getLogger(__name__)


class NotStored(NotLegal):
    """A file cannot be shown: it is missing, altered or out of reach. `lost`: for good, unless a copy is found."""

    def __init__(self, sentence: object, *, lost: bool) -> None:
        super().__init__(sentence)
        self.lost = lost


def attach_file(document: Document, act: Act, *, name: str, data: bytes) -> Attachment:
    """Attach a file to a paper; the event of the act stores its hash.

    Raises NotLegal if its content is not of the type that its name says, it is too large, or attached already, and if
    it cannot be stored now.
    """
    media_type = media_type_of(name, data)
    digest = hashlib.sha256(data).hexdigest()
    if Attachment.objects.filter(document_id=document.pk, sha256=digest, erased_at=None).exists():
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
    try:
        attachment.file.save(secrets.token_hex(16), ContentFile(data), save=False)
    except OSError as error:
        log.exception("a file of paper %s could not be stored", document.pk)
        raise NotLegal(
            _(
                "The file cannot be stored now, so nothing was done: tell the administrator, and try again later."
            )
        ) from error
    attachment.save()
    act.facts.setdefault(ATTACHED, []).append(digest)
    return attachment


def stored(attachment: Attachment) -> File:
    """The file, open for reading, as it was attached. Raises NotStored; the log tells the administrator."""
    try:
        file: File = attachment.file.open("rb")
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    except FileNotFoundError as error:
        log.error("file %s is missing: %s", attachment.pk, error)
        raise NotStored(
            _(
                "The file «%(name)s» is not in its place: the administrator has to bring it back from a backup."
            )
            % {"name": attachment.name},
            lost=True,
        ) from error
    except OSError as error:
        log.exception("file %s cannot be read", attachment.pk)
        raise NotStored(_("Files cannot be read now: try again later."), lost=False) from error
    if digest.hexdigest() != attachment.sha256:
        file.close()
        log.error("file %s has been altered", attachment.pk)
        raise NotStored(
            _(
                "The file «%(name)s» is not what was attached, so it is not shown: the administrator has to bring it "
                "back from a backup."
            )
            % {"name": attachment.name},
            lost=True,
        )
    return file


def scan_of(document: Document, scan: int | None) -> Attachment:
    """The attached scan of a sheet signed by hand, by its id. Raises NotLegal without one, or when it does not open."""
    attachment = Attachment.objects.filter(document_id=document.pk, pk=scan).first() if scan else None
    if attachment is None:
        raise NotLegal(_("Attach the scan of the signed paper first, then choose it."))
    with stored(attachment) as file:
        scan_type_of(attachment.name, file.read())
    return attachment


def attach_scan(document: Document, act: Act, *, name: str, data: bytes) -> Attachment:
    """Store the scan of a sheet signed by hand with the paper. Raises NotLegal unless it opens."""
    scan_type_of(name, data)
    return attach_file(document, act, name=name, data=data)
