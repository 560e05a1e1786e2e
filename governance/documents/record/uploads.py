"""Checks of uploaded files: their type is judged by their content, never by their name alone.

Every file of a paper is checked here, by its first bytes; a scan, which replaces a sheet signed by hand, must also
open, and is opened where it can do no harm. No other enclosure is ever opened by the server.
"""

import codecs
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.foreign_files.limits import Unreadable
from governance.documents.foreign_files.reader import Busy, TooMuch, open_whole

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
SCANS = frozenset({PDF, PNG, JPEG})
OFFICE = "application/vnd.openxmlformats-officedocument."
# First bytes of the accepted files, and their type by each ending that such a file may have.
CONTENTS: list[tuple[bytes, dict[str, str]]] = [
    (b"%PDF-", {"pdf": PDF}),
    (b"\x89PNG\r\n\x1a\n", {"png": PNG}),
    (b"\xff\xd8\xff", {"jpg": JPEG, "jpeg": JPEG}),
    (
        b"PK\x03\x04",
        {
            "docx": f"{OFFICE}wordprocessingml.document",
            "docm": "application/vnd.ms-word.document.macroenabled.12",
            "xlsx": f"{OFFICE}spreadsheetml.sheet",
            "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
            "odt": "application/vnd.oasis.opendocument.text",
            "ods": "application/vnd.oasis.opendocument.spreadsheet",
            "zip": "application/zip",
        },
    ),
]
TEXT_ENDINGS = frozenset({"txt", "csv"})
MARKED_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def media_type_of(name: str, data: bytes) -> str:
    """The media type of a file. Raises NotLegal if it is empty, too large, not accepted, or named otherwise."""
    check_size(len(data))
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    for start, types in CONTENTS:
        if data.startswith(start):
            if ending not in types:
                raise NotLegal(
                    _(
                        "The file is called .%(ending)s, but its content is something else: save it anew and try again."
                    )
                    % {"ending": ending or "?"}
                )
            return types[ending]
    if ending in TEXT_ENDINGS and (b"\x00" not in data or data.startswith(MARKED_UTF16)):
        return "text/plain"
    raise NotLegal(_("Attach a PDF, a picture (PNG, JPEG), a table or a text (docx, xlsx, odt, ods, txt)."))


def scan_type_of(name: str, data: bytes) -> str:
    """The media type of a scan, a picture or a PDF that opens. Raises NotLegal for anything else."""
    media_type = media_type_of(name, data)
    if media_type not in SCANS:
        raise NotLegal(_("A scan is a picture (PNG, JPEG) or a PDF: scan the signed sheet."))
    _open("pdf" if media_type == PDF else "picture", data)
    return media_type


def check_size(size: int) -> None:
    """Raise NotLegal for a file that is empty or larger than UPLOAD_LIMIT_BYTES."""
    if not size:
        raise NotLegal(_("The file is empty: choose another one."))
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise NotLegal(
            _("The file is larger than %(limit)d MB: make it smaller.")
            % {"limit": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024}
        )


def _open(what: Literal["picture", "pdf"], data: bytes) -> None:
    """Open a scan to its end, in a process of its own."""
    try:
        open_whole(what, data)
    except Unreadable as error:
        raise NotLegal(_too_fine() if error.fault == "fine" else _damaged(what)) from error
    except TooMuch as error:
        raise NotLegal(
            _("The file takes too much memory or time to open: scan the sheet again, with 300 dots per inch.")
        ) from error
    except Busy as error:
        raise NotLegal(
            _("Too many files are being read just now. Nothing is lost: try again in a minute.")
        ) from error


def _too_fine() -> str:
    return _("The picture has too many dots: scan the sheet with 300 dots per inch.")


def _damaged(what: Literal["picture", "pdf"]) -> str:
    if what == "pdf":
        return _("The PDF is damaged or not whole: scan the sheet again.")
    return _("The picture is damaged or not whole: scan the sheet again.")
