"""What `tally` knows besides the usual: established seats, ties, secrecy, sittings called again, sheets, groups."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from tests.json_command import run

RULE: dict[str, Any] = {
    "quorum": {"share": "1/2", "strict": True},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": False,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}
INPUT: dict[str, Any] = {
    "roster": 7,
    "present": 4,
    "recused": 0,
    "votes": {"for": 2, "against": 2, "abstain": 0},
    "secret": False,
    "presiding": "for",
}
GROUPS = [
    {"code": "a", "roster": 4, "present": 3, "recused": 0, "votes": {"for": 2, "against": 1, "abstain": 0}},
    {"code": "b", "roster": 2, "present": 2, "recused": 0, "votes": {"for": 1, "against": 1, "abstain": 0}},
]

Tally = Callable[..., Any]


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tally]:
    """Run the command on a changed rule and input; the answer, or the sentence of a refusal."""

    def tallied(rule: dict[str, Any], without: tuple[str, ...] = (), **given: Any) -> Any:
        data = {name: value for name, value in (INPUT | given).items() if name not in without}
        code, out, err = partial(run, monkeypatch, "tally")(json.dumps({"rule": RULE | rule, **data}))
        assert (code, bool(out)) == (2, False) if err else (0, True)
        return err.strip() or json.loads(out)

    with translation.override("en"):
        yield tallied


def in_groups(tally: Tally, how: str, groups: list[dict[str, Any]] | None = None, **given: Any) -> Any:
    groups = GROUPS if groups is None else groups
    return tally({"groups": how}, ("roster", "present", "recused", "votes"), groups=groups, **given)


def test_vacant_seats_count_where_the_rule_counts_from_the_established_number(tally: Tally) -> None:
    of_all = {"quorum": {"share": "1/2", "strict": True, "of": "established"}}
    assert tally(of_all, established=7)["quorum"] is True
    assert tally(of_all, established=8)["quorum"] is False
    most = {"majority": {"base": "established", "share": "1/2", "strict": True}}
    answer = tally(most, established=9, votes={"for": 4, "against": 0, "abstain": 0})
    assert (answer["base"], answer["needed"], answer["adopted"]) == (9, 5, False)
    assert tally(most) == "The rule counts from the established number: give it as “established”."
    assert tally({}, established=6) == ("The established number (6) is below the number of filled seats (7).")


def test_null_is_as_good_as_left_out(tally: Tally) -> None:
    nothing = dict.fromkeys(("tie", "secret", "repeated_quorum", "absentee", "groups"))
    answer = tally(nothing, established=None, repeated=None, absentee=None, groups=None)
    assert answer == tally({})
    assert set(answer) == {"quorum", "base", "needed", "adopted", "by_casting_vote", "reason"}


def test_a_tie_adopts_where_the_rule_says_so_in_a_secret_vote_too(tally: Tally) -> None:
    for given in ({}, {"secret": True, "presiding": "absent"}):
        answer = tally({"tie": "adopted"}, **given)
        assert (answer["adopted"], answer["by_casting_vote"]) == (True, False)
    assert tally({"tie": "not_adopted"})["adopted"] is False
    nobody = {"for": 0, "against": 0, "abstain": 4}
    assert tally({"tie": "adopted"}, votes=nobody, presiding="abstain")["adopted"] is False


def test_a_tie_adopts_beside_neither_a_qualified_majority_nor_a_casting_vote(tally: Tally) -> None:
    qualified = {"majority": {"base": "present", "share": "1/2", "strict": False}, "tie": "adopted"}
    assert tally(qualified) == "A tie can adopt only where more than 1/2 is asked: change one of the two."
    assert tally({"casting_vote": True, "tie": "adopted"}) == (
        "A tie cannot both adopt and be left to the casting vote: choose one."
    )


def test_a_vote_is_held_as_openly_as_the_rule_allows(tally: Tally) -> None:
    assert tally({"secret": "never"}, secret=True) == (
        "Under this rule votes are always open, and this one is secret."
    )
    assert tally({"secret": "always"}) == "Under this rule votes are always secret, and this one is open."
    always = {"secret": "always", "casting_vote": True}
    assert tally(always, secret=True)["adopted"] is False


def test_a_sitting_called_again_has_its_own_quorum(tally: Tally) -> None:
    rule = {"repeated_quorum": {"share": "1/3", "strict": False}}
    few = {"present": 3, "votes": {"for": 3, "against": 0, "abstain": 0}}
    assert [tally(rule, repeated=again, **few)["quorum"] for again in (False, True)] == [False, True]
    assert tally({}, repeated=True, **few)["quorum"] is False


def test_sheets_of_the_absent_count_as_votes_and_for_the_quorum_if_the_rule_says_so(tally: Tally) -> None:
    mixed = {"present": 3, "votes": {"for": 1, "against": 2, "abstain": 0}}
    sheets = {"for": 2, "against": 0, "abstain": 1}
    answer = tally({"absentee": "votes_and_quorum"}, absentee=sheets, **mixed)
    assert (answer["quorum"], answer["base"], answer["needed"], answer["adopted"]) == (True, 6, 4, False)
    assert tally({"absentee": "votes"}, absentee=sheets, **mixed)["quorum"] is False
    cast = {"absentee": "votes_and_quorum", "majority": {"base": "cast", "share": "1/2", "strict": True}}
    assert tally(cast, absentee=sheets, **mixed)["adopted"] is True


def test_the_absent_who_are_recused_leave_the_roster_only(tally: Tally) -> None:
    rule = {"absentee": "votes", "majority": {"base": "roster", "share": "1/2", "strict": True}}
    sheets = {"for": 1, "against": 0, "abstain": 0, "recused": 1}
    answer = tally(rule, absentee=sheets)
    assert (answer["base"], answer["needed"], answer["adopted"]) == (6, 4, False)
    stay = tally(rule | {"recused_leave_base": False}, absentee=sheets)
    assert stay["base"] == 7


@pytest.mark.parametrize(
    ("rule", "given", "sentence"),
    [
        ({}, {}, "Under this rule the absent do not vote, and there are sheets of theirs."),
        (
            {"absentee": "votes"},
            {"secret": True},
            "A secret vote knows no sheets: they show who voted how.",
        ),
        (
            {"absentee": "votes"},
            {"absentee": {"for": 4, "against": 0, "abstain": 0}},
            "More members are present or voted by sheet (8) than the roster has (7).",
        ),
        ({"absentee": "post"}, {}, "“absentee” must be one of none, votes, votes_and_quorum, not 'post'."),
    ],
)
def test_sheets_that_cannot_be_are_refused(
    tally: Tally, rule: dict[str, Any], given: dict[str, Any], sentence: str
) -> None:
    assert tally(rule, **{"absentee": {"for": 1, "against": 0, "abstain": 0}} | given) == sentence


def test_groups_are_counted_together_with_a_quorum_in_each_or_each_for_itself(tally: Tally) -> None:
    together = in_groups(tally, "together")
    assert (together["quorum"], together["base"], together["adopted"]) == (True, 5, True)
    assert "groups" not in together
    parted = in_groups(tally, "quorum_each")
    assert (parted["quorum"], parted["base"], parted["needed"], parted["adopted"]) == (True, 5, 3, True)
    assert parted["groups"] == [
        {"code": "a", "quorum": True, "base": 3, "needed": 2},
        {"code": "b", "quorum": True, "base": 2, "needed": 2},
    ]
    each = in_groups(tally, "each")
    assert (each["quorum"], each["base"], each["needed"], each["adopted"]) == (True, 5, 3, False)
    assert [(group["code"], group["adopted"]) for group in each["groups"]] == [("a", True), ("b", False)]


def test_one_group_without_a_quorum_stops_the_body(tally: Tally) -> None:
    lacking = [GROUPS[0], GROUPS[1] | {"present": 1, "votes": {"for": 1, "against": 0, "abstain": 0}}]
    for how in ("quorum_each", "each"):
        answer = in_groups(tally, how, lacking)
        assert (answer["quorum"], answer["adopted"]) == (False, False)
        assert answer["reason"].endswith("Group b: no quorum: 1 of 2 is present, at least 2 needed.")
    assert in_groups(tally, "together", lacking)["adopted"] is True


def test_a_casting_vote_breaks_the_tie_of_the_whole_and_of_no_group(tally: Tally) -> None:
    groups = [GROUPS[1], GROUPS[1] | {"code": "c"}]
    rule = {"casting_vote": True, "groups": "together"}
    taken = ("roster", "present", "recused", "votes")
    assert tally(rule, taken, groups=groups)["by_casting_vote"] is True
    each = tally(rule | {"groups": "each"}, taken, groups=groups)
    assert (each["adopted"], each["by_casting_vote"]) == (False, False)


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([], "“groups” must name at least one group."),
        ([GROUPS[0], GROUPS[0]], "“groups” gives 'a' twice."),
        (
            [GROUPS[0] | {"present": 5}],
            "Group a: More members are present (5) than the roster has (4).",
        ),
    ],
)
def test_impossible_groups_are_refused(tally: Tally, groups: list[dict[str, Any]], sentence: str) -> None:
    assert in_groups(tally, "each", groups) == sentence


def test_groups_stand_in_the_rule_and_in_the_input_or_in_neither(tally: Tally) -> None:
    sentence = "“groups” must stand in the rule and in the input, or in neither."
    assert tally({"groups": "each"}) == sentence
    assert tally({}, groups=GROUPS) == sentence


def test_where_each_group_decides_there_is_no_established_number_and_no_sheet(tally: Tally) -> None:
    sentence = "Where each group decides, there is neither an established number nor a vote of the absent."
    assert in_groups(tally, "each", established=9) == sentence
    assert in_groups(tally, "each", absentee={"for": 0, "against": 0, "abstain": 0}) == sentence
