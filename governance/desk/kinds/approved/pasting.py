"""Rows copied from a spreadsheet: columns divided by tabs, a cell with line breaks in quotation marks."""

import re

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.table import MAX_ROWS, Column, Row, Table

# Spreadsheets quote a cell only where it holds a tab, a line break, or a quotation mark, which they double then.
CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*)')
NEEDS_QUOTES = re.compile(r'[\t\n]|""')
ROW_NUMBERS = re.compile(r"№.*|\d{1,4}\.?|")
# As a spreadsheet writes money: «1 234,50 ₽».
CURRENCY = re.compile(r"\s*(?:₽|руб\.?|р\.)$")


def rows_of(text: str, table: Table) -> list[Row]:
    """The typed columns of each pasted row, as they stand. Columns go by their headings where those were copied too.

    A column of numbers before the first one, and the computed ones, may come along and are left out. Raises NotLegal
    when nothing was pasted, or there are more columns or rows than the table takes.
    """
    lines = [line for line in cells_of(text.replace("\r\n", "\n")) if any(line)]
    if not lines:
        raise NotLegal(_("Copy the rows in your spreadsheet and paste them into the field first."))
    lines = without_numbers(lines, table)
    columns = headed(lines[0], table)
    if columns is not None:
        lines = lines[1:]
    if len(lines) > MAX_ROWS:
        raise NotLegal(_("The table is too long: at most %(most)d rows fit.") % {"most": MAX_ROWS})
    wide = max((len(line) for line in lines), default=0)
    if columns is None:
        columns = list(table.typed if wide <= len(table.typed) else table.columns)
    if wide > len(columns):
        raise NotLegal(
            _("The pasted rows have %(given)d columns, and this table takes %(most)d: %(columns)s.")
            % {
                "given": wide,
                "most": len(table.typed),
                "columns": ", ".join(f"«{column.label}»" for column in table.typed),
            }
        )
    return [
        {
            column.key: CURRENCY.sub("", value) if column.numeric else value
            for column, value in zip(columns, line, strict=False)
            if column is not None and not column.computed
        }
        for line in lines
    ]


def cells_of(text: str) -> list[list[str]]:
    """The text in lines and cells."""
    lines: list[list[str]] = [[]]
    at = 0
    while True:
        match = CELL.match(text, at)
        assert match is not None  # an empty cell fits everywhere
        quoted = match[1]
        unquoted = quoted is not None and NEEDS_QUOTES.search(quoted)
        value = quoted.replace('""', '"') if unquoted else match[0]
        lines[-1].append(value.strip())
        at = match.end()
        if at >= len(text):
            return lines
        if text[at] == "\n":
            lines.append([])
        at += 1


def without_numbers(lines: list[list[str]], table: Table) -> list[list[str]]:
    """Without the column that only counts the rows, if it was copied along."""
    wide = max(len(line) for line in lines)
    counts = all(ROW_NUMBERS.fullmatch(line[0]) for line in lines)
    known = headed(lines[0][1:], table) is not None
    if counts and (known or wide in (len(table.typed) + 1, len(table.columns) + 1)):
        return [line[1:] for line in lines]
    return lines


def headed(line: list[str], table: Table) -> list[Column | None] | None:
    """The columns by the headings of the first line; None when it is no line of headings."""
    labels = {column.label.casefold(): column for column in table.columns}
    columns = [labels.get(" ".join(cell.split()).casefold()) for cell in line]
    return columns if sum(column is not None for column in columns) >= 2 else None
