"""Registers of numbers on the desk: opened for a unit, and changed in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.page import Page
from governance.desk.pages.organisation.forms import basis_field
from governance.desk.pages.organisation.register_words import (
    BEGINS_ANEW,
    in_words,
    missing_registers,
    next_number,
)
from governance.desk.pages.organisation.setup import SET_UP, SetUpPage, UnitPage, units_to_set_up
from governance.documents.record.register import (
    FILE,
    NUMBER,
    Register,
    RegisterOf,
    change_register,
    open_for,
)

LONGEST_PART = 12


def part_field(label: Any, help_text: Any) -> forms.CharField:
    return text_field(label, LONGEST_PART, required=False, help_text=help_text)


class RegisterForm(forms.Form):
    """What stands around the number, and when it begins anew."""

    title = text_field(gettext_lazy("Title"), 200, missing=gettext_lazy("Give the register a title."))
    before = part_field(
        gettext_lazy("Before the number"),
        gettext_lazy("For example «П-», so that numbers read П-12; {file} stands for the file: «{file}-»."),
    )
    after = part_field(
        gettext_lazy("After the number"), gettext_lazy("For example «-ОД», so that numbers read 12-ОД.")
    )
    reset = forms.ChoiceField(
        label=gettext_lazy("Numbers begin with 1"),
        choices=list(BEGINS_ANEW.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Numbers that are given stay as they are."),
    )
    file = text_field(
        gettext_lazy("File in the list of files"),
        30,
        required=False,
        help_text=gettext_lazy("Under which its papers are kept; extracts name it: «01-12»."),
    )
    basis = basis_field()

    def __init__(self, data: QueryDict | None, register: Register) -> None:
        before, _number, after = register.template.partition(NUMBER)
        shown = {"title": register.title, "before": before, "after": after, "reset": register.reset}
        super().__init__(data, initial={**shown, "file": register.file})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("before", "after"):
            typed = given.get(name, "")
            if {"{", "}"} & set(typed.replace(FILE, "", 1) if name == "before" else typed):
                self.add_error(name, _("Type only what stands beside the number, without curly brackets."))
            if any(sign.isdigit() for sign in given.get(name, "")[-1 if name == "before" else 0 :][:1]):
                self.add_error(
                    name, _("A digit beside the number would read as a part of it: put a sign between.")
                )
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        kept = {name: given[name] for name in ("title", "reset", "file")}
        return {**kept, "template": f"{given['before']}{NUMBER}{given['after']}"}


class RegisterPage(SetUpPage):
    title = gettext_lazy("Register")

    form: RegisterForm

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        kept = Register.objects.select_related("unit").filter(unit__in=self.units)
        self.register = get_object_or_404(kept, pk=pk)
        self.about(self.register.unit)
        self.form = RegisterForm(self.data, self.register)

    def get_lead(self) -> str:
        return _("%(unit)s: %(words)s. The next number is № %(next)s.") % {
            "unit": self.unit.name,
            "words": in_words(self.register),
            "next": next_number(self.register),
        }

    def change(self) -> HttpResponse:
        basis = self.form.cleaned_data["basis"]
        change_register(self.register, by=self.request.user, basis=basis, **self.form.values)
        return self.done(
            _("«%(title)s»: %(words)s.") % {"title": self.register.title, "words": in_words(self.register)}
        )


class NewRegisterForm(forms.Form):
    """Which series are opened."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Registers to open"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one register.")},
        help_text=gettext_lazy("How their numbers look is changed afterwards."),
    )
    basis = basis_field()

    def __init__(self, data: QueryDict | None, missing: list[RegisterOf]) -> None:
        self.missing = {one.code: one for one in missing}
        super().__init__(data, initial={"codes": list(self.missing)})
        choose_from(self, "codes", [(code, one.title) for code, one in self.missing.items()])


class NewRegisterPage(UnitPage):
    title = gettext_lazy("Open registers")
    submit = gettext_lazy("Open")

    form: NewRegisterForm

    def made(self) -> NewRegisterForm:
        kept = set(self.unit.registers.values_list("code", flat=True))
        return NewRegisterForm(self.data, missing_registers(self.unit, kept))

    def get_lead(self) -> str:
        if not self.form.missing:
            return _("%(unit)s: all its registers are open.") % {"unit": self.unit.name}
        return self.unit.name

    def change(self) -> HttpResponse:
        chosen = [self.form.missing[code] for code in self.form.cleaned_data["codes"]]
        if not chosen:
            raise ValidationError(_("Mark at least one register."))
        open_for(self.unit, chosen, by=self.request.user, basis=self.form.cleaned_data["basis"])
        return self.done(_("The registers are open."))


@signed_in
def registers(request: SignedInRequest) -> HttpResponse:
    """All registers of the district, in words."""
    known = units_to_set_up(request).prefetch_related("registers")
    units = [(unit, [(one, in_words(one)) for one in unit.registers.all()]) for unit in known]
    page = Page(
        title=_("Registers and numbers"),
        section=SET_UP.name,
        lead=_("Each unit has its registers from the first day; how numbers look is changed in words."),
        crumbs=[SET_UP.crumb],
    )
    also = {"units": [(unit, kept) for unit, kept in units if kept]}
    return page.response(request, "governance/organisation/registers.html", also=also)
