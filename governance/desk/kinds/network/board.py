"""Network teachers: the list in force with hours by subject, the candidates, the list for the next order."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.components import Bar, Bars
from governance.desk.base.format import figure
from governance.desk.base.page import Page
from governance.desk.base.rights import holds, may
from governance.desk.kinds.network.candidacy import NETWORK
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.documents.errors import Refused
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import LIVE, StaffList, draft_staff_list
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

SHOWN = 200


class NetworkBoard(Page):
    """`list`: the edition in force; `on_way`: the one before the council or the director."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(section=NETWORK.name, title=NETWORK.label)
        editions = StaffList._default_manager.visible_to(request.user, request.pairs).order_by("-edition")
        self.list = editions.filter(state=StaffList.State.APPROVED).first()
        self.on_way = editions.filter(state__in=LIVE).first()
        self.teachers = [row.candidacy for row in self.list.entries()] if self.list is not None else []
        self.subjects = hours_by_subject(self.teachers)
        self.hours = sum((teacher.hours for teacher in self.teachers), Decimal(0))
        self.candidates = list(candidates_for(request)[:SHOWN])
        self.begins = holds(request, Right.NOMINATE)
        waiting = any(candidacy.state == Candidacy.State.SUPPORTED for candidacy in self.candidates)
        self.draws_up = waiting and self.on_way is None and draws_up(request) is not None


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


def hours_by_subject(taught: Iterable[Candidacy]) -> Bars:
    """Hours a week, the most first."""
    hours: defaultdict[str, Decimal] = defaultdict(Decimal)
    for candidacy in taught:
        for subject in candidacy.subjects:
            hours[subject.name] += subject.total
    by_hours = sorted(hours.items(), key=lambda item: (-item[1], item[0]))
    return Bars([Bar(label=name, value=n, shown=figure(n), meaning="force") for name, n in by_hours])


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
