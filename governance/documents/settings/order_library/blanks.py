"""What a blank of an order's form asks for, and how it may be said: «{кто: вин}», «{часы: час/часа/часов}»."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _, gettext_lazy

from governance.roles.names import Case

# Letters, digits and single spaces: the name stands in braces, and in the names of fields of a page.
NAME = re.compile(r"[^\W_]+(?: [^\W_]+)*")
LONGEST_NAME, LONGEST_QUESTION, LONGEST_CHOICE, MOST_CHOICES = 40, 200, 100, 30

CASES = {
    "им": Case.NOMINATIVE,
    "род": Case.GENITIVE,
    "дат": Case.DATIVE,
    "вин": Case.ACCUSATIVE,
    "тв": Case.INSTRUMENTAL,
    "пр": Case.PREPOSITIONAL,
}
POST, FULL = "должность", "полностью"
SPELT, FIGURES, FIRST, LAST = "словами", "цифрами", "начало", "конец"
# «час/часа/часов»: the noun for 1, 2 and 5.
NOUN = re.compile(r"[^/,]+/[^/,]+/[^/,]+")

# How blanks are written, for whoever words a form.
EXAMPLES_OF_WAYS = (
    "{кто: вин, должность}",
    "{школа: род}",
    "{часы: час/часа/часов}",
    "{день: словами}",
    "{срок: начало}",
    "{сумма: цифрами}",
    "[, до {день}]",
)


class BlankType(TextChoices):
    """What is asked for."""

    TEXT = "text", gettext_lazy("a few words")
    LONG = "long", gettext_lazy("a text in sentences")
    DAY = "day", gettext_lazy("a day")
    SPAN = "span", gettext_lazy("from a day to a day")
    NUMBER = "number", gettext_lazy("a whole number")
    MONEY = "money", gettext_lazy("a sum in roubles")
    PERSON = "person", gettext_lazy("a person")
    UNIT = "unit", gettext_lazy("a school or a body")
    CHOICE = "choice", gettext_lazy("one of a list")
    BODY = "body", gettext_lazy("the name of a new commission or council")


# How each may be said, beside the usual way.
WAYS: Mapping[str, frozenset[str]] = {
    BlankType.DAY: frozenset({SPELT}),
    BlankType.SPAN: frozenset({FIRST, LAST}),
    BlankType.MONEY: frozenset({FIGURES}),
    BlankType.PERSON: frozenset({*CASES, POST, FULL}),
    BlankType.UNIT: frozenset(CASES),
    BlankType.BODY: frozenset(CASES),
}


@dataclass(frozen=True)
class Blank:
    """One blank. `table`: the table in whose rows it is asked; empty: once for the whole order."""

    name: str
    asks: str
    type: BlankType = BlankType.TEXT
    table: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False

    @classmethod
    def from_json(cls, value: Any) -> "Blank":
        """Raises ValidationError with a sentence."""
        try:
            blank = cls(
                name=_line(value["name"]),
                asks=_line(value["asks"]),
                type=BlankType(value.get("type", BlankType.TEXT)),
                table=_line(value.get("table", "")),
                choices=tuple(filter(None, map(_line, value.get("choices", ())))),
                optional=bool(value.get("optional")),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValidationError(_("This is no blank of a form: open the page again.")) from error
        blank.check()
        return blank

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"name": self.name, "asks": self.asks, "type": self.type.value}
        if self.table:
            said["table"] = self.table
        if self.choices:
            said["choices"] = list(self.choices)
        if self.optional:
            said["optional"] = True
        return said

    def check(self) -> None:
        for name in filter(None, (self.name, self.table)):
            if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
                raise ValidationError(
                    _("A name has letters, digits and single spaces, at most 40 of them: «%(name)s».")
                    % {"name": name[:60]}
                )
        if not self.name:
            raise ValidationError(_("Each blank needs a name, as it stands in braces."))
        if not self.asks or len(self.asks) > LONGEST_QUESTION:
            raise ValidationError(
                _("The blank {%(name)s} needs a question of at most 200 signs.") % {"name": self.name}
            )
        if self.type == BlankType.CHOICE and len(self.choices) < 2:
            raise ValidationError(
                _("The blank {%(name)s} offers a choice: name at least two, a line each.")
                % {"name": self.name}
            )
        if len(self.choices) > MOST_CHOICES or any(len(one) > LONGEST_CHOICE for one in self.choices):
            raise ValidationError(
                _("The blank {%(name)s} offers at most 30 choices of at most 100 signs.")
                % {"name": self.name}
            )

    @property
    def field(self) -> str:
        """Its name in the fields of a page."""
        return self.name.replace(" ", "_")

    def check_way(self, way: str) -> None:
        """Raises ValidationError unless it can be said so."""
        known = WAYS.get(self.type, frozenset())
        for part in filter(None, map(str.strip, way.split(","))):
            if part in known or (self.type == BlankType.NUMBER and NOUN.fullmatch(part)):
                continue
            raise ValidationError(
                _("{%(name)s: %(way)s} cannot be said: of «%(type)s» only %(known)s.")
                % {
                    "name": self.name,
                    "way": part[:40],
                    "type": self.type.label,
                    "known": ", ".join(sorted(known))
                    or ("час/часа/часов" if self.type == BlankType.NUMBER else _("the usual way")),
                }
            )


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def split_way(written: str) -> tuple[str, str]:
    """«кто: вин, должность» → the name of the blank, and how it is said."""
    name, _colon, way = written.partition(":")
    return name.strip(), way.strip()
