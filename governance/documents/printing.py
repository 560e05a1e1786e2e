"""From the words of a paper to its PDF/A-2a: tagged, archivable, the same bytes for the same data.

`templates/print/{kind}.typ` holds the layout, the data goes in beside it as JSON, so no text of a paper is ever read as code.
Only the fonts inside the typst wheel are used: a paper looks the same on every machine.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"

# Kept on one line: № 3, «12» января, 2012 г., 5 членов, г. Луза, Винокурова С.А., С.А. Винокурова; no line begins with a dash.
NO_BREAK_SPACE = "\u00a0"
KEPT_TOGETHER = re.compile(
    r"(?<=№) (?=[\w_])"
    r"|(?<=\d[»\d]) (?=[а-яё])|(?<=\b\d) (?=[а-яё])"
    r"|(?<=\bг\.) (?=[А-ЯЁ])"
    r"|(?<=[а-яё]) (?=[А-ЯЁ]\.[А-ЯЁ]\.)"
    r"|(?<=[А-ЯЁ]\.[А-ЯЁ]\.) (?=[А-ЯЁ][а-яё])"
    r"| (?=[—–] )|(?<=—) (?=\d)"
)
# What typst says of a sign that it has no glyph for or that PDF/A forbids.
UNPRINTABLE = re.compile(r"could not be displayed|contains the codepoint")
# Letters and signs that the fonts inside the wheel are sure to have; a test prints every one of them.
NOT_SURELY_PRINTABLE = re.compile(
    r"[^\n -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff\u2010-\u203a\u20a0-\u20bf\u2116\u2190-\u22ff\u2460-\u25ff]"
)
UNWANTED = dict.fromkeys(
    # Control characters mean nothing on paper; those that turn the direction of writing could make a signed text read
    # differently from what is stored.
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
) | {
    ord("\n"): "\n",
    ord("\t"): " ",
    # Bullets that word processors write with their private symbol font, which PDF/A forbids.
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF02D: "–",
}


class PrintingFailed(Exception):
    """A paper could not be printed: the template and its data do not fit. Nothing was produced."""


def render(kind: str, data: Mapping[str, Any]) -> bytes:
    """Print a paper of this kind (`print_data` names the shape of its data).

    Raises PrintingFailed if there is no such template, if the data lacks a part, or if typst warns of anything
    (a missing font is only a warning there, but another face on a signed paper is not the same paper).
    """
    template = TEMPLATES / f"{kind}.typ"
    if not template.is_file():
        raise PrintingFailed(f"No print template for {kind!r}.")
    words = _each_text(data, _tidy)
    try:
        return _compile(template, words)
    except typst.TypstError as unprintable:
        if not UNPRINTABLE.search(unprintable.message):
            raise PrintingFailed(_explain(kind, unprintable)) from unprintable
    # Somebody typed a sign that no font here has (an emoji, say). The paper must come out all the same, and nothing may
    # vanish from it silently: such signs are printed as their codes.
    try:
        return _compile(template, _each_text(words, _spell_out))
    except typst.TypstError as error:
        raise PrintingFailed(_explain(kind, error)) from error


def qr_svg(address: str) -> str:
    """Draw the address as a QR code: a bare SVG, black on nothing, one unit a module, without a quiet zone."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _compile(template: Path, data: Any) -> bytes:
    # A compiler of its own for each paper: it costs half a millisecond once the fonts are read, and one compiler serves
    # only one thread at a time.
    compiler = typst.Compiler(template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf",
        pdf_standards=["a-2a"],
        timestamp=_moment(data),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if warnings:
        raise PrintingFailed("; ".join(warning.message for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def _moment(data: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(data["created"])
    except (KeyError, TypeError, ValueError) as error:
        raise PrintingFailed("A paper needs 'created', the ISO date of its content.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each_text(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(part, change) for part in value]
    return value


def _tidy(text: str) -> str:
    return KEPT_TOGETHER.sub(NO_BREAK_SPACE, text.translate(UNWANTED))


def _spell_out(text: str) -> str:
    return NOT_SURELY_PRINTABLE.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def _explain(kind: str, error: typst.TypstError) -> str:
    return f"The {kind} could not be printed: {error.message}"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
