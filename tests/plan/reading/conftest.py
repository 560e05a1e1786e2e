"""What the reading of plans is tested with."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from governance.documents.kinds.plan.reading import read_plan
from governance.documents.kinds.plan.tables import UnreadablePlan
from tests.plan.conftest import saved

HEADER = "№п/п\tмероприятия\tСрок исполнения\tИсполнители\n"
TITLE = "План работы на 2011-2012 учебный год\n"


def read_text(rows: str, header: str = HEADER, before: str = TITLE, after: str = ""):
    return read_plan(f"{before}{header}{rows}{after}".encode(), "plan.txt")


def numbers_and_texts(plan):
    return {section.title: [(row.number, row.text) for row in section.rows] for section in plan.sections}


def codes(plan):
    return [doubt.code for doubt in plan.doubts]


def refusal(data: bytes, filename: str) -> str:
    with pytest.raises(UnreadablePlan) as refused:
        read_plan(data, filename)
    return str(refused.value)


@pytest.fixture
def luza(plan_txt):
    return read_plan(plan_txt, "plan.txt")


def workbook(*sheets, hidden_row: int = 0) -> bytes:
    """Sheets by their names and rows; `hidden_row` of the first one is not seen."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if hidden_row:
        book.worksheets[0].row_dimensions[hidden_row].hidden = True
    return saved(book)


def rewritten(data: bytes, **parts) -> bytes:
    """The archive with some parts changed or added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            before = old.read(name) if name in old.namelist() else b""
            new.writestr(name, parts[name](before) if name in parts else before)
    return file.getvalue()
