"""Which votes wait for a person now: a round of a sitting that is open, or a voting sheet that is still taken.

It is asked on every page of the desk, so it is one part of a query with fixed columns, for `UNION`.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.roles.person import Person


class OpenBallot(NamedTuple):
    """One vote that waits for somebody: of a seat in a round, or of a whole sheet (then `asked` is its meeting).

    The queries below have columns of the same names.
    """

    # Of the round, or of the sheet.
    ballot_key: int
    # Of the paper on whose page one votes: the meeting, or the sheet.
    paper_key: int
    # Until when a sheet is taken; of a round, which lasts until it is closed, when it was opened.
    moment: datetime
    body_name: str
    asked: str
    # The seat that is voted for by proxy; empty for one's own.
    absent_seat: str


def own_ballots(person: Person) -> QuerySet[Any, Any]:
    """Rounds in which this person votes on a seat of their own and has not done so."""
    rolls = _silent().filter(present=True, person_id=person.pk)
    return _of_rounds(rolls, Value(""))


def ballots_by_proxy(person: Person) -> QuerySet[Any, Any]:
    """Rounds in which they vote for the seat of somebody who is away, and have not done so."""
    holding = Roll.objects.filter(
        round_id=OuterRef("round_id"),
        seat_id=OuterRef("proxy__holder_id"),
        person_id=person.pk,
        present=True,
        recused=False,
    )
    return _of_rounds(_silent().filter(Exists(holding), present=False), F("seat__name"))


def sheets_to_give(person: Person) -> QuerySet[Any, Any]:
    """Their voting sheets that are not given, or were given void, while sheets are taken."""
    sheets = _not_given().filter(appointment__person_id=person.pk)
    return sheets.order_by().annotate(
        ballot_key=F("pk"),
        paper_key=F("pk"),
        moment=F("meeting__held_at"),
        body_name=F("meeting__unit__name"),
        asked=F("meeting__title"),
        absent_seat=Value(""),
    )


def voters_awaited(voting: Round) -> set[int]:
    """The ids of those whom an open round waits for, by proxy too; nobody once it is closed."""
    silent = _silent().filter(round_id=voting.pk)
    own = silent.filter(present=True).values_list("person_id", flat=True)
    holding = Roll.objects.filter(round_id=voting.pk, present=True, recused=False)
    seats = silent.filter(present=False, proxy__isnull=False).values("proxy__holder_id")
    return {*own, *holding.filter(seat_id__in=seats).values_list("person_id", flat=True)}


def sheets_awaited(meeting: Meeting) -> dict[int, int]:
    """The sheet that each member has still to give, by the id of the member."""
    sheets = _not_given().filter(meeting_id=meeting.pk)
    return dict(sheets.values_list("appointment__person_id", "pk"))


def _silent() -> QuerySet[Roll]:
    """The seats of all open rounds that take part and have given no ballot."""
    given = Ballot.objects.filter(round_id=OuterRef("round_id"), seat_id=OuterRef("seat_id"))
    return Roll.objects.filter(~Exists(given), round__state=Round.State.OPEN, recused=False)


def _not_given() -> QuerySet[VotingSheet]:
    """Sheets that were not given, or were given void, while sheets are taken."""
    taken = Q(meeting__state=Meeting.State.VOTING, meeting__held_at__gte=clock.now()) | Q(
        meeting__state=Meeting.State.PLANNED, meeting__form=Meeting.Form.MIXED
    )
    silent = Q(returned_at=None) | ~Q(invalid_reason="")
    return VotingSheet.objects.filter(taken, silent, state=VotingSheet.State.GIVEN)


def _of_rounds(rolls: QuerySet[Roll], absent_seat: Any) -> QuerySet[Any, Any]:
    return rolls.order_by().annotate(
        ballot_key=F("round_id"),
        paper_key=F("round__meeting_id"),
        moment=F("round__opened_at"),
        body_name=F("round__meeting__unit__name"),
        asked=F("round__item__title"),
        absent_seat=absent_seat,
    )
