"""Standing words of papers, as forms that a lawyer of the district changes without programming.

A form holds words and named blanks in braces: «предупредив не позднее чем за {срок}». Words in square brackets stand
only where their blank is filled: «поддержана советом[ ({протокол})]». What was frozen before a change keeps its words.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.settings.kinds import TextSetting
from governance.roles.setting import decisions_until, entered

BLANK = re.compile(r"\{([^{}]*)\}")
OPTION = re.compile(r"\[([^\[\]]*)\]")
# «…, до 31 мая 2012 г.», «… на Коротаеву Н.С.»: a sentence ends with one full stop.
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
# How a point names the annex that it approves; later the number of its sheets is added there.
ANNEXED = "(прилагается)"
TO_BE_CHECKED = gettext_lazy("shipped with the program; to be checked by a lawyer of the district")

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class FormSetting(TextSetting):
    """Words of a paper; `blanks` are the names that may stand in braces, each with an example for the preview.

    Every blank has to stand somewhere, unless it is `optional`: nothing that the paper must say can be lost.
    """

    longest: int = 6000
    blanks: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    # What has to stand in it, because the program looks for it.
    says: str = ""

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        named = BLANK.findall(text)
        check_brackets(text)
        if unknown := [name for name in named if name not in self.blanks]:
            known = ", ".join(f"{{{name}}}" for name in self.blanks) or _("none")
            raise ValidationError(
                _("The paper does not know the blank {%(name)s}. It knows: %(known)s.")
                % {"name": unknown[0][:40], "known": known}
            )
        if missing := [name for name in self.blanks if name not in {*named, *self.optional}]:
            raise ValidationError(
                _("The blank {%(name)s} is missing: the paper has to say it.") % {"name": missing[0]}
            )
        if self.says not in text:
            raise ValidationError(_("It has to say «%(words)s», word for word.") % {"words": self.says})
        return text

    def on(self, district: int, day: date | None = None) -> str:
        """The words that hold on a day. Stored ones that do not fit any more stop no print: those before them hold."""
        for row in decisions_until(entered(district), self.name, day or clock.today()):
            try:
                return self.from_json(row.value)
            except ValidationError:
                log.warning("The stored words of the form %s do not fit: setting %s.", self.name, row.pk)
        return self.default

    def filled(self, district: int, day: date | None = None, /, **said: str) -> str:
        """The words that hold in a district on a day, with what is said in the blanks."""
        return fill(self.on(district, day), said)

    def lines(self, district: int, day: date | None = None, /, **said: str) -> list[str]:
        """As `filled`, a paragraph a line."""
        return paragraphs(self.filled(district, day, **said))

    def example(self, text: str) -> list[str]:
        """How these words print, a paragraph each, with examples in the blanks."""
        return paragraphs(fill(text, self.blanks))

    def stored_in_words(self, value: Any) -> str:
        return str(value)


def check_brackets(text: str) -> None:
    """Raises ValidationError for a brace or a square bracket alone, and for an option without a blank."""
    if set("{}") & set(BLANK.sub("", text)):
        raise ValidationError(_("A brace is open or closed alone: every blank needs both."))
    if set("[]") & set(OPTION.sub("", text)):
        raise ValidationError(_("A square bracket is open or closed alone, or stands in another one."))
    if any(not BLANK.search(words) for words in OPTION.findall(text)):
        raise ValidationError(
            _("Words in square brackets stand only where their blank is filled: put a blank between them.")
        )


def fill(text: str, said: Mapping[str, str]) -> str:
    """The text with its blanks filled; of words in square brackets those whose blanks are all filled."""

    def chosen(option: re.Match[str]) -> str:
        return option[1] if all(said.get(name) for name in BLANK.findall(option[1])) else ""

    words = BLANK.sub(lambda blank: said.get(blank[1], blank[0]), OPTION.sub(chosen, text))
    return TWO_STOPS.sub(".", words)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
