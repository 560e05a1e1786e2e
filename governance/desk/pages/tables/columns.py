"""The columns of such a table, how a file is read by them, and the template that people fill in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from governance.desk.base.components import Words
from governance.documents.foreign_files.limits import MAX_LINES, MAX_UNPACKED_MB, Unreadable
from governance.documents.foreign_files.reader import Busy, TooMuch, read_table

# So many are tried and entered within the time that a page has.
MOST_ROWS = 500
# What the first cell of a row begins with that only shows how to fill in the table.
SAMPLE = "пример:"
# The header stands among the first lines, under a title at most.
HEADER_WITHIN = 20


@dataclass(frozen=True)
class TableColumn:
    """One column: its heading in the file, which is Russian, and what is said of it in the template."""

    key: str
    heading: str
    sample: str
    note: Words
    required: bool = False
    longest: int = 200
    width: int = 24
    # Values of which the template offers one.
    choices: Sequence[str] = ()


@dataclass
class TableRow:
    """One row of the file: its line, and what stands in it by the keys of the columns."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        return next(iter(self.cells.values()), "").casefold().startswith(SAMPLE)


def plain(text: str) -> str:
    """Text to compare by: case, Ё, blanks and the sort of quotation marks do not matter."""
    same = text.casefold().replace("ё", "е").translate(str.maketrans("«»“”„", '"' * 5))
    return " ".join(same.replace("№ ", "№").split())


def read_rows(data: bytes, columns: Sequence[TableColumn]) -> list[TableRow]:
    """The rows of an .xlsx file under its header. Raises ValidationError with a sentence that says what to do."""
    if not data:
        raise ValidationError(_("The file is empty: choose another one."))
    try:
        lines = read_table(data, "xlsx")
    except Unreadable as error:
        raise ValidationError(_why(error.fault)) from error
    except TooMuch as error:
        said = _("The file takes too much memory or time to read: copy the table alone into the template.")
        raise ValidationError(said) from error
    except Busy as error:
        raise ValidationError(_("Too many files are being read just now: try again in a minute.")) from error
    return list(_under_header(lines, columns))


def _why(fault: str) -> str:
    match fault:
        case "other":
            return _("This is no .xlsx table, or it is damaged: open it in Excel and save it as .xlsx.")
        case "unpacked":
            return _("The file unpacks to more than %(n)d MB: copy the table alone into the template.") % {
                "n": MAX_UNPACKED_MB
            }
        case "hidden":
            return _(
                "Rows of the table are hidden, by a filter or by hand: show them all, and upload it again."
            )
        case "lines" | "far" | "text":
            return _("The table is larger than %(n)d rows can be: copy the rows alone into the template.") % {
                "n": MAX_LINES
            }
    return _("The file is damaged: open it in Excel and save it anew as .xlsx.")


def _under_header(lines: Sequence[Sequence[str]], columns: Sequence[TableColumn]) -> Iterator[TableRow]:
    header = next((at for at, line in enumerate(lines[:HEADER_WITHIN]) if _is_header(line, columns)), None)
    if header is None:
        needed = ", ".join(f"«{column.heading}»" for column in columns if column.required)
        raise ValidationError(
            _("The table has no row with the headings %(needed)s: take the template and fill it in.")
            % {"needed": needed}
        )
    headings = [plain(cell).rstrip(" *") for cell in lines[header]]
    places = {
        column: headings.index(plain(column.heading))
        for column in columns
        if plain(column.heading) in headings
    }
    found = 0
    for number, line in enumerate(lines[header + 1 :], start=header + 2):
        cells = {
            column.key: " ".join(line[at].split()) if at < len(line) else "" for column, at in places.items()
        }
        if not any(cells.values()):
            continue
        found += 1
        if found > MOST_ROWS:
            raise ValidationError(
                _("At most %(n)d rows are entered at once: part the table.") % {"n": MOST_ROWS}
            )
        yield TableRow(number, {column.key: "" for column in columns} | cells)


def _is_header(line: Sequence[str], columns: Sequence[TableColumn]) -> bool:
    headings = {plain(cell).rstrip(" *") for cell in line}
    return all(plain(column.heading) in headings for column in columns if column.required)


def check_cells(row: TableRow, columns: Collection[TableColumn]) -> list[str]:
    """A sentence for each cell that is empty and must not be, or longer than what fits."""
    said = []
    for column in columns:
        typed = row.cells[column.key]
        if column.required and not typed:
            said.append(_("«%(column)s» is empty.") % {"column": column.heading})
        if len(typed) > column.longest:
            said.append(
                _("«%(column)s» has %(n)d signs, and %(most)d fit.")
                % {"column": column.heading, "n": len(typed), "most": column.longest}
            )
    return said


def template(columns: Sequence[TableColumn], choices: Mapping[str, Sequence[str]]) -> bytes:
    """The file to fill in: headings with notes, lists to choose from, and a sample row that is not entered."""
    book = Workbook()
    sheet, lists = book.active, book.create_sheet("списки")
    assert sheet is not None
    lists.sheet_state = "hidden"
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        head = sheet.cell(1, at, column.heading + (" *" if column.required else ""))
        head.font, head.comment = Font(bold=True), Comment(str(column.note), "")
        sheet.column_dimensions[letter].width = column.width
        sample = f"Пример: {column.sample}" if at == 1 else column.sample
        sheet.cell(2, at, sample).font = Font(italic=True, color="777777")
        for line in range(2, 2 + MOST_ROWS):
            sheet.cell(line, at).number_format = "@"
        offered = choices.get(column.key, column.choices)
        for line, choice in enumerate(offered, start=1):
            lists.cell(line, at, choice)
        if offered:
            source = f"списки!${letter}$1:${letter}${len(offered)}"
            rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{MOST_ROWS}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()
