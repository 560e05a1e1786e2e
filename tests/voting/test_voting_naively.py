"""The voting law against a second, naive implementation on every count of small bodies; its properties."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import count as natural_numbers, product
from typing import get_args

import pytest
from hypothesis import assume, given, settings, strategies as st

from governance.documents.law.voting import (
    Base,
    Count,
    Presiding,
    Share,
    VoteOutcome,
    VotingRule,
    decide,
    quorum_met,
)

MORE_THAN_HALF, HALF, TWO_THIRDS = Share(1, 2, True), Share(1, 2, False), Share(2, 3, False)
SHARES = [MORE_THAN_HALF, HALF, TWO_THIRDS, Share(2, 3, True), Share(1, 3, False), Share(1, 1, False)]


def naive_outcome(rule: VotingRule, count: Count) -> tuple[bool, int, int, bool, bool]:
    """Decide as a person would: list the people, take fractions, look for the first number that is enough."""
    people = ["for"] * count.for_ + ["against"] * count.against + ["abstain"] * count.abstain
    people += ["recused"] * count.recused
    people += ["silent"] * (count.present - len(people))
    people += ["away"] * (count.roster - len(people))

    def satisfies(share: Share, part: int, whole: int) -> bool:
        if part == 0 or whole == 0:
            return False
        reached, asked = Fraction(part, whole), Fraction(share.num, share.den)
        return reached > asked if share.strict else reached >= asked

    here = [who for who in people if who != "away"]
    quorate = [who for who in here if who != "recused" or rule.recused_count_for_quorum]
    quorum = satisfies(rule.quorum, len(quorate), len(people))
    weighed = {
        "present": here,
        "cast": [who for who in here if who in ("for", "against")],
        "roster": people,
    }[rule.base.value]
    if rule.recused_leave_base:
        weighed = [who for who in weighed if who != "recused"]
    supporters = people.count("for")
    needed = next(n for n in natural_numbers(1) if not weighed or satisfies(rule.majority, n, len(weighed)))
    adopted = satisfies(rule.majority, supporters, len(weighed))
    casting = (
        not adopted
        and rule.casting_vote
        and not count.secret
        and count.presiding == "for"
        and supporters == people.count("against")
        and rule.majority.strict
        and Fraction(rule.majority.num, rule.majority.den) == Fraction("0.5")
    )
    return quorum, len(weighed), needed, quorum and (adopted or casting), quorum and casting


def every_count(largest_roster: int) -> Iterator[Count]:
    numbers = range(largest_roster + 1)
    for roster, present, recused, for_, against, abstain in product(numbers, repeat=6):
        if recused + for_ + against + abstain <= present <= roster:
            yield Count(roster, present, recused, for_, against, abstain)


def every_presiding(count: Count) -> Iterator[Count]:
    done = {"for": count.for_, "against": count.against, "abstain": count.abstain, "recused": count.recused}
    for presiding in get_args(Presiding):
        if done.get(presiding) != 0:
            yield replace(count, presiding=presiding)
    if count.for_:
        yield replace(count, presiding="for", secret=True)


def numbers_of(outcome: VoteOutcome) -> tuple[bool, int, int, bool, bool]:
    return outcome.quorum, outcome.base, outcome.needed, outcome.adopted, outcome.by_casting_vote


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("majority", SHARES, ids=lambda share: f"{'>' if share.strict else ''}{share}")
def test_every_count_of_six_members_agrees_with_the_naive_implementation(base: Base, majority: Share) -> None:
    rules = [
        VotingRule(TWO_THIRDS, base, majority, False, for_quorum, leave_base)
        for for_quorum, leave_base in product([True, False], repeat=2)
    ]
    for count, rule in product(every_count(6), rules):
        assert numbers_of(decide(rule, count)) == naive_outcome(rule, count), (rule, count)


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("majority", [MORE_THAN_HALF, HALF, TWO_THIRDS], ids=[">1/2", "1/2", "2/3"])
def test_every_presiding_person_of_six_members_agrees_with_the_naive_implementation(
    base: Base, majority: Share
) -> None:
    rules = [
        VotingRule(MORE_THAN_HALF, base, majority, True, True, leave_base) for leave_base in (True, False)
    ]
    for count, rule in product(every_count(6), rules):
        for presided in every_presiding(count):
            assert numbers_of(decide(rule, presided)) == naive_outcome(rule, presided), (rule, presided)


def test_every_quorum_of_every_small_body_agrees_with_the_naive_implementation() -> None:
    shares = [
        Share(num, den, strict)
        for den in range(1, 8)
        for num in range(den + 1)
        for strict in (False, True)
        if not (strict and num == den)
    ]
    for share, roster in product(shares, range(13)):
        rule = VotingRule(share, Base.PRESENT, MORE_THAN_HALF, False, True, True)
        for present in range(roster + 1):
            naive = naive_outcome(rule, Count(roster, present, 0, 0, 0, 0))
            assert quorum_met(rule, roster=roster, present=present) is naive[0], (share, roster, present)


@st.composite
def shares(draw: st.DrawFn, least: int = 0) -> Share:
    den = draw(st.integers(1, 12))
    num = draw(st.integers(least, den))
    return Share(num, den, num < den and draw(st.booleans()))


RULES = st.builds(
    VotingRule, shares(), st.sampled_from(Base), shares(least=1), st.booleans(), st.booleans(), st.booleans()
)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    for_, against, abstain, recused, silent, away = (draw(st.integers(0, 9)) for _ in range(6))
    present = for_ + against + abstain + recused + silent
    done = {"for": for_, "against": against, "abstain": abstain, "recused": recused, "absent": 1}
    return Count(
        present + away,
        present,
        recused,
        for_,
        against,
        abstain,
        draw(st.booleans()),
        draw(st.sampled_from([what for what in done if done[what]])),
    )


BALLOTS = st.sampled_from(["against", "abstain", "silent", "away"])


def with_one_more_for(count: Count, instead: str) -> Count:
    """The same round in which one member more votes for; refused where nobody is there to do so."""
    match instead:
        case "against":
            assume(count.against > (count.presiding == "against"))
            return replace(count, for_=count.for_ + 1, against=count.against - 1)
        case "abstain":
            assume(count.abstain > (count.presiding == "abstain"))
            return replace(count, for_=count.for_ + 1, abstain=count.abstain - 1)
        case "silent":
            assume(count.silent > 0)
            return replace(count, for_=count.for_ + 1)
    assume(count.present < count.roster)
    return replace(count, for_=count.for_ + 1, present=count.present + 1)


@settings(deadline=None, max_examples=500)
@given(RULES, counts(), BALLOTS)
def test_one_more_vote_for_never_defeats_a_proposal(rule: VotingRule, count: Count, instead: str) -> None:
    before = decide(rule, count)
    assume(not before.by_casting_vote)  # one more dissolves the tie that the casting vote broke
    assert decide(rule, with_one_more_for(count, instead)).adopted >= before.adopted


@settings(deadline=None, max_examples=300)
@given(RULES, counts())
def test_silence_counts_like_an_abstention(rule: VotingRule, count: Count) -> None:
    assume(count.presiding != "abstain")
    silent = decide(rule, replace(count, abstain=0))
    assert numbers_of(silent) == numbers_of(decide(rule, count))


@settings(deadline=None, max_examples=300)
@given(RULES, counts())
def test_nothing_is_adopted_without_a_quorum_and_a_supporter(rule: VotingRule, count: Count) -> None:
    outcome = decide(rule, count)
    assert outcome.adopted <= (outcome.quorum and count.for_ > 0)


@settings(deadline=None, max_examples=300)
@given(RULES, counts())
def test_the_needed_number_decides_wherever_no_casting_vote_does(rule: VotingRule, count: Count) -> None:
    outcome = decide(rule, count)
    enough = outcome.quorum and count.for_ >= outcome.needed
    assert outcome.adopted is (enough or outcome.by_casting_vote)
    assert not (enough and outcome.by_casting_vote)


@settings(deadline=None, max_examples=300)
@given(RULES, counts())
def test_a_casting_vote_shows_only_in_an_open_tie_where_it_is_granted(rule: VotingRule, count: Count) -> None:
    may = rule.casting_vote and not count.secret and count.for_ == count.against and count.presiding == "for"
    assert decide(rule, count).by_casting_vote <= may


@settings(deadline=None)
@given(RULES)
def test_a_rule_survives_being_stored(rule: VotingRule) -> None:
    assert VotingRule.from_json(rule.to_json()) == rule
