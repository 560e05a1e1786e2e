"""The table of a meeting, seat by seat: who sits there, and what is to be said of it now."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.desk.base.format import takes_no_part
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.kinds.meeting.board import Board, SeatRow
from governance.documents.kinds.meeting.rounds import Ballot
from governance.documents.kinds.meeting.voting_sheet import VotingSheet


class SeatLine(NamedTuple):
    """A seat at the table and what is to be said of it now (components/seats.html)."""

    unit: str
    holder: str
    meaning: str
    did: str
    absent: bool
    mine: bool = False
    # Its voting sheet, for those who may see it.
    sheet: str = ""


def seat_lines(viewer: Viewer) -> list[SeatLine]:
    """All seats of the body, those last that are not counted."""
    return [
        *(seat_line(viewer, row) for row in viewer.board.seats),
        *(
            SeatLine(row.seat.name, row.holder.person.name, "alarm", takes_no_part(row.until), absent=True)
            for row in viewer.board.outside
        ),
    ]


def seat_line(viewer: Viewer, row: SeatRow) -> SeatLine:
    meaning, did = state_of_seat(viewer.board, row)
    holder = who_sits(row)
    if viewer.is_running and viewer.meeting.presiding_id == row.seat.pk:
        holder = _("%(name)s, presides") % {"name": holder}
    absent, mine = bool(row.status) and not row.here, row.person.pk == viewer.person.pk
    sheet = ""
    if row.sheet is not None and (mine or viewer.keeps_sheets or row.sheet.state != VotingSheet.State.GIVEN):
        sheet = reverse("paper", args=[row.sheet.pk])
    return SeatLine(row.seat.name, holder, meaning, did, absent, mine, sheet)


def who_sits(row: SeatRow) -> str:
    """«Жданов Н.С.», or «и. о.: Бушманова Е.В.»."""
    if row.acting:
        return _("acting: %(name)s") % {"name": row.person.name}
    return row.person.name


def state_of_seat(board: Board, row: SeatRow) -> tuple[str, str]:
    """Meaning and words: its ballot while a vote is open, otherwise its attendance."""
    vote = board.current.by_seat.get(row.seat.pk) if board.current else None
    if vote is not None and vote.recused:
        return "quiet", _("recused")
    if vote is not None and vote.way == Ballot.Way.ISSUED:
        # It is on its way into the urn.
        return "held", vote.note
    if vote is not None and vote.voted:
        return "force", ", ".join(filter(None, [_("vote taken"), vote.note]))
    if vote is not None and vote.may_vote:
        return "due", _("vote awaited")
    if row.sheet is not None and not row.here:
        return state_of_sheet(row.sheet)
    if row.proxy_holder is not None:
        holder = board.seat(row.proxy_holder)
        return "held", _("proxy: %(seat)s") % {"seat": holder.seat.name if holder else ""}
    if row.mark is None:
        return "quiet", _("not marked yet")
    moment = {"late": row.arrived_at, "out": row.left_at, "left": row.left_at}.get(row.status)
    time = f"{timezone.localtime(moment):%H:%M}" if moment else ""
    video = _("by video") if row.by_video else ""
    words = [row.mark.get_status_display(), time, video, row.mark.reason]
    return "force" if row.here else "quiet", " · ".join(filter(None, words))


def state_of_sheet(sheet: VotingSheet) -> tuple[str, str]:
    """Meaning and words of a voting sheet, before and after the count."""
    if sheet.state == VotingSheet.State.GIVEN:
        if sheet.invalid_reason:
            return "alarm", _("the sheet on paper cannot be counted")
        return ("force", _("the sheet is in")) if sheet.counts else ("due", _("the sheet is awaited"))
    return {
        VotingSheet.State.COUNTED: ("force", _("voted by sheet")),
        VotingSheet.State.NOT_RETURNED: ("quiet", _("the sheet was not returned")),
    }.get(VotingSheet.State(sheet.state), ("quiet", _("the sheet is void")))
