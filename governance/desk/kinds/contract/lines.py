"""Lists of small lines on the pages of contracts: blanks, and the laws that a contract rests on."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import day_field, text_field
from governance.documents.kinds.contract.form import MOST_ACTS, MOST_BLANKS

# Empty lines at the end of a list, and added by one press.
SPARE = 2


class BlankForm(forms.Form):
    """A blank that is filled for each school; an emptied line goes."""

    name = text_field(gettext_lazy("Blank"), 60, required=False)
    label = text_field(gettext_lazy("What it asks for"), 200, required=False)


class LegalActForm(forms.Form):
    """A law or a decision with its day; an emptied line goes."""

    text = text_field(gettext_lazy("Law or decision"), 500, required=False)
    day = day_field(gettext_lazy("Date"), required=False)

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("text") and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Give its day: the legal basis is dated."))
        if given.get("day") and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Name the law or decision, or empty the line."))


# Unread lines are told as those that are too many; the paper itself says how many fit.
BlankLines = formset_factory(BlankForm, extra=SPARE, max_num=MOST_BLANKS, absolute_max=MOST_BLANKS + 10)
ActLines = formset_factory(LegalActForm, extra=SPARE, max_num=MOST_ACTS, absolute_max=MOST_ACTS + 10)


class Lines:
    """One list of a page, as it stands or as it was typed; its button `more:<prefix>` adds room at its end."""

    def __init__(
        self,
        formset: "type[BaseFormSet[Any]]",
        prefix: str,
        standing: list[dict[str, str]],
        data: QueryDict | None,
    ) -> None:
        self.pressed = data is not None and data.get("do") == f"more:{prefix}"
        if data is not None and self.pressed:
            data = with_room(data, prefix)
        self.formset = formset(data, initial=standing, prefix=prefix)

    def is_valid(self) -> bool:
        return self.formset.is_valid()

    @property
    def given(self) -> list[dict[str, Any]]:
        """The lines in which something is written. Ask after `is_valid`."""
        return [line for line in self.formset.cleaned_data if any(line.values())]


class ActsEditor(Lines):
    """The laws and decisions that a contract rests on."""

    def __init__(self, standing: list[dict[str, str]], data: QueryDict | None) -> None:
        super().__init__(ActLines, "acts", standing, data)

    @property
    def legal_basis(self) -> list[dict[str, str]]:
        """The facts for `perform`. Only after `is_valid`."""
        return [{"text": line["text"], "day": line["day"].isoformat()} for line in self.given if line["text"]]


def with_room(data: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with more room at the end of one list."""
    wider = data.copy()
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    wider[f"{prefix}-TOTAL_FORMS"] = str(min(int(count), MOST_BLANKS) + SPARE) if count.isdecimal() else "0"
    return wider
