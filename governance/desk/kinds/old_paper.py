"""Entering a paper that got its number before the system was there, with its scan."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.papers.files import ScanForm
from governance.desk.papers.work import day_field, text_field
from governance.documents.errors import Refused
from governance.documents.kinds.old_paper import enter_old_paper
from governance.documents.record.numbering import Register
from governance.roles.rights import Right


class OldPaperForm(ScanForm):
    """The registration card as the paper itself shows it."""

    register = forms.ChoiceField(
        label=gettext_lazy("Register"),
        help_text=gettext_lazy("In which the number stands; it will never be given again there."),
        error_messages={"invalid_choice": gettext_lazy("Choose the register from the list.")},
    )
    of_kind = text_field(
        gettext_lazy("What paper it is"),
        60,
        help_text=gettext_lazy("For example: Приказ, Протокол, Договор."),
        error_messages={"required": gettext_lazy("Say what paper it is: an order, a protocol …")},
    )
    title = text_field(
        gettext_lazy("Heading"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Write the heading as it stands on the paper.")},
    )
    sequence = forms.IntegerField(
        label=gettext_lazy("Number"),
        min_value=1,
        max_value=1_000_000,
        help_text=gettext_lazy("Only the figures: 115 for «115/1» or «115-ОД»."),
        error_messages={
            "required": gettext_lazy("Give the number."),
            "invalid": gettext_lazy("Write the number in figures, without letters: 115."),
            "min_value": gettext_lazy("A number begins with 1."),
        },
    )
    suffix = text_field(
        gettext_lazy("Addition to the number"),
        10,
        required=False,
        help_text=gettext_lazy("«/1», if the number has such an addition."),
    )
    on = day_field(
        gettext_lazy("Date of the paper"),
        error_messages={"required": gettext_lazy("Give the date that stands on the paper.")},
    )

    field_order = ("register", "of_kind", "title", "sequence", "suffix", "on", "file")

    def __init__(self, *args: Any, registers: list[Register], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registers = registers
        self.fields["register"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.unit}: {one.title} ({one.template})") for one in registers
        ]
        self.fields["file"].label = _("Scan of the paper")

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        register = next(one for one in self.registers if str(one.pk) == given["register"])
        return {
            "unit": register.unit,
            "series": register.code,
            "scan": (given["file"].name, given["data"]),
            **{name: given[name] for name in ("title", "of_kind", "sequence", "suffix", "on")},
        }


@signed_in
def old_paper_new(request: SignedInRequest) -> HttpResponse:
    """Enter an old paper, all or nothing. 404 for those who enter old papers nowhere."""
    held = {unit for right, unit in request.pairs if right == Right.REGISTER_OLD}
    registers = list(Register.objects.filter(unit__in=held).select_related("unit__district"))
    if not registers:
        raise Http404
    files = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OldPaperForm(*files, registers=registers)
    if request.method == "POST" and form.is_valid():
        try:
            paper = enter_old_paper(by=request.user, **form.facts())
            messages.success(request, _("Entered: No. %(number)s.") % {"number": paper.number})
            return redirect("paper", pk=paper.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "documents",
        "crumbs": [{"label": _("Documents"), "href": reverse("documents")}],
        "title": _("Enter an old paper"),
        "lead": _(
            "A paper that was signed and numbered before, so that the register is whole and others can rest on it."
        ),
        "form": form,
        "multipart": True,
        "submit": _("Enter the paper"),
        "cancel": reverse("documents"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
