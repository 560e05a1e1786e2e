"""Beginning a plan: out of the file that the school has, or empty; taking a file into a plan that stands already."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.plan.edits import MAX_TITLE
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import read_plan
from governance.documents.record.perform import draft
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class PlanFileForm(SeenForm):
    """The file with the plan's table; read whole."""

    file = forms.FileField(
        label=gettext_lazy("File with the plan"),
        help_text=gettext_lazy(
            "A Word document (.docx), an Excel table (.xlsx) or a text with tabs (.txt) with the columns “No.”, "
            "“Activity”, “Term”, “Executors”."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty: choose another one."),
        },
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB: make it smaller."),
                params={"limit": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024},
            )
        return upload


class EmptyForm(forms.Form):
    """The title of a plan that is written here from the first row on."""

    title = text_field(
        gettext_lazy("Title"),
        MAX_TITLE,
        error_messages={"required": gettext_lazy("Give the plan a title.")},
    )


class UnitForm(forms.Form):
    """The district whose plan it is; asked only of those who draft plans of several."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        if len(units) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label=_("District"), choices=[(str(unit.pk), unit.name) for unit in units]
            )

    def unit(self) -> Unit:
        """The chosen one, or the only one. Call it on a valid form."""
        chosen = self.cleaned_data.get("unit", str(self.units[0].pk))
        return next(unit for unit in self.units if str(unit.pk) == chosen)


@dataclass(kw_only=True)
class NewPlanPage(Page):
    """templates/governance/plan/new.html: out of a file, or empty."""

    place: UnitForm
    form: PlanFileForm
    empty_form: EmptyForm


@signed_in
def plan_new(request: SignedInRequest) -> HttpResponse:
    """Begin a plan from a file or empty. 404 for those who draft plans nowhere."""
    held = {unit for right, unit in request.pairs if right == Right.DRAFT_PAPER}
    units = list(Unit.objects.filter(pk__in=held, kind=UnitKind.DISTRICT).order_by("pk"))
    if not units:
        raise Http404
    data = request.POST if request.method == "POST" else None
    empty = data is not None and "empty" in data
    place = UnitForm(data, units=units)
    file_form = PlanFileForm(*((data, request.FILES) if data is not None and not empty else ()))
    initial = {"title": f"План работы {units[0].form('genitive')}"}
    empty_form = EmptyForm(data if empty else None, initial=initial)
    form = empty_form if empty else file_form
    if data is not None and place.is_valid() and form.is_valid():
        try:
            if empty:
                title = empty_form.cleaned_data["title"]
                plan = draft(Plan, unit=place.unit(), title=title, by=request.user)
            else:
                upload = file_form.cleaned_data["file"]
                plan = import_plan(upload.read(), upload.name, by=request.user, unit=place.unit())
                tell(request, plan)
            return redirect("plan_edit", pk=plan.pk)
        except Refused as refusal:
            form.add_error("title" if empty else "file", str(refusal))
    page = NewPlanPage(
        title=_("New work plan"),
        crumbs=[DOCUMENTS.crumb],
        place=place,
        form=file_form,
        empty_form=empty_form,
    )
    return page.response(request, "governance/plan/new.html", status=422 if data is not None else 200)


class ImportPage(WritePage[Plan]):
    """Take the text of a file in the place of the rows that are there."""

    form_class = PlanFileForm
    move = "import_file"
    title = gettext_lazy("Import from a file")
    lead = gettext_lazy(
        "The rows of the file replace all rows of the plan; the file itself is kept beside it."
    )
    submit = gettext_lazy("Import")
    multipart = True

    def get_form(self) -> PlanFileForm:
        files = None if self.data is None else self.request.FILES
        return PlanFileForm(self.data, files, initial={"seen": self.document.revision})

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        upload = self.form.cleaned_data["file"]
        data = upload.read()
        try:
            read = read_plan(data, upload.name)
        except Refused as refusal:
            self.form.add_error("file", str(refusal))
            return None
        facts = {"draft": read, "name": upload.name, "data": data}
        plan = attempt(self.request, self.document, self.move, self.form, **facts)
        if plan is None:
            return None
        tell(self.request, plan)
        return redirect("plan_edit", pk=plan.pk)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(self.document.kind_label, self.get_cancel())]

    def get_cancel(self) -> str:
        return reverse("plan_edit", args=[self.document.pk])


def tell(request: SignedInRequest, plan: Any) -> None:
    """What was taken from the file, in one sentence."""
    table = list(plan.table())
    rows = sum(len(section.rows.all()) for section in table)
    messages.success(
        request,
        _("Taken from the file: %(rows)s in %(sections)s.")
        % {
            "rows": ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows},
            "sections": ngettext("%(n)d section", "%(n)d sections", len(table)) % {"n": len(table)},
        },
    )
