"""What a person may do at a meeting, as panels of buttons: leading it, keeping its minutes, calling it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.kinds.meeting.offers import Offer, Panel, offer
from governance.desk.kinds.meeting.sheet_panels import announcing, collecting, giving
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.board import ItemRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import transition_of, unmet
from governance.roles.rights import Right
from governance.roles.unit import OF_A_SCHOOL

State = Meeting.State


def panels(viewer: Viewer) -> list[Panel]:
    """The panels that have something to offer, in the order of urgency."""
    offered = [
        announcing(viewer),
        collecting(viewer),
        leading(viewer),
        counting(viewer),
        minutes(viewer),
        calling(viewer),
        after(viewer),
        for_everybody(viewer),
    ]
    return [panel for panel in offered if panel is not None and (panel.offers or panel.note)]


# --- the chair ----------------------------------------------------------------------------------------------------


def leading(viewer: Viewer) -> Panel | None:
    title, board = _("You preside"), viewer.board
    if not viewer.presides or not viewer.is_live:
        return None
    if not viewer.is_running:
        missing = lacking(viewer.meeting, "open")
        return Panel(title, [] if missing else [offer(viewer, "open")], missing)
    if board.current is not None:
        key = board.current.round.pk
        annul = offer(viewer, "annul_round", round=key)
        if any(vote.way == Ballot.Way.ISSUED for vote in board.current.votes):
            return Panel(
                title, [annul], _("Ballots are issued on paper: the counting commission ends the vote.")
            )
        return Panel(title, [offer(viewer, "close_round", round=key), annul])
    if viewer.at_hand is None:
        return Panel(title, [offer(viewer, "finish")], _("All questions are dealt with."))
    note = ""
    quorum = viewer.at_hand.quorum
    if quorum is not None and not quorum.met:
        note = _("Without a quorum no vote is opened: wait for the members, or end the meeting as not held.")
    return Panel(title, [*on_question(viewer, viewer.at_hand), *next_question(viewer)], note)


def on_question(viewer: Viewer, row: ItemRow) -> list[Offer]:
    """Opening the vote on a question, or ending it without one; a vote that stands is annulled first."""
    key, quorum = row.item.pk, row.quorum
    leave = offer(viewer, "leave_item", item=key)
    if row.standing is not None:
        return [offer(viewer, "annul_round", round=row.standing.round.pk), leave]
    if quorum is None or not quorum.met:
        return [leave]
    if row.item.office:
        return [offer(viewer, "put_up", item=key), leave]
    if row.further:
        return [offer(viewer, "open_round", label=_("Open the next ballot"), item=key), leave]
    usual, other = _("Open the vote"), _("Vote secretly instead")
    if row.item.secret:
        usual, other = _("Open the secret vote"), _("Vote openly instead")
    offers = [offer(viewer, "open_round", label=usual, item=key)]
    if row.rule is not None and row.rule.law.secret == "allowed":
        offers.append(
            offer(viewer, "open_round", label=other, name="other-vote", item=key, secret=not row.item.secret)
        )
    return [*offers, leave]


def next_question(viewer: Viewer) -> list[Offer]:
    """The way to the next question that awaits its vote, if there is another one."""
    ahead = [row for row in viewer.board.items if row.decision is None and not row.left]
    if viewer.at_hand not in ahead or len(ahead) < 2:
        return []
    row = ahead[(ahead.index(viewer.at_hand) + 1) % len(ahead)]
    label = _("Go to question %(number)s") % {"number": row.item.position}
    return [Offer("act-next", label, f"{reverse('meeting', args=[viewer.meeting.pk])}?item={row.item.pk}")]


def counting(viewer: Viewer) -> Panel | None:
    """Issuing and counting ballots, for the commission while a secret vote is open."""
    current = viewer.board.current
    if current is None or not current.round.secret or not viewer.counts or not viewer.tellers:
        return None
    to_it = reverse("meeting_counting", args=[viewer.meeting.pk])
    return Panel(_("Counting commission"), [Offer("act-counting", _("Issue and count ballots"), to_it)])


# --- the secretary ------------------------------------------------------------------------------------------------


def minutes(viewer: Viewer) -> Panel | None:
    meeting, board = viewer.meeting, viewer.board
    if not viewer.is_live or not (viewer.records or viewer.holds(Right.KEEP_MINUTES)):
        return None
    if not viewer.records and meeting.secretary_elected:
        return None
    if not viewer.records:
        note = _("Kept by: %(name)s.") % {"name": meeting.secretary.name if meeting.secretary else "—"}
        return Panel(_("Minutes"), [offer(viewer, "take_minutes")], note)
    unmarked = any(not row.status for row in board.seats) and meeting.day <= clock.today()
    attendance = reverse("meeting_attendance", args=[meeting.pk])
    kind = "primary" if unmarked else "plain"
    offers = [Offer("act-attendance", _("Mark attendance"), attendance, kind)]
    if viewer.is_running:
        offers += [*during(viewer), *stepping_out(viewer)]
    if board.quorum is not None and meeting.rules.allows_proxy:
        offers += proxies(viewer)
    offers += giving(viewer)
    offers.append(offer(viewer, "preside"))
    chair = board.presiding
    is_led = chair is not None and (chair.here or not chair.status)
    note = "" if is_led else _("The chair is away: name the member who presides.")
    return Panel(_("You keep the minutes"), offers, note)


def during(viewer: Viewer) -> list[Offer]:
    """What the secretary enters while the meeting sits."""
    current, row = viewer.board.current, viewer.at_hand
    if current is not None:
        enter = "enter_ballot" if current.round.poll is None else "enter_choice"
        return [] if current.round.secret else [offer(viewer, enter, round=current.round.pk)]
    offers = [offer(viewer, "name_tellers")]
    if row is not None and row.standing is None:
        offers.append(offer(viewer, "enter_recusal", item=row.item.pk))
    if all(row.here for row in viewer.board.seats):
        offers.append(offer(viewer, "add_off_agenda"))
    return offers


def stepping_out(viewer: Viewer) -> list[Offer]:
    """Who leaves for the question that is considered, and who is back."""
    row = viewer.at_hand
    leaves = [] if row is None or row.decision is not None else [offer(viewer, "step_out", item=row.item.pk)]
    return leaves + [
        offer(
            viewer,
            "come_back",
            name=f"back-{seat.seat.pk}",
            label=_("Back at the table: %(name)s") % {"name": seat.person.name},
            seat=seat.seat.pk,
        )
        for seat in viewer.board.seats
        if seat.status == Attendance.Status.OUT
    ]


def proxies(viewer: Viewer) -> list[Offer]:
    """Entering a proxy, and ending those that were given, unless a vote is open."""
    offers = [offer(viewer, "enter_proxy")]
    for row in viewer.board.seats:
        if row.proxy_holder is not None and viewer.board.current is None:
            key, label = row.seat.pk, _("End the proxy: %(seat)s") % {"seat": row.seat.name}
            offers.append(offer(viewer, "end_proxy", label=label, name=f"end-proxy-{key}", principal=key))
    return offers


# --- whoever calls the meeting ------------------------------------------------------------------------------------


def calling(viewer: Viewer) -> Panel | None:
    title, meeting = _("Preparation"), viewer.meeting
    if not viewer.holds(Right.CONVENE) or meeting.is_absentee:
        return None
    if meeting.state == State.NOT_HELD:
        again = reverse("meeting_again", args=[meeting.pk])
        return Panel(title, [Offer("act-again", _("Call the meeting again"), again, "primary")])
    if viewer.is_running:
        return Panel(_("Without a quorum"), failing(viewer))
    empty = meeting.state == State.DRAFT and not viewer.board.items
    agenda, kind = reverse("meeting_edit", args=[meeting.pk]), "primary" if empty else "plain"
    edit = Offer("act-edit", _("Change date, place or agenda"), agenda, kind)
    elect = Offer(
        "act-election", _("Put an election on the agenda"), reverse("meeting_election", args=[meeting.pk])
    )
    cancel = offer(viewer, "cancel")
    if empty:
        return Panel(title, [edit, elect, cancel], _("The agenda is empty: put a question on it."))
    if meeting.state == State.DRAFT:
        note = _("The members are told of the day, the place and the agenda.")
        return Panel(title, [offer(viewer, "convene"), edit, elect, cancel], note)
    return Panel(title, [edit, elect, *failing(viewer), cancel]) if viewer.is_live else None


def failing(viewer: Viewer) -> list[Offer]:
    """Ending the meeting as not held: its day has come, there is no quorum, nothing is decided."""
    board = viewer.board
    if (
        board.quorum is None
        or board.has_quorum
        or board.current is not None
        or board.meeting.day > clock.today()
        or any(row.decision is not None for row in board.items)
    ):
        return []
    return [offer(viewer, "fail")]


def after(viewer: Viewer) -> Panel | None:
    """The protocol, once it is there and this person may see it."""
    protocol, title = viewer.protocol, _("Protocol")
    if viewer.meeting.state != State.HELD:
        return None
    if protocol is None or (protocol.state == Protocol.State.DRAFT and not viewer.holds(Right.READ_DRAFTS)):
        return Panel(title, [], _("The secretary is writing the protocol."))
    number = f" № {protocol.number}" if protocol.number else ""
    label = _("To the protocol%(number)s") % {"number": number}
    to_it = Offer("act-protocol", label, reverse("paper", args=[protocol.pk]), "primary")
    return Panel(title, [to_it], _("State: %(state)s.") % {"state": protocol.state_label})


def for_everybody(viewer: Viewer) -> Panel | None:
    """What of the meeting stands on the public page of the district."""
    meeting = viewer.meeting
    if meeting.unit.kind in OF_A_SCHOOL or not viewer.holds(Right.PUBLISH):
        return None
    if meeting.published_at is not None:
        return Panel(_("Public page"), [offer(viewer, "close_agenda")], _("Everybody can read the agenda."))
    ahead = meeting.state in (State.PLANNED, State.RUNNING, State.VOTING)
    return Panel(_("Public page"), [offer(viewer, "open_agenda")]) if ahead else None


def lacking(meeting: Meeting, move: str) -> str:
    """What the meeting lacks for a move, in its own words; nothing when it can be made."""
    try:
        return unmet(transition_of(meeting, move), meeting) or ""
    except NotLegal as refusal:
        return str(refusal)
