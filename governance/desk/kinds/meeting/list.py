"""The list of meetings: those that are convened, in session, or over with their results."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import PageLink
from governance.desk.base.long_list import LongList
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.page import ListPage
from governance.desk.base.rights import holds
from governance.desk.papers.declaration import Shared, enter_for_all
from governance.documents.approval.opinions import Consulted
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.roles.rights import Right

State = Meeting.State
NOW = (State.RUNNING, State.VOTING)
AHEAD = (State.DRAFT, State.PLANNED, *NOW)
PER_PAGE = 25


class MeetingsPage(ListPage):
    """The meetings that are over come in pages."""

    def __init__(self, request: SignedInRequest, visible: QuerySet[Meeting]) -> None:
        over = visible.exclude(state__in=AHEAD).order_by("-held_at", "-pk")
        sheet = LongList(with_results(over), PER_PAGE).get_page(request.GET.get("page"))
        super().__init__(title=MEETINGS.label, section=MEETINGS.name, page_obj=sheet)
        ahead = list(visible.filter(state__in=AHEAD).order_by("held_at", "pk"))
        self.running = [meeting for meeting in ahead if meeting.state in NOW]
        self.ahead = [meeting for meeting in ahead if meeting.state not in NOW]
        self.past = list(sheet)
        self.convenes = holds(request, Right.CONVENE)


def with_results(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """How many questions each has adopted and not adopted, and why it was called off."""
    called_off = Event.objects.filter(document_id=OuterRef("pk"), move="cancel")
    decided = Round.objects.filter(state=Round.State.CLOSED, outcome__quorum=True)
    return meetings.annotate(
        adopted=number_of(decided.filter(outcome__adopted=True)),
        declined=number_of(decided.filter(outcome__adopted=False)),
        called_off_because=Subquery(called_off.values("note__text")[:1]),
    )


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows a meeting has. A join would count those of all meetings for the few that are shown."""
    of_meeting = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(of_meeting.annotate(number=Count("pk")).values("number")), 0)


@signed_in
def meetings(request: SignedInRequest) -> HttpResponse:
    visible = Meeting.objects.seen_by(request.user, request.pairs).cards
    counted = visible.annotate(question_count=number_of(AgendaItem.objects.all()))
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
