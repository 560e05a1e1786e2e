"""A file as lines of cells: what .txt with tabs, a Word table and an Excel sheet have in common.

Only the file itself is validated here; `reading` finds out what the lines mean.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice, pairwise
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from governance.documents.errors import Refused
from governance.documents.kinds.plan.draft import MAX_FIELD, MAX_ROWS

# One line of the file. A paragraph is a line of one cell, an empty line holds one empty cell.
Line = list[str]

MAX_LINES = 9_999  # text around the table and empty lines included
MAX_UNPACKED_MB = 64
FORMATS = {".txt": "txt", ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_LINE = re.compile(r"([^\r\n\f]*)(?:\r\n|[\r\n\f]|\Z)")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A filled cell beyond column AZ or row 9999. The reader of sheets lays out the whole rectangle up to the
# farthest cell, so that one stray cell in the last corner would take 500 GB and with them the web worker.
_FAR_CELL = re.compile(
    rb"""<(?:\w{1,20}:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']"""
    rb"""(?:[A-Za-z]{3,}\d|[B-Zb-z][A-Za-z]\d|[A-Za-z]+\d{5})[^<>]*(?<!/)>"""
)


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
    content = _format_by_content(data)
    expected = FORMATS.get(PurePath(filename).suffix.lower())
    if expected is None:
        raise UnreadablePlan(
            _("A plan is imported from .txt, .docx or .xlsx. Open “%(name)s” and save it as .docx.")
            % {"name": filename}
        )
    if content != expected:
        raise UnreadablePlan(
            _(
                "“%(name)s” is damaged, or is not a .%(expected)s file in spite of its name. "
                "Open it, save it as .docx and import that file."
            )
            % {"name": filename, "expected": expected}
        )
    try:
        lines = list(islice(_READERS[content](data), MAX_LINES + 1))
    except UnreadablePlan:
        raise
    except Exception as damage:  # the libraries promise no closed list of errors for a damaged file
        raise UnreadablePlan(
            _("“%(name)s” is damaged. Open it, save it anew as .docx and import that file.")
            % {"name": filename}
        ) from damage
    if len(lines) > MAX_LINES:
        raise UnreadablePlan(
            _(
                "The file holds more than %(lines)s lines, and at most %(limit)s rows fit into a plan. "
                "Check that it is the plan, and import the plan alone."
            )
            % {"lines": MAX_LINES, "limit": MAX_ROWS}
        )
    return [[cell.replace("\xad", "").strip() for cell in line] for line in lines]


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


def _format_by_content(data: bytes) -> str | None:
    """The format that the bytes themselves show; None if they are none of the three."""
    if data.startswith(b"PK"):
        return _format_of_archive(data)
    if data.startswith((_OLD_OFFICE, b"%PDF", b"{\\rtf")):
        raise UnreadablePlan(
            _(
                "This is a PDF, an old Word or Excel file, or one closed with a password. "
                "Open it, save it as .docx without a password and import that file."
            )
        )
    return "txt" if _decoded(data) is not None else None


def _format_of_archive(data: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if unpacked > MAX_UNPACKED_MB * 2**20:
        raise UnreadablePlan(
            _(
                "The file unpacks to more than %(limit)s MB. "
                "Copy the plan's table into a new document and import that."
            )
            % {"limit": MAX_UNPACKED_MB}
        )
    folders = {name.partition("/")[0] for name in names}
    return next((kind for folder, kind in (("word", "docx"), ("xl", "xlsx")) if folder in folders), None)


def _decoded(data: bytes) -> str | None:
    """The text in UTF-8, in UTF-16 with its mark, or in the Windows code page; None if these are no words."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _NOT_IN_TEXT.search(text) else text
    return None


def _lines_of_text(data: bytes) -> Iterator[Line]:
    for line in _TEXT_LINE.finditer(_decoded(data) or ""):
        yield line[1].split("\t")


def _lines_of_word(data: bytes) -> Iterator[Line]:
    """Paragraphs and table rows in reading order; macros are left where they are."""
    part = Package.open(BytesIO(data)).main_document_part
    # python-docx takes the text of a file with macros for an unknown part and leaves it unparsed.
    document = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    # Text moved away while changes were tracked, and the second copy of a text box for old programs.
    etree.strip_elements(document, qn("w:moveFrom"), f"{{{_COMPATIBILITY}}}Fallback", with_tail=False)
    numbering: Counter[str] = Counter()
    for body in document.iterchildren(qn("w:body")):
        for block in _children(body, _P, _TBL):
            if block.tag == _P:
                yield from ([line] for line in _text(block).split("\n"))
            else:
                yield from _rows(block, numbering)


_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_T = qn("w:t")
_SPACING = {_P: "\n", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """Children with these tags, also those that Word wraps into a field or a tracked insertion."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _rows(table: Any, numbering: Counter[str]) -> Iterator[Line]:
    """Rows as Word stores them, cells merged across being one; `table.rows` repeats them and is slow."""
    above: Line = []
    for row in _children(table, _TR):
        elements = list(_children(row, _TC))
        cells = [_text(element) for element in elements]
        for index in range(1, min(len(cells), len(above))):
            # Merged downwards, a cell speaks for every row; but a number merged so means one row.
            if not cells[index] and elements[index].vMerge == "continue":
                cells[index] = above[index]
        if cells and not cells[0]:
            cells[0] = _automatic_number(elements[0], numbering)
        yield cells
        above = cells


def _text(element: Any) -> str:
    """Text of a paragraph or cell; paragraphs inside a cell and line breaks become new lines."""
    return "".join(
        (node.text or "") if node.tag == _T else _SPACING[node.tag] for node in element.iter(_T, *_SPACING)
    ).strip()


def _automatic_number(cell: Any, numbering: Counter[str]) -> str:
    """The number that Word computes for an item of a numbered list, which is not in the text."""
    for number in cell.iterfind(f".//{qn('w:numPr')}/{qn('w:numId')}"):
        numbering[number.val] += 1
        return f"{numbering[number.val]}."
    return ""


def _lines_of_excel(data: bytes) -> Iterator[Line]:
    """Rows of every sheet that the person sees, one sheet after the other."""
    with ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if any(_FAR_CELL.search(archive.read(name)) for name in sheets):
            raise UnreadablePlan(
                _(
                    "The sheet reaches beyond row %(lines)s or column AZ, and at most %(limit)s rows fit into "
                    "a plan. Copy the plan's table alone into a new workbook and import that."
                )
                % {"lines": MAX_LINES, "limit": MAX_ROWS}
            )
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.visible != SheetVisibleEnum.Visible:
            continue
        cells = workbook.get_sheet_by_index(index)
        grid = [[_as_written(value) for value in row] for row in cells.to_python(skip_empty_area=False)]
        for (top, left), (bottom, _right) in cells.merged_cell_ranges or ():
            if left and bottom > top:  # as in Word: a number merged downwards means one row
                for above, row in pairwise(grid[top : bottom + 1]):
                    row[left] = above[left]
        yield from grid


def _as_written(value: object) -> str:
    """A cell's value as the person sees it: whole numbers without a fraction, dates as in office lists."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)


_READERS = {"txt": _lines_of_text, "docx": _lines_of_word, "xlsx": _lines_of_excel}
