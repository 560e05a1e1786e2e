"""Excel: the rows of every sheet that the person sees, one sheet after the other."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import pairwise
from typing import IO, NamedTuple
from zipfile import ZipFile

from lxml import etree
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from governance.documents.foreign_files.limits import (
    MAX_CELLS,
    MAX_LINES,
    MAX_MERGED,
    MOST_COLUMNS,
    Unreadable,
)

Line = list[str]
# Cells by row and column, from 1.
Places = set[tuple[int, int]]


class Survey(NamedTuple):
    """Of one sheet: the cells that show a date as a month, and whether rows with words are hidden."""

    months: Places
    hides: bool


NOTHING = Survey(set(), hides=False)

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
# The one built-in format that shows a month and its year («ноя.12»).
BUILT_IN_MONTH = 17
_NO_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def lines(data: bytes) -> Iterator[Line]:
    """A date that the cell shows as a month is a month; behind a table, each further sheet begins with its name.

    Raises Unreadable("far") for a sheet whose filled cells reach beyond row 9999 or column AZ, and "hidden" for one
    with filled rows that nobody sees: a filter may have hidden what belongs to the table.
    """
    surveys: dict[str, Survey] = {}
    with ZipFile(BytesIO(data)) as archive:
        styles = _month_styles(archive)
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    surveys[name] = _survey(sheet, styles)
        files = _files_of_sheets(archive)
    workbook, has_table = CalamineWorkbook.from_filelike(BytesIO(data)), False
    for index, described in enumerate(workbook.sheets_metadata):
        if described.visible != SheetVisibleEnum.Visible:
            continue
        cells = workbook.get_sheet_by_index(index)
        merged = cells.merged_cell_ranges or ()
        if len(merged) > MAX_MERGED or sum(bottom - top for (top, _), (bottom, _) in merged) > MAX_CELLS:
            raise Unreadable("text")
        survey = surveys.get(files[index], NOTHING) if index < len(files) else NOTHING
        if survey.hides:
            raise Unreadable("hidden")
        shown = survey.months
        grid = [
            [_as_written(value, as_month=(y, x) in shown) for x, value in enumerate(row, start=1)]
            for y, row in enumerate(cells.to_python(skip_empty_area=False), start=1)
        ]
        for (top, left), (bottom, _right) in merged:
            if left and bottom > top:  # as in Word: a number merged downwards means one row
                for above, row in pairwise(grid[top : bottom + 1]):
                    row[left] = above[left]
        if has_table and any(map(any, grid)):
            yield [described.name]
        yield from grid
        has_table = has_table or any(sum(map(bool, line)) > 1 for line in grid)


def _month_styles(archive: ZipFile) -> set[str]:
    """The styles of cells that show a date as month and year."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = etree.fromstring(archive.read("xl/styles.xml"))
    codes = {
        written.get("numFmtId"): _NO_FORMAT.sub("", written.get("formatCode", "")).casefold()
        for written in root.iterfind("{*}numFmts/{*}numFmt")
    }
    of_months = {id_ for id_, code in codes.items() if "m" in code and not set("dhs") & set(code)}
    of_months.add(str(BUILT_IN_MONTH))
    return {
        str(index)
        for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        if style.get("numFmtId") in of_months
    }


def _files_of_sheets(archive: ZipFile) -> list[str]:
    """The file of each sheet, in the order of the workbook."""
    try:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return []
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    return [
        "xl/" + targets.get(sheet.get(_RELATION), "").removeprefix("/xl/")
        for sheet in book.iterfind("{*}sheets/{*}sheet")
    ]


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _survey(sheet: IO[bytes], styles: set[str]) -> Survey:
    """The cells of these styles, and whether a filled row is hidden; refuses a filled cell that strays far.

    The reader of sheets lays out the whole rectangle up to the farthest filled cell. A row or a cell without an address
    stands after the one before it.
    """
    found: Places = set()
    row = column = 0
    is_hidden = hides = False
    for event, element in etree.iterparse(sheet, events=("start", "end"), tag=("{*}row", "{*}c")):
        is_row = etree.QName(element).localname == "row"
        if event == "start":
            address = element.get("r", "")
            if is_row:
                row, column = int(address or row + 1), 0
                is_hidden = element.get("hidden") in ("1", "true")
            else:
                column = _column(address) if address else column + 1
                row = int(address.lstrip(LETTERS) or row) if address else row
        elif is_row:
            element.clear()
        elif len(element):
            if row > MAX_LINES or column > MOST_COLUMNS:
                raise Unreadable("far")
            hides = hides or is_hidden
            if element.get("s") in styles:
                found.add((row, column))
    return Survey(found, hides)


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _column(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _as_written(value: object, *, as_month: bool) -> str:
    """A cell's value as the person sees it: whole numbers without a fraction, dates as in office lists."""
    if as_month and isinstance(value, date):
        return f"{MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)
