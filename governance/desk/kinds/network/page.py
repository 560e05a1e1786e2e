"""Network teachers: their page; a candidate put forward, filled in subject by subject; the list for the next orders."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.components import Bars, Fact, known, largest_first
from governance.desk.base.fields import CommaField, choose_from, day_field, refuse_reversed, text_field
from governance.desk.base.format import day, figure
from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Page, Section
from governance.desk.base.rights import holds, may
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginPage, Elsewhere
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.employment import EmploymentForm
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.errors import Refused
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import GRADES, MOST_HOURS, MOST_SUBJECTS, Subject
from governance.documents.kinds.network.staff_list import DRAFT, StaffList, draft_staff_list
from governance.documents.law.validation import plain
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

NETWORK = enter_section(Section("network_teachers", gettext_lazy("Network teachers"), "network_teachers"))
SHOWN = 200


# --- their page -------------------------------------------------------------------------------------------------------


class NetworkBoard(Page):
    """`list`: the edition in force; `on_way`: the one before the council or the director."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(section=NETWORK.name, title=NETWORK.label)
        editions = StaffList._default_manager.visible_to(request.user, request.pairs).order_by("-edition")
        self.list = editions.filter(state=StaffList.State.APPROVED).first()
        self.on_way = editions.filter(state=DRAFT).first()
        self.teachers = [row.candidacy for row in self.list.entries()] if self.list is not None else []
        self.subjects = hours_by_subject(self.teachers)
        self.hours = sum((teacher.hours for teacher in self.teachers), Decimal(0))
        # Those put forward and not appointed, the latest first.
        self.candidates = list(
            Candidacy._default_manager.visible_to(request.user, request.pairs)
            .exclude(state__in=(Candidacy.State.APPOINTED, Candidacy.State.ENDED))
            .select_related("teacher", "employment__unit", "replaces__teacher")
            .order_by("-pk")[:SHOWN]
        )
        self.begins = holds(request, Right.NOMINATE)
        waiting = any(candidacy.state == Candidacy.State.READY for candidacy in self.candidates)
        self.draws_up = waiting and self.on_way is None and draws_up(request) is not None


@signed_in
def network_teachers(request: SignedInRequest) -> HttpResponse:
    """404 for those who read nothing of a district: an outside body, a teacher with a sheet alone."""
    if not holds(request, Right.READ, Right.NOMINATE):
        raise Http404
    return NetworkBoard(request).response(request, "governance/network/board.html")


def draws_up(request: SignedInRequest) -> Unit | None:
    """The district whose list this person draws up: whoever drafts the orders of its base school."""
    for unit in (appointment.unit for appointment in request.appointments):
        if unit.kind == UnitKind.SCHOOL and unit.is_base and may(request, Right.DRAFT_ORDER, unit.pk):
            return unit.root
    return None


def hours_by_subject(taught: Iterable[Candidacy]) -> Bars:
    """Hours a week, the most first."""
    hours = ((subject.name, subject.total) for candidacy in taught for subject in candidacy.subjects)
    return Bars(largest_first(sorted(hours), figure, meaning="force"))


@of_paper("candidacy")
def candidacy_listed(request: SignedInRequest, document: Document) -> HttpResponse:
    """The list is drawn up for all supported candidates at once, so the task of each leads there."""
    return redirect("network_teachers")


@require_POST
@signed_in
def staff_list_draft(request: SignedInRequest) -> HttpResponse:
    """Make the next edition with the drafts of its orders. 404 for whoever drafts no orders of the base school."""
    district = draws_up(request)
    if district is None:
        raise Http404
    try:
        drafted = draft_staff_list(district, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("network_teachers")
    messages.success(request, _("The list is drawn up, and the orders of the schools are drafted."))
    return redirect("paper", pk=drafted.pk)


# --- beginning --------------------------------------------------------------------------------------------------------


class CandidateForm(EmploymentForm):
    """Who, for which term, instead of whom."""

    since = day_field(gettext_lazy("First day"))
    until = day_field(gettext_lazy("Last day"))
    replaces = forms.ChoiceField(
        label=gettext_lazy("Instead of"),
        required=False,
        help_text=gettext_lazy("Only where a teacher is replaced during the year."),
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial["since"], self.initial["until"] = school_year()
        districts = {one.unit.root_id for one in self.request.appointments}
        appointed = Candidacy.objects.filter(district_id__in=districts, state=Candidacy.State.APPOINTED)
        found = appointed.select_related("teacher").order_by("teacher__surname", "pk")
        self.appointed = {str(one.pk): one for one in found}
        others = [(key, one.teacher.full_name) for key, one in self.appointed.items()]
        choose_from(self, "replaces", [("", _("nobody")), *others])

    def clean(self) -> None:
        refuse_reversed(self, "since", "until")

    def begin(self, model: type[Document]) -> Candidacy:
        return begin_candidacy(
            self.chosen,
            by=self.request.user,
            since=self.cleaned_data["since"],
            until=self.cleaned_data["until"],
            replaces=self.appointed.get(self.cleaned_data["replaces"]),
        )


def school_year() -> tuple[date, date]:
    """The days of the year for which one is put forward: the coming one from the summer on."""
    today = clock.today()
    first = today.year if today.month >= 6 else today.year - 1
    return max(date(first, 9, 1), today) if today.month < 6 else date(first, 9, 1), date(first + 1, 5, 31)


class BeginCandidacy(BeginPage):
    form_class = CandidateForm
    title = gettext_lazy("Put forward a network teacher")
    lead = gettext_lazy("Subjects, grades and hours are filled in on the next page.")
    address, name = "papers/new/network-teacher/", "candidacy_begin"
    # It is begun from the page of the network teachers.
    is_listed = False

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """Where this person nominates: the teacher's post decides on the unit."""
        held = [one.unit for one in request.appointments if may(request, Right.NOMINATE, one.unit_id)]
        return held[:1]


# --- filling in -------------------------------------------------------------------------------------------------------


class CandidacyForm(SeenForm):
    since = day_field(gettext_lazy("First day"))
    until = day_field(gettext_lazy("Last day"))
    training = text_field(
        gettext_lazy("Training in ICT"),
        500,
        lines=2,
        required=False,
        help_text=gettext_lazy("For example: курсы «Дистанционное обучение», 72 часа, 2011 г."),
    )

    def clean(self) -> None:
        refuse_reversed(self, "since", "until")


class SubjectForm(forms.Form):
    """One subject; hours a week in each of the grades that are ticked."""

    name = text_field(
        gettext_lazy("Subject"), 120, error_messages={"required": gettext_lazy("Name the subject.")}
    )
    hours = CommaField(
        label=gettext_lazy("Hours a week in each grade"),
        min_value=0.1,
        max_value=MOST_HOURS,
        decimal_places=1,
        max_digits=3,
        said=gettext_lazy("Give the hours as a number, for example 3 or 1,5."),
    )
    grades = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Grades"),
        coerce=int,
        choices=[(grade, str(grade)) for grade in GRADES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the grades.")},
    )


class CandidacyPage(WritePage[Candidacy]):
    """The whole candidacy, saved half done too."""

    form_class = CandidacyForm
    template = "governance/network/candidacy.html"
    label = gettext_lazy("Fill in the candidacy")
    said = gettext_lazy("The candidacy is saved.")
    address, name = "papers/<key:pk>/candidacy/", "candidacy_edit"

    def prepare(self) -> None:
        load = self.document.load
        self.subjects = RowsEditor("subject", SubjectForm, load, self.data, most=MOST_SUBJECTS)
        self.editors = [self.subjects]

    def facts(self) -> Facts:
        load = [{**row, "hours": plain(row["hours"])} for row in self.subjects.given]
        return super().facts() | ({"load": load} if load else {})

    def get_title(self) -> str:
        return _("Network teacher: %(name)s") % {"name": self.document.teacher.full_name}

    def get_paper_label(self) -> str:
        return str(self.document.teacher)


# --- the paper's page -------------------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Candidacy) -> PaperContext:
    """What is put forward, beside the text."""
    facts = [
        Fact(_("Teacher"), document.teacher.full_name),
        Fact(_("School"), document.employment.unit),
        Fact(pgettext("candidacy", "Term"), f"{day(document.since)} – {day(document.until)}"),
        *(Fact(subject.name, subject_text(subject)) for subject in document.subjects),
        Fact(_("Training in ICT"), document.training),
    ]
    return PaperContext(standing=known(facts))


def subject_text(subject: Subject) -> str:
    """«9, 10, 11 кл., по 3 ч»."""
    grades = ", ".join(str(grade) for grade in subject.grades)
    return _("grades %(grades)s, %(hours)s h a week each") % {
        "grades": grades,
        "hours": figure(subject.hours),
    }


enter(
    Candidacy,
    section=NETWORK,
    begin=BeginCandidacy,
    writes={
        "revise": CandidacyPage,
        # The list is drawn up for all supported candidates at once.
        "appoint": OwnPage("candidacy_listed", gettext_lazy("Draw up the list")),
    },
    effects={
        "submit": gettext_lazy("The council votes on this candidate by name."),
        "withdraw": gettext_lazy("It goes no further; the teacher can be put forward anew."),
    },
    context=context,
)
enter(
    StaffList,
    section=NETWORK,
    begin=Elsewhere("The page of the network teachers draws it up, out of all who are supported."),
    effects={
        "publish": gettext_lazy("Names, subjects and hours stand on the public pages of the district."),
    },
    addresses=[
        path("network-teachers/", network_teachers, name="network_teachers"),
        path("network-teachers/list/", staff_list_draft, name="staff_list_draft"),
        path("papers/<key:pk>/list/", candidacy_listed, name="candidacy_listed"),
    ],
)
