"""The report on the monitoring on the desk: begun for a year, its findings edited, put before the council."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner
from governance.desk.base.fields import day_field, refuse_reversed, text_field, title_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.monitoring.section import MONITORING, BeginForDistrict
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.monitoring.report import LONGEST_FINDING, MonitoringReport, begin_report
from governance.documents.record.document import Document

SEPTEMBER, MAY = 9, 5
MOST_FINDINGS = 100


class YearForm(BeginForm):
    """The school year that is reported on."""

    asks_unit = False

    starts_on = day_field(gettext_lazy("First day"))
    ends_on = day_field(gettext_lazy("Last day"))

    def prepare(self) -> None:
        today = clock.today()
        begun = today.year if today.month >= SEPTEMBER else today.year - 1
        self.initial.update(starts_on=date(begun, SEPTEMBER, 1), ends_on=date(begun + 1, MAY, 31))

    def clean(self) -> None:
        refuse_reversed(self, "starts_on", "ends_on")

    def begin(self, model: type[Document]) -> Document:
        district = next(iter(self.units.values()))
        return begin_report(district, by=self.request.user, **self.cleaned_data)


class BeginReport(BeginForDistrict):
    form_class = YearForm
    title = gettext_lazy("New report on the monitoring")
    lead = gettext_lazy(
        "It is computed from the figures that are accepted; findings are proposed, you edit them."
    )


class FindingForm(forms.Form):
    """A finding; `code` is that of its indicator, and stays with it."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    text = text_field(
        gettext_lazy("Finding"),
        LONGEST_FINDING,
        lines=2,
        missing=gettext_lazy("Write the finding, or take it out."),
        printed=True,
    )


class ReportForm(SeenForm):
    title = title_field(lines=1)


class FindingsPage(WritePage[MonitoringReport]):
    form_class = ReportForm
    template = "governance/monitoring/findings_edit.html"
    shows = ("document",)
    label = gettext_lazy("Write the findings")
    said = gettext_lazy("The findings are saved.")
    address, name = "papers/<key:pk>/findings/", "monitoring_findings"

    def prepare(self) -> None:
        self.rows = RowsEditor(
            *("finding", FindingForm, self.document.findings, self.data),
            most=MOST_FINDINGS,
            unseen=("code",),
        )
        self.editors = [self.rows]

    def facts(self) -> Facts:
        return super().facts() | {"findings": self.rows.given}


def context(request: SignedInRequest, document: MonitoringReport) -> PaperContext | None:
    """Who has given nothing, while that can still be changed."""
    if document.state != MonitoringReport.State.DRAFT:
        return None
    names = {school["key"]: school["name"] for school in document.facts["schools"]}
    silent = [names[key] for key in document.facts["silent"]]
    if not silent:
        return None
    text = _("No accepted figures of: %(schools)s.") % {"schools": ", ".join(silent)}
    return PaperContext(notices=[Banner(meaning="due", title=_("Not all have given figures"), text=text)])


class ReportsBoard(Board[MonitoringReport]):
    columns = (
        Column(gettext_lazy("First day"), lambda paper: paper.starts_on),
        Column(gettext_lazy("Last day"), lambda paper: paper.ends_on),
    )
    order = ("-starts_on", "-pk")


enter(
    MonitoringReport,
    section=MONITORING,
    begin=BeginReport,
    board=ReportsBoard,
    writes={"revise": FindingsPage},
    effects={
        "gather": gettext_lazy(
            "Figures and proposed findings are computed anew; what you added of your own stays."
        ),
        "submit": gettext_lazy(
            "Figures and findings are frozen; after the protocol the report is public at once."
        ),
    },
    context=context,
)
