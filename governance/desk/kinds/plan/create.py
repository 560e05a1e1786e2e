"""Beginning a plan: out of the file that the school has, or empty; taking a file into a plan that stands already."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.kinds.plan.editing import RevisePage, counted
from governance.desk.papers.create import BeginForm, BeginInTwoWays
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.errors import Refused
from governance.documents.kinds.plan.edits import MAX_TITLE
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import read_plan
from governance.documents.record.document import Document


class PlanFileForm(forms.Form):
    """The file with the plan's table; read whole."""

    file = forms.FileField(
        label=_("File with the plan"),
        help_text=_(
            "A Word document (.docx), an Excel table (.xlsx) or a text with tabs (.txt) with the columns “No.”, "
            "“Activity”, “Term”, “Executors”."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.txt"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("The file is empty: choose another one."),
        },
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB: make it smaller."),
                params={"limit": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024},
            )
        return upload


class NewFromFileForm(PlanFileForm, BeginForm):
    """The whole plan out of a file."""

    unit_label = _("District")
    field_order = ("unit", "file")
    refused_at = "file"

    def begin(self, model: type[Document]) -> Document:
        upload = self.cleaned_data["file"]
        plan = import_plan(upload.read(), upload.name, by=self.request.user, unit=self.unit)
        tell(self.request, plan)
        return plan


class EmptyForm(BeginForm):
    """The title of a plan that is written here from the first row on."""

    unit_label = _("District")
    field_order = ("unit", "title")
    refused_at = "title"

    title = text_field(_("Title"), MAX_TITLE, missing=_("Give the plan a title."))

    def prepare(self) -> None:
        self.initial["title"] = f"План работы {next(iter(self.units.values())).form('genitive')}"


class BeginPlan(BeginInTwoWays):
    """Begin a plan from a file or empty. 404 for those who draft plans nowhere."""

    form_class, other_class, other = NewFromFileForm, EmptyForm, "empty"
    template = "governance/plan/new.html"
    title = _("New work plan")


class ImportForm(PlanFileForm, SeenForm):
    """The file as it was read."""

    field_order = ("seen", "file")

    def clean(self) -> None:
        upload = self.cleaned_data.get("file")
        if upload is None:
            return
        data = upload.read()
        try:
            self.read = {"draft": read_plan(data, upload.name), "name": upload.name, "data": data}
        except Refused as refusal:
            self.add_error("file", str(refusal))

    def facts(self) -> Facts:
        return self.read


class ImportPage(RevisePage):
    """Take the text of a file in the place of the rows that are there."""

    form_class = ImportForm
    template = "governance/form.html"
    move = "import_file"
    title = _("Import from a file")
    lead = _("The rows of the file replace all rows of the plan; the file itself is kept beside it.")
    submit = _("Import")
    multipart = True

    def moves(self) -> list[tuple[str, Facts]]:
        return [(self.move, self.facts())]

    def saved(self, paper: Document) -> HttpResponse:
        tell(self.request, paper)
        return super().saved(paper)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(self.document.kind_label, self.get_cancel())]


def tell(request: SignedInRequest, plan: Document) -> None:
    """What was taken from the file, in one sentence."""
    assert isinstance(plan, Plan)
    messages.success(
        request, _("Taken from the file: %(rows)s in %(sections)s.") % counted(list(plan.table()))
    )
