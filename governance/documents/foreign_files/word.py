"""Word: paragraphs and table rows in reading order."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree

from governance.documents.foreign_files.limits import MOST_COLUMNS, Unreadable

Line = list[str]


def lines(data: bytes) -> Iterator[Line]:
    """Paragraphs and table rows in reading order; macros are left where they are."""
    part = Package.open(BytesIO(data)).main_document_part
    # python-docx takes the text of a file with macros for an unknown part and leaves it unparsed.
    document = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    # Text moved away while changes were tracked, and the second copy of a text box for old programs.
    etree.strip_elements(document, qn("w:moveFrom"), f"{{{_COMPATIBILITY}}}Fallback", with_tail=False)
    for hidden in document.iterfind(f".//{_R}/{qn('w:rPr')}/{qn('w:vanish')}"):
        if hidden.val:
            run = hidden.getparent().getparent()
            run.getparent().remove(run)
    numbering: Counter[str] = Counter()
    for body in document.iterchildren(qn("w:body")):
        for block in _children(body, _P, _TBL):
            if block.tag == _P:
                yield from ([line] for line in _text(block).split("\n"))
            else:
                yield from _rows(block, numbering)


_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P, _R, _TBL, _TR, _TC = qn("w:p"), qn("w:r"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
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
    """Rows by the columns of the table; `table.rows` repeats merged cells and is slow.

    A cell merged across stands in the first of its columns. A row of one cell is a line of one.
    """
    above: Line = []
    for row in _children(table, _TR):
        elements = list(_children(row, _TC))
        cells = [""] * _skipped(row, "w:gridBefore")
        first = len(cells)
        for element in elements:
            text, index = _text(element), len(cells)
            # Merged downwards, a cell speaks for every row; but a number merged so means one row.
            if not text and 0 < index < len(above) and element.vMerge == "continue":
                text = above[index]
            cells += [text, *[""] * (min(element.grid_span, MOST_COLUMNS) - 1)]
            if len(cells) > MOST_COLUMNS:
                raise Unreadable("text")
        if elements and not first and not cells[0]:
            cells[0] = _automatic_number(elements[0], numbering)
        alone = len(elements) == 1 and not first
        yield cells[:1] if alone else cells
        above = cells


def _skipped(row: Any, name: str) -> int:
    """How many columns of the table stand empty before the row begins."""
    skipped = row.find(f"{qn('w:trPr')}/{qn(name)}")
    return 0 if skipped is None else min(int(skipped.get(qn("w:val")) or 0), MOST_COLUMNS)


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
