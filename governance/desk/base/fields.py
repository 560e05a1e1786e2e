"""Form fields that many pages use: a text with a limit, a day, a number with a comma."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict, TypeVar, Unpack

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.tidy_field import TidyField, TidyLine, TidyText

# Choices of a field, each with its label; those of a group stand under its name.
Choices = Sequence[tuple[object, Words]]
Row = TypeVar("Row", bound=Model)


class FieldOptions(TypedDict, total=False):
    """What any field takes beside its label."""

    required: bool
    initial: object
    help_text: Words


class NumberOptions(FieldOptions, total=False):
    label: Words


class DecimalOptions(NumberOptions, total=False):
    min_value: Decimal | float
    max_value: Decimal | float
    decimal_places: int
    max_digits: int


def text_field(
    label: Words,
    longest: int,
    *,
    lines: int = 1,
    missing: Words = "",
    attrs: Mapping[str, str] | None = None,
    error_messages: Mapping[str, Words] | None = None,
    printed: bool = False,
    **options: Unpack[FieldOptions],
) -> forms.CharField:
    """A text field with a limit: too long a text is refused with a sentence, where browsers would silently cut it.

    `missing` is the sentence when it is left empty; of what is `printed` the spelling of papers is suggested.
    """
    shown = {**(attrs or {})}
    line, text = (TidyLine, TidyText) if printed else (forms.TextInput, forms.Textarea)
    widget = line(attrs=shown) if lines == 1 else text(attrs={"rows": lines, **shown})
    return (TidyField if printed else forms.CharField)(
        label=label,
        widget=widget,
        error_messages={"required": missing} if missing else {**(error_messages or {})},
        validators=[
            MaxLengthValidator(
                longest, _("The text has %(show_value)d signs, and %(limit_value)d fit: shorten it.")
            )
        ],
        **options,
    )


def choose_row(form: forms.Form, name: str, rows: QuerySet[Row]) -> None:
    """Set the rows of which a field of a form offers one."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def title_field(*, lines: int = 2, help_text: Words = "") -> forms.CharField:
    """The field for the title of a paper."""
    missing = _("Give the paper a title of at most 500 signs.")
    return text_field(_("Title"), 500, lines=lines, missing=missing, help_text=help_text, printed=True)


def day_field(
    label: Words,
    *,
    missing: Words = "",
    error_messages: Mapping[str, Words] | None = None,
    **options: Unpack[FieldOptions],
) -> forms.DateField:
    """A field for a day, in the format that browsers expect; `missing`: the sentence for one that was left empty."""
    said: dict[str, Words] = {"invalid": _("Give the day as a date, for example 15.12.2011.")}
    if missing:
        said["required"] = missing
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={**said, **(error_messages or {})},
        **options,
    )


def number_field(label: Words, help_text: Words = "") -> forms.IntegerField:
    """A field for how many there are of something: votes, ballots; 0 is written where there is none."""
    whole = _("Write a whole number.")
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=10_000,
        error_messages={
            "required": _("Write the number; 0 if there is none."),
            "invalid": whole,
            "min_value": whole,
        },
    )


def choose_from(form: forms.Form, name: str, choices: Iterable[tuple[object, Words | Choices]]) -> None:
    """Set the choices of a field that are known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


# All that can be wrong with a number gets one sentence, which shows a correct one.
MISTAKES = (
    "required",
    "invalid",
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
)


class WholeField(forms.IntegerField):
    """A field for a whole number; `said` is the sentence for anything else."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(
        self,
        *,
        said: Words,
        min_value: int | None = None,
        max_value: int | None = None,
        **options: Unpack[NumberOptions],
    ) -> None:
        wrong = dict.fromkeys(MISTAKES, said)
        super().__init__(min_value=min_value, max_value=max_value, error_messages=wrong, **options)


class CodeField(forms.CharField):
    """The code of a row: given once, of a letter and hexadecimal digits, and carried along unseen."""

    widget = forms.HiddenInput

    def __init__(self, letter: str) -> None:
        super().__init__(required=False)
        self.letter = letter

    def clean(self, value: object) -> str:
        return super().clean(value) or f"{self.letter}{secrets.token_hex(4)}"


class CommaField(forms.DecimalField):
    """A field for a decimal number, typed and shown with a comma; `said` is the sentence for anything else."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, said: Words, **options: Unpack[DecimalOptions]) -> None:
        super().__init__(error_messages=dict.fromkeys(MISTAKES, said), **options)

    def to_python(self, value: object) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: object) -> object:
        return str(value).replace(".", ",") if value is not None else None


class SumField(CommaField):
    """A field for a sum of roubles; a comma and spaces are accepted."""

    def to_python(self, value: object) -> Any:
        is_typed = isinstance(value, str) and "," in value
        return super().to_python(str(value).replace(" ", "") if is_typed else value)

    def prepare_value(self, value: object) -> object:
        return value


REVERSED = _("The last day is before the first: correct one of the two.")


def refuse_reversed(form: forms.BaseForm, first: str, last: str, sentence: Words = REVERSED) -> None:
    """For `clean`: report a term whose last day is before its first; takes the names of the two fields."""
    given = form.cleaned_data
    if given.get(first) and given.get(last) and given[last] < given[first]:
        form.add_error(last, str(sentence))
