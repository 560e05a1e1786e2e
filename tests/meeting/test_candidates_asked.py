"""Whoever is put up for an office is asked to consent by a task and a letter, with a term before the vote."""

from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.election.election import Candidate
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from governance.flows.jobs.reminders import remind_of_tasks
from governance.letters.models import OutboxLetter
from governance.scenarios.luza import Luza

from .conftest import Refusal
from .council import AT_TEN, PRESENT
from .election import Voters


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


def asked(meeting: Meeting) -> dict[str, date | None]:
    """Who is asked to consent, by name, and until when."""
    tasks = (
        Task.objects.open().filter(process__document=meeting, person__isnull=False).select_related("person")
    )
    return {task.person.name: task.due for task in tasks if "consent" in task.moves}


def ahead(voters: Voters, *keys: str, days: int = 20) -> Meeting:
    """An election in so many days, with these candidates, convened."""
    meeting = voters.act(voters.drafted(), "add_election", office="chair")
    meeting = voters.act(meeting, "revise", held_at=AT_TEN + timedelta(days=days))
    for key in keys:
        meeting = voters.act(
            meeting, "put_up", item=voters.election(meeting).item_id, person=voters.members[key]
        )
    assert asked(meeting) == {}
    return voters.act(meeting, "convene")


def test_candidates_are_asked_when_the_meeting_is_convened_with_a_term_before_it(voters: Voters) -> None:
    meeting = ahead(voters, "lalsk", "base")
    term = date(2011, 9, 15)
    assert asked(meeting) == {"Жданов Н.С.": term, "Пелевин Л.В.": term}
    letters = OutboxLetter.objects.filter(document=meeting, person=voters.members["lalsk"])
    assert letters.count() == 2  # the invitation, and the question
    meeting = voters.consent(meeting, "lalsk")
    assert asked(meeting) == {"Пелевин Л.В.": term}
    with clock.played(date(2011, 9, 15)):
        remind_of_tasks()
    assert OutboxLetter.objects.filter(document=meeting, person=voters.members["base"]).count() == 3


@pytest.mark.parametrize(("days", "due"), [(20, 15), (2, 13), (0, 12)])
def test_the_term_ends_the_day_before_a_meeting_that_is_near(voters: Voters, days: int, due: int) -> None:
    assert asked(ahead(voters, "base", days=days)) == {"Пелевин Л.В.": date(2011, 9, due)}


def test_a_candidate_declines_by_themselves_and_is_asked_no_more(voters: Voters) -> None:
    meeting = ahead(voters, "base")
    question = voters.election(meeting).item_id
    meeting = perform(meeting, "stand_down", by=voters.members["base"], item=question, reason="Занят в школе")
    assert (asked(meeting), voters.candidate(meeting, "base").consent) == ({}, Candidate.Consent.REFUSED)


def test_who_is_put_up_at_the_sitting_is_asked_at_once_and_nobody_once_the_ballot_is_open(
    voters: Voters,
) -> None:
    meeting = voters.sitting("base")
    facts = {"person": voters.members["lalsk"], "put_up_by": "Пелевин Л.В."}
    meeting = voters.act(meeting, "put_up_at_sitting", item=voters.question(meeting), **facts)
    assert asked(meeting) == {"Жданов Н.С.": date(2011, 9, 12)}
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting))
    assert asked(meeting) == {}


def test_nobody_is_asked_for_a_meeting_that_is_cancelled(voters: Voters) -> None:
    meeting = voters.act(ahead(voters, "base"), "cancel", reason="Карантин")
    assert asked(meeting) == {}


def test_aloud_one_consents_at_the_sitting_alone(voters: Voters, refused: Refusal) -> None:
    meeting = voters.called("base", consent=False)
    candidate = voters.candidate(meeting, "base")
    with refused(NotLegal, meeting, "A consent is given aloud at the sitting alone"):
        voters.act(meeting, "enter_consent", candidate=candidate, aloud=True)
    meeting = voters.lead(voters.mark(meeting, "second", PRESENT), "open")
    meeting = voters.act(meeting, "enter_consent", candidate=candidate, aloud=True)
    kept = voters.candidate(meeting, "base")
    assert (kept.consent, kept.consent_paper, kept.scan, asked(meeting)) == (
        Candidate.Consent.PAPER,
        "устно на заседании",
        None,
        {},
    )
