"""A printed paper as the eye sees it: the lines of each sheet with their places, and what is wrong about them.

Places are in points from the lower left corner of the sheet, as in a PDF.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from governance.documents.printing.kept_together import COUNTED, INITIALS, MONTH, SCHOOL, SHORT

# Of the margins that `paper` in common.typ leaves: above stands the running head, below the check of the copy.
HEAD, FOOT = 57, 71
# Text is of 12 points or more. Smaller is what a template says why: marks of signatures, who prepared an order, checks;
# and codes and addresses in letters of one width, which are taller than others of their size.
BODY_SIZE = 12
SMALL_MARK = re.compile(
    r"(?:Подтверждено|Подписано|Подано|Представлено|Дано|Отозвано|Скан заверен|Исп\.|Проверить|Код проверки"
    r"|\d{6}, |ИНН )"
)
ONE_WIDTH = "Mono"
RISE = 3  # how far a line may differ in height from the one beside it
GAP = 18  # from here on, what stands beside is another column

SHORT_END = re.compile(rf"(?<![\w-])(?:{SHORT})$")
# How one line ends, and how the next begins, where what belongs together was torn.
TORN = [
    (re.compile(end), re.compile(begin))
    for end, begin in (
        (r"(?:^|\D)\d{1,2}$", rf"(?:{MONTH})"),
        (rf"(?:{MONTH})$", r"\d{4}"),
        (r"\d{4}$", r"гг?\."),
        (r"№$", r"[\d_]"),
        (r"(?<![\d,])\d{1,3}$", r"\d{3}(?:\D|$)"),
        (r"(?<!\w)[А-ЯЁ][а-яё-]+$", rf"{INITIALS}(?! ?[А-ЯЁ])"),
        (rf"(?<![А-Яа-яё.])(?<![а-яё] ){INITIALS}$", r"[А-ЯЁ][а-яё]"),
        (rf"(?:{SCHOOL})$", r"г\. |№"),
        (r"(?<!\w)[А-ЯЁ]{3,8}$", rf"(?:{SCHOOL})(?!\w)"),
        (rf"(?:{COUNTED})$", r"\d"),
        (r"(?<!\d)\d$", r"из \d"),
        (r"учебн(?:ый|ого|ом)$", r"год"),
        (r",$", r"(?:д|кв|корп)\. \d"),
        (r"(?<!\w)(?<!\d )(?:г|д|пгт)\.$", r"[А-ЯЁ]"),
        (r"(?:№\s?|\d)-$", r"[А-Яа-яё]"),
        (r"\d$", r"-[а-я]"),
        (r"\d [а-я]+-$", r"[а-я]+ \d{4}"),
        (r"(?<!\w)[А-ЯЁ][а-яё]+-$", r"[а-яё]"),
        (r"(?<!\w)[А-ЯЁ]\.-$", r"[А-ЯЁ][а-яё]"),
        (r"»$", r"__"),
        (r"__$", r"20__|г\."),
    )
]
# A day and its number, in lines of running text; a column may have no room for both.
DAY_AND_NUMBER = re.compile(r"(?:\d{4}|[\d_] г\.)$"), re.compile(r"№")
ROOM_FOR_BOTH = 280
# The label of what was decided, which does not begin a sheet: the vote stands before it.
DECIDED = re.compile(r"(?:РЕШИЛИ|ПОСТАНОВИЛИ|РЕКОМЕНДОВАЛИ)\b")
SUM = re.compile(r"(?:Всего|Итого|ИТОГО)\b")
SIGNED = re.compile(rf"{INITIALS}\s[А-ЯЁ][а-яё-]+$|(?:Подтверждено|Подписано) (?:в системе|на бумаге)")


@dataclass
class Line:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = BODY_SIZE
    font: str = ""

    def goes_on_in(self, other: "Line") -> bool:
        """Whether the other line stands right below it, in the same column."""
        return (
            0 < self.bottom - other.bottom < 1.9 * (self.top - self.bottom)
            and other.left < self.right
            and other.right > self.left
            # A heading is no part of the text below it.
            and ("Bold" not in self.font or "Bold" in other.font)
        )

    def is_over(self, other: "Line") -> bool:
        """Whether both stand in the same place."""
        return min(self.right, other.right) - max(self.left, other.left) > RISE and (
            min(self.top, other.top) - max(self.bottom, other.bottom) > 2 * RISE
        )


@dataclass
class Sheet:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    # What runs over the side of its cell, in a table.
    over_cells: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[Line]:
        """The lines between the margins, in the order of the text."""
        return [line for line in self.lines if line.bottom > FOOT and line.top < self.height - HEAD + RISE]

    @property
    def filled(self) -> float:
        """How much of it the text takes, from above to its last line: from 0 to 1."""
        top = self.height - HEAD
        return (top - min((line.bottom for line in self.body), default=top)) / (top - FOOT)


def sheets_of(pdf: bytes) -> list[Sheet]:
    """The sheets of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_read(page) for page in document]
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage) -> Sheet:
    sheet = Sheet(page.get_width(), page.get_height())
    text = page.get_textpage()
    line: Line | None = None
    sides = _sides_of_cells(page)
    for place in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text.raw, place) == 1:  # a break or a blank that PDFium adds
            continue
        sign = chr(raw.FPDFText_GetUnicode(text.raw, place))
        left, bottom, right, top = text.get_charbox(place, loose=True)
        if line and (abs(bottom - line.bottom) > RISE or not -GAP < left - line.right < GAP):
            line = None
        if line is None:
            size = raw.FPDFText_GetFontSize(text.raw, place)
            line = Line("", left, bottom, right, top, size, _font(text, place))
            sheet.lines.append(line)
        line.text += "-" if raw.FPDFText_IsHyphen(text.raw, place) == 1 else sign.replace("\u00a0", " ")
        line.right, line.top = max(line.right, right), max(line.top, top)
        if any(left + 1 < x < right - 1 and low < (bottom + top) / 2 < high for x, low, high in sides):
            sheet.over_cells.append(line.text.strip())
    sheet.lines = [line for line in sheet.lines if line.text.strip()]
    return sheet


def _sides_of_cells(page: pypdfium2.PdfPage) -> list[tuple[float, float, float]]:
    """The upright lines of the tables: where from the left, from which height to which."""
    bounds = [line.get_bounds() for line in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    return [
        ((left + right) / 2, low, high) for left, low, right, high in bounds if right - left < 2 < high - low
    ]


def _font(text: pypdfium2.PdfTextPage, place: int) -> str:
    name = ctypes.create_string_buffer(80)
    raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), None)
    return name.value.decode(errors="replace")


def faults_of(pdf: bytes, least: float = BODY_SIZE) -> Iterator[str]:
    """What the rules of typography forbid, in sentences; no text may be smaller than `least`."""
    sheets = sheets_of(pdf)
    for number, sheet in enumerate(sheets, start=1):
        found = [*_torn(sheet), *_over_one_another(sheet), *_small(sheet, least)]
        for fault in [*found, *(_alone(sheet) if number > 1 else ())]:
            yield f"sheet {number}: {fault}"


# A signature with so little above it looks left over.
LITTLE = 0.12
# Two lines, a vote with its decision and two signatures with their marks take that much of a sheet.
MOST_BLANK = 0.3


def too_blank(pdf: bytes, most: float = MOST_BLANK) -> list[int]:
    """The sheets before the last of which too much is blank at the foot: something was kept together too much."""
    sheets = sheets_of(pdf)
    return [number for number, sheet in enumerate(sheets[:-1], start=1) if 1 - sheet.filled > most]


def _small(sheet: Sheet, least: float) -> Iterator[str]:
    is_mark = False
    for line in sheet.body:
        if line.size >= least - 0.1 or ONE_WIDTH in line.font:
            is_mark = False
            continue
        is_mark = is_mark or SMALL_MARK.match(line.text.strip()) is not None
        if not is_mark:
            yield f"«{line.text.strip()}» is of {line.size:g} points"


def _torn(sheet: Sheet) -> Iterator[str]:
    for line, following in pairwise(sheet.lines):
        if not line.goes_on_in(following):
            continue
        ending, beginning = line.text.strip(), following.text.strip()
        if SHORT_END.search(ending):
            yield f"«{ending}» ends in a short word"
        pairs = [*TORN, DAY_AND_NUMBER] if line.right - line.left > ROOM_FOR_BOTH else TORN
        if any(end.search(ending) and begin.match(beginning) for end, begin in pairs):
            yield f"«{ending}» and «{beginning}» are torn apart"


def _short_of_margin(sheet: Sheet) -> Iterator[str]:
    """Lines that are as long as one another and end before the margin of the text: justified to a narrower width."""
    margin = max((line.right for line in sheet.body), default=0)
    for first, second, third in zip(sheet.body, sheet.body[1:], sheet.body[2:], strict=False):
        is_text = first.goes_on_in(second) and second.goes_on_in(third) and second.left == third.left
        ends = {round(line.right / RISE) for line in (first, second)}
        if (
            is_text
            and len(ends) == 1
            and second.right - second.left > ROOM_FOR_BOTH
            and second.right < margin - 2 * RISE
        ):
            yield f"«{second.text.strip()}» ends before the margin"


def _over_one_another(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        if line.left < 0 or line.right > sheet.width - RISE:
            yield f"«{line.text.strip()}» runs over the edge"
    for text in sheet.over_cells:
        yield f"«{text}» runs over the side of its cell"
    for place, line in enumerate(sheet.lines):
        for other in sheet.lines[place + 1 :]:
            if line.is_over(other):
                yield f"«{line.text.strip()}» and «{other.text.strip()}» stand over one another"


def _alone(sheet: Sheet) -> Iterator[str]:
    """On a sheet that is not the first: a signature or a sum needs two lines of the text or the table above it, and a
    decision the vote that it follows from."""
    if sheet.body and DECIDED.match(sheet.body[0].text.strip()):
        yield f"the decision «{sheet.body[0].text.strip()}» stands without its vote"
    for name, kind in ((SIGNED, "signature"), (SUM, "sum")):
        found = next(
            (
                line
                for line in sheet.body
                if name.search(line.text.strip()) and (kind == "signature" or _counts(line, sheet))
            ),
            None,
        )
        if found is None:
            continue
        top = _top_of_block(found, sheet.body) if kind == "signature" else found.top
        above = {round(line.bottom / RISE) for line in sheet.body if line.bottom > top}
        if len(above) < 2:
            yield f"the {kind} «{found.text.strip()}» stands alone"
        elif kind == "signature" and sheet.filled < LITTLE:
            yield f"the sheet of the signature «{found.text.strip()}» is nearly empty"


def _counts(line: Line, sheet: Sheet) -> bool:
    """Whether a figure follows the word: it names a column otherwise."""
    return any(
        abs(other.bottom - line.bottom) < RISE and other.left >= line.left and re.search(r"\d", other.text)
        for other in sheet.body
    )


def _top_of_block(found: Line, lines: list[Line]) -> float:
    """Where the lines begin that stand beside this one, or follow one another above it without an empty line."""
    top = found.top
    for line in sorted(lines, key=lambda line: line.bottom):
        if line.bottom > found.bottom and line.bottom < top + 2 * RISE and line.left > found.left - GAP:
            top = max(top, line.top)
    return top
