"""The summer of seventy applications as it is played."""

from collections.abc import Callable
from typing import Any

import pytest

from governance.documents.record.private_link import HOLDER
from governance.scenarios import admission_events as events
from governance.scenarios.admission_applicants import pupils
from governance.scenarios.luza import Luza
from tests.played import Played

PRINTED = {
    "campaign.pdf",
    *(f"rating-{edition}.pdf" for edition in (1, 2, 3)),
    "enrolment-1.pdf",
    "order-1-ОД.pdf",
    "order-1-У.pdf",
    "order-2-У.pdf",
    "protocol-1-ПК.pdf",
    "protocol-2-ПК.pdf",
    "protocol-1-АК.pdf",
    "extract-1-ПК.pdf",
}


@pytest.fixture(scope="module")
def summer(scenario: Callable[[str], Played]) -> Played:
    return scenario("admission")


@pytest.fixture(scope="module")
def applications(summer: Played) -> dict[int, dict[str, Any]]:
    """The record of each application, by its number."""
    return {int(paper["number"]): paper for paper in summer.record if paper["kind"] == "application"}


def moves(paper: dict[str, Any]) -> list[str]:
    return [event["move"] for event in paper["events"]]


def test_the_summer_is_played_to_its_end_and_writes_each_paper_by_kind_and_number(summer: Played) -> None:
    assert summer.missed == []
    assert summer.written == PRINTED


def test_seventy_applications_find_forty_five_places(applications: dict[int, dict[str, Any]]) -> None:
    states = [paper["state"] for paper in applications.values()]
    assert sorted(applications) == list(range(1, 71))
    assert {state: states.count(state) for state in set(states)} == {
        "enrolled": 45,
        "reserve": 22,
        "withdrawn": 2,
        "excluded": 1,
    }


def test_what_is_to_happen_happens_to_each(applications: dict[int, dict[str, Any]]) -> None:
    for number in events.ASKED:
        assert "ask" in moves(applications[number])
    brought = {number for number in events.ASKED if "supplement" in moves(applications[number])}
    assert brought == events.BROUGHT
    assert "declare_conflict" in moves(applications[events.CONFLICT])
    assert "settle_claims" in moves(applications[events.DIFFERENT])
    for number in events.EQUAL:
        assert moves(applications[number]).count("take_outcome") == 3
        assert "enter_test" in moves(applications[number])
    assert "correct" in moves(applications[events.WITHOUT_PROOF])
    assert moves(applications[events.GIVES_UP])[-3:] == ["enrol", "decline", "exclude"]
    taken = [number for number, paper in applications.items() if "take_place" in moves(paper)]
    assert [moves(applications[number])[-3:] for number in taken] == [["offer_place", "take_place", "enrol"]]


@pytest.mark.any_database
def test_no_step_names_a_pupil_or_a_parent(summer: Played, luza: Luza) -> None:
    surnames = {pupil.personal["surname"] for pupil in pupils(luza)}
    assert len(surnames) == 69  # one pupil applies twice
    assert [line for line in summer.told.splitlines() if any(name in line for name in surnames)] == []
    assert f"| {HOLDER} |" in summer.told
