"""Pictures that everybody may see: opened within limits, upright and small, without what a camera writes."""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.columns import OwnCharField, OwnDateField
from governance.documents.errors import NotLegal
from governance.documents.foreign_files.limits import Unreadable
from governance.documents.foreign_files.reader import Busy, TooMuch, scale_picture
from governance.documents.record.uploads import PDF, scan_type_of
from governance.record_rows import OrganisationRow
from governance.roles.unit import Unit
from governance.stored_files import StoredFileField

log = logging.getLogger(__name__)

LONGEST_ALT = 300
MEDIA_TYPE = "image/jpeg"


class PublicPicture(OrganisationRow):
    """A picture of a school's card, or of a piece of news of the district; `alt` says what it shows."""

    of_unit = "unit"

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="public_pictures", verbose_name=gettext_lazy("unit")
    )
    file = StoredFileField(gettext_lazy("picture"), upload_to="public/%Y/%m", max_length=100)
    sha256 = OwnCharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alt = models.CharField(gettext_lazy("what the picture shows"), max_length=LONGEST_ALT)
    added_on = OwnDateField(default=clock.today)

    class Meta:
        verbose_name = gettext_lazy("picture of the public page")
        verbose_name_plural = gettext_lazy("pictures of the public page")
        ordering: ClassVar = ["unit_id", "id"]

    def __str__(self) -> str:
        return self.alt


@dataclass(frozen=True)
class ReadyPicture:
    """A JPEG as it is shown, with its size in dots."""

    data: bytes
    width: int
    height: int


def ready_picture(name: str, data: bytes) -> ReadyPicture:
    """A photograph that somebody has sent, as it may be shown. Raises ValidationError with a sentence."""
    try:
        if scan_type_of(name, data) == PDF:
            raise ValidationError(_("Choose a picture: PNG or JPEG."))
        return ReadyPicture(*scale_picture(data))
    except NotLegal as refusal:
        raise ValidationError(str(refusal)) from refusal
    except (Unreadable, TooMuch) as error:
        raise ValidationError(
            _("The picture cannot be opened: save it anew as a JPEG of at most 40 million dots.")
        ) from error
    except Busy as error:
        raise ValidationError(
            _("Too many files are being read just now. Nothing is lost: try again in a minute.")
        ) from error


def keep_picture(unit: Unit, picture: ReadyPicture, alt: str) -> PublicPicture:
    """Store a picture within the present act. Raises ValidationError without words or where it cannot be stored."""
    row: Any = PublicPicture(
        unit=unit,
        sha256=hashlib.sha256(picture.data).hexdigest(),
        width=picture.width,
        height=picture.height,
        alt=" ".join(alt.split()),
    )
    row.clean_fields(exclude=["file"])
    try:
        # The stored name says nothing about the content and cannot be guessed.
        row.file.save(secrets.token_hex(16), ContentFile(picture.data), save=False)
    except OSError as error:
        log.exception("a picture of unit %s could not be stored", unit.pk)
        raise ValidationError(
            _(
                "The file cannot be stored now, so nothing was done: tell the administrator, and try again later."
            )
        ) from error
    row.save(force_insert=True)
    return row


def drop_picture(picture: PublicPicture) -> None:
    """Take a picture away for good, within the present act."""
    stored = picture.file
    stored.delete(save=False)
    picture.delete()


def bytes_of(picture: PublicPicture) -> bytes | None:
    """The picture as it was kept; None if it is missing or altered, which the log tells the administrator."""
    try:
        with picture.file.open("rb") as file:
            data: bytes = file.read()
    except OSError:
        log.exception("public picture %s cannot be read", picture.pk)
        return None
    if hashlib.sha256(data).hexdigest() != picture.sha256:
        log.error("public picture %s has been altered", picture.pk)
        return None
    return data
