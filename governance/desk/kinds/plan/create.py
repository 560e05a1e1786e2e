"""Beginning a plan: out of the file that the school has, or empty; taking a file into a plan that stands already."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.kept_file import KeptFileField, KeptFileInput
from governance.desk.kinds.plan.columns import to_columns, waiting_file
from governance.desk.kinds.plan.editing import RevisePage
from governance.desk.kinds.plan.telling import tell_rows
from governance.desk.papers.create import BeginForm, BeginInTwoWays
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.errors import Refused
from governance.documents.kinds.plan.beginning import plan_beginning
from governance.documents.kinds.plan.edits import MAX_TITLE, WriteSection
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import UnknownColumns, read_plan
from governance.documents.kinds.plan.text import waits_for_columns
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.perform import perform


class PlanFileForm(forms.Form):
    """The file with the plan's table; read whole."""

    file = KeptFileField(
        label=_("File with the plan"),
        help_text=_(
            "A Word document (.docx), an Excel table (.xlsx) or a text with tabs (.txt) with the columns “No.”, "
            "“Activity”, “Term”, “Executors”."
        ),
        widget=KeptFileInput(attrs={"accept": ".docx,.xlsx,.txt"}),
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
        plan = import_plan(upload.read(), upload.name, by=self.request.user, unit=self.unit, unread=True)
        if not waits_for_columns(plan):
            tell_rows(self.request, plan)
        return plan


class EmptyForm(BeginForm):
    """The title of a plan that is written here from the first row on."""

    unit_label = _("District")
    field_order = ("unit", "title")
    refused_at = "title"

    title = text_field(_("Title"), MAX_TITLE, missing=_("Give the plan a title."), printed=True)

    def prepare(self) -> None:
        self.initial["title"] = plan_beginning(next(iter(self.units.values()))).title

    @transaction.atomic
    def begin(self, model: type[Document]) -> Document:
        """Draft the plan, with the sections that plans of the district begin with. Raises Refused."""
        plan, sections = super().begin(model), plan_beginning(self.unit).sections
        if not sections or self.copied is not None:
            return plan
        edits = [WriteSection(title) for title in sections]
        return perform(plan, "revise", by=self.request.user, edits=edits)


class BeginPlan(BeginInTwoWays):
    """Begin a plan from a file or empty. 404 for those who draft plans nowhere."""

    form_class, other_class, other = NewFromFileForm, EmptyForm, "empty"
    template = "governance/plan/new.html"
    title = _("New work plan")

    def begun(self, paper: Document) -> HttpResponse:
        file = waiting_file(paper) if isinstance(paper, Plan) and waits_for_columns(paper) else None
        return to_columns(paper, file) if file is not None else super().begun(paper)


class ImportForm(PlanFileForm, SeenForm):
    """The file as it was read."""

    field_order = ("seen", "file")

    def __init__(self, *args: Any, known: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> None:
        upload = self.cleaned_data.get("file")
        if upload is None:
            return
        data = upload.read()
        kept = {"name": upload.name, "data": data}
        try:
            self.move = "import_file", {"draft": read_plan(data, upload.name, known=self.known), **kept}
        except UnknownColumns:
            self.move = "keep_file", kept
        except Refused as refusal:
            self.add_error("file", str(refusal))


class ImportPage(RevisePage):
    """Take the text of a file in the place of the rows that are there."""

    form_class = ImportForm
    template = "governance/form.html"
    move = "import_file"
    title = _("Import from a file")
    lead = _("The rows of the file replace all rows of the plan; the file itself is kept beside it.")
    submit = _("Import")
    multipart = True

    form: ImportForm

    def get_form_options(self) -> Facts:
        return {"known": self.document.known_executors}

    def moves(self) -> list[tuple[str, Facts]]:
        return [self.form.move]

    def saved(self, paper: Document) -> HttpResponse:
        move, facts = self.form.move
        if move == "keep_file":
            digest = hashlib.sha256(facts["data"]).hexdigest()
            return to_columns(paper, Attachment.objects.get(document_id=paper.pk, sha256=digest))
        tell_rows(self.request, paper)
        return super().saved(paper)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(self.document.kind_label, self.get_cancel())]
