"""The law of elections: by examples, against a naive implementation, and the `elect` command."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.utils import translation

from governance.documents.law.election import Ballots, ElectionRule, Poll, elect
from governance.documents.law.voting import Share
from governance.management.commands.elect import EXAMPLE
from tests.json_command import run

MORE_THAN_HALF = Share(1, 2, True)
INPUT: dict[str, Any] = json.loads(EXAMPLE)


def naive(
    posts: int, votes: dict[str, int], needed: int, *, second: bool
) -> tuple[list[str], list[str], list[str]]:
    """Fill the posts one by one, as somebody with the list of votes in hand would."""
    left = list(votes)
    elected: list[str] = []
    tied: list[str] = []
    while len(elected) < posts and left:
        most = max(votes[code] for code in left)
        best = [code for code in left if votes[code] == most]
        if most < needed:
            break
        if len(best) > posts - len(elected):
            tied = best
            break
        elected += best
        left = [code for code in left if code not in best]
    runoff: list[str] = []
    while second and len(elected) < posts and left and len(runoff) < 2 * (posts - len(elected)):
        most = max(votes[code] for code in left)
        runoff += [code for code in left if votes[code] == most]
        left = [code for code in left if votes[code] != most]
    return elected, tied, runoff


@pytest.mark.parametrize("method", ["majority", "plurality"])
@pytest.mark.parametrize("round_", [1, 2])
@pytest.mark.parametrize("posts", [1, 2, 3])
def test_every_election_between_four_agrees_with_the_naive_implementation(
    method: Any, round_: int, posts: int
) -> None:
    rule = ElectionRule(MORE_THAN_HALF, method, base="ballots", majority=MORE_THAN_HALF)
    for valid in range(5):
        for votes in product(range(valid + 1), repeat=4):
            if sum(votes) > valid * posts:
                continue
            named = dict(zip("abcd", votes, strict=True))
            poll = Poll(posts, named, 6, 5, Ballots(5, valid, 0), round=round_)
            needed = 1 if method == "plurality" else valid // 2 + 1
            expected = naive(posts, named, needed, second=method == "majority" and round_ == 1)
            outcome = elect(rule, poll)
            assert (outcome.needed, list(outcome.elected), list(outcome.tied), list(outcome.runoff)) == (
                needed,
                *expected,
            ), (named, posts)


Elect = Callable[..., Any]


@pytest.fixture
def electing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elect]:
    """Run the command on the example with changes; the answer, or the sentence of a refusal."""

    def elected(**given: Any) -> Any:
        code, out, err = partial(run, monkeypatch, "elect")(json.dumps(INPUT | given))
        assert code == (2 if err else 0)
        return err.strip() or json.loads(out)

    with translation.override("en"):
        yield elected


def results(answer: dict[str, Any]) -> tuple[Any, ...]:
    return answer["elected"], answer["tied"], answer["runoff"]


def test_the_example_of_the_help_goes_into_a_second_round(electing: Elect) -> None:
    assert electing() == {
        "quorum": True,
        "valid": 13,
        "needed": 8,
        "elected": [],
        "tied": [],
        "runoff": ["a", "b"],
        "reason": "Nobody is elected; needed: 8. Second round between a (6), b (5).",
    }


def test_equal_ones_at_the_last_post_are_tied_and_go_into_the_second_round(electing: Elect) -> None:
    answer = electing(posts=2, votes={"a": 9, "b": 8, "c": 8})
    assert results(answer) == (["a"], ["b", "c"], ["b", "c"])


def test_all_who_equal_the_last_of_the_second_round_take_part_in_it(electing: Elect) -> None:
    assert results(electing(votes={"a": 7, "b": 3, "c": 3})) == ([], [], ["a", "b", "c"])
    assert results(electing(votes={"c": 7})) == ([], [], ["c", "a", "b"])
    assert results(electing(candidates=["a"], votes={"a": 7})) == ([], [], ["a"])


def test_after_the_second_round_there_is_none(electing: Elect) -> None:
    assert results(electing(round=2)) == ([], [], [])
    assert results(electing(round=2, votes={"a": 9})) == (["a"], [], [])


def test_by_plurality_the_most_votes_win_and_one_is_enough(electing: Elect) -> None:
    rule = {"quorum": INPUT["rule"]["quorum"]}
    assert results(electing(method="plurality", rule=rule)) == (["a"], [], [])
    assert results(electing(method="plurality", rule=rule, votes={"a": 5, "b": 5})) == ([], ["a", "b"], [])
    assert results(electing(method="plurality", rule=rule, votes={})) == ([], [], [])


def test_without_a_quorum_nobody_is_elected(electing: Elect) -> None:
    answer = electing(present=10, ballots={"issued": 10, "found": 10, "invalid": 0}, votes={"a": 10})
    assert (answer["quorum"], *results(answer)) == (False, [], [], [])
    assert answer["reason"] == "No quorum: present 10 of 21, at least 11 needed."


@pytest.mark.parametrize(
    ("base", "needed"), [("present", 8), ("ballots", 7), ("roster", 11), ("established", 13)]
)
def test_the_majority_is_a_share_of_what_the_rule_names(electing: Elect, base: str, needed: int) -> None:
    rule = INPUT["rule"] | {"majority": {"base": base, "share": "1/2", "strict": True}}
    assert electing(rule=rule, established=24)["needed"] == needed


def test_the_quorum_may_be_a_share_of_the_established_number(electing: Elect) -> None:
    rule = INPUT["rule"] | {"quorum": {"share": "1/2", "strict": True, "of": "established"}}
    assert [electing(rule=rule, established=seats)["quorum"] for seats in (29, 30)] == [True, False]
    assert electing(rule=rule) == "The rule counts from the established number: give it as “established”."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"posts": 0}, "“posts” must be at least 1."),
        ({"round": 3}, "“round” must be 1 or 2."),
        ({"candidates": [], "votes": {}}, "“candidates” must name at least one."),
        ({"candidates": ["a", "a"]}, "“candidates” gives 'a' twice."),
        ({"votes": {"x": 1}}, "“votes” has an unknown name: 'x'."),
        ({"votes": {"a": 14}}, "'a' has more votes (14) than there are valid ballots (13)."),
        ({"votes": {"a": 8, "b": 6}}, "More votes (14) than 13 valid ballots can hold."),
        (
            {"ballots": {"issued": 16, "found": 14, "invalid": 1}},
            "More ballots were issued (16) than members are present (15).",
        ),
        (
            {"ballots": {"issued": 15, "found": 16, "invalid": 1}},
            "More ballots were found (16) than issued (15).",
        ),
        (
            {"ballots": {"issued": 15, "found": 1, "invalid": 2}},
            "More ballots are invalid (2) than found (1).",
        ),
        ({"present": 22}, "More members are present (22) than the roster has (21)."),
        ({"method": "lot"}, "“method” must be one of majority, plurality, not 'lot'."),
        (
            {"rule": {"quorum": {"share": "1/2", "strict": True}}},
            "“majority” is missing in “rule”: name it, or let the most votes win.",
        ),
        ({"established": 20}, "The established number (20) is below the number of filled seats (21)."),
    ],
)
def test_impossible_input_gets_one_sentence(electing: Elect, given: dict[str, Any], sentence: str) -> None:
    assert electing(**given) == sentence
