"""Reports of those whom a paper charges with something: the form of one, and how pages show those there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.desk.base.components import Badge
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.format import day, due_text
from governance.desk.papers.files import SEVERAL_FILES, SeveralFilesForm
from governance.desk.papers.forms import ChoosingForm, Facts, P
from governance.documents.approval.execution.following import LONGEST_REPORT
from governance.documents.approval.execution.rows import Report
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document


class ReportForm(ChoosingForm[P], SeveralFilesForm):
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
    field_order = ("part", "note", *SEVERAL_FILES)

    def prepare(self) -> None:
        super().prepare()
        # Whoever comes from a task finds what it is about, and no list to look through.
        asked = [choice for choice in self.offered if choice[0] == self.request.GET.get("part", "")]
        if asked:
            choose_from(self, "part", asked)
        if len(choices := asked or self.offered) == 1:
            self.fields["part"].initial = choices[0][0]

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
