"""The winter in which the contracts are concluded."""

from collections.abc import Callable

import pytest

from tests.played import Played

PRINTED = {
    "contract_form.pdf",
    *(f"contract-{n}-Д.pdf" for n in range(1, 6)),
    "amendment-1-ДС.pdf",
    "amendment-2-ДС.pdf",
    "disagreements-4-Д.pdf",
    "protocol-1.pdf",
}


@pytest.fixture(scope="module")
def winter(scenario: Callable[[str], Played]) -> Played:
    return scenario("contract")


def test_the_scenario_writes_each_paper_by_kind_and_number(winter: Played) -> None:
    assert winter.missed == []
    assert winter.written == PRINTED


def test_the_record_tells_how_each_contract_came_about(winter: Played) -> None:
    moves = {
        paper["number"]: [event["move"] for event in paper["events"]]
        for paper in winter.record
        if paper["kind"] == "contract"
    }
    assert {number: sum(move == "object_to" for move in made) for number, made in moves.items()} == {
        "1-Д": 0,
        "2-Д": 0,
        "3-Д": 0,
        "4-Д": 2,
        "5-Д": 0,
    }
    assert {number for number, made in moves.items() if "certify_signature" in made} == {"2-Д"}
    assert {number for number, made in moves.items() if "refuse" in made} == {"5-Д"}
    assert [move for move in moves["1-Д"] if move == "amend"] == ["amend"]
    assert moves["2-Д"][-3:] == ["terminate", "expire", "archive"]
    (by_stand_in,) = (paper for paper in winter.record if paper["number"] == "3-Д")
    signed = [event["capacity"] for event in by_stand_in["events"] if event["move"] == "sign"]
    assert signed == ["и.о. директора МОКУ СОШ пгт Лальск", "директор базовой школы"]


def test_the_council_sits_without_the_school_that_left(winter: Played) -> None:
    (meeting,) = (paper for paper in winter.record if paper["kind"] == "meeting")
    assert sum(event["move"] == "mark_attendance" for event in meeting["events"]) == 5
    assert meeting["state"] == "held"
