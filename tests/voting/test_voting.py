"""The voting law by examples: real regulations, casting votes, recusals, words, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.utils import translation

from governance.documents.law.voting import (
    Base,
    Count,
    ImpossibleInput,
    Presiding,
    Share,
    VoteOutcome,
    VotingRule,
    decide,
    describe,
    quorum_met,
    quorum_needed,
)

HALF, MORE_THAN_HALF = Share(1, 2, False), Share(1, 2, True)
TWO_THIRDS, MORE_THAN_TWO_THIRDS = Share(2, 3, False), Share(2, 3, True)
NOTHING, ALL = Share(0, 1, False), Share(1, 1, False)


def rule(
    quorum: Share = NOTHING,
    base: Base = Base.PRESENT,
    majority: Share = MORE_THAN_HALF,
    *,
    casting_vote: bool = False,
    recused_count_for_quorum: bool = True,
    recused_leave_base: bool = True,
) -> VotingRule:
    return VotingRule(quorum, base, majority, casting_vote, recused_count_for_quorum, recused_leave_base)


# Three real regulations, as the bodies themselves put it.
AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM = rule(HALF, Base.PRESENT)
TWO_THIRDS_PRESENT_AND_MORE_THAN_HALF_OF_THE_ROSTER = rule(TWO_THIRDS, Base.ROSTER)
MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE = rule(MORE_THAN_HALF, Base.CAST, casting_vote=True)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def votes(roster: int, for_: int, against: int, abstain: int = 0, **other: Any) -> Count:
    """A round in which everybody present voted, unless told otherwise."""
    present = other.pop("present", for_ + against + abstain + other.get("recused", 0))
    return Count(roster, present, other.pop("recused", 0), for_, against, abstain, **other)


# Shares


@pytest.mark.parametrize(
    ("share", "roster", "needed"),
    [
        (HALF, 6, 3),
        (MORE_THAN_HALF, 6, 4),
        (TWO_THIRDS, 6, 4),
        (MORE_THAN_TWO_THIRDS, 6, 5),
        (HALF, 9, 5),
        (MORE_THAN_HALF, 9, 5),
        (TWO_THIRDS, 7, 5),
        (ALL, 6, 6),
        (NOTHING, 6, 1),
        (Share(0, 1, True), 6, 1),
        (HALF, 1, 1),
        (HALF, 0, 1),
        (Share(2, 4, True), 6, 4),
        (Share(333_333, 999_999, False), 999_999, 333_333),
    ],
)
def test_a_quorum_needs_the_least_number_that_satisfies_its_share(
    share: Share, roster: int, needed: int
) -> None:
    assert quorum_needed(share, roster) == needed


def test_the_quorum_is_met_from_the_needed_number_on() -> None:
    assert [quorum_met(rule(TWO_THIRDS), Count(6, present)) for present in range(7)] == [
        *[False] * 4,
        *[True] * 3,
    ]


@pytest.mark.parametrize(("count_for_quorum", "met"), [(True, True), (False, False)])
def test_whether_the_recused_make_the_quorum_is_a_setting(count_for_quorum: bool, met: bool) -> None:
    regulation = rule(TWO_THIRDS, recused_count_for_quorum=count_for_quorum)
    assert quorum_met(regulation, Count(6, 4, 1)) is met


def test_a_body_without_members_has_no_quorum_whatever_its_rule() -> None:
    outcome = decide(rule(NOTHING), votes(0, 0, 0))
    assert outcome == VoteOutcome(False, 0, 1, False, False, "No quorum: the body has no members.")


# Real regulations


def test_three_of_six_may_decide_and_two_of_them_are_a_majority() -> None:
    assert decide(AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM, votes(6, 2, 1)) == VoteOutcome(
        True,
        3,
        2,
        True,
        False,
        "Adopted: for 2, against 1, 0 abstentions; needed: more than half of those present (2 of 3).",
    )


def test_two_of_six_may_not_decide_even_if_they_agree() -> None:
    assert decide(AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM, votes(6, 2, 0)) == VoteOutcome(
        False, 2, 2, False, False, "No quorum: 2 of 6 are present, at least 3 needed."
    )


def test_an_abstention_works_against_where_the_majority_is_of_those_present() -> None:
    assert decide(AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM, votes(6, 2, 0, 2)) == VoteOutcome(
        True,
        4,
        3,
        False,
        False,
        "Not adopted: for 2, against 0, 2 abstentions; needed: more than half of those present (3 of 4).",
    )


@pytest.mark.parametrize(("for_", "adopted"), [(3, False), (4, True)])
def test_a_majority_of_the_roster_is_needed_however_few_came(for_: int, adopted: bool) -> None:
    outcome = decide(TWO_THIRDS_PRESENT_AND_MORE_THAN_HALF_OF_THE_ROSTER, votes(6, for_, 4 - for_))
    assert (outcome.base, outcome.needed, outcome.adopted) == (6, 4, adopted)


def test_a_simple_majority_of_votes_cast_leaves_abstentions_out() -> None:
    assert decide(MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE, votes(6, 1, 0, 4)) == VoteOutcome(
        True,
        1,
        1,
        True,
        False,
        "Adopted: for 1, against 0, 4 abstentions;"
        " needed: more than half of the votes cast for and against (1 of 1).",
    )


def test_nothing_is_adopted_where_all_abstain() -> None:
    assert decide(MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE, votes(6, 0, 0, 5)) == VoteOutcome(
        True, 0, 1, False, False, "Not adopted: nobody voted for or against."
    )


# Casting vote


@pytest.mark.parametrize(
    ("presiding", "secret", "adopted", "reason"),
    [
        ("for", False, True, "Adopted by casting vote: {}; the presiding person voted for."),
        ("against", False, False, "Not adopted: {}; a tie, and the presiding person voted against."),
        ("abstain", False, False, "Not adopted: {}; a tie, and the presiding person gave no casting vote."),
        ("recused", False, False, "Not adopted: {}; a tie, and the presiding person gave no casting vote."),
        ("absent", False, False, "Not adopted: {}; a tie, and the presiding person gave no casting vote."),
        ("for", True, False, "Not adopted: {}; a tie, and a secret vote knows no casting vote."),
    ],
)
def test_only_an_open_vote_of_the_presiding_person_breaks_a_tie(
    presiding: Presiding, secret: bool, adopted: bool, reason: str
) -> None:
    outcome = decide(
        MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE,
        votes(6, 2, 2, 1, recused=1, presiding=presiding, secret=secret),
    )
    assert (outcome.adopted, outcome.by_casting_vote) == (adopted, adopted)
    assert outcome.reason == reason.format("for 2, against 2, 1 abstention")


def test_a_tie_is_lost_where_no_casting_vote_is_granted() -> None:
    outcome = decide(rule(base=Base.CAST), votes(6, 3, 3, presiding="for"))
    assert (outcome.adopted, outcome.by_casting_vote) == (False, False)


def test_a_majority_needs_no_casting_vote() -> None:
    outcome = decide(MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE, votes(6, 3, 2, presiding="for"))
    assert (outcome.adopted, outcome.by_casting_vote) == (True, False)


def test_a_casting_vote_adds_nothing_where_there_is_no_tie() -> None:
    outcome = decide(rule(casting_vote=True), votes(4, 2, 1, 1, presiding="for"))
    assert (outcome.needed, outcome.adopted, outcome.by_casting_vote) == (3, False, False)


def test_a_casting_vote_does_not_replace_a_quorum() -> None:
    outcome = decide(MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE, votes(6, 1, 1, presiding="for"))
    assert (outcome.quorum, outcome.adopted, outcome.by_casting_vote) == (False, False, False)


@pytest.mark.parametrize(
    ("base", "count", "adopted"),
    [
        (Base.CAST, votes(9, 1, 1, 4, presiding="for"), True),
        (Base.PRESENT, votes(6, 3, 3, presiding="for"), True),
        (Base.PRESENT, votes(6, 2, 2, 1, presiding="for"), True),
        (Base.PRESENT, votes(6, 2, 2, 2, presiding="for"), True),
        (Base.ROSTER, votes(6, 3, 3, presiding="for"), True),
        (Base.ROSTER, votes(7, 3, 3, presiding="for"), True),
        (Base.ROSTER, votes(9, 3, 3, presiding="for"), True),
        (Base.PRESENT, votes(6, 3, 2, 1, presiding="for"), False),
    ],
)
def test_a_tie_is_broken_at_every_base(base: Base, count: Count, adopted: bool) -> None:
    outcome = decide(rule(base=base, casting_vote=True), count)
    assert (outcome.adopted, outcome.by_casting_vote) == (adopted, adopted)


@pytest.mark.parametrize(
    ("majority", "adopted"),
    [(MORE_THAN_HALF, True), (Share(2, 4, True), True), (Share(3, 5, True), False), (TWO_THIRDS, False)],
)
def test_a_casting_vote_breaks_the_tie_of_a_simple_majority_only(majority: Share, adopted: bool) -> None:
    assert (
        decide(rule(majority=majority, casting_vote=True), votes(2, 1, 1, presiding="for")).adopted is adopted
    )


# Recusal and unanimity


@pytest.mark.parametrize(
    ("base", "leave", "numbers", "whole"),
    [
        (Base.PRESENT, True, (4, 3), "those present without the recused"),
        (Base.PRESENT, False, (5, 3), "those present"),
        (Base.CAST, True, (4, 3), "the votes cast for and against"),
        (Base.CAST, False, (4, 3), "the votes cast for and against"),
        (Base.ROSTER, True, (5, 3), "the roster without the recused"),
        (Base.ROSTER, False, (6, 4), "the whole roster"),
    ],
)
def test_whether_the_recused_leave_the_base_is_a_setting(
    base: Base, leave: bool, numbers: tuple[int, int], whole: str
) -> None:
    outcome = decide(rule(base=base, recused_leave_base=leave), votes(6, 1, 3, recused=1))
    assert (outcome.base, outcome.needed) == numbers
    assert outcome.reason == (
        f"Not adopted: for 1, against 3, 0 abstentions;"
        f" needed: more than half of {whole} ({outcome.needed} of {outcome.base})."
    )


def test_nothing_is_adopted_where_everybody_is_recused() -> None:
    assert decide(rule(TWO_THIRDS), votes(6, 0, 0, recused=6)) == VoteOutcome(
        True, 0, 1, False, False, "Not adopted: every member is recused, nobody is left to vote."
    )


def test_the_reason_names_the_recused_where_they_do_not_make_the_quorum() -> None:
    outcome = decide(rule(TWO_THIRDS, recused_count_for_quorum=False), votes(6, 3, 0, recused=1))
    assert outcome.reason == (
        "No quorum: present 4 of 6, of them recused and not counted 1; at least 4 needed."
    )


@pytest.mark.parametrize(
    ("base", "count", "adopted"),
    [
        (Base.PRESENT, votes(6, 5, 0), True),
        (Base.PRESENT, votes(6, 4, 0, 1), False),
        (Base.PRESENT, votes(6, 4, 0, present=5), False),
        (Base.CAST, votes(6, 4, 0, 1), True),
        (Base.CAST, votes(6, 4, 1), False),
        (Base.ROSTER, votes(6, 5, 0), False),
        (Base.ROSTER, votes(6, 6, 0), True),
        (Base.ROSTER, votes(6, 5, 0, recused=1), True),
    ],
)
def test_unanimity_is_a_share_of_one(base: Base, count: Count, adopted: bool) -> None:
    assert decide(rule(base=base, majority=ALL), count).adopted is adopted


def test_the_reason_counts_those_who_gave_no_vote() -> None:
    assert decide(rule(majority=ALL), votes(6, 2, 0, present=3)).reason == (
        "Not adopted: for 2, against 0, 0 abstentions, 1 member did not vote;"
        " needed: unanimity of those present (3 of 3)."
    )


# Words


@pytest.mark.parametrize(
    ("regulation", "words"),
    [
        (
            AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM,
            "Quorum: at least half of the whole roster. A decision is adopted if it has the support of"
            " more than half of those present; an abstention does not support it.",
        ),
        (
            TWO_THIRDS_PRESENT_AND_MORE_THAN_HALF_OF_THE_ROSTER,
            "Quorum: at least two thirds of the whole roster. A decision is adopted if it has the support of"
            " more than half of the whole roster; an abstention or an absence does not support it.",
        ),
        (
            MORE_THAN_HALF_PRESENT_SIMPLE_MAJORITY_CASTING_VOTE,
            "Quorum: more than half of the whole roster. A decision is adopted if it has the support of"
            " more than half of the votes cast for and against; abstentions are left out, and at least one"
            " vote for it is needed. On a tie in an open vote the vote of the presiding person decides.",
        ),
        (
            rule(
                ALL,
                Base.PRESENT,
                Share(6, 10, False),
                casting_vote=True,
                recused_count_for_quorum=False,
                recused_leave_base=False,
            ),
            "Quorum: every member. A decision is adopted if it has the support of at least 3/5"
            " of those present; an abstention does not support it. The recused do not count for the quorum."
            " The recused count in the majority like those who abstained. The casting vote has no effect:"
            " it can only break the tie of a simple majority.",
        ),
        (
            rule(NOTHING, Base.PRESENT, ALL),
            "Quorum: one member present is enough. A decision needs unanimity of those present; an abstention"
            " does not support it.",
        ),
    ],
)
def test_a_rule_is_described_in_plain_words(regulation: VotingRule, words: str) -> None:
    assert describe(regulation) == words


def test_rules_that_decide_differently_are_described_differently() -> None:
    shares = [HALF, MORE_THAN_HALF, TWO_THIRDS, MORE_THAN_TWO_THIRDS, Share(3, 5, True), ALL]
    rules = [
        VotingRule(quorum, base, majority, *flags)
        for quorum, base, majority, flags in product(
            [NOTHING, *shares], Base, shares, product([True, False], repeat=3)
        )
        if flags[2] or base != Base.CAST  # the recused are never among the votes cast
    ]
    assert len({describe(regulation) for regulation in rules}) == len(rules)


# What is refused


@pytest.mark.parametrize(
    ("num", "den", "strict", "sentence"),
    [
        (3, 2, False, "A share cannot be above 1, and 3/2 is."),
        (1, 0, False, "A share cannot have 0 below the line: write it like “2/3”."),
        (1, 1, True, "More than the whole can never be reached: make this share not strict."),
        (-1, 2, False, "“num” must be a whole number from 0 to 999999."),
        (1, 1_000_000, False, "“den” must be a whole number from 0 to 999999."),
        (True, 2, False, "“num” must be a whole number from 0 to 999999."),
        (1, 2, 1, "“strict” must be true or false."),
    ],
)
def test_an_impossible_share_is_refused(num: Any, den: Any, strict: Any, sentence: str) -> None:
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        Share(num, den, strict)


@pytest.mark.parametrize(
    "text", ["", "half", "1/2/3", "1/-2", " 1/2", "1/2\n", "1,5", "50%", "١/٢", "1/2222222", 1, None]
)
def test_a_share_that_is_no_fraction_is_refused(text: object) -> None:
    with pytest.raises(
        ImpossibleInput, match=r"^A share must be a text with two whole numbers, such as “2/3”\.$"
    ):
        Share.parse(text, False)


@pytest.mark.parametrize(("text", "share"), [("2/3", TWO_THIRDS), ("1", ALL), ("0", NOTHING)])
def test_a_share_is_read_from_text(text: str, share: Share) -> None:
    assert Share.parse(text, False) == share


def test_a_rule_takes_the_base_as_a_plain_word() -> None:
    assert rule(base="roster") == rule(base=Base.ROSTER)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"majority": Share(0, 1, True)}, "A majority of 0 would adopt everything: name a share above 0."),
        ({"base": "seats"}, "“base” must be one of present, cast, roster, established, not 'seats'."),
        ({"casting_vote": 1}, "“casting_vote” must be true or false."),
        ({"recused_leave_base": None}, "“recused_leave_base” must be true or false."),
    ],
)
def test_an_impossible_rule_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        replace(AT_LEAST_HALF_PRESENT_AND_MAJORITY_OF_THEM, **change)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"present": 7}, "More members are present (7) than the roster has (6)."),
        ({"recused": 6}, "More members are recused (6) than present (5)."),
        ({"for_": 4}, "More votes (6) than voters (5)."),
        ({"recused": 1}, "More votes (5) than voters (4)."),
        ({"roster": 1_000_000}, "“roster” must be a whole number from 0 to 999999."),
        ({"abstain": -1}, "“abstain” must be a whole number from 0 to 999999."),
        ({"for_": True}, "“for” must be a whole number from 0 to 999999."),
        ({"present": 5.0}, "“present” must be a whole number from 0 to 999999."),
        ({"secret": 0}, "“secret” must be true or false."),
        (
            {"presiding": "away"},
            "“presiding” must be one of for, against, abstain, recused, absent, not 'away'.",
        ),
        ({"presiding": "recused"}, "“presiding” says “recused”, but the number for “recused” is 0."),
    ],
)
def test_an_impossible_count_is_refused(change: dict[str, Any], sentence: str) -> None:
    possible = Count(6, 5, 0, 3, 1, 1, False, "for")
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        replace(possible, **change)
