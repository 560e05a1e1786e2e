"""Excel: the rows of every sheet that the person sees, one sheet after the other."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from typing import IO
from zipfile import ZipFile

from lxml import etree
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from governance.documents.foreign_files.limits import MAX_CELLS, MAX_LINES, MAX_MERGED, Unreadable

Line = list[str]

LAST_COLUMN = 52  # AZ


def lines(data: bytes) -> Iterator[Line]:
    """Raises Unreadable("far") for a sheet whose filled cells reach beyond row 9999 or column AZ."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    _refuse_far_cells(sheet)
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for index, described in enumerate(workbook.sheets_metadata):
        if described.visible != SheetVisibleEnum.Visible:
            continue
        cells = workbook.get_sheet_by_index(index)
        merged = cells.merged_cell_ranges or ()
        if len(merged) > MAX_MERGED or sum(bottom - top for (top, _), (bottom, _) in merged) > MAX_CELLS:
            raise Unreadable("text")
        grid = [[_as_written(value) for value in row] for row in cells.to_python(skip_empty_area=False)]
        for (top, left), (bottom, _right) in merged:
            if left and bottom > top:  # as in Word: a number merged downwards means one row
                for above, row in pairwise(grid[top : bottom + 1]):
                    row[left] = above[left]
        yield from grid


def _refuse_far_cells(sheet: IO[bytes]) -> None:
    """The reader of sheets lays out the whole rectangle up to the farthest filled cell, so one may not stray.

    A row or a cell without an address stands after the one before it.
    """
    row = column = 0
    for event, element in etree.iterparse(sheet, events=("start", "end"), tag=("{*}row", "{*}c")):
        is_row = etree.QName(element).localname == "row"
        if event == "start":
            address = element.get("r", "")
            if is_row:
                row, column = int(address or row + 1), 0
            else:
                column = _column(address) if address else column + 1
                row = int(address.lstrip(LETTERS) or row) if address else row
        elif is_row:
            element.clear()
        elif len(element) and (row > MAX_LINES or column > LAST_COLUMN):
            raise Unreadable("far")


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _column(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _as_written(value: object) -> str:
    """A cell's value as the person sees it: whole numbers without a fraction, dates as in office lists."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)
