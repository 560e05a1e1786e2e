"""The flow of voting sheets: each member is asked, may change their mind, and all end with the vote."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.meeting.giving_sheets import give_sheets
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import perform, performed
from governance.flows.engine import notices
from governance.flows.engine.branches import when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.person import Person

State = VotingSheet.State
# What moves a sheet from one step to another, besides its answer.
OTHERS = ("enter_on_paper", "enter_void", "readdress", "ask_anew", "close", "make_void")
AGENDA = ("add_item", "revise_item", "drop_item", "reorder")


def member_of(document: Any, part: str) -> Person:
    """Who got the sheet."""
    person: Person = document.appointment.person
    return person


def last_day_of(document: Any, part: str) -> date:
    """Until when it is to be returned; to a sitting, before that begins."""
    return timezone.localdate(document.meeting.held_at)


@enter("VotingSheetFlow")
class VotingSheetFlow(PaperFlow):
    """The member answers; what they have returned waits for the count, and they may answer anew until then."""

    kinds = ("voting_sheet",)
    route = ("answer", "count")

    start = flow.StartHandle(this.open).Next(this.turn)
    answer = Decide(
        "answer",
        *OTHERS,
        title=_("Fill in the voting sheet"),
        named=member_of,
        due=last_day_of,
        otherwise=_("a sheet that is not returned by then is not counted, and you count as absent"),
        summons=True,
    ).Next(this.turn)
    count = Await("answer", "take_back", *OTHERS, title=_("Sheets are counted")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.answer, when(lambda sheet: sheet.state == State.GIVEN and not sheet.counts))
        .Case(this.count, when(lambda sheet: sheet.state == State.GIVEN))
        .Default(this.end)
    )
    end = flow.End()


# --- what a meeting does to its sheets --------------------------------------------------------------------------------


@receiver(performed, sender=Meeting, dispatch_uid="governance.flows.processes.voting_sheet.of_meeting")
def follow_meeting(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Give sheets, close them, or make them void, as their meeting goes on; in the transaction of its act."""
    assert isinstance(document, Meeting)
    if event.move == "announce":
        give_sheets(document, document.table.places.values())
    elif event.move == "send_sheet":
        give_sheets(document, [document.table.place(event.facts["seat"])])
    elif not document.takes_sheets:
        return
    elif event.move in ("count_sheets", "end_vote", "finish", "fail"):
        _each(document, "close")
    elif event.move == "open":
        _each(document, "close", returned_at=None)
    elif event.move == "cancel":
        _each(document, "make_void", reason=event.reason)
    elif event.move == "mark_attendance" and document.table.is_here(event.facts["seat"]):
        _each(document, "make_void", reason="член пришёл и голосует сам", seat_id=event.facts["seat"])
    elif event.move in AGENDA:
        _each(document, "ask_anew", returned_at__isnull=False)


def _each(meeting: Meeting, move: str, *, reason: str = "", **which: Any) -> None:
    """Make a move on those of its sheets that are still open, in the order of their ids."""
    for sheet in meeting.sheets.filter(state=State.GIVEN, **which).order_by("pk"):
        perform(sheet, move, basis=meeting, reason=reason)


@receiver(performed, sender=VotingSheet, dispatch_uid="governance.flows.processes.voting_sheet")
def follow_sheet(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Tell a member what the secretary has entered for them; count the sheets when all are in."""
    assert isinstance(document, VotingSheet)
    if event.move in ("enter_on_paper", "enter_void", "ask_anew"):
        facts: dict[str, Any] = {"reason": event.reason} if event.move == "enter_void" else {}
        notices.notify([document.appointment.person], document, f"sheet_{event.move}", **facts)
    if event.move in ("answer", "enter_on_paper"):
        meeting = Meeting.objects.get(pk=document.meeting_id)
        if meeting.is_absentee and all(sheet.counts for sheet in meeting.sheets.all()):
            perform(meeting, "count_sheets", basis=meeting)
