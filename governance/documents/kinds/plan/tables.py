"""A file with a plan as lines of cells, and in a sentence why it cannot be read.

`reading` finds out what the lines mean.
"""

from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from governance.documents.errors import Refused
from governance.documents.foreign_files.limits import MAX_LINES, MAX_UNPACKED_MB, Unreadable
from governance.documents.foreign_files.reader import Busy, TooMuch, read_table
from governance.documents.kinds.plan.draft import MAX_FIELD, MAX_ROWS

# One line of the file. A paragraph is a line of one cell, an empty line holds one empty cell.
Line = list[str]

# An old Word or Excel file, or one closed with a password; a PDF; a text of WordPad.
OTHER_PROGRAMS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf")
FORMATS = {".txt": "txt", ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}


class UnreadablePlan(Refused):
    """No plan can be read from this file. `str(refusal)` is the sentence to show; it says what to do."""


def read_lines(data: bytes, filename: str) -> list[Line]:
    """All lines of a file, in its order, text around the table included.

    Raises UnreadablePlan if the file is empty, too large, damaged, or not what its name says.
    """
    if not data or data.isspace():
        raise UnreadablePlan(_("The file is empty. Choose the file that holds the plan."))
    if len(data) > settings.UPLOAD_LIMIT_BYTES:
        raise UnreadablePlan(
            _("The file is larger than %(limit)s MB. Remove the pictures from it and import it again.")
            % {"limit": settings.UPLOAD_LIMIT_BYTES // 2**20}
        )
    if data.startswith(OTHER_PROGRAMS):
        raise UnreadablePlan(
            _(
                "This is a PDF, an old Word or Excel file, or one closed with a password. "
                "Open it, save it as .docx without a password and import that file."
            )
        )
    expected = FORMATS.get(PurePath(filename).suffix.lower())
    if expected is None:
        raise UnreadablePlan(
            _("A plan is imported from .txt, .docx or .xlsx. Open “%(name)s” and save it as .docx or .xlsx.")
            % {"name": filename}
        )
    try:
        return read_table(data, expected)
    except Unreadable as error:
        sentence = _sentence(error.fault) % {
            "name": filename, "expected": expected, "lines": MAX_LINES, "limit": MAX_ROWS, "unpacked": MAX_UNPACKED_MB,
        }  # fmt: skip
        raise UnreadablePlan(sentence) from error
    except TooMuch as error:
        raise UnreadablePlan(
            _(
                "“%(name)s” takes too much memory or time to read. Copy the plan's table alone into a new document "
                "and import that."
            )
            % {"name": filename}
        ) from error
    except Busy as error:
        raise UnreadablePlan(
            _("Too many files are being read just now. Nothing is lost: try again in a minute.")
        ) from error


def refuse_long(fields: Iterable[str]) -> None:
    """Raise UnreadablePlan if one of these texts does not fit into a field of a plan."""
    longest = max(fields, key=len, default="")
    if len(longest) > MAX_FIELD:
        raise UnreadablePlan(
            _(
                "A field holds %(length)s characters, and at most %(limit)s fit. "
                "Shorten the text beginning “%(begins)s”."
            )
            % {"length": len(longest), "limit": MAX_FIELD, "begins": longest[:60]}
        )


def _sentence(fault: str) -> str:
    """What to do about a fault, by the word that the reader gives it."""
    match fault:
        case "other":
            return _(
                "“%(name)s” is damaged, or is not a .%(expected)s file in spite of its name. "
                "Open it, save it as .docx and import that file."
            )
        case "unpacked":
            return _(
                "The file unpacks to more than %(unpacked)s MB. "
                "Copy the plan's table into a new document and import that."
            )
        case "far":
            return _(
                "The sheet reaches beyond row %(lines)s or column AZ, and at most %(limit)s rows fit into "
                "a plan. Copy the plan's table alone into a new workbook and import that."
            )
        case "hidden":
            return _(
                "Rows of the sheet are hidden, by a filter or by hand. Show them, delete those that do not belong to "
                "the plan, and import the file again."
            )
        case "lines":
            return _(
                "The file holds more than %(lines)s lines, and at most %(limit)s rows fit into a plan. "
                "Check that it is the plan, and import the plan alone."
            )
        case "text":
            return _(
                "The file holds more text or merged cells than a plan can have. "
                "Check that it is the plan, and import the plan's table alone."
            )
        case _:
            return _("“%(name)s” is damaged. Open it, save it anew as .docx and import that file.")
