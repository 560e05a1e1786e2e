"""The context of the page of a meeting: the present question, ballots, seats, results, possible acts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.format import takes_no_part
from governance.desk.kinds.meeting import labels, panels, results
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.kinds.meeting.board import Board, ItemRow, RoundRow, SeatRow, Vote
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Choice
from governance.documents.kinds.meeting.table import Outside
from governance.documents.law.voting import Base, VotingRule
from governance.documents.record.document import Document

State = Meeting.State


def page(viewer: Viewer, chosen: int | None, refused: str = "") -> dict[str, Any]:
    """Everything for templates/governance/meeting.html. `chosen`: the question that the reader picked."""
    board = viewer.board
    meeting = board.meeting
    at_hand = item_at_hand(board, chosen)
    seats = {row.seat.pk: row.seat.name for row in board.seats}
    running = meeting.state == State.RUNNING
    return {
        "section": "meetings",
        "crumbs": [{"label": _("Meetings"), "href": reverse("meetings")}],
        "title": meeting.title,
        "state": labels.state_of(meeting),
        "about": labels.about(board),
        "meeting": meeting,
        "refused": refused,
        "current": current(viewer, at_hand, seats) if running and at_hand else None,
        "ballots": [ballot(viewer, vote, seats) for vote in viewer.votes],
        "cannot_vote": cannot_vote(viewer),
        "progress": labels.progress(board.current, seats) if board.current else "",
        "over": meeting.closed_at is not None,
        "all_done": running and board.next_item is None and board.current is None,
        "quorum": quorum(board),
        "ended": ended(board),
        "questions": [question(item) for item in board.items] if meeting.opened_at is None else [],
        "items": agenda(board, at_hand) if meeting.opened_at is not None else [],
        "seats": [*(seat(viewer, row) for row in board.seats), *(outside(row) for row in board.outside)]
        if meeting.state != State.DRAFT
        else [],
        "decided": [results.result(viewer, item, seats) for item in board.items if results.has_result(item)],
        "invited": [line.strip() for line in meeting.invited.splitlines() if line.strip()],
        "panels": panels.panels(viewer, at_hand),
        "papers": papers(viewer),
    }


def item_at_hand(board: Board, chosen: int | None) -> ItemRow | None:
    """The question being voted on; otherwise the one picked, otherwise the first that awaits its vote."""
    picked = next((row for row in board.items if row.item.pk == chosen and row.decision is None), None)
    return board.current_item or picked or board.next_item


# --- the present question -----------------------------------------------------------------------------------------


def current(viewer: Viewer, item: ItemRow, seats: dict[int, str]) -> dict[str, Any]:
    meaning, word = labels.item_state(item)
    voting = item.standing if item.standing and item.standing.round.is_open else None
    return {
        **question(item),
        "state": {"meaning": meaning, "word": word},
        "voting": voting_line(voting) if voting else "",
        "waits": voting is None and not viewer.presides,
        "progress": labels.progress(voting, seats) if voting else "",
        "recused": [recusal(viewer, item, note) for note in item.recusals],
        "recuse": [
            {
                "href": f"{viewer.address('recuse')}?item={item.item.pk}&seat={row.seat.pk}",
                "seat": row.seat.name,
            }
            for row in viewer.may_recuse(item)
        ],
    }


def question(item: ItemRow) -> dict[str, Any]:
    """A question with what is put to the vote."""
    subject = item.item.subject
    return {
        "number": item.item.position,
        "title": item.item.title,
        "speaker": item.item.speaker,
        "draft": item.item.decision_draft,
        "secret": item.item.secret,
        "off_agenda": item.item.off_agenda,
        "paper": paper(subject, item) if subject else None,
    }


def paper(subject: Document, item: ItemRow) -> dict[str, str]:
    """«План работы, версия 2»: the paper in the version that is voted on."""
    version = item.item.subject_version
    label = str(subject.model.kind_label)
    if version is not None:
        label = _("%(paper)s, version %(n)d") % {"paper": label, "n": version.number}
    return {"label": label, "href": reverse("paper", args=[subject.pk])}


def voting_line(row: RoundRow) -> str:
    """«Открытое голосование, тур 1, идёт с 14:21»"""
    form = _("Secret vote") if row.round.secret else _("Open vote")
    return _("%(form)s, round %(n)d, since %(time)s") % {
        "form": form,
        "n": row.round.number,
        "time": labels.clock_time(row.round.opened_at),
    }


def recusal(viewer: Viewer, item: ItemRow, note: Any) -> dict[str, str]:
    name = labels.names(viewer.board).get(note.person_id, "")
    liftable = viewer.records and item.standing is None and viewer.board.meeting.state == State.RUNNING
    return {
        "text": f"{name}: {note.text}",
        "lift": f"{viewer.address('lift_recusal')}?item={item.item.pk}&seat={note.seat_id}"
        if liftable
        else "",
    }


# --- ballots ------------------------------------------------------------------------------------------------------


def ballot(viewer: Viewer, vote: Vote, seats: dict[int, str]) -> dict[str, Any]:
    """My ballot for one seat, as components/ballot.html takes it."""
    current = viewer.board.current
    assert current is not None
    secret = current.round.secret
    several = len(viewer.votes) > 1 or vote.person.pk != viewer.person.pk
    note = _("You can change it until the vote is closed.")
    if secret:
        note = _("The vote is secret: nobody sees your choice, and it cannot be changed.")
    if vote.voted and vote.entered:
        note = _("The secretary entered this vote for you; you can change it until the vote is closed.")
    return {
        "action": viewer.address("cast"),
        "round": current.round.pk,
        "seat": vote.seat_id,
        "title": ballot_title(viewer, vote, seats) if several else "",
        "done": secret and vote.voted,
        "choices": [
            {"value": choice.value, "label": choice.label, "chosen": vote.choice == choice.value}
            for choice in Choice
        ],
        "note": note,
    }


def ballot_title(viewer: Viewer, vote: Vote, seats: dict[int, str]) -> str:
    seat = seats.get(vote.seat_id, "")
    if vote.by_proxy_of is not None:
        return _("%(seat)s, by proxy for: %(name)s") % {"seat": seat, "name": vote.person.name}
    return seat


def cannot_vote(viewer: Viewer) -> str:
    """Why a member has no ballot in the open round; nothing for those who are no members."""
    row = viewer.board.current
    if row is None or viewer.votes:
        return ""
    own = next((vote for vote in row.votes if vote.person.pk == viewer.person.pk), None)
    if own is None:
        return ""
    if own.recused:
        return _("You are recused on this question and do not vote.")
    return _("You are not marked as present: ask the secretary to mark you, then you can vote.")


# --- the table ----------------------------------------------------------------------------------------------------


def seat(viewer: Viewer, row: SeatRow) -> dict[str, Any]:
    board = viewer.board
    meaning, did = seat_state(board, row)
    holder = labels.who_sits(row)
    if board.meeting.presiding_id == row.seat.pk and board.meeting.state == State.RUNNING:
        holder = _("%(name)s, presides") % {"name": holder}
    return {
        "unit": row.seat.name,
        "holder": holder,
        "meaning": meaning,
        "did": did,
        "absent": bool(row.status) and not row.here,
        "mine": row.person.pk == viewer.person.pk,
    }


def outside(row: Outside) -> dict[str, Any]:
    """A seat that is not counted, and why."""
    return {
        "unit": row.seat.name,
        "holder": row.holder.person.name,
        "meaning": "alarm",
        "did": takes_no_part(row.until),
        "absent": True,
    }


def seat_state(board: Board, row: SeatRow) -> tuple[str, str]:
    """What is to be said of a seat now: its ballot while a vote is open, otherwise its attendance."""
    vote = board.current.by_seat.get(row.seat.pk) if board.current else None
    if vote is not None and vote.recused:
        return "quiet", _("recused")
    if vote is not None and vote.voted:
        note = labels.way_note(vote.way)
        return "force", _("vote taken") + (f", {note}" if note else "")
    if vote is not None and (vote.present or vote.by_proxy_of is not None):
        return "due", _("vote awaited")
    if row.proxy_holder is not None:
        holder = board.seat(row.proxy_holder)
        return "held", _("proxy: %(seat)s") % {"seat": holder.seat.name if holder else ""}
    if not row.status:
        return "quiet", _("not marked yet")
    times = {"late": row.arrived_at, "left": row.left_at}
    return "force" if row.here else "quiet", labels.listed(
        [row.status_label, labels.clock_time(times.get(row.status)), row.mark.reason if row.mark else ""]
    )


def quorum(board: Board) -> dict[str, Any] | None:
    """The quorum from the first mark of attendance to the end of the meeting; before, it would only alarm."""
    marked = any(row.status for row in board.seats)
    if board.quorum is None or not marked or board.meeting.state not in (State.PLANNED, State.RUNNING):
        return None
    found = board.quorum
    rule = VotingRule.from_json(board.meeting.rules.rule)
    return {
        "has": found.met,
        "present": found.present,
        "roster": found.roster,
        "needed": found.needed,
        "rule": _("Needed: %(share)s, that is %(n)d.")
        % {"share": rule.quorum.described(Base.ROSTER.described()), "n": found.needed},
        "law": rule.describe(),
        "source": board.meeting.rules.source,
    }


def ended(board: Board) -> dict[str, str] | None:
    """What to say of a meeting that did not take place."""
    if board.meeting.state == State.NOT_HELD:
        text = _("Its papers wait for another meeting.")
        return {"title": board.quorum.sentence if board.quorum else "", "text": text}
    if board.meeting.state == State.CANCELLED:
        return {"title": _("The meeting is cancelled"), "text": _("The reason stands in its history.")}
    return None


def agenda(board: Board, at_hand: ItemRow | None) -> list[dict[str, Any]]:
    """The short agenda beside: a decided question leads to its result, an open one comes to hand."""
    found = []
    for row in board.items:
        meaning, word = labels.item_state(row, over=board.meeting.closed_at is not None)
        href = f"#item-{row.item.pk}" if results.has_result(row) else ""
        if row.decision is None and board.current is None and board.meeting.state == State.RUNNING:
            href = f"{reverse('meeting', args=[board.meeting.pk])}?item={row.item.pk}"
        found.append(
            {
                "number": row.item.position,
                "title": row.item.title,
                "href": href,
                "meaning": meaning,
                "state": word,
                "now": row is at_hand and board.meeting.state == State.RUNNING,
            }
        )
    return found


def papers(viewer: Viewer) -> list[dict[str, str]]:
    """The protocol, if this person may see it, and the further parts of the meeting's own page."""
    meeting = viewer.board.meeting
    address = reverse("paper", args=[meeting.pk])
    return [
        {"label": _("Remarks"), "href": f"{address}?part=remarks"},
        {"label": _("Versions of the agenda"), "href": f"{address}?part=versions"},
        {"label": _("Files"), "href": f"{address}?part=files"},
        {"label": _("History"), "href": f"{address}?part=history"},
    ]
