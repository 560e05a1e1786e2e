"""How an approved plan is carried out: as a whole, with figures that filter the table under them, and row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Badge, Chip, Crumb, Tab
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.keys import keys_in
from governance.desk.base.page import Page
from governance.desk.base.rights import objection_to
from governance.desk.kinds.plan.editing import crumbs, find_row, place_text
from governance.desk.kinds.plan.ordering import OrderOfRow, begins_orders, orders_shown
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.part_moves import PartMove, PartPage, reason_field
from governance.desk.papers.reporting import ReportForm, ReportShown, reports_of
from governance.desk.papers.tabs import crumbs_of_kind, tabs
from governance.desk.papers.work import attempt
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.execution.charged import candidates
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.execution import Execution, FollowedSection, Progress, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, RowStatus

FOLLOWED = (ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED)

STATES = {
    status: Badge(meaning, status.label)
    for status, meaning in {
        RowStatus.DONE: "force",
        RowStatus.OVERDUE: "alarm",
        RowStatus.NOW: "due",
        RowStatus.MOVED: "held",
        RowStatus.LATER: "quiet",
        RowStatus.UNDATED: "quiet",
    }.items()
}


@dataclass(frozen=True)
class RowShown:
    """A row with its state, who is charged with it, and what they reported.

    `unknown`: its words name nobody of the district, so that it stays with whoever follows the plan. `ticked`: it was
    chosen in a form that comes back.
    """

    row: PlanRow
    state: Badge
    executors: str
    unknown: bool
    reports: Sequence[ReportShown]
    ticked: bool
    # The orders begun from it, and where this reader begins one; empty where they cannot.
    orders: Sequence[OrderOfRow] = ()
    order_href: str = ""


@dataclass(kw_only=True)
class PlanExecutionPage(Page):
    """templates/governance/plan/execution.html: each section with the rows that the filter leaves, and their states.

    `follows`: whether this person marks rows, and the plan is in the state for it.
    """

    document: Plan
    tabs: Sequence[Tab]
    percent: int
    sentence: str
    follows: bool
    chips: Sequence[Chip]
    sections: Sequence[tuple[FollowedSection, Sequence[RowShown]]]
    has_rows: bool
    form: SeenForm


@of_paper("plan")
def plan_execution(request: SignedInRequest, document: Plan) -> HttpResponse:
    """Done, overdue, in its term, moved, later; a plan that is not approved yet leads to its paper."""
    if document.state not in FOLLOWED:
        return redirect("paper", pk=document.pk)
    form = SeenForm(request.POST or None, initial={"seen": document.revision})
    rows = keys_in(request.POST.getlist("row"))
    if request.method == "POST" and form.is_valid():
        if not rows:
            form.add_error(None, _("Tick the rows first."))
        elif attempt(request, document, "mark_rows_done", form, rows=rows) is not None:
            return redirect("plan_execution", pk=document.pk)
    whole = execution(document)
    asked = request.GET.get("show", "")
    status = asked if asked in RowStatus.values else ""
    reports = reports_of(document)
    orders, begins = orders_shown(request, document), begins_orders(request, document)
    sections = [
        (
            part,
            [
                shown(
                    document,
                    row.row,
                    STATES[row.status],
                    reports,
                    ticked=row.row.pk in rows,
                    orders=orders.get(row.row.part, []),
                    begins=begins,
                )
                for row in part.rows
                if status in ("", row.status)
            ],
        )
        for part in whole.sections
    ]
    page = PlanExecutionPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        document=document,
        tabs=tabs(document, "execution"),
        percent=whole.percent_done,
        sentence=sentence(whole),
        follows=objection_to(request, document, "mark_row_done") is None,
        chips=chips(whole, status, request.path),
        sections=sections,
        has_rows=any(rows for _part, rows in sections),
        form=form,
    )
    return page.response(request, "governance/plan/execution.html", status=422 if form.errors else 200)


def shown(
    document: Plan,
    row: PlanRow,
    state: Badge,
    reports: Mapping[str, Sequence[ReportShown]],
    *,
    ticked: bool,
    orders: Sequence[OrderOfRow],
    begins: bool,
) -> RowShown:
    is_free = begins and row.done_on is None and not orders
    executors = document.executors_of(row)
    return RowShown(
        row=row,
        state=Badge("held", _("reported, awaits acceptance")) if row.is_reported else state,
        executors="; ".join(executor.words for executor in executors),
        unknown=row.is_open and not executors,
        reports=reports.get(row.part, []),
        ticked=ticked,
        orders=orders,
        order_href=f"{reverse('order_forms')}?row={document.pk}.{row.pk}" if is_free else "",
    )


class RowReportForm(ReportForm[Plan]):
    """Which of my rows is carried out."""

    part = forms.ChoiceField(
        label=_("Row"),
        widget=forms.RadioSelect(attrs={"class": "radio"}),
        error_messages={"required": _("Choose the row.")},
    )

    def choices(self) -> list[tuple[str, str]]:
        user, plan = self.request.user, self.document
        return [
            (row.part, str(row)) for row in plan.open_rows if not row.is_reported and plan.charges(row, user)
        ]


def sentence(whole: Progress) -> str:
    """«Выполнено: 12 из 45. Просрочены 2 строки.»"""
    done = _("Done: %(done)d of %(total)d.") % {"done": whole.done, "total": whole.total}
    if not whole.overdue:
        return done
    late = ngettext("%(n)d row is overdue.", "%(n)d rows are overdue.", whole.overdue)
    return f"{done} {late % {'n': whole.overdue}}"


def chips(whole: Execution, status: str, path: str) -> list[Chip]:
    """All rows, then the statuses that some row has."""
    every = Chip(label=pgettext("rows", "All"), href=path, current=not status, count=whole.total)
    return [
        every,
        *(
            Chip(label=known.label, href=f"{path}?show={known}", current=status == known, count=count)
            for known, count in whole.counts.items()
            if count
        ),
    ]


class FollowedRowPage(PartPage[Plan]):
    """A row for whoever follows it; 404 where the plan has no such row."""

    template = "governance/plan/follow.html"
    move = "mark_row_done"
    back = _("Back to the execution of the plan")
    part_moves = {
        "mark_row_done": PartMove(
            _("Done"),
            _("Mark as done"),
            on=day_field(_("Day on which it was done"), missing=_("Give the day on which it was done.")),
            note=text_field(
                _("What was done"),
                MAX_FIELD,
                lines=3,
                required=False,
                help_text=_("A short note for the council; may be left empty."),
            ),
        ),
        "move_row": PartMove(
            _("Move the term"),
            _("Move"),
            to=day_field(_("New last day"), missing=_("Give the new last day.")),
            reason=reason_field(_("Why it is moved"), _("Write why: the council will ask.")),
        ),
        "return_row": PartMove(
            _("Return the report"),
            _("Return"),
            reason=reason_field(_("What is missing"), _("Write what is missing: the executor has to know.")),
        ),
        "charge_row": PartMove(
            _("Executors"),
            _("Choose the executors"),
            responsible=forms.ChoiceField(
                label=_("Responsible executor"),
                required=False,
                help_text=_(
                    "People, schools and bodies of the district; from the row's time on they are asked."
                ),
            ),
            others=forms.MultipleChoiceField(
                label=_("Together with"),
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
            ),
        ),
        "reopen_row": PartMove(
            _("Take the mark back"),
            _("Open again"),
            reason=reason_field(_("Why the mark is taken back"), _("Write why the mark is taken back.")),
        ),
    }

    def prepare(self) -> None:
        self.plan_section, self.row = find_row(self.document.table(), self.part["row"])

        self.executors = self.document.executors_of(self.row)
        self.reports = reports_of(self.document).get(self.row.part, [])

    def usual(self) -> Sequence[str]:
        if self.row.done_on:
            return ["reopen_row"]
        reported = ["return_row"] if self.row.is_reported else []
        return ["mark_row_done", *reported, "move_row", "charge_row"]

    def get_form(self) -> SeenForm:
        form = super().get_form()
        if charging := self.forms.get("charge_row"):
            everybody = [(one.key, one.words) for one in candidates(self.document.district_id).values()]
            choose_from(charging, "responsible", [("", _("nobody by name")), *everybody])
            choose_from(charging, "others", everybody)
        return form

    def moves(self) -> list[tuple[str, Facts]]:
        if self.tried != "charge_row":
            return super().moves()
        given = self.form.facts()
        return [("charge_row", {**self.part_facts(), "executors": [given["responsible"], *given["others"]]})]

    def part_facts(self) -> Facts:
        return {"row": self.row.pk}

    def get_initial(self) -> Facts:
        keys = [executor.key for executor in self.executors]
        return {"on": clock.today(), "responsible": keys[0] if keys else "", "others": keys[1:]}

    def state(self) -> Badge:
        if self.row.is_reported:
            return Badge("held", _("reported, awaits acceptance"))
        return STATES[self.row.status(clock.today())]

    def get_title(self) -> str:
        return place_text(self.plan_section, self.row)

    def get_crumbs(self) -> list[Crumb]:
        execution = reverse("plan_execution", args=[self.document.pk])
        return [*crumbs(self.document)[:-1], Crumb(_("Execution"), execution)]

    def get_cancel(self) -> str:
        return reverse("plan_execution", args=[self.document.pk]) + f"#row-{self.row.pk}"
