"""From the words of a paper to its PDF/A-2a and PDF/UA-1: archivable, readable aloud, same bytes for same data.

`templates/print/{kind}.typ` holds the layout; the data goes in beside it as JSON, so no text is ever read as
code. Only the fonts inside the typst wheel are used: a paper looks the same on every machine.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import segno
import typst

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
# Some 150 sheets. The time and the memory of a print grow with its length, and a web worker has little of both.
MOST_CHARACTERS = 300_000

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "print"

NO_BREAK_SPACE = "\u00a0"
# Kept on one line: № 3, «12» января, 2012 г., 5 членов, г. Луза, Винокурова С.А., С.А. Винокурова, на 4 л.;
# and a dash never begins a line.
KEPT_TOGETHER = re.compile(
    r"(?<=№) (?=[\w_])"
    r"|(?<=\d[»\d]) (?=[а-яё])|(?<=\b\d) (?=[а-яё])"
    r"|(?<=\bг\.) (?=[А-ЯЁ])"
    r"|(?<=[а-яё]) (?=[А-ЯЁ]\.[А-ЯЁ]\.)"
    r"|(?<=[А-ЯЁ]\.[А-ЯЁ]\.) (?=[А-ЯЁ][а-яё])"
    r"|(?<=\bна) (?=\d+ л\.)"
    r"| (?=[—–] )|(?<=—) (?=\d)"
)
ZERO_WIDTH_SPACE = "\u200b"
# No Russian word is that long: without a place to break, it would run over the edge of the sheet.
ENDLESS_WORD = re.compile(r"[^\s-]{40,}")
UNWANTED = {
    # Control characters mean nothing on paper. Those that turn the direction of writing could make a signed
    # text read differently from what is stored.
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    ord("\n"): "\n",
    ord("\t"): " ",
    # Bullets that word processors write with their private symbol font, which PDF/A forbids.
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF02D: "–",
}
# What typst says of a sign that it has no glyph for or that PDF/A forbids.
UNPRINTABLE = re.compile(r"could not be displayed|contains the codepoint")
# All but the letters and signs that the fonts are sure to have; a test prints every one of those.
NOT_SURELY_PRINTABLE = re.compile(
    r"[^\n -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff"
    r"\u200b\u2010-\u203a\u20a0-\u20bf\u2116\u2190-\u22ff\u2460-\u25ff]"
)


class PrintingFailed(Exception):
    """A paper could not be printed: it is too long, or the template and its data do not fit. Nothing was made."""


def render(kind: str, data: Mapping[str, Any]) -> bytes:
    """Print a paper of this kind (`print_data` names the shape of its data).

    Raises PrintingFailed if the paper is too long, if there is no such template, if the data lacks a part, or
    if typst warns of anything: a missing font is only a warning there, but another face is another paper.
    """
    template = TEMPLATES / f"{kind}.typ"
    if not template.is_file():
        raise PrintingFailed(f"There is no print template for {kind!r}.")
    moment = _moment(kind, data)
    words = _each_text(data, _tidy)
    try:
        try:
            return _compile(template, words, moment)
        except typst.TypstError as error:
            if not UNPRINTABLE.search(error.message):
                raise
            # Somebody typed a sign that no font here has (an emoji, say). The paper must come out all the
            # same, and nothing may vanish from it silently: such signs are printed as their codes.
            return _compile(template, _each_text(words, _spell_out), moment)
    except (typst.TypstError, UnicodeEncodeError) as error:
        raise PrintingFailed(f"The {kind} could not be printed: {error}") from error


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> str:
    """Draw the address as a QR code: an SVG, one unit a module, no quiet zone (the sheet itself is white)."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _compile(template: Path, data: Any, moment: datetime) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise PrintingFailed(
            f"The paper is too long to print: {len(text)} characters, at most {MOST_CHARACTERS}. Shorten its text."
        )
    # A compiler of its own for each paper: it costs little once the fonts are read, and one compiler refuses
    # to serve two threads at a time.
    compiler = typst.Compiler(template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=moment,
        sys_inputs={"data": text},
    )
    if warnings or not isinstance(pdf, bytes):
        raise PrintingFailed("; ".join(warning.message for warning in warnings))
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _moment(kind: str, data: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(data["created"])
    except (KeyError, TypeError, ValueError) as error:
        raise PrintingFailed(f"The {kind} lacks 'created', the ISO date of its content.") from error
    # A PDF dates itself to the second.
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).replace(microsecond=0)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: part if key == "qr" else _each_text(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(part, change) for part in value]
    return value


def _tidy(text: str) -> str:
    text = KEPT_TOGETHER.sub(NO_BREAK_SPACE, text.translate(UNWANTED))
    return ENDLESS_WORD.sub(lambda word: ZERO_WIDTH_SPACE.join(word[0]), text)


def _spell_out(text: str) -> str:
    return NOT_SURELY_PRINTABLE.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)
