"""Reading a meeting for its page: everything about the table, the agenda and the votes in a handful of queries."""

from collections import defaultdict
from contextlib import suppress
from typing import Any

from django.db.models import OuterRef, Subquery

from governance.documents.approval.regulation import HowDecided
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.board import Board, ItemRow, RoundRow, SeatRow, Vote
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.quorum import Quorum, quorum_at
from governance.documents.kinds.meeting.rounds import Ballot, Roll
from governance.documents.kinds.meeting.said import Said, said_on
from governance.documents.kinds.meeting.table import Participants, Place
from governance.documents.kinds.meeting.voting_sheet import VotingSheet


def board(meeting: Meeting) -> Board:
    """Read a meeting for its page: nine queries, however many seats, items, rounds and votes there are.

    They are: agenda, votes, what was said, roster, memberships, attendance, proxies, sheets, the rules of the body in
    general and for its matters. Votes are not asked for before the meeting is opened, the rules in general not once it
    knows them, sheets only of a meeting that takes some.
    """
    agenda = meeting.agenda().prefetch_related("election__candidates__person")
    items = list(agenda.order_by("position"))
    rounds: defaultdict[int, list[RoundRow]] = defaultdict(list)
    if meeting.opened_at is not None:
        rounds = _rounds(meeting)
    said = said_on(meeting)
    table = meeting.table
    represented = table.represented
    sheets = _sheets(meeting)
    rules = meeting.known_rules
    quorum = None
    if rules is not None:
        answered = [key for key, sheet in sheets.items() if sheet.counts]
        quorum = quorum_at(table, rules, rules.law, repeated=meeting.is_repeated, sheets=answered)
    return Board(
        meeting=meeting,
        seats=[
            SeatRow(
                seat=place.seat,
                place=place,
                mark=table.marks.get(key),
                here=table.is_here(key),
                proxy_holder=represented[key].holder_id if key in represented else None,
                sheet=sheets.get(key),
            )
            for key, place in _at_the_table(meeting, table, sheets).items()
        ],
        outside=table.outside,
        items=[_row(meeting, item, rounds[item.pk], said[item.pk], sheets) for item in items],
        quorum=quorum,
    )


def _row(
    meeting: Meeting,
    item: AgendaItem,
    rounds: list[RoundRow],
    said: Said,
    sheets: dict[int, VotingSheet],
) -> ItemRow:
    """A question with its votes and notes, the rule that decides it, and the quorum by that rule now."""
    rule: HowDecided | None = None
    quorum: Quorum | None = None
    with suppress(NotLegal):
        rule = meeting.rule_for(item)
        quorum = quorum_at(
            meeting.table,
            meeting.rules,
            rule.law,
            repeated=meeting.is_repeated,
            sheets=[key for key, sheet in sheets.items() if sheet.counts and sheet.votes_on(item)],
        )
    return ItemRow(item, rounds, said, rule, quorum)


def _sheets(meeting: Meeting) -> dict[int, VotingSheet]:
    """The voting sheets by their seats, in the order of these; no query for a meeting that takes none."""
    if not meeting.takes_sheets:
        return {}
    sheets = VotingSheet.objects.filter(meeting_id=meeting.pk).select_related("seat", "appointment__person")
    return {sheet.seat_id: sheet for sheet in sheets.order_by("seat__position", "pk")}


def _at_the_table(meeting: Meeting, table: Participants, sheets: dict[int, VotingSheet]) -> dict[int, Place]:
    """The present roster; of a meeting that is over, the seats that were marked then; those that got a sheet."""
    if meeting.is_absentee and sheets:
        return {
            key: table.places.get(key, Place(sheet.seat, sheet.appointment)) for key, sheet in sheets.items()
        }
    if meeting.closed_at is None:
        return table.places
    marked = {key: Place(mark.seat, mark.appointment) for key, mark in table.marks.items()}
    return {key: table.places.get(key, place) for key, place in marked.items()}


def _rounds(meeting: Meeting) -> defaultdict[int, list[RoundRow]]:
    """The rounds of each item with their votes; one query, because no round is without a roll."""
    ballots = Ballot.objects.filter(round_id=OuterRef("round_id"), seat_id=OuterRef("seat_id"))
    rolls = (
        Roll.objects.filter(round__meeting_id=meeting.pk)
        .select_related("round__counting", "seat", "person", "proxy")
        .annotate(
            choice=Subquery(ballots.values("choice")[:1]),
            way=Subquery(ballots.values("way")[:1]),
        )
        .order_by("round__item_id", "round__number", "seat__position", "seat_id")
    )
    rows: defaultdict[int, list[RoundRow]] = defaultdict(list)
    for roll in rolls:
        of_item = rows[roll.round.item_id]
        if not of_item or of_item[-1].round.pk != roll.round_id:
            of_item.append(RoundRow(roll.round, []))
        of_item[-1].votes.append(_vote(roll))
    return rows


def _vote(roll: Any) -> Vote:
    return Vote(
        seat=roll.seat,
        person=roll.person,
        present=roll.present,
        recused=roll.recused,
        by_proxy_of=roll.proxy.holder_id if roll.proxy else None,
        voted=roll.way is not None,
        choice=roll.choice or "",
        way=roll.way or "",
    )
