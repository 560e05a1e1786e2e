"""The district's real plan, and the same plan as a Word document and as an Excel workbook."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from django.utils import translation

SOURCE = Path(__file__).parents[2] / "data" / "luza_plan_2011_2012.txt"


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(scope="session")
def plan_txt() -> bytes:
    return SOURCE.read_bytes()


@pytest.fixture(scope="session")
def plan_docx(plan_txt: bytes) -> bytes:
    return as_docx(plan_txt.decode())


@pytest.fixture(scope="session")
def plan_xlsx(plan_txt: bytes) -> bytes:
    return as_xlsx(plan_txt.decode())


def as_docx(text: str) -> bytes:
    """The text as Word has it: the stamps in a table of their own, section titles merged over all columns."""
    document = docx.Document()
    stamps = document.add_table(rows=1, cols=2)
    stamps.cell(0, 0).text = "СОГЛАСОВАНО\nСовет школьного округа\nпротокол № ___ от «___» ______ 2011 г."
    stamps.cell(0, 1).text = "УТВЕРЖДАЮ\nдиректор базовой школы\nприказ № ___ от «___» ______"
    table = None
    for line in text[text.index("**План") :].split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            if table is None or line:  # the empty lines inside the table are the page breaks of the source
                document.add_paragraph(line)
            continue
        table = table or document.add_table(rows=0, cols=4)
        row = table.add_row().cells
        if not any(cells[1:]):
            row[0].merge(row[3]).text = cells[0]
        else:
            for cell, words in zip(row, cells, strict=True):
                cell.text = words
    return saved(document)


def as_xlsx(text: str) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for line in text.split("\n"):
        cells = [int(cell.rstrip(".")) if cell.rstrip(".").isdecimal() else cell for cell in line.split("\t")]
        sheet.append([cell or None for cell in cells])
        if len(cells) == 4 and not any(cells[1:]):
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
    return saved(workbook)


def saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
