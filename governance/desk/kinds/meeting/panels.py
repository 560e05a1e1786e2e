"""What a person may do at a meeting, as panels of buttons: leading it, keeping its minutes, calling it.

A button sends its act at once; a link leads to the page of an act that asks for more.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.board import ItemRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import transition_of, unmet
from governance.roles.rights import Right

State = Meeting.State
Act = dict[str, Any]


def panels(viewer: Viewer, at_hand: ItemRow | None) -> list[dict[str, Any]]:
    """The panels that have something to offer, in the order of urgency."""
    found = [leading(viewer, at_hand), minutes(viewer, at_hand), calling(viewer), after(viewer)]
    return [panel for panel in found if panel["acts"] or panel["note"]]


def panel(title: str, acts: list[Act], note: str = "") -> dict[str, Any]:
    return {"title": title, "acts": acts, "note": note}


def button(viewer: Viewer, move: str, label: str, kind: str = "plain", **facts: Any) -> Act:
    """Sends the act at once, with what the page was showing."""
    return {
        "action": viewer.address(move),
        "label": label,
        "kind": kind,
        "facts": facts,
        "id": f"act-{move}",
    }


def link(viewer: Viewer, move: str, label: str, kind: str = "plain", query: str = "") -> Act:
    """Leads to the page of the act."""
    return {"href": viewer.address(move) + query, "label": label, "kind": kind, "id": f"act-{move}"}


# --- the chair ----------------------------------------------------------------------------------------------------


def leading(viewer: Viewer, at_hand: ItemRow | None) -> dict[str, Any]:
    title = _("You preside")
    meeting = viewer.board.meeting
    if not viewer.presides or meeting.state not in (State.PLANNED, State.RUNNING):
        return panel(title, [])
    if meeting.state == State.PLANNED:
        missing = lacking(meeting, "open")
        if missing:
            return panel(title, [], missing)
        return panel(title, [button(viewer, "open", _("Open the meeting"), "primary")])
    current = viewer.board.current
    if current is not None:
        key = current.round.pk
        return panel(
            title,
            [
                button(viewer, "close_round", _("Close the vote"), "primary", round=key),
                link(viewer, "annul_round", _("Annul the vote…"), "danger", f"?round={key}"),
            ],
        )
    if at_hand is None:
        return panel(
            title,
            [button(viewer, "finish", _("Close the meeting"), "primary")],
            _("All questions are dealt with."),
        )
    return panel(title, on_question(viewer, at_hand), no_quorum(viewer))


def on_question(viewer: Viewer, item: ItemRow) -> list[Act]:
    """Opening the vote on a question, or ending it without one; a vote that stands is annulled first."""
    key = item.item.pk
    acts = []
    if item.standing is not None:
        acts.append(
            link(viewer, "annul_round", _("Annul the vote…"), "danger", f"?round={item.standing.round.pk}")
        )
    elif viewer.board.quorum is not None and viewer.board.quorum.met:
        secret = item.item.secret
        label = _("Open the secret vote") if secret else _("Open the vote")
        acts.append(button(viewer, "open_round", label, "primary", item=key))
        other = _("Vote openly instead") if secret else _("Vote secretly instead")
        acts.append(
            {**button(viewer, "open_round", other, item=key, secret=not secret), "id": "act-other-vote"}
        )
    acts.append(link(viewer, "leave_item", _("Leave the question undecided…"), query=f"?item={key}"))
    return acts


def no_quorum(viewer: Viewer) -> str:
    quorum = viewer.board.quorum
    if quorum is None or quorum.met:
        return ""
    return _("Without a quorum no vote is opened: wait for the members, or end the meeting as not held.")


# --- the secretary ------------------------------------------------------------------------------------------------


def minutes(viewer: Viewer, at_hand: ItemRow | None) -> dict[str, Any]:
    title = _("You keep the minutes")
    meeting = viewer.board.meeting
    if meeting.state not in (State.PLANNED, State.RUNNING):
        return panel(title, [])
    if viewer.may_take_minutes:
        return panel(
            _("Minutes"),
            [button(viewer, "take_minutes", _("Take over the minutes"))],
            _("Kept by: %(name)s.") % {"name": meeting.secretary.name if meeting.secretary else "—"},
        )
    if not viewer.records:
        return panel(title, [])
    unmarked = any(not row.status for row in viewer.board.seats) and meeting.day <= clock.today()
    acts: list[Act] = [
        {
            "href": reverse("meeting_attendance", args=[meeting.pk]),
            "label": _("Mark attendance"),
            "kind": "primary" if unmarked else "plain",
            "id": "act-attendance",
        }
    ]
    if meeting.state == State.RUNNING:
        acts += during(viewer, at_hand)
    if meeting.rules.allows_proxy if viewer.board.quorum else False:
        acts.append(link(viewer, "enter_proxy", _("Enter a proxy")))
        acts += [
            {**link(viewer, "end_proxy", label, query=f"?principal={key}"), "id": f"act-end-proxy-{key}"}
            for key, label in given_proxies(viewer)
        ]
    acts.append(link(viewer, "preside", _("Another member presides")))
    return panel(title, acts, chair_away(viewer))


def during(viewer: Viewer, at_hand: ItemRow | None) -> list[Act]:
    """What the secretary enters while the meeting sits."""
    acts = []
    current = viewer.board.current
    if current is not None and not current.round.secret:
        acts.append(link(viewer, "enter_ballot", _("Enter a vote"), query=f"?round={current.round.pk}"))
    if current is None and at_hand is not None and at_hand.standing is None:
        acts.append(link(viewer, "enter_recusal", _("Enter a recusal"), query=f"?item={at_hand.item.pk}"))
    if current is None and all(row.here for row in viewer.board.seats):
        acts.append(link(viewer, "add_off_agenda", _("Question off the agenda")))
    return acts


def given_proxies(viewer: Viewer) -> list[tuple[int, str]]:
    return [
        (row.seat.pk, _("End the proxy: %(seat)s") % {"seat": row.seat.name})
        for row in viewer.board.seats
        if row.proxy_holder is not None and viewer.board.current is None
    ]


def chair_away(viewer: Viewer) -> str:
    """Nobody leads: the secretary has to name who presides."""
    chair = viewer.board.presiding
    if chair is not None and (chair.here or not chair.status):
        return ""
    return _("The chair is away: name the member who presides.")


# --- whoever calls the meeting ------------------------------------------------------------------------------------


def calling(viewer: Viewer) -> dict[str, Any]:
    title = _("Preparation")
    meeting = viewer.board.meeting
    if not viewer.convenes:
        return panel(title, [])
    edit: Act = {
        "href": reverse("meeting_edit", args=[meeting.pk]),
        "label": _("Change date, place or agenda"),
        "kind": "plain",
        "id": "act-edit",
    }
    cancel = link(viewer, "cancel", _("Cancel the meeting…"), "danger")
    if meeting.state == State.DRAFT:
        if not viewer.board.items:
            return panel(
                title, [{**edit, "kind": "primary"}, cancel], _("The agenda is empty: put a question on it.")
            )
        convene = button(viewer, "convene", _("Convene the meeting"), "primary")
        note = _("The members are told of the day, the place and the agenda.")
        return panel(title, [convene, edit, cancel], note)
    if meeting.state == State.PLANNED:
        return panel(title, [edit, *failing(viewer), cancel])
    if meeting.state == State.RUNNING:
        return panel(_("Without a quorum"), failing(viewer))
    return panel(title, [])


def failing(viewer: Viewer) -> list[Act]:
    """Ending the meeting as not held: its day has come, there is no quorum, nothing is decided."""
    board = viewer.board
    if (
        board.quorum is None
        or board.quorum.met
        or board.current is not None
        or board.meeting.day > clock.today()
        or any(row.decision is not None for row in board.items)
    ):
        return []
    return [link(viewer, "fail", _("End as not held…"), "danger")]


def after(viewer: Viewer) -> dict[str, Any]:
    """The protocol, once it is there and this person may see it."""
    meeting = viewer.board.meeting
    protocol = viewer.protocol
    title = _("Protocol")
    if protocol is None or (protocol.state == Protocol.State.DRAFT and not viewer.holds(Right.READ_DRAFTS)):
        note = _("The secretary is writing the protocol.") if meeting.state == State.HELD else ""
        return panel(title, [], note)
    number = f" № {protocol.number}" if protocol.number else ""
    act: Act = {
        "href": reverse("paper", args=[protocol.pk]),
        "label": _("To the protocol%(number)s") % {"number": number},
        "kind": "primary",
        "id": "act-protocol",
    }
    return panel(title, [act], _("State: %(state)s.") % {"state": protocol.state_label})


def lacking(meeting: Meeting, move: str) -> str:
    """What the meeting lacks for a move, in its own words; nothing when it can be made."""
    try:
        return unmet(transition_of(meeting, move), meeting) or ""
    except NotLegal as refusal:
        return str(refusal)
