"""Network teachers: the list in force with hours by subject, the candidates, the list for the next order."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.components import Bar, Bars
from governance.desk.base.format import day, figure, state_of
from governance.desk.base.page import Page
from governance.desk.base.rights import holds, may
from governance.desk.kinds.network.candidacy import NETWORK, subject_text
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.documents.errors import Refused
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import Subject
from governance.documents.kinds.network.staff_list import LIVE, StaffList, draft_staff_list
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

SHOWN = 200


class StaffListShown:
    """One edition of the list, as the page names it."""

    def __init__(self, edition: StaffList) -> None:
        self.href = reverse("paper", args=[edition.pk])
        self.title = edition.full_title
        self.word = state_of(edition).word
        self.published = edition.published_at is not None


@dataclass(frozen=True)
class SubjectShown:
    name: str
    words: str


class TeacherShown:
    """One teacher, appointed or put forward."""

    def __init__(self, candidacy: Candidacy) -> None:
        self.href = reverse("paper", args=[candidacy.pk])
        self.name = candidacy.teacher.full_name
        self.school = str(candidacy.employment.unit)
        self.subjects = [SubjectShown(one.name, subject_text(one)) for one in candidacy.subjects]
        self.hours = figure(hours_of(candidacy.subjects))
        self.term = f"{day(candidacy.since)} – {day(candidacy.until)}"
        self.instead_of = candidacy.replaces.teacher.full_name if candidacy.replaces else ""
        self.meaning, self.word = state_of(candidacy)


class NetworkBoard(Page):
    """`list`: the edition in force; `on_way`: the one before the council or the director."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(section=NETWORK.name, title=NETWORK.label)
        editions = StaffList._default_manager.visible_to(request.user, request.pairs).order_by("-edition")
        present = editions.filter(state=StaffList.State.APPROVED).first()
        on_way = editions.filter(state__in=LIVE).first()
        taught = [row.candidacy for row in present.entries()] if present is not None else []
        candidates = list(candidates_for(request)[:SHOWN])
        waiting = any(one.state == Candidacy.State.SUPPORTED for one in candidates)
        self.list = StaffListShown(present) if present is not None else None
        self.on_way = StaffListShown(on_way) if on_way is not None else None
        self.teachers = [TeacherShown(one) for one in taught]
        self.subjects = hours_by_subject(taught)
        self.hours = figure(sum((hours_of(one.subjects) for one in taught), Decimal(0)))
        self.candidates = [TeacherShown(one) for one in candidates]
        self.begins = holds(request, Right.NOMINATE)
        self.draws_up = waiting and on_way is None and draws_up(request) is not None


@signed_in
def network_teachers(request: SignedInRequest) -> HttpResponse:
    """404 for those who read nothing of a district: an outside body, a teacher with a sheet alone."""
    if not holds(request, Right.READ, Right.NOMINATE):
        raise Http404
    return NetworkBoard(request).response(request, "governance/network/board.html")


def candidates_for(request: SignedInRequest) -> QuerySet[Candidacy]:
    """Those put forward and not appointed, the latest first."""
    return (
        Candidacy._default_manager.visible_to(request.user, request.pairs)
        .exclude(state__in=(Candidacy.State.APPOINTED, Candidacy.State.ENDED))
        .select_related("teacher", "employment__unit", "replaces__teacher")
        .order_by("-pk")
    )


def draws_up(request: SignedInRequest) -> Unit | None:
    """The district whose list this person draws up: whoever drafts the orders of its base school."""
    return next(
        (
            one.unit.root
            for one in request.appointments
            if one.unit.kind == UnitKind.SCHOOL
            and one.unit.is_base
            and may(request, Right.DRAFT_ORDER, one.unit_id)
        ),
        None,
    )


def hours_of(subjects: Iterable[Subject]) -> Decimal:
    """Hours a week over all subjects and grades."""
    return sum((subject.total for subject in subjects), Decimal(0))


def hours_by_subject(taught: Iterable[Candidacy]) -> Bars:
    """Hours a week, the most first."""
    found: dict[str, Decimal] = {}
    for one in taught:
        for subject in one.subjects:
            found[subject.name] = found.get(subject.name, Decimal(0)) + subject.total
    return Bars(
        [
            Bar(label=name, value=hours, shown=figure(hours), meaning="force")
            for name, hours in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]
    )


@of_paper("candidacy")
def candidacy_listed(request: SignedInRequest, document: Document) -> HttpResponse:
    """The list is drawn up for all supported candidates at once, so the task of each leads there."""
    return redirect("network_teachers")


@require_POST
@signed_in
def staff_list_draft(request: SignedInRequest) -> HttpResponse:
    """Make the next edition with the draft of its order. 404 for whoever drafts no orders of the base school."""
    district = draws_up(request)
    if district is None:
        raise Http404
    try:
        drafted = draft_staff_list(district, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("network_teachers")
    messages.success(request, _("The list is drawn up, and the order on it drafted."))
    return redirect("paper", pk=drafted.pk)


enter(
    StaffList,
    begin=Elsewhere("The page of the network teachers draws it up, out of all who are supported."),
    effects={
        "publish": gettext_lazy("Names, subjects and hours stand on the public pages of the district."),
    },
    addresses=[
        path("network-teachers/", network_teachers, name="network_teachers"),
        path("network-teachers/list/", staff_list_draft, name="staff_list_draft"),
        path("papers/<int:pk>/list/", candidacy_listed, name="candidacy_listed"),
    ],
)
