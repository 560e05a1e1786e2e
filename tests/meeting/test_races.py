"""Many people at the same moment, on PostgreSQL with real threads and connections."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from governance.documents.approval.execution.rows import Report
from governance.documents.errors import NotLegal, Refused
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Choice, SecretBallot
from governance.documents.record import triggers
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import found_luza

from .council import FOR, SEATS, Council
from .racing import together
from .test_points import charged, part, person, point

pytestmark = pytest.mark.postgres


@pytest.fixture
def council(_triggers_stand_again: None, transactional_db: None) -> Iterator[Council]:
    """A council in committed rows, which other connections see."""
    yield Council(found_luza())
    with connection.schema_editor() as editor:
        triggers.drop(None, editor)


def votes(council: Council, meeting: Meeting, number: int) -> list[Callable[[], Any]]:
    """Requests to vote, each from a random seat for a random choice."""
    dice = random.Random(number)

    def request() -> Callable[[], Any]:
        key, choice = dice.choice(SEATS), dice.choice(Choice.values)
        return lambda: council.cast(meeting, key, choice)

    return [request() for _one in range(number)]


def test_500_requests_to_vote_from_6_seats_make_6_ballots(council: Council) -> None:
    meeting = council.opened(council.running())
    results = together(*votes(council, meeting, 500))
    assert [result for result in results if isinstance(result, Refused)] == []
    assert Ballot.objects.count() == 6
    assert list(verify(Document.objects.filter(pk=meeting.pk))) == []


def test_500_requests_to_vote_secretly_put_6_choices_into_the_urn(council: Council) -> None:
    meeting = council.opened(council.running(), secret=True)
    results = together(*votes(council, meeting, 500))
    assert sum(isinstance(result, Refused) for result in results) == 494
    assert (Ballot.objects.count(), SecretBallot.objects.count()) == (6, 6)
    assert history_of(meeting).count("cast") == 6


def test_two_who_close_a_round_at_once_get_the_same_result(council: Council) -> None:
    meeting = council.opened(council.running())
    for key in SEATS:
        meeting = council.cast(meeting, key, FOR)
    voting = council.last_round(meeting)
    results = together(*[lambda: council.lead(meeting, "close_round", round=voting.pk)] * 8)
    assert {result.revision for result in results} == {meeting.revision + 1}
    assert history_of(meeting).count("close_round") == 1
    assert council.outcome(meeting) == (True, True)


def test_ballot_and_closing_at_once_leave_the_outcome_equal_to_the_ballots(council: Council) -> None:
    meeting = council.opened(council.running())
    voting = council.last_round(meeting)
    acts = [lambda key=key: council.cast(meeting, key, FOR) for key in SEATS]
    results = together(*acts, lambda: council.lead(meeting, "close_round", round=voting.pk))
    late = [result for result in results if isinstance(result, NotLegal)]
    voting.refresh_from_db()
    assert voting.outcome["for"] == Ballot.objects.count() == 6 - len(late)


def test_two_who_open_different_rounds_at_once_open_one(council: Council) -> None:
    meeting = council.running("Первый", "Второй")
    items = list(meeting.agenda())
    results = together(*[lambda item=item: council.lead(meeting, "open_round", item=item) for item in items])
    assert sum(isinstance(result, Refused) for result in results) == 1


def test_both_signatures_at_once_give_one_number(council: Council) -> None:
    protocol = council.signing(council.held())
    together(
        lambda: council.lead(protocol, "sign_as_chair"),
        lambda: perform(protocol, "sign_as_secretary", by=council.secretary),
    )
    protocol = council.protocol(protocol.meeting)
    assert (protocol.state, protocol.number) == ("signed", "1")


def test_two_protocols_signed_at_once_get_successive_numbers(council: Council) -> None:
    protocols = [council.lead(council.signing(council.held()), "sign_as_chair") for _one in range(2)]
    signed = together(
        *[
            lambda paper=paper: perform(paper, "sign_as_secretary", by=council.secretary)
            for paper in protocols
        ]
    )
    assert sorted(paper.number for paper in signed) == ["1", "2"]


def test_a_paper_issued_and_a_vote_in_the_system_at_once_count_one_of_the_two(council: Council) -> None:
    """The commission hands out papers for every seat while every seat votes in the system: never both, never none."""
    meeting = council.running()
    tellers = [council.members["second"].pk]
    votes = {"in_favour": 6, "against": 0, "abstain": 0}
    meeting = council.act(meeting, "name_tellers", people=tellers, chair=tellers[0], **votes)
    meeting = council.opened(meeting, secret=True)
    votes = [lambda key=key: council.cast(meeting, key, FOR) for key in SEATS]
    papers = [lambda key=key: council.lead(meeting, "issue_ballot", seat=council.seats[key]) for key in SEATS]
    results = together(*[act for pair in zip(votes, papers, strict=True) for act in pair])
    assert sum(isinstance(result, NotLegal) for result in results) == 6
    ways = list(Ballot.objects.values_list("way", flat=True))
    assert len(ways) == 6
    assert SecretBallot.objects.count() == ways.count("own")
    assert list(verify(Document.objects.filter(pk=meeting.pk))) == []


def test_two_executors_who_report_at_the_same_moment_leave_one_report(council: Council) -> None:
    both = [person(council, "clerk"), person(council, "deputy")]
    protocol = charged(council, point(council, executors=both))

    def reports(key: str) -> Callable[[], Any]:
        by = council.luza.people[key]
        return lambda: perform(protocol, "report_point", by=by, part=part())

    results = together(reports("clerk"), reports("deputy"))
    assert len([result for result in results if isinstance(result, Refused)]) == 1
    assert Report.objects.count() == 1
    assert list(verify(Document.objects.filter(pk=protocol.pk))) == []
