"""From print data to PDF/A-2a and PDF/UA-1: for archives and screen readers, the same bytes for the same data.

`templates/print/{kind}.typ` has the layout; the data is passed as JSON, so no text is ever read as code. Only the fonts
of the typst wheel are used, so a paper looks the same on every machine.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from django.utils.translation import gettext_lazy as _

from governance.documents.printing.compiler import CompilationFailed, CompilerDied, compile_pdf
from governance.documents.printing.kept_together import kept_together

logger = logging.getLogger(__name__)

# Some 500 sheets, which take three seconds of a processor and 600 MB.
MOST_CHARACTERS = 1_000_000

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "print"

ZERO_WIDTH_SPACE = "\u200b"
# No Russian word is that long; without a place to break, such a text would run over the edge of the sheet.
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
# The message of typst about a character without a glyph, or one that PDF/A forbids.
UNPRINTABLE = re.compile(r"could not be displayed|contains the codepoint")
TOO_MANY_RULES = re.compile(r"maximum grouping depth exceeded")
# Everything but the characters that the fonts certainly have; a test prints each of those.
NOT_SURELY_PRINTABLE = re.compile(
    r"[^\n -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff"
    r"\u200b\u2010-\u203a\u20a0-\u20bf\u2116\u2190-\u22ff\u2460-\u25ff]"
)


class PrintingFailed(Exception):
    """A paper could not be printed, for example because template and data do not fit together."""


class PrintingStopped(PrintingFailed):
    """The paper is too long, took too long or was interrupted. `str()` is a sentence for the reader."""


def render(kind: str, data: Mapping[str, Any]) -> bytes:
    """Print a paper of this kind (`print_data` names the shape of its data).

    Raises PrintingStopped if the paper is too long or its print is interrupted; PrintingFailed if there is no such
    template, if the data lacks a part, or if typst warns of anything, because another font would be another paper.
    """
    template = TEMPLATES / f"{kind}.typ"
    if not template.is_file():
        raise PrintingFailed(f"There is no print template for {kind!r}.")
    moment = _moment(kind, data)
    words = _each_text(data, _tidy)
    remedies = dict(REMEDIES)
    while True:
        try:
            return _compile(template, words, moment)
        except (CompilationFailed, UnicodeEncodeError) as error:
            found = next((message for message in remedies if message.search(str(error))), None)
            if found is None:
                raise PrintingFailed(f"The {kind} could not be printed: {error}") from error
            words = remedies.pop(found)(words)


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> str:
    """The address as a QR code: SVG, one unit for each module, no quiet zone, because the sheet itself is white."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _compile(template: Path, data: Any, moment: datetime) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise PrintingStopped(
            _("The paper is too long to print: %(length)s characters, at most %(most)s. Shorten its text.")
            % {"length": len(text), "most": MOST_CHARACTERS}
        )
    try:
        return compile_pdf(template, text, moment)
    except CompilerDied as error:
        logger.error("%s: %s", template.stem, error)
        if error.too_slow:
            raise PrintingStopped(_("The paper takes too long to print: shorten its text.")) from error
        raise PrintingStopped(_("The print was interrupted. Nothing is lost: try again.")) from error


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
    text = kept_together(text.translate(UNWANTED))
    return ENDLESS_WORD.sub(lambda word: ZERO_WIDTH_SPACE.join(word[0]), text)


def _spell_out(words: Any) -> Any:
    """Somebody typed a sign that no font here has (an emoji, say). The paper must come out all the same, and nothing
    may vanish from it silently: such signs are printed as their codes.
    """
    return _each_text(words, lambda text: NOT_SURELY_PRINTABLE.sub(_code, text))


def _code(sign: re.Match[str]) -> str:
    return f"[U+{ord(sign[0]):04X}]"


def _without_rules(words: Any) -> Any:
    """Typst gives up a paragraph with hundreds of names and numbers that it must not divide: there it may."""
    return {**words, "divided": True}


# By the message of typst: what makes the paper printable.
REMEDIES: Mapping[re.Pattern[str], Callable[[Any], Any]] = {
    TOO_MANY_RULES: _without_rules,
    UNPRINTABLE: _spell_out,
}
