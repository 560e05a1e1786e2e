"""The results of a meeting: votes as charts with the rule behind them, recusals and dissenting opinions."""

from typing import Any

from django.utils.translation import gettext as _

from governance.desk.kinds.meeting import labels
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.kinds.meeting.board import ItemRow, RoundRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Choice
from governance.documents.law.voting import VotingRule

State = Meeting.State


def has_result(item: ItemRow) -> bool:
    return item.left or any(not row.round.is_open for row in item.rounds)


def result(viewer: Viewer, item: ItemRow, seats: dict[int, str]) -> dict[str, Any]:
    """The result of a question: its votes as charts with the rule, recusals, dissenting opinions."""
    meaning, word = labels.item_state(item)
    names = labels.names(viewer.board)
    dissents = {seat: note for note in item.dissents for seat in [note.seat_id]}
    return {
        "anchor": f"item-{item.item.pk}",
        "title": _("Question %(n)d. %(title)s") % {"n": item.item.position, "title": item.item.title},
        "meaning": meaning,
        "word": word,
        "left": item.item.left_reason if item.left else "",
        "rounds": [
            round_result(viewer, row, seats, several=len(item.rounds) > 1)
            for row in item.rounds
            if not row.round.is_open
        ],
        "recused": [f"{names.get(note.person_id, '')}: {note.text}" for note in item.recusals],
        "dissents": [{"name": names.get(note.person_id, ""), "text": note.text} for note in item.dissents],
        "dissent": [
            {
                "href": f"{viewer.address('dissent')}?item={item.item.pk}&seat={key}",
                "label": _("Correct my dissenting opinion")
                if key in dissents
                else _("Attach a dissenting opinion"),
            }
            for key in viewer.may_dissent(item)
        ],
    }


def round_result(viewer: Viewer, row: RoundRow, seats: dict[int, str], *, several: bool) -> dict[str, Any]:
    round = row.round
    outcome = round.outcome
    votes = None
    if outcome:
        cast = {choice.value: outcome[choice.value] for choice in Choice}
        votes = {
            "yes": cast["for"],
            "no": cast["against"],
            "abstain": cast["abstain"],
            "silent": len(row.awaited),
            "total": sum(cast.values()) + len(row.awaited),
        }
    running = viewer.board.meeting.state == State.RUNNING
    return {
        "name": _("Round %(n)d") % {"n": round.number} if several else "",
        "sentence": outcome.get("reason", ""),
        "form": _("Secret vote") if round.secret else _("Open vote"),
        "votes": votes if round.state == round.State.CLOSED else None,
        "rule": VotingRule.from_json(round.rule).describe(),
        "source": round.rule_source,
        "voters": labels.voters(row, seats),
        "annulled": round.annul_reason,
        "annul": f"{viewer.address('annul_round')}?round={round.pk}"
        if running and viewer.presides and round.state == round.State.CLOSED
        else "",
    }
