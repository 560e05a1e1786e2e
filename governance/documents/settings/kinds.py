"""The kinds of setting: a term, a number, a choice, a text, and the days that a district works or not on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

from governance.documents.language.phrases import list_date
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.working_days import Term, WorkingCalendar, calendar_from_json
from governance.roles.setting import Setting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, eq=False)
class TermSetting(Setting[Term]):
    """A span of time with its unit, stored as `deadline` takes it: {"count": 5, "unit": "working_days"}.

    `rolls`: a last day that is a day off moves to the next working day (Civil Code of Russia, article 193), as is the
    rule where somebody has to do something; what is kept so long, or is counted back from a day, does not roll.
    """

    rolls: bool = True

    def from_json(self, value: Any) -> Term:
        try:
            return Term.from_json(value)
        except ImpossibleInput as error:
            raise ValidationError(str(error)) from error

    def to_json(self, value: Term) -> Any:
        return value.to_json()

    def in_words(self, value: Term) -> str:
        return str(value)


@dataclass(frozen=True, eq=False)
class NumberSetting(Setting[int]):
    """A whole number between two bounds."""

    least: int = 0
    most: int = 999

    def from_json(self, value: Any) -> int:
        # The exact type, because True is an int to Python and no number to a person.
        if type(value) is not int or not self.least <= value <= self.most:
            raise ValidationError(
                _("Give a whole number from %(least)d to %(most)d.")
                % {"least": self.least, "most": self.most}
            )
        return value

    def to_json(self, value: int) -> Any:
        return value

    def in_words(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True, eq=False)
class ChoiceSetting(Setting[str]):
    """One of a few ways, each in words that end the sentence of the label."""

    choices: Mapping[str, "_StrPromise"]

    def from_json(self, value: Any) -> str:
        if value not in self.choices:
            raise ValidationError(_("Choose one of the ways of the list."))
        return str(value)

    def to_json(self, value: str) -> Any:
        return value

    def in_words(self, value: str) -> str:
        return str(self.choices[value])


@dataclass(frozen=True, eq=False)
class TextSetting(Setting[str]):
    """A text that papers or pages use; it may be empty where that is said."""

    longest: int = 1000
    may_be_empty: bool = False

    def from_json(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > self.longest:
            raise ValidationError(
                ngettext(
                    "At most %(n)d sign fits: shorten the text.",
                    "At most %(n)d signs fit: shorten the text.",
                    self.longest,
                )
                % {"n": self.longest}
            )
        if not value.strip() and not self.may_be_empty:
            raise ValidationError(_("Write the text: papers need it."))
        return value.strip()

    def to_json(self, value: str) -> Any:
        return value

    def in_words(self, value: str) -> str:
        return value or "—"


@dataclass(frozen=True, eq=False)
class OwnDaysSetting(Setting[WorkingCalendar]):
    """The days off and the working days of a district, where they differ from the production calendar."""

    most: int = 200

    def from_json(self, value: Any) -> WorkingCalendar:
        try:
            calendar = calendar_from_json(value)
        except ImpossibleInput as error:
            raise ValidationError(str(error)) from error
        if len(calendar.days_off) + len(calendar.working) > self.most:
            raise ValidationError(
                ngettext("At most %(n)d day fits.", "At most %(n)d days fit.", self.most) % {"n": self.most}
            )
        return calendar

    def to_json(self, value: WorkingCalendar) -> Any:
        return {name: sorted(map(date.isoformat, getattr(value, name))) for name in ("days_off", "working")}

    def in_words(self, value: WorkingCalendar) -> str:
        said = [
            words % {"days": ", ".join(map(list_date, sorted(days)))}
            for words, days in (
                (_("days off: %(days)s"), value.days_off),
                (_("working days: %(days)s"), value.working),
            )
            if days
        ]
        return "; ".join(said) or _("none")
