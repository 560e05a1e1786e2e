"""The check of what is printed of a meeting beside its protocol: what a code proves, and what it does not."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from governance import clock
from governance.documents.kinds.meeting.election.print.ballots import ballots_data, issue_sheet_data
from governance.documents.kinds.meeting.papers import agenda_data, notice_data, registration_data
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import render
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza

from .council import AT_TEN, PRESENT, SEATS, Council
from .election import Voters

GENUINE, OUT_OF_DATE = (
    "The copy is genuine and says what stands here.",
    "The copy is genuine, but out of date.",
)
UNKNOWN = "This copy does not say what stands here."


@pytest.fixture
def voters(luza: Luza) -> Voters:
    return Voters(luza)


def code(data: PaperData) -> str:
    return data["check"]["code"]


def checked(spelt: str) -> tuple[int, str]:
    """Status and verdict of the public check, in the source language."""
    page = looked_up(spelt)
    return page.status_code, str(page.context["verdict"].title)


def looked_up(spelt: str) -> Any:
    client = Client()
    client.cookies["django_language"] = "en"
    return client.get(f"/check/{spelt.replace('-', '')}/")


def facts(page: Any) -> dict[str, str]:
    return {str(fact.name): str(fact.value) for fact in page.context["facts"]}


@pytest.mark.parametrize("gather", [notice_data, agenda_data])
def test_what_members_were_told_is_genuine_until_they_are_told_something_else(
    council: Council, gather: Any
) -> None:
    meeting = council.convened()
    first = code(gather(meeting))
    page = looked_up(first)
    assert (page.status_code, str(page.context["verdict"].title)) == (200, GENUINE)
    shown = facts(page)
    assert (shown["Number"], shown["Date"], shown["Check code"]) == ("1", "12.09.2011", first)
    assert "О дне открытых дверей" not in page.content.decode()
    meeting = council.act(meeting, "revise", held_at=AT_TEN + timedelta(days=1))
    assert (checked(first), checked(code(gather(meeting)))) == ((200, OUT_OF_DATE), (200, GENUINE))
    council.act(meeting, "cancel", reason="Карантин")
    assert checked(first) == (200, "The copy is genuine, but nothing follows from it.")


def test_a_mark_that_no_print_has_says_that_the_copy_differs(council: Council) -> None:
    told = code(notice_data(council.convened()))
    other = told[:-1] + ("2" if told[-1] != "2" else "3")
    assert checked(other) == (404, UNKNOWN)
    assert checked(told[:-1])[1] == "This is not the code of a paper."


def test_a_registration_sheet_is_known_as_blank_and_as_it_stands(council: Council) -> None:
    meeting = council.convened()
    blank = code(registration_data(meeting))
    for key in SEATS:
        meeting = council.mark(meeting, key, PRESENT)
    meeting = council.lead(meeting, "open")
    marked = code(registration_data(meeting))
    with clock.played(AT_TEN + timedelta(minutes=30)):
        meeting = council.mark(meeting, "kulikovo", "left")
    assert [checked(each) for each in (blank, marked, code(registration_data(meeting)))] == [
        (200, GENUINE),
        (404, UNKNOWN),
        (200, GENUINE),
    ]


def test_all_ballots_of_a_vote_bear_one_code_that_tells_nobody(voters: Voters) -> None:
    meeting = voters.sitting("second", "lalsk")
    item = voters.question(meeting)
    data = ballots_data(meeting, item)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(render("ballots", data))).pages)
    assert text.count(code(data)) == data["sheets"] * data["on_a_sheet"]
    page = looked_up(code(data))
    shown = facts(page)
    assert str(page.context["verdict"].title) == GENUINE
    assert (shown["Kind"], shown["Question of the agenda"]) == ("Ballot of a secret vote", str(item.position))
    assert (
        "it tells neither to whom a ballot was given nor what stands on it" in shown["What the code proves"]
    )
    assert voters.members["second"].full_name not in page.content.decode()
    # The vote opens with these names: the ballots that were printed before serve.
    meeting = voters.lead(meeting, "open_round", item=item)
    assert code(ballots_data(meeting, item)) == code(data)
    for key in SEATS:
        meeting = voters.choose(meeting, key, "second")
        assert code(ballots_data(meeting, item)) == code(data)


def test_a_ballot_with_the_name_of_somebody_who_withdrew_is_known_no_more(voters: Voters) -> None:
    meeting = voters.sitting("second", "lalsk")
    item = voters.question(meeting)
    printed = code(ballots_data(meeting, item))
    voters.act(
        meeting, "enter_withdrawal", candidate=voters.candidate(meeting, "lalsk").pk, reason="Самоотвод"
    )
    assert checked(printed) == (404, UNKNOWN)


def test_the_sheet_of_issue_is_known_as_blank_and_as_it_stands(voters: Voters) -> None:
    meeting = voters.name_tellers(voters.sitting("second", "lalsk"), "base")
    meeting = voters.lead(meeting, "open_round", item=voters.question(meeting), secret=True)
    item = voters.question(meeting)
    blank = code(issue_sheet_data(meeting, item))
    meeting = perform(meeting, "issue_ballot", by=voters.members["base"], seat=voters.seats["kulikovo"])
    issued = code(issue_sheet_data(meeting, item))
    assert (checked(blank), checked(issued), blank == issued) == ((200, GENUINE), (200, GENUINE), False)
