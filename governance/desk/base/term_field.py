"""A field for a term with its unit: a number, and what it is counted in."""

from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.desk.base.components import Words
from governance.documents.law.working_days import Unit
from governance.documents.settings.stored_term import checked_term

UNITS: dict[str, Words] = {
    "working_days": _("working days"),
    "days": _("calendar days"),
    "weeks": _("weeks"),
    "months": _("months"),
}
assert tuple(UNITS) == get_args(Unit)
# Beside their number: «5 рабочих дней».
COUNTED: dict[str, Words] = {
    "working_days": pgettext_lazy("counted", "working days"),
    "days": pgettext_lazy("counted", "calendar days"),
    "weeks": pgettext_lazy("counted", "weeks"),
    "months": pgettext_lazy("counted", "months"),
}
UNIT_LABEL = _("Counted in")
MISTAKE = _(
    "Give the length as a whole number from 1, and what it is counted in, for example 5 working days."
)


class TermWidget(forms.MultiWidget):
    """The two inputs stand in one fieldset, each with a name of its own for screen readers."""

    use_fieldset = True

    def __init__(self) -> None:
        count = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "aria-label": _("How long")})
        unit = forms.Select({"aria-label": UNIT_LABEL}, choices=list(COUNTED.items()))
        super().__init__((count, unit), {"class": "in-term"})

    def decompress(self, value: Any) -> list[Any]:
        return ["", "working_days"] if value is None else [value["count"], value["unit"]]


class TermFormField(forms.MultiValueField):
    """Gives the JSON of a term as papers store it, None if the number was left empty."""

    def __init__(self, *, label: Words, help_text: Words = "", required: bool = True) -> None:
        fields = (
            forms.IntegerField(error_messages={"invalid": MISTAKE}),
            forms.ChoiceField(choices=list(UNITS.items()), error_messages={"invalid_choice": MISTAKE}),
        )
        super().__init__(
            fields,
            widget=TermWidget(),
            label=label,
            help_text=help_text,
            required=required,
            require_all_fields=False,
            error_messages={"required": MISTAKE, "incomplete": MISTAKE, "invalid": MISTAKE},
        )

    def clean(self, value: Any) -> dict[str, Any] | None:
        # The unit is chosen always, so a term that is left out is one without a number.
        count = value[0] if isinstance(value, list | tuple) and value else value
        if not str("" if count is None else count).strip():
            if self.required:
                raise ValidationError(MISTAKE)
            return None
        given: dict[str, Any] | None = super().clean(value)
        return given

    def compress(self, data_list: list[Any]) -> dict[str, Any]:
        count, unit = data_list
        return checked_term({"count": count, "unit": unit}).to_json()
