"""The list of meetings: those that are convened, in session, or over with their results."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import PageLink
from governance.desk.base.page import ListPage
from governance.desk.base.rights import holds
from governance.desk.kinds.meeting.page import MEETINGS
from governance.desk.papers.declaration import Shared, enter_for_all
from governance.documents.approval.opinions import Consulted
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.document import Document
from governance.roles.rights import Right

State = Meeting.State
AHEAD = (State.DRAFT, State.PLANNED, State.RUNNING)
PER_PAGE = 25
DECIDED = Q(rounds__state=Round.State.CLOSED, rounds__outcome__quorum=True)


class MeetingsPage(ListPage):
    """The meetings that are over come in pages."""

    def __init__(self, request: SignedInRequest, visible: QuerySet[Meeting]) -> None:
        over = visible.exclude(state__in=AHEAD).order_by("-held_at", "-pk")
        sheet = Paginator(with_results(over), PER_PAGE).get_page(request.GET.get("page"))
        super().__init__(title=MEETINGS.label, section=MEETINGS.name, page_obj=sheet)
        ahead = list(visible.filter(state__in=AHEAD).order_by("held_at", "pk"))
        self.running = [meeting for meeting in ahead if meeting.state == State.RUNNING]
        self.ahead = [meeting for meeting in ahead if meeting.state != State.RUNNING]
        self.past = list(sheet)
        self.convenes = holds(request, Right.CONVENE)


def with_results(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """How many questions each has adopted and not adopted, and the number of its protocol."""
    return meetings.annotate(
        adopted=Count("rounds", filter=DECIDED & Q(rounds__outcome__adopted=True), distinct=True),
        declined=Count("rounds", filter=DECIDED & Q(rounds__outcome__adopted=False), distinct=True),
        protocol_number=F("protocol__number"),
    )


@signed_in
def meetings(request: SignedInRequest) -> HttpResponse:
    visible = Document.objects.visible_to(request.user, request.pairs)
    counted = Meeting.objects.filter(pk__in=visible.values("pk")).annotate(
        question_count=Count("items", distinct=True)
    )
    return MeetingsPage(request, counted).response(request, "governance/meeting/list.html")


def to_meetings(request: SignedInRequest, document: Document) -> PageLink | None:
    """On the page of a paper that waits for an agenda: whoever convenes the body writes it at a meeting. No query."""
    # Whether all who were asked have agreed to the others takes a query: their pages do not ask.
    if document.decided_by_kind is None or isinstance(document, Consulted):
        return None
    convenes = any(
        one.unit.kind == document.decided_by_kind and (Right.CONVENE.value, one.unit_id) in request.pairs
        for one in request.appointments
    )
    if not (convenes and document.can_go_on_agenda):
        return None
    return PageLink(label=_("To the meetings: put it on an agenda"), href=reverse("meetings"), asked=True)


enter_for_all(Shared(further=[to_meetings]))
