"""Forms by which a district changes its settings: one for each kind of setting, each in the words of the field."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import WholeField, choose_from, text_field
from governance.desk.base.term_field import UNIT_LABEL, UNITS
from governance.desk.pages.organisation.forms import ActForm
from governance.documents.language.phrases import list_date
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.working_days import LONGEST_TERM, Term, WorkingCalendar
from governance.documents.settings.forms.beginning import ContractText, TextBeginning
from governance.documents.settings.forms.form import FormSetting
from governance.documents.settings.forms.order_form import OrderForm
from governance.documents.settings.forms.passage import FactsForm, PassageForm
from governance.documents.settings.kinds import (
    ChoiceSetting,
    NumberSetting,
    OwnDaysSetting,
    TermSetting,
    TextSetting,
)
from governance.documents.settings.public_page import OriginsSetting
from governance.documents.settings.reminding import MOST_DAYS, NextInLine, Reminding, RemindingSetting
from governance.roles.setting import Setting

T = TypeVar("T")
S = TypeVar("S", bound=Setting[Any])
Words = TypeVar("Words", bound=TextSetting)

LONGEST_LIST = 4000
DAY_FORMS = ("%d.%m.%Y", "%Y-%m-%d")


class SettingForm(ActForm, Generic[S, T]):
    """What a setting is to be, since when and on what basis."""

    # The fields of the value, before the day and the basis.
    asked: ClassVar[tuple[str, ...]] = ("value",)
    # What is chosen, once the form is valid.
    chosen: T

    def __init__(self, data: QueryDict | None, setting: S, present: T) -> None:
        super().__init__(data, initial=self.shown(present))
        self.setting = setting
        self.order_fields([*self.asked, "since", "basis"])
        self.adapt()

    def adapt(self) -> None:
        """Bring the fields in line with the setting."""

    def shown(self, present: T) -> dict[str, Any]:
        """How the fields show the present value."""
        return {"value": present}

    def read(self, given: dict[str, Any]) -> T:
        """The value out of the fields. Raises ValidationError or ImpossibleInput with a sentence."""
        value: T = given["value"]
        return value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                value = self.read(given)
                self.chosen = self.setting.from_json(self.setting.to_json(value))
            except ImpossibleInput as wrong:
                raise ValidationError(str(wrong)) from wrong
        return given


class TermForm(SettingForm[TermSetting, Term]):
    asked = ("count", "unit")

    count = WholeField(
        label=gettext_lazy("How long"),
        min_value=1,
        max_value=LONGEST_TERM,
        said=gettext_lazy("Give the length as a whole number from 1, for example 5."),
    )
    unit = forms.ChoiceField(label=UNIT_LABEL, choices=list(UNITS.items()))

    def shown(self, present: Term) -> dict[str, Any]:
        return {"count": present.count, "unit": present.unit}

    def read(self, given: dict[str, Any]) -> Term:
        return Term(given["count"], given["unit"])


class NumberForm(SettingForm[NumberSetting, int]):
    value = WholeField(label=gettext_lazy("How many"), said=gettext_lazy("Give a whole number."))


class ChoiceForm(SettingForm[ChoiceSetting, str]):
    value = forms.ChoiceField(label=gettext_lazy("How it is done"), widget=forms.RadioSelect)

    def adapt(self) -> None:
        choose_from(self, "value", self.setting.choices.items())


class TextForm(SettingForm[Words, str], Generic[Words]):
    value = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class WordsForm(TextForm[FormSetting]):
    """The words of a paper, with the blanks that may stand in them."""

    def adapt(self) -> None:
        text = isinstance(self.setting, ContractText | TextBeginning)
        blanks = ", ".join(f"{{{name}}}" for name in self.setting.blanks)
        said = []
        if isinstance(self.setting, OrderForm):
            said.append(_("First line the title, second the ground, then a point a line."))
        if isinstance(self.setting, FactsForm):
            said.append(_("A fact a line, its label before the colon."))
        elif isinstance(self.setting, PassageForm):
            said.append(_("A paragraph a line, in the order in which they print."))
        if blanks:
            said.append(_("Blanks that the paper fills in: %(blanks)s.") % {"blanks": blanks})
        if blanks and not isinstance(self.setting, ContractText):
            said.append(_("Words in square brackets stand only where their blank is filled."))
        self.fields["value"].help_text = " ".join(said)
        self.fields["value"].widget.attrs["rows"] = 14 if blanks or text else 6


class OwnDaysForm(SettingForm[OwnDaysSetting, WorkingCalendar]):
    asked = ("days_off", "working")

    days_off = text_field(
        gettext_lazy("Days off"),
        LONGEST_LIST,
        lines=4,
        required=False,
        help_text=gettext_lazy(
            "Days that the calendar works and the district does not, for example: 02.05.2012."
        ),
    )
    working = text_field(
        gettext_lazy("Working days"),
        LONGEST_LIST,
        lines=4,
        required=False,
        help_text=gettext_lazy("Days off of the calendar that the district works."),
    )

    def shown(self, present: WorkingCalendar) -> dict[str, Any]:
        return {"days_off": listed(present.days_off), "working": listed(present.working)}

    def read(self, given: dict[str, Any]) -> WorkingCalendar:
        return WorkingCalendar(days_in(given["days_off"]), days_in(given["working"]))


class RemindingForm(SettingForm[RemindingSetting, Reminding]):
    asked = ("before", "after", "to")

    before = WholeField(
        label=gettext_lazy("Reminded so many working days before the due day"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("0: on the due day itself."),
        said=gettext_lazy("Give a whole number."),
    )
    after = WholeField(
        label=gettext_lazy("The next in line is told so many working days after it"),
        min_value=1,
        max_value=MOST_DAYS,
        said=gettext_lazy("Give a whole number."),
    )
    to = forms.ChoiceField(label=gettext_lazy("Who is told of the delay"), choices=NextInLine.choices)

    def shown(self, present: Reminding) -> dict[str, Any]:
        return {"before": present.before, "after": present.after, "to": str(present.to)}

    def read(self, given: dict[str, Any]) -> Reminding:
        return Reminding(given["before"], given["after"], NextInLine(given["to"]))


def listed(days: Iterable[date]) -> str:
    """The days as a field shows them, a line each."""
    return "\n".join(map(list_date, sorted(days)))


def days_in(text: str) -> frozenset[date]:
    """The days that people wrote, parted by blanks, commas or lines. Raises ValidationError for what is no day."""
    return frozenset(_day_in(word) for word in re.split(r"[\s,;]+", text) if word)


def _day_in(word: str) -> date:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(word, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    raise ValidationError(_("“%(word)s” is not a day: write it as 02.05.2012.") % {"word": word[:40]})


FORMS: dict[type[Setting[Any]], type[SettingForm[Any, Any]]] = {
    TermSetting: TermForm,
    NumberSetting: NumberForm,
    ChoiceSetting: ChoiceForm,
    TextSetting: TextForm,
    OriginsSetting: TextForm,
    FormSetting: WordsForm,
    OrderForm: WordsForm,
    PassageForm: WordsForm,
    FactsForm: WordsForm,
    TextBeginning: WordsForm,
    ContractText: WordsForm,
    OwnDaysSetting: OwnDaysForm,
    RemindingSetting: RemindingForm,
}
