"""A list of papers as an xlsx file: written row by row, so that a long register takes little memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from governance import clock
from governance.desk.base.components import Badge, Words
from governance.desk.base.waiting_for import WaitingFor, waiting_for
from governance.documents.record.document import Document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 500
# Values that a table file keeps as they are, to be counted and sorted; all others are texts.
KEPT = (date, int, Decimal, type(None))

P = TypeVar("P", bound=Document)
R = TypeVar("R")
P_contra = TypeVar("P_contra", bound=Document, contravariant=True)


@dataclass(frozen=True)
class Column(Generic[P_contra]):
    """A column of a list: its heading, and its value for a paper, which may be a text, a day, a number or a `Badge`."""

    label: Words
    value: Callable[[P_contra], object]
    numbers: bool = False
    # In a table file, in characters.
    width: int = 20


# The columns of every table file: heading, width, value for a paper and its most urgent open step.
COMMON: Sequence[tuple[Words, int, Callable[[Document, WaitingFor | None], object]]] = (
    (gettext_lazy("Number"), 16, lambda paper, step: paper.number),
    (gettext_lazy("Date"), 12, lambda paper, step: paper.registered_on),
    (gettext_lazy("Title"), 60, lambda paper, step: paper.title),
    (gettext_lazy("Kind"), 20, lambda paper, step: paper.model.kind_label),
    (gettext_lazy("State"), 22, lambda paper, step: paper.state_label),
    (gettext_lazy("Unit"), 28, lambda paper, step: paper.unit),
    (gettext_lazy("With whom"), 30, lambda paper, step: step.party if step else ""),
    (gettext_lazy("What is awaited"), 34, lambda paper, step: step.verb if step else ""),
    (gettext_lazy("Due"), 12, lambda paper, step: step.due if step else None),
    (gettext_lazy("Check code"), 18, lambda paper, step: paper.spelt_code),
)


def spreadsheet(
    papers: QuerySet[P], name: str = "documents", further: Sequence[Column[P]] = ()
) -> HttpResponse:
    """The papers as a download, in the order of the list; the `further` columns come after the common ones."""
    heads = [(label, width) for label, width, _value in COMMON]
    heads += [(column.label, column.width) for column in further]
    return table_file(_("Papers"), heads, lines(papers, further), name)


def table_file(
    title: str, heads: Sequence[tuple[Words, int]], rows: Iterable[Sequence[object]], name: str
) -> HttpResponse:
    """A table as a download: its headings with their widths in characters, and its lines."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, (_label, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    head = [cell(sheet, label) for label, _width in heads]
    for each in head:
        each.font = Font(bold=True)
    sheet.append(head)
    for values in rows:
        sheet.append([cell(sheet, value) for value in values])
    kept = BytesIO()
    book.save(kept)
    return HttpResponse(
        kept.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}-{clock.today().isoformat()}.xlsx"'},
    )


def lines(papers: QuerySet[P], further: Sequence[Column[P]]) -> Iterator[list[object]]:
    """One line for each paper; two queries for each portion of AT_ONCE papers."""
    for portion in portions(papers.iterator(chunk_size=AT_ONCE)):
        open_steps = waiting_for(paper.pk for paper in portion)
        for paper in portion:
            step = open_steps.get(paper.pk)
            yield [
                *(value(paper, step) for _label, _width, value in COMMON),
                *(column.value(paper) for column in further),
            ]


def portions(rows: Iterable[R]) -> Iterator[tuple[R, ...]]:
    source = iter(rows)
    while portion := tuple(islice(source, AT_ONCE)):
        yield portion


def cell(sheet: WriteOnlyWorksheet, value: object) -> WriteOnlyCell:
    """A cell of the sheet; a text that begins with «=» stays a text and never becomes a formula."""
    if isinstance(value, KEPT):
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            made.number_format = "dd.mm.yyyy"
        return made
    text = value.word if isinstance(value, Badge) else value
    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(text)))
    made.data_type = "s"
    made.quotePrefix = True
    return made
