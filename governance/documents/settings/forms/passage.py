"""The form of a passage: several paragraphs or several facts, a line each, as minutes are made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

from governance.documents.settings.forms.form import FormSetting, fill, paragraphs

# Parts the paragraphs of one blank; what people type has none, its lines are read as lines.
PARAGRAPH = "\u2029"

Said = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class PassageForm(FormSetting):
    """A paragraph a line; a line whose words stand in square brackets is left out where its blank is empty.

    `exactly`: how many lines it has, where each is used for something else.
    """

    exactly: int = 0

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        if self.exactly and len(paragraphs(text)) != self.exactly:
            raise ValidationError(
                ngettext(
                    "It has %(n)d line: write neither more nor fewer.",
                    "It has %(n)d lines: write neither more nor fewer.",
                    self.exactly,
                )
                % {"n": self.exactly}
            )
        return text

    def passage(self, district: int, said: Said, day: date | None = None) -> list[str]:
        """The paragraphs, with what is said in the blanks; of a blank with several (`several`) each is one."""
        return _composed(self.on(district, day), said)

    def labels(self, district: int, day: date | None = None) -> list[str]:
        """Its lines as they hold on a day, each for a use of its own (`exactly`)."""
        return paragraphs(self.on(district, day))

    def example(self, text: str) -> list[str]:
        return _composed(text, self.blanks)


class FactRowData(TypedDict):
    """A label with what stands behind it, a line each."""

    label: str
    lines: list[str]


@dataclass(frozen=True, eq=False)
class FactsForm(FormSetting):
    """A fact a line, its label before the colon: «Секретарь: {секретарь}»."""

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        for line in paragraphs(text):
            if ": " not in line:
                raise ValidationError(
                    _("Each line says a label, a colon and a blank: %(line)s") % {"line": line[:120]}
                )
        return text

    def facts(self, district: int, said: Said, day: date | None = None) -> list[FactRowData]:
        """The facts that are known, in the order of the form."""
        return _facts(self.on(district, day), said)

    def example(self, text: str) -> list[str]:
        return [f"{fact['label']}: {' '.join(fact['lines'])}" for fact in _facts(text, self.blanks)]


def several(texts: Sequence[str]) -> str:
    """What a blank says in several paragraphs or lines."""
    return PARAGRAPH.join(texts)


def _composed(text: str, said: Said) -> list[str]:
    filled = (fill(line, said) for line in paragraphs(text))
    return [part.strip(" ") for line in filled for part in line.split(PARAGRAPH) if part.strip()]


def _facts(text: str, said: Said) -> list[FactRowData]:
    rows = []
    for line in paragraphs(text):
        label, _colon, words = fill(line, said).partition(": ")
        if words.strip():
            rows.append(FactRowData(label=label.strip(), lines=words.split(PARAGRAPH)))
    return rows
