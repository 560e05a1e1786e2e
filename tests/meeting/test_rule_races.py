"""Rules, numbers and sheets that change while a meeting goes on, on PostgreSQL with real threads and connections."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from governance.documents.approval.regulating import regulate
from governance.documents.approval.regulation import Regulation
from governance.documents.errors import Refused
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot
from governance.documents.record import triggers
from governance.documents.record.history import history_of, verify
from governance.roles.organisation import OrganisationEvent
from governance.scenarios.luza import found_luza
from governance.scenarios.luza_sources import RULE

from .council import AGAINST, FOR, SEATS, TODAY
from .racing import together
from .sheets import Sheets

pytestmark = pytest.mark.postgres

UNANIMOUS = {"base": "present", "share": "1", "strict": False}


@pytest.fixture
def council(_triggers_stand_again: None, transactional_db: None) -> Iterator[Sheets]:
    """A council in committed rows, which other connections see."""
    yield Sheets(found_luza())
    with connection.schema_editor() as editor:
        triggers.drop(None, editor)


def regulating(council: Sheets, source: str, since: date = TODAY, **rule: Any) -> Callable[[], Any]:
    """The act of entering rules from a day on."""
    return lambda: regulate(
        council.unit, source=source, rule={**RULE, **rule}, since=since, by=None, basis="протокол № 9"
    )


def test_of_several_who_change_the_rules_at_once_one_does(council: Sheets) -> None:
    before = OrganisationEvent.objects.count()
    results = together(*[regulating(council, f"Положение, редакция {number}") for number in range(8)])
    refused = [result for result in results if isinstance(result, ValidationError)]
    entered = [result for result in results if isinstance(result, Regulation)]
    assert (len(refused), len(entered)) == (7, 1)
    assert {refusal.messages[0] for refusal in refused} == {
        "Rules of this body are entered from that day on already."
    }
    assert list(Regulation.objects.filter(unit=council.unit, since=TODAY)) == entered
    assert OrganisationEvent.objects.count() == before + 1
    assert list(verify()) == []


def test_rules_of_different_days_entered_at_once_all_stand(council: Sheets) -> None:
    days = [date(2011, 10, day) for day in range(1, 9)]
    results = together(*[regulating(council, f"Редакция {day.day}", day) for day in days])
    assert [result for result in results if not isinstance(result, Regulation)] == []
    in_force = [Regulation.objects.in_force(council.unit, day).source for day in days]
    assert in_force == [f"Редакция {day.day}" for day in days]
    assert list(verify()) == []


@pytest.mark.parametrize("attempt", range(3))
def test_a_meeting_that_opens_while_the_rules_change_has_the_ones_or_the_others_throughout(
    council: Sheets, attempt: int
) -> None:
    meeting = council.convened()
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    together(regulating(council, "Новая редакция", majority=UNANIMOUS), lambda: council.lead(meeting, "open"))
    opened = Meeting.objects.select_related("regulation").get(pk=meeting.pk)
    assert opened.regulation is not None
    assert opened.events.get(move="open").facts["regulation"] == opened.regulation_id
    # Whichever came first: the vote is decided by the rules under which the meeting was opened.
    choices = dict.fromkeys(SEATS, FOR) | {"kulikovo": AGAINST}
    voted = council.vote(opened, **choices)
    voting = council.last_round(voted)
    assert voting.rule == opened.regulation.rule
    assert voting.outcome["adopted"] is (opened.regulation.source != "Новая редакция")
    assert list(verify()) == []


@pytest.mark.parametrize("attempt", range(3))
def test_a_vote_that_closes_while_the_rules_change_is_decided_by_those_it_opened_under(
    council: Sheets, attempt: int
) -> None:
    meeting = council.opened(council.running())
    for key in SEATS:
        meeting = council.cast(meeting, key, AGAINST if key == "kulikovo" else FOR)
    voting = council.last_round(meeting)
    results = together(
        regulating(council, "Новая редакция", majority=UNANIMOUS),
        lambda: council.lead(meeting, "close_round", round=voting.pk),
        lambda: council.lead(meeting, "close_round", round=voting.pk),
    )
    assert [result for result in results if isinstance(result, Refused | ValidationError)] == []
    assert history_of(Meeting.objects.get(pk=meeting.pk)).count("close_round") == 1
    assert council.outcome(meeting) == (True, True)
    assert list(verify()) == []


@pytest.mark.parametrize("attempt", range(3))
def test_a_sheet_that_comes_while_the_sitting_opens_counts_or_is_refused(
    council: Sheets, attempt: int
) -> None:
    meeting = council.give(council.mixed(), "kulikovo")
    for key in SEATS[:-1]:
        meeting = council.mark(meeting, key, "present")
    answered, opened = together(
        lambda: council.answer(meeting, "kulikovo", AGAINST), lambda: council.lead(meeting, "open")
    )
    assert not isinstance(opened, Refused)
    voted = council.vote(Meeting.objects.get(pk=meeting.pk), **dict.fromkeys(SEATS[:-1], FOR))
    by_sheet = Ballot.objects.filter(round=council.last_round(voted), way="sheet")
    assert by_sheet.count() == (0 if isinstance(answered, Refused) else 1)
    held = council.lead(voted, "finish")
    assert council.states(held) == {
        "kulikovo": "not_returned" if isinstance(answered, Refused) else "counted"
    }
    assert list(verify()) == []


def test_a_sheet_that_comes_while_a_vote_of_the_sitting_closes_is_refused(council: Sheets) -> None:
    meeting = council.opened(council.sit(council.give(council.mixed(), "kulikovo"), *SEATS[:-1]))
    for key in SEATS[:-1]:
        meeting = council.cast(meeting, key, FOR)
    late, closed = together(
        lambda: council.answer(meeting, "kulikovo", AGAINST), lambda: council.lead(meeting, "close_round")
    )
    assert (isinstance(late, Refused), isinstance(closed, Meeting)) == (True, True)
    assert council.last_round(meeting).outcome["for"] == 5
    assert not Ballot.objects.filter(way="sheet").exists()
    assert list(verify()) == []


def test_sittings_convened_at_once_get_successive_numbers(council: Sheets) -> None:
    drafts = [council.drafted(f"Вопрос {number}") for number in range(6)]
    results = together(*[lambda paper=paper: council.act(paper, "convene") for paper in drafts])
    assert sorted(paper.number for paper in results) == ["1", "2", "3", "4", "5", "6"]
    assert list(verify()) == []


def test_a_sitting_convened_twice_at_once_has_one_number(council: Sheets) -> None:
    draft = council.drafted()
    results = together(*[lambda: council.act(draft, "convene") for _one in range(4)])
    assert sum(isinstance(result, Refused) for result in results) == 3
    assert [meeting.number for meeting in Meeting.objects.exclude(number="")] == ["1"]
