"""A sitting that is called again after one without a quorum, with a quorum of its own."""

from datetime import datetime, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.repeating import call_again

from .conftest import Refusal
from .council import ABSENT, AT_TEN, FOR, PRESENT, SEATS, TODAY, Council
from .test_rules_of_matters import SIMPLE, regulated

pytestmark = pytest.mark.django_db

NEXT = AT_TEN + timedelta(days=3)
THIRD = {**SIMPLE, "repeated_quorum": {"share": "1/3", "strict": False}}


def failed(council: Council) -> Meeting:
    """Two of six came to a sitting on a plan: not held."""
    regulated(council, rule=THIRD)
    meeting = council.convened(subject=council.plan())
    for key in SEATS:
        meeting = council.mark(meeting, key, PRESENT if key in ("second", "base") else ABSENT)
    return council.act(meeting, "fail")


def again(council: Council, meeting: Meeting, held_at: datetime = NEXT) -> Meeting:
    return call_again(meeting, by=council.secretary, held_at=held_at, place="г. Луза")


def test_it_takes_over_the_agenda_and_needs_its_own_quorum(council: Council) -> None:
    first = failed(council)
    meeting = again(council, first)
    assert [(item.title, item.subject_id) for item in meeting.agenda()] == [
        (item.title, item.subject_id) for item in first.agenda()
    ]
    meeting = council.act(meeting, "convene")
    with clock.played(TODAY + timedelta(days=3)):
        for key in ("second", "base"):
            meeting = council.mark(meeting, key, PRESENT)
        meeting = council.lead(meeting, "open")
        meeting = council.vote(meeting, council.item(meeting, 2), second=FOR, base=FOR)
    voting = council.last_round(meeting)
    assert (voting.repeated, council.outcome(meeting)) == (True, (True, True))


def test_only_a_sitting_without_a_quorum_is_called_again_and_once(council: Council, refused: Refusal) -> None:
    first = failed(council)
    meeting, other = again(council, first), again(council, first, NEXT + timedelta(days=1))
    assert again(council, first) == meeting  # the same press sent twice
    council.act(meeting, "convene")
    with refused(NotLegal, other, "That sitting has been called again already"):
        council.act(other, "convene")
    council.act(meeting, "cancel", reason="Карантин")
    with pytest.raises(NotLegal, match="was not held for want"):
        council.act(again(council, council.held()), "convene")
    council.act(other, "convene")
    early = call_again(first, by=council.secretary, held_at=first.held_at, place="г. Луза")
    with refused(NotLegal, early, "A sitting called again is held after the one that it repeats"):
        council.act(early, "convene")
