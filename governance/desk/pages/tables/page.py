"""The page of such a table: the file, the report on a trial, and the button that enters what was reported."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, View, signed_in
from governance.desk.pages.organisation.forms import basis_field
from governance.desk.pages.organisation.processes import district_of
from governance.desk.pages.organisation.setup import SET_UP
from governance.desk.pages.tables.columns import TableColumn, TableRow, read_rows, template
from governance.desk.pages.tables.trial import Report, enter_rows
from governance.desk.papers.export import XLSX
from governance.desk.papers.form_page import FormPage
from governance.documents.record import audit_log

# For so long what was reported can be entered without choosing the file again.
LONGEST_REPORT = 60 * 60 * 24


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy(
            "The template, filled in (.xlsx). Nothing is entered yet: first you see each row."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty: choose another one."),
        },
    )
    basis = basis_field()

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB: make it smaller.")
                % {"limit": settings.UPLOAD_LIMIT_BYTES // 2**20}
            )
        return upload


class TablePage(FormPage):
    """Entering rows from a table. A subclass says its columns, what a row is called and how it is entered."""

    template = "governance/organisation/table.html"
    section = SET_UP
    submit = gettext_lazy("Try the table")
    multipart = True
    columns: ClassVar[Sequence[TableColumn]]
    # The name of its address, and of the file to fill in.
    name: ClassVar[str]
    file_name: ClassVar[str]

    form: TableForm
    report: Report | None = None
    # The rows on which the report is, signed, so that exactly these are entered.
    kept: str = ""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.district = district_of(request)
        files = None if self.data is None else request.FILES
        self.form = TableForm(self.data if not self.confirms else None, files if not self.confirms else None)

    def enter(self, row: TableRow) -> tuple[bool, str]:
        """Enter one row: whether anything is new, and what is done in words. Raises ValidationError."""
        raise NotImplementedError

    def called(self, row: TableRow) -> str:
        raise NotImplementedError

    def choices(self) -> Mapping[str, Sequence[str]]:
        """What the template offers to choose from, beside what its columns say."""
        return {}

    @property
    def confirms(self) -> bool:
        return self.data is not None and "kept" in self.data

    def send(self) -> HttpResponse | None:
        if self.confirms:
            return self.confirmed()
        if not self.form.is_valid():
            return None
        try:
            rows = read_rows(self.form.cleaned_data["file"].read(), self.columns)
        except ValidationError as refusal:
            self.form.add_error("file", refusal)
            return None
        self.basis = self.form.cleaned_data["basis"]
        self.report = self.tried(rows, on_trial=True)
        if not self.report.outcomes:
            self.form.add_error("file", _("The table has no rows under its headings: fill it in first."))
            return None
        said: Any = {"rows": [[row.line, row.cells] for row in rows], "basis": self.basis}
        self.kept = signing.dumps(said, salt=self.salt, compress=True)
        return self.render()

    def confirmed(self) -> HttpResponse:
        """Enter what was reported: as it was, or nothing of it."""
        try:
            said = signing.loads(str(self.request.POST["kept"]), salt=self.salt, max_age=LONGEST_REPORT)
        except signing.BadSignature:
            messages.error(self.request, _("The report is too old: choose the file again."))
            return redirect(self.name)
        self.basis = said["basis"]
        self.report = self.tried([TableRow(line, cells) for line, cells in said["rows"]], on_trial=False)
        if self.report.faulty:
            messages.error(self.request, _("Something has changed meanwhile, so nothing has been entered."))
            return self.render(status=422)
        if self.report.new:
            messages.success(self.request, _("Entered: %(n)d.") % {"n": self.report.new})
        else:
            messages.info(self.request, _("All of it is there already: nothing has been entered."))
        return redirect("setup")

    @property
    def template_address(self) -> str:
        return reverse(f"{self.name}_template")

    @property
    def salt(self) -> str:
        return f"{self.name} of {self.district.pk} by {self.request.user.pk}"

    def tried(self, rows: Sequence[TableRow], *, on_trial: bool) -> Report:
        with audit_log.acting(self.request.user):
            return enter_rows(rows, self.columns, self.district, self.enter, self.called, on_trial=on_trial)

    def get_crumbs(self) -> Any:
        return [SET_UP.crumb]

    @classmethod
    def template_view(cls) -> View:
        """The file to fill in."""

        @signed_in
        def view(request: SignedInRequest) -> HttpResponse:
            page = cls(request)
            answer = HttpResponse(template(cls.columns, page.choices()), content_type=XLSX)
            answer["Content-Disposition"] = f'attachment; filename="{cls.file_name}"'
            return answer

        return view
