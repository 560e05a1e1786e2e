"""Sheets and the count at the same moment, on PostgreSQL with real threads and connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.record import triggers
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import found_luza
from tests.meeting.council import AGAINST, FOR, SEATS
from tests.meeting.sheets import LAST_MOMENT, Sheets

pytestmark = pytest.mark.postgres

Timed = tuple[datetime, Callable[[], Any]]
IN_TIME, TOO_LATE = LAST_MOMENT - timedelta(seconds=1), LAST_MOMENT + timedelta(seconds=1)


@pytest.fixture
def council(_triggers_stand_again: None, transactional_db: None) -> Iterator[Sheets]:
    """A council in committed rows, which other connections see."""
    yield Sheets(found_luza())
    with connection.schema_editor() as editor:
        triggers.drop(None, editor)


def together(*acts: Timed) -> list[Any]:
    """Do all of it at once, each at a moment of its own; results or refusals in order."""
    start = Barrier(len(acts))

    def run(act: Timed) -> Any:
        start.wait()
        try:
            with clock.played(act[0]):
                return act[1]()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(run, acts))


def answering(council: Sheets, meeting: Meeting, *keys: str, choice: str = FOR) -> list[Timed]:
    return [(IN_TIME, lambda key=key: council.answer(meeting, key, choice)) for key in keys]


def test_sheets_that_come_in_at_once_end_the_vote_once_and_all_count(council: Sheets) -> None:
    meeting = council.announced("О сайте", "О выставке")
    results = together(*answering(council, meeting, *SEATS))
    assert [result for result in results if isinstance(result, Refused)] == []
    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.state, history_of(held).count("count_sheets")) == ("held", 1)
    assert [round.outcome["for"] for round in held.rounds.all()] == [6, 6]
    assert set(council.states(held).values()) == {"counted"}
    assert list(verify()) == []


@pytest.mark.parametrize("attempt", range(3))
def test_the_last_sheet_and_the_count_at_once_leave_no_sheet_half_counted(
    council: Sheets, attempt: int
) -> None:
    meeting = council.announced()
    for key in SEATS[:4]:
        council.answer(meeting, key, FOR)
    count = (TOO_LATE, lambda: perform(meeting, "count_sheets", basis=meeting))
    late = answering(council, meeting, *SEATS[4:], choice=AGAINST)
    together(*late, count, *answering(council, meeting, "base", choice=AGAINST))
    held = Meeting.objects.get(pk=meeting.pk)
    counted = VotingSheet.objects.filter(meeting=held, state="counted")
    # Whatever came first: each sheet that says it was counted was, as it stands, and no other.
    answers = {sheet.seat_id: sheet.answers[0]["choice"] for sheet in counted}
    assert answers == dict(Ballot.objects.values_list("seat_id", "choice"))
    assert held.rounds.get().outcome["for"] == list(answers.values()).count("for")
    assert not VotingSheet.objects.filter(meeting=held, state="draft").exists()
    assert (held.state, history_of(held).count("count_sheets")) == ("held", 1)
    assert list(verify()) == []
