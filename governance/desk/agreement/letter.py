"""Forms of answers: an agreement with remarks, and an answer that came by letter and is entered by the clerk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import choose_from, text_field
from governance.desk.papers.files import ScanForm
from governance.desk.papers.forms import Facts, FactsForm, P
from governance.documents.approval.opinions import Consulted, Opinion, units_asked
from governance.documents.language.clauses import MAX_CLAUSE


class RemarksForm(FactsForm[Consulted]):
    """«Согласовать с замечаниями»: whoever decides next reads the remarks."""

    remark = text_field(
        _("Your remarks"),
        MAX_CLAUSE,
        lines=4,
        error_messages={"required": _("Write the remarks, or agree without them.")},
    )


class ScanFacts(FactsForm[P], ScanForm):
    """Facts taken from a sheet of paper, with its scan."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if self.files and "file" in self.fields:
            self.fields["file"].help_text = _("Choose the file again: browsers do not keep it.")

    def facts(self) -> Facts:
        values = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return {**values, "name": self.cleaned_data["file"].name}


class LetterForm(ScanFacts[Consulted]):
    """The answer of a unit that answered on paper."""

    unit = forms.TypedChoiceField(
        label=_("Who answers"), coerce=int, error_messages={"required": _("Choose whose letter it is.")}
    )
    outcome = forms.ChoiceField(
        label=_("The answer"),
        choices=Opinion.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: agrees, agrees with remarks, or sends back.")},
    )
    letter = text_field(
        _("Number and date of the letter"),
        200,
        help_text=_("For example: No. 12 of 03.12.2011."),
        error_messages={"required": _("Name the letter by its number and date.")},
    )
    remark = text_field(
        _("Remarks of the letter"),
        MAX_CLAUSE,
        lines=3,
        required=False,
        help_text=_("Required unless the letter simply agrees."),
    )

    field_order = ("unit", "outcome", "letter", "remark", "file")

    def prepare(self) -> None:
        units = [(unit.pk, str(unit)) for unit in units_asked(self.document)]
        choose_from(self, "unit", units if len(units) == 1 else [("", "—"), *units])

    @property
    def fits(self) -> bool:
        return bool(units_asked(self.document))
