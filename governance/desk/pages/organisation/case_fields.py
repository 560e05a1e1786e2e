"""The cases of a unit's name, which are suggested and can be corrected (docs/domain.md, "Words of papers")."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from governance.desk.base.fields import text_field
from governance.roles.names import Case
from governance.roles.unit import Unit
from governance.roles.unit_names import suggested

CASES = tuple(case for case in Case if case != Case.NOMINATIVE)


def case_field(label: Any, question: Any) -> forms.CharField:
    return text_field(label, 200, required=False, help_text=question)


class CaseFields(forms.Form):
    """A field for each case; one that is left empty is suggested by the rules of the language."""

    genitive = case_field(gettext_lazy("Name in the genitive"), gettext_lazy("Of whom? «The protocol of …»"))
    dative = case_field(gettext_lazy("Name in the dative"), gettext_lazy("To whom? «Send to …»"))
    accusative = case_field(gettext_lazy("Name in the accusative"), gettext_lazy("To where? «Hand in to …»"))
    instrumental = case_field(
        gettext_lazy("Name in the instrumental"), gettext_lazy("By whom? «Agreed by …»")
    )
    prepositional = case_field(
        gettext_lazy("Name in the prepositional"), gettext_lazy("Where? «Is kept in …»")
    )

    def corrected(self, unit: Unit | None) -> dict[str, str]:
        """The forms that somebody has written: what is suggested anyway, or was for the former name, is not kept."""
        name = self.cleaned_data["name"]
        given = {case.value: self.cleaned_data[case.value] for case in CASES}
        former = {} if unit is None or unit.name == name else {case.value: unit.form(case) for case in CASES}
        return {
            case: form
            for case, form in given.items()
            if form not in ("", suggested(name, case), former.get(case))
        }
