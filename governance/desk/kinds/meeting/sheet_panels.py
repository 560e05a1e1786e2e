"""What a person may do where members vote by sheets: announcing, counting, giving a sheet to who stays away."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.kinds.meeting.acts import without_sheet
from governance.desk.kinds.meeting.offers import Offer, Panel, offer
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.language.phrases import list_moment
from governance.roles.rights import Right

State = Meeting.State


def announcing(viewer: Viewer) -> Panel | None:
    """Before an absentee vote: the questions are written, and the chair announces it."""
    meeting = viewer.meeting
    if not meeting.is_absentee or meeting.state != State.DRAFT or not viewer.holds(Right.CONVENE):
        return None
    empty = not viewer.board.items
    edit = Offer(
        "act-edit",
        _("Change term or questions"),
        reverse("meeting_edit", args=[meeting.pk]),
        "primary" if empty else "plain",
    )
    offers = [edit, offer(viewer, "cancel")]
    if empty:
        return Panel(_("Preparation"), offers, _("There are no questions yet: put one to the vote."))
    if viewer.holds(Right.PRESIDE):
        note = _("Every member gets a sheet with these questions, as a task and by letter.")
        return Panel(_("Preparation"), [offer(viewer, "announce"), *offers], note)
    return Panel(_("Preparation"), offers, _("The chair announces the vote."))


def collecting(viewer: Viewer) -> Panel | None:
    """While sheets are returned."""
    meeting = viewer.meeting
    if meeting.state != State.VOTING:
        return None
    last = list_moment(timezone.localtime(meeting.held_at))
    note = _("Sheets are taken until %(moment)s, or until everybody has answered.") % {"moment": last}
    offers = []
    if viewer.records and (clock.now() > meeting.held_at):
        offers.append(offer(viewer, "end_vote"))
    if viewer.records:
        note += " " + _("What comes on paper is entered on the page of the sheet.")
    if viewer.holds(Right.CONVENE):
        offers.append(offer(viewer, "cancel", label=_("Call the vote off…")))
    return Panel(_("Return of the sheets"), offers, note)


def giving(viewer: Viewer) -> list[Offer]:
    """A sheet for a member who will not come, where the rules of the body count it."""
    meeting, board = viewer.meeting, viewer.board
    if meeting.state != State.PLANNED or board.quorum is None:
        return []
    counted = any(
        not row.item.secret and meeting.rule_for(row.item).law.absentee != "none" for row in board.items
    )
    return [offer(viewer, "send_sheet")] if counted and without_sheet(board, viewer.person) else []
