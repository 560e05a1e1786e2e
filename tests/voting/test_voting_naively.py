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
    GroupedCount,
    Presiding,
    Share,
    Sheets,
    VoteOutcome,
    VotingRule,
    decide,
    decide_in_groups,
    quorum_met,
)
from governance.documents.law.voting.rule import Absentee

MORE_THAN_HALF, HALF, TWO_THIRDS = Share(1, 2, True), Share(1, 2, False), Share(2, 3, False)
# The established number is asked for by the tests that give one.
SEATED = [Base.PRESENT, Base.CAST, Base.ROSTER]
SHARES = [MORE_THAN_HALF, HALF, TWO_THIRDS, Share(2, 3, True), Share(1, 3, False), Share(1, 1, False)]


def naive_outcome(rule: VotingRule, count: Count) -> tuple[bool, int, int, bool, bool]:
    """Decide as a person would: list the seats, take fractions, look for the first number that is enough."""
    sheets = count.sheets or Sheets(0, 0, 0)
    here = ["for"] * count.for_ + ["against"] * count.against + ["abstain"] * count.abstain
    here += ["recused"] * count.recused
    here += ["silent"] * (count.present - len(here))
    away = ["for"] * sheets.for_ + ["against"] * sheets.against + ["abstain"] * sheets.abstain
    by_sheet = list(away)
    away += ["recused"] * sheets.recused
    away += ["silent"] * (count.roster - len(here) - len(away))
    people, seats = here + away, here + away + ["vacant"] * ((count.established or 0) - count.roster)

    def satisfies(share: Share, part: int, whole: int) -> bool:
        if part == 0 or whole == 0:
            return False
        reached, asked = Fraction(part, whole), Fraction(share.num, share.den)
        return reached > asked if share.strict else reached >= asked

    quorate = [who for who in here if who != "recused" or rule.recused_count_for_quorum]
    quorate += by_sheet if rule.absentee == "votes_and_quorum" else []
    share = rule.repeated_quorum if count.repeated and rule.repeated_quorum else rule.quorum
    quorum = satisfies(share, len(quorate), len(seats if rule.quorum_of == "established" else people))
    weighed = {
        "present": here + by_sheet,
        "cast": [who for who in people if who in ("for", "against")],
        "roster": people,
        "established": seats,
    }[rule.base.value]
    if rule.recused_leave_base:
        weighed = [who for who in weighed if who != "recused"]
    supporters = people.count("for")
    needed = next(n for n in natural_numbers(1) if not weighed or satisfies(rule.majority, n, len(weighed)))
    adopted = satisfies(rule.majority, supporters, len(weighed))
    tie = supporters == people.count("against")
    casting = (
        not adopted
        and rule.casting_vote
        and not count.secret
        and count.presiding == "for"
        and tie
        and rule.majority.strict
        and Fraction(rule.majority.num, rule.majority.den) == Fraction("0.5")
    )
    by_tie = rule.tie == "adopted" and tie and supporters > 0
    return quorum, len(weighed), needed, quorum and (adopted or casting or by_tie), quorum and casting


COLUMNS = ("roster", "present", "recused", "for_", "against", "abstain")


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


@pytest.mark.parametrize("base", SEATED)
@pytest.mark.parametrize("majority", SHARES, ids=lambda share: f"{'>' if share.strict else ''}{share}")
def test_every_count_of_six_members_agrees_with_the_naive_implementation(base: Base, majority: Share) -> None:
    rules = [
        VotingRule(TWO_THIRDS, base, majority, False, for_quorum, leave_base)
        for for_quorum, leave_base in product([True, False], repeat=2)
    ]
    for count, rule in product(every_count(6), rules):
        assert numbers_of(decide(rule, count)) == naive_outcome(rule, count), (rule, count)


@pytest.mark.parametrize("base", SEATED)
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
            assert quorum_met(rule, Count(roster, present)) is naive[0], (share, roster, present)


def every_mixed_count(largest_roster: int) -> Iterator[Count]:
    """Every count of a small body with sheets of the absent, and with up to two vacant seats."""
    numbers = range(largest_roster + 1)
    for for_, against, abstain, recused in product(numbers, repeat=4):
        for sheets in product(numbers, repeat=4):
            least = for_ + against + abstain + recused
            for roster, silent in product(numbers, range(2)):
                if least + silent + sum(sheets) <= roster:
                    here = (roster, least + silent, recused, for_, against, abstain)
                    yield Count(*here, established=roster + roster % 3, sheets=Sheets(*sheets))


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("absentee", ["votes", "votes_and_quorum"])
def test_every_mixed_vote_of_four_members_agrees_with_the_naive_implementation(
    base: Base, absentee: Absentee
) -> None:
    plain = VotingRule(HALF, base, MORE_THAN_HALF, False, True, True, absentee=absentee)
    rules = [
        plain,
        replace(plain, tie="adopted", quorum_of="established"),
        replace(plain, majority=TWO_THIRDS, recused_leave_base=False, recused_count_for_quorum=False),
    ]
    for count, rule in product(every_mixed_count(4), rules):
        assert numbers_of(decide(rule, count)) == naive_outcome(rule, count), (rule, count)


@pytest.mark.parametrize("base", Base)
def test_every_sitting_called_again_agrees_with_the_naive_implementation(base: Base) -> None:
    rule = VotingRule(
        TWO_THIRDS, base, HALF, False, True, True, quorum_of="established", repeated_quorum=Share(1, 3, False)
    )
    for count, repeated in product(every_count(4), (True, False)):
        again = replace(count, established=count.roster + 1, repeated=repeated)
        assert numbers_of(decide(rule, again)) == naive_outcome(rule, again), (rule, again)


def test_every_body_of_two_groups_agrees_with_the_naive_implementation_of_each_and_of_the_whole() -> None:
    small = list(every_count(2))
    rule = VotingRule(HALF, Base.PRESENT, MORE_THAN_HALF, False, True, True, groups="each")
    for first, second in product(small, repeat=2):
        whole = Count(*(getattr(first, name) + getattr(second, name) for name in COLUMNS))
        count = GroupedCount({"a": first, "b": second}, whole)
        naive = [naive_outcome(rule, group) for group in (first, second)]
        each = decide_in_groups(rule, count)
        assert (each.quorum, each.adopted) == (all(one[0] for one in naive), all(one[3] for one in naive))
        assert [(group.quorum, group.base, group.needed, group.adopted) for group in each.groups] == [
            one[:4] for one in naive
        ]
        together = decide_in_groups(replace(rule, groups="together"), count)
        assert (numbers_of(together), together.groups) == (naive_outcome(rule, whole), ())
        parted = decide_in_groups(replace(rule, groups="quorum_each"), count)
        free = naive_outcome(replace(rule, quorum=Share(0, 1, False)), whole)
        quorum = all(one[0] for one in naive)
        assert numbers_of(parted)[:4] == (quorum, free[1], free[2], quorum and free[3])


@st.composite
def shares(draw: st.DrawFn, least: int = 0) -> Share:
    den = draw(st.integers(1, 12))
    num = draw(st.integers(least, den))
    return Share(num, den, num < den and draw(st.booleans()))


RULES = st.builds(
    VotingRule,
    shares(),
    st.sampled_from(SEATED),
    shares(least=1),
    st.booleans(),
    st.booleans(),
    st.booleans(),
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
