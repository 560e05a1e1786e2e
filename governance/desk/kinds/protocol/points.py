"""The points of decisions on pages: their editor beside the texts, how they are carried out, a page for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Badge, Crumb, Tab
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.page import Page
from governance.desk.base.term_field import TermFormField
from governance.desk.editors.rows import SAVING, RowsEditor
from governance.desk.papers.forms import Facts
from governance.desk.papers.part_moves import PartMove, PartPage, reason_field
from governance.desk.papers.reporting import ReportForm, ReportShown, reports_of, state_of_point
from governance.desk.papers.tabs import crumbs_of, crumbs_of_kind, tabs
from governance.documents.approval.execution.charged import Candidate
from governance.documents.approval.execution.following import LONGEST_REPORT
from governance.documents.kinds.protocol.content import lines_said
from governance.documents.kinds.protocol.points import LONGEST_POINT, MOST_POINTS, DecisionPoint, Every
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.person import Person

# The button that saves the texts and puts them up for signature.
SUBMIT = "submit"


class PointForm(forms.Form):
    """One point of a decision. One without a text is left out."""

    text = text_field(_("What is to be done"), LONGEST_POINT, lines=2, required=False, printed=True)
    responsible = forms.ChoiceField(label=_("Responsible executor"), required=False)
    others = forms.MultipleChoiceField(
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
    )
    due = day_field(_("Deadline"), required=False)
    term = TermFormField(
        label=_("or a term from the signature"), help_text=_("Instead of the day."), required=False
    )
    every = forms.ChoiceField(
        label=_("How often"),
        required=False,
        choices=[("", _("once")), *Every.choices],
        help_text=_("Again and again until the deadline."),
    )
    control = forms.ChoiceField(label=_("Who controls it"), required=False)

    def clean(self) -> None:
        said = any(self.cleaned_data.get(name) for name in ("responsible", "others", "due", "term", "every"))
        if said and not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is to be done, or empty the whole point."))
        if self.cleaned_data.get("others") and not self.cleaned_data.get("responsible"):
            self.add_error("responsible", _("Say who of them answers for it."))
        if self.cleaned_data.get("due") and self.cleaned_data.get("term"):
            self.add_error("term", _("Give either the day or the term of a point, not both."))
        if self.cleaned_data.get("every") and not self.cleaned_data.get("due"):
            self.add_error(
                "due", _("Say until which day it is due again and again: give the day beside “how often”.")
            )
        timed = self.cleaned_data.get("due") or self.cleaned_data.get("term")
        if timed and not self.cleaned_data.get("responsible"):
            self.add_error("responsible", _("A point with a term needs an executor."))


class PointsEditor(RowsEditor):
    """The points of one decision as rows."""

    def __init__(
        self, protocol: Protocol, item: int, data: QueryDict | None, known: Mapping[str, Candidate]
    ) -> None:
        self.known = known
        points = [point for point in protocol.all_points() if point.item_id == item]
        super().__init__(
            f"points{item}",
            PointForm,
            [standing_row(protocol, point) for point in points],
            data,
            blank=0,
            most=MOST_POINTS,
            unseen=["term_1"],
            saved_by=(*SAVING, SUBMIT),
        )

    def complete(self, row: forms.Form, key: int) -> None:
        everybody = [(candidate.key, candidate.words) for candidate in self.known.values()]
        people = [(candidate.key, candidate.words) for candidate in self.known.values() if candidate.person]
        choose_from(row, "responsible", [("", _("nobody by name")), *everybody])
        choose_from(row, "others", everybody)
        choose_from(row, "control", [("", _("the chair, else the secretary")), *people])

    @property
    def points(self) -> list[Facts]:
        """The points for `perform`. Only after `is_valid`."""
        return [
            {
                "text": given["text"],
                "executors": [given["responsible"], *given["others"]],
                "due": given["due"],
                "term": given["term"],
                "every": given["every"],
                "control": given["control"],
            }
            for given in self.given
            if given["text"]
        ]


def standing_row(protocol: Protocol, point: DecisionPoint) -> Facts:
    executors = [executor.key for executor in protocol.executors_of(point)]
    return {
        "text": point.text,
        "responsible": executors[0] if executors else "",
        "others": executors[1:],
        "due": point.due if point.term is None else None,
        "term": point.term,
        "every": point.every,
        "control": f"person:{point.control_by_id}" if point.control_by_id else "",
    }


def number_of(protocol: Protocol, point: DecisionPoint) -> str:
    """«1.2», as the protocol prints it: the sentences of the decision are numbered before its points."""
    decided = next((entry.decided for entry in protocol.texts if entry.item_id == point.item_id), "")
    return f"{point.item.position}.{len(lines_said(decided)) + point.position}"


# --- what is done with them -------------------------------------------------------------------------------------------


class DecisionReportForm(ReportForm[Protocol]):
    """Which of my points is carried out."""

    def choices(self) -> list[tuple[str, str]]:
        user, protocol = self.request.user, self.document
        return [
            (point.part, f"{number_of(protocol, point)}. {point.text}")
            for point in protocol.open_points
            if not point.is_reported and protocol.charges(point, user)
        ]


def state_of(protocol: Protocol, point: DecisionPoint) -> Badge:
    return state_of_point(point, suspended=point not in protocol.open_points)


@dataclass(frozen=True)
class PointShown:
    """One point as pages show it; `controls`: whether this person accepts it."""

    point: DecisionPoint
    number: str
    executors: str
    state: Badge
    reports: Sequence[ReportShown]
    controls: bool


@dataclass(kw_only=True)
class DecisionsPage(Page):
    """templates/governance/protocol/execution.html."""

    document: Protocol
    tabs: Sequence[Tab]
    points: Sequence[PointShown]


def shown(protocol: Protocol, person: Person) -> list[PointShown]:
    """All points with what was reported; two queries beyond the points and their executors."""
    reports = reports_of(protocol)
    return [
        PointShown(
            point=point,
            number=number_of(protocol, point),
            executors="; ".join(executor.words for executor in protocol.executors_of(point)),
            state=state_of(protocol, point),
            reports=reports.get(point.part, []),
            controls=point in protocol.open_points and person.pk in protocol.controllers(point),
        )
        for point in protocol.all_points()
    ]


@of_paper("protocol")
def decisions_execution(request: SignedInRequest, document: Protocol) -> HttpResponse:
    """Each point with its executors, term, state and reports."""
    page = DecisionsPage(
        title=document.title,
        crumbs=crumbs_of_kind(document),
        document=document,
        tabs=tabs(document, "execution"),
        points=shown(document, request.user),
    )
    return page.response(request, "governance/protocol/execution.html")


def execution_tab(document: Protocol) -> Tab | None:
    """From its signature on, a protocol with points shows how they are carried out."""
    if document.state not in Protocol.IN_FORCE or not document.all_points():
        return None
    href = reverse("decisions_execution", args=[document.pk])
    return Tab(label=_("Execution"), href=href, name="execution")


class DecisionPointPage(PartPage[Protocol]):
    """A point for whoever controls it; 404 where the protocol has no such point."""

    template = "governance/protocol/point.html"
    move = "close_point"
    back = _("Back to the points")
    part_moves = {
        "close_point": PartMove(
            _("Take off control"),
            _("Accept and take off control"),
            note=text_field(
                _("What was done"),
                LONGEST_REPORT,
                lines=2,
                required=False,
                help_text=_("Only where nobody has reported."),
            ),
        ),
        "return_point": PartMove(
            _("Return the report"),
            _("Return"),
            reason=reason_field(_("What is missing"), _("Write what is missing: the executor has to know.")),
        ),
        "move_due": PartMove(
            _("Prolong the term"),
            _("Prolong"),
            due=day_field(_("New deadline"), missing=_("Give the new deadline.")),
            reason=reason_field(_("Why it is moved"), _("Write why the deadline is moved.")),
        ),
    }

    def prepare(self) -> None:
        point = self.document.point_of(f"point:{self.part['point']}")
        if point is None:
            raise Http404
        self.point = point
        self.executors = self.document.executors_of(point)
        self.reports = reports_of(self.document).get(point.part, [])

    def usual(self) -> Sequence[str]:
        if self.point not in self.document.open_points:
            return []
        if self.request.user.pk not in self.document.controllers(self.point):
            return []
        return ["close_point", "return_point"] if self.point.is_reported else ["close_point", "move_due"]

    def part_facts(self) -> Facts:
        return {"part": self.point.part}

    def state(self) -> Badge:
        return state_of(self.document, self.point)

    def get_title(self) -> str:
        return _("Point %(number)s") % {"number": number_of(self.document, self.point)}

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)

    def get_cancel(self) -> str:
        return reverse("decisions_execution", args=[self.document.pk])
