"""Reports of those whom a paper charges with something: the form of one, and how pages show those there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.desk.base.components import Badge
from governance.desk.base.fields import text_field
from governance.desk.base.format import day, due_text
from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.files import read_upload
from governance.desk.papers.forms import ChoosingForm, Facts, P
from governance.documents.approval.execution.following import LONGEST_REPORT
from governance.documents.approval.execution.rows import Report
from governance.documents.errors import NotLegal
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.uploads import media_type_of

FILES = ("file", "second_file", "third_file")


class ReportForm(ChoosingForm[P]):
    """Which of my points is carried out, how, and files that show it. A kind says the choices."""

    chosen_in = "part"

    part = forms.ChoiceField(
        label=_("Point"),
        widget=forms.RadioSelect(attrs={"class": "radio"}),
        error_messages={"required": _("Choose the point.")},
    )
    note = text_field(
        _("What was done"),
        LONGEST_REPORT,
        lines=3,
        required=False,
        help_text=_("A short note for whoever controls it; may be left empty."),
    )
    file = KeptFileField(label=_("File"), required=False, help_text=_("PDF, picture, docx, xlsx or txt."))
    second_file = KeptFileField(label=_("Another file"), required=False)
    third_file = KeptFileField(label=_("One more file"), required=False)

    def prepare(self) -> None:
        super().prepare()
        asked = self.request.GET.get("part", "")
        if len(self.offered) == 1:
            self.fields["part"].initial = self.offered[0][0]
        elif asked in {key for key, _label in self.offered}:
            self.fields["part"].initial = asked

    def clean(self) -> None:
        self.files_read: list[tuple[str, bytes]] = []
        for name in FILES:
            upload = self.cleaned_data.get(name)
            if not upload:
                continue
            try:
                data = read_upload(upload)
                media_type_of(upload.name, data)
            except NotLegal as refusal:
                self.add_error(name, ValidationError(str(refusal)))
            else:
                self.files_read.append((upload.name, data))

    def facts(self) -> Facts:
        return {
            "part": self.cleaned_data["part"],
            "note": self.cleaned_data["note"],
            "files": self.files_read,
        }


@dataclass(frozen=True)
class ReportShown:
    """A report with its files, for templates/governance/components/reports.html."""

    report: Report
    files: Sequence[Attachment]


def reports_of(document: Document) -> dict[str, list[ReportShown]]:
    """The reports of a paper by part, in their order; two queries."""
    reports = list(document.reports.select_related("author", "answered_by"))
    keys = {key for report in reports for key in report.files}
    files = {file.pk: file for file in document.attachments.filter(pk__in=keys)} if keys else {}
    shown: dict[str, list[ReportShown]] = {}
    for report in reports:
        attached = [files[key] for key in report.files if key in files]
        shown.setdefault(report.part, []).append(ReportShown(report, attached))
    return shown


def state_of_point(point: DecisionPoint, *, suspended: bool) -> Badge:
    """How a point of a signed decision stands today."""
    if point.accepted_at is not None:
        return Badge("force", _("done, off control on %(day)s") % {"day": day(point.accepted_at.date())})
    if point.taken_by_id is not None:
        return Badge("held", _("carried out by an order"))
    if point.due is None:
        return Badge("quiet", _("not on control"))
    if suspended:
        return Badge("due", _("suspended"))
    if point.is_reported:
        return Badge("held", _("reported, awaits acceptance"))
    return Badge(*due_text(point.deadline, clock.today()))
