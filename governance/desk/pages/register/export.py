"""A list of papers as an xlsx file: written row by row, so that a long register takes little memory."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from governance import clock
from governance.desk.base.waiting_for import waiting_for
from governance.documents.record.document import Document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 500
WIDTHS = (16, 12, 60, 20, 22, 28, 30, 34, 12, 18)


def spreadsheet(papers: QuerySet[Document]) -> HttpResponse:
    """The papers as a download, in the order of the list."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Papers"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    head = [cell(sheet, label) for label in labels()]
    for each in head:
        each.font = Font(bold=True)
    sheet.append(head)
    for values in lines(papers):
        sheet.append([cell(sheet, value) for value in values])
    kept = BytesIO()
    book.save(kept)
    name = f"documents-{clock.today().isoformat()}.xlsx"
    return HttpResponse(
        kept.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def labels() -> list[str]:
    return [
        _("Number"),
        _("Date"),
        _("Title"),
        _("Kind"),
        _("State"),
        _("Unit"),
        _("With whom"),
        _("What is awaited"),
        _("Due"),
        _("Check code"),
    ]


def lines(papers: QuerySet[Document]) -> Iterator[list[Any]]:
    """One line for each paper; two queries for each portion of AT_ONCE papers."""
    for portion in portions(papers.iterator(chunk_size=AT_ONCE)):
        open_steps = waiting_for(paper.pk for paper in portion)
        for paper in portion:
            step = open_steps.get(paper.pk)
            yield [
                paper.number,
                paper.registered_on,
                paper.title,
                str(paper.model.kind_label),
                paper.state_label,
                str(paper.unit),
                step.party if step else "",
                step.verb if step else "",
                step.due if step else None,
                paper.spelt_code,
            ]


def portions(papers: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    source = iter(papers)
    while portion := tuple(islice(source, AT_ONCE)):
        yield portion


def cell(sheet: Any, value: Any) -> Any:
    """A cell of the sheet; a text that begins with «=» stays a text and never becomes a formula."""
    if isinstance(value, str):
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        made.data_type = "s"
        made.quotePrefix = True
        return made
    made = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        made.number_format = "dd.mm.yyyy"
    return made
