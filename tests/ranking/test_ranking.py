"""The ranking by examples: ranks, ties, flags, minimums, wishes, and the reasons that are given."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation

from governance.documents.law.criteria import CriteriaSheet, Criterion, Kind
from governance.documents.law.ranking import (
    ClassList,
    Outcome,
    Ranked,
    RankingEntry,
    honour_wishes,
    rank,
    standings,
)
from governance.documents.law.validation import ImpossibleInput

SHEET = CriteriaSheet(
    (
        Criterion("exam", Kind.PER_UNIT, Decimal(1), minimum=Decimal(2)),
        Criterion("certificate", Kind.PER_UNIT, Decimal(0)),
        Criterion("prizes", Kind.PER_UNIT, Decimal(0), cap=Decimal(0)),
    ),
    required=("exam",),
    guarantee=("federal_winner",),
    ahead_of_all=("gold_medal", "orphan"),
    tie_break=("certificate", "prizes"),
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def pupil(id_: str, exam: int | None, *flags: str, **values: str) -> RankingEntry:
    given = values if exam is None else values | {"exam": str(exam)}
    return RankingEntry(id_, {code: Decimal(value) for code, value in given.items()}, flags)


def listed(ranking: list[Ranked]) -> list[tuple[str, int | None, str]]:
    return [(ranked.standing.applicant.id, ranked.standing.rank, ranked.outcome.value) for ranked in ranking]


def reasons(ranking: list[Ranked]) -> dict[str, str]:
    return {ranked.standing.applicant.id: ranked.reason() for ranked in ranking}


def test_the_best_are_recommended_and_the_rest_wait_in_reserve() -> None:
    pupils = [pupil("a", 5), pupil("b", 9), pupil("c", 7)]
    assert listed(rank(SHEET, 2, pupils)) == [
        ("b", 1, "recommended"),
        ("c", 2, "recommended"),
        ("a", 3, "reserve"),
    ]


def test_equal_points_fall_to_the_next_key_and_no_value_comes_last() -> None:
    pupils = [
        pupil("a", 5),
        pupil("b", 5, certificate="0"),
        pupil("c", 5, certificate="4.5", prizes="1"),
        pupil("d", 5, certificate="4.5", prizes="3"),
        pupil("e", 6),
    ]
    ranks = [(id_, rank_) for id_, rank_, _outcome in listed(rank(SHEET, 9, pupils))]
    assert ranks == [("e", 1), ("d", 2), ("c", 3), ("b", 4), ("a", 5)]


def test_who_is_equal_in_everything_shares_a_rank_and_the_next_is_left_out() -> None:
    pupils = [pupil("d", 3), pupil("b", 5), pupil("c", 5), pupil("a", 9)]
    assert listed(rank(SHEET, 3, pupils)) == [
        ("a", 1, "recommended"),
        ("b", 2, "recommended"),
        ("c", 2, "recommended"),
        ("d", 4, "reserve"),
    ]


def test_when_those_at_the_last_rank_do_not_all_fit_all_of_them_take_a_test() -> None:
    ranking = rank(SHEET, 2, [pupil("a", 9), pupil("b", 5), pupil("c", 5), pupil("d", 4)])
    assert listed(ranking) == [
        ("a", 1, "recommended"),
        ("b", 2, "tied"),
        ("c", 2, "tied"),
        ("d", 4, "reserve"),
    ]
    test = "Not all who share this rank fit into the places: an additional test decides."
    assert reasons(ranking) == {"a": "", "b": test, "c": test, "d": ""}


def test_a_tie_beyond_the_places_needs_no_test() -> None:
    ranking = rank(SHEET, 1, [pupil("a", 9), pupil("b", 5), pupil("c", 5)])
    assert listed(ranking) == [("a", 1, "recommended"), ("b", 2, "reserve"), ("c", 2, "reserve")]


def test_without_places_everybody_qualified_waits_in_reserve() -> None:
    ranking = rank(SHEET, 0, [pupil("a", 9), pupil("b", 9), pupil("c", 1)])
    assert listed(ranking) == [("a", 1, "reserve"), ("b", 1, "reserve"), ("c", None, "not_recommended")]


def test_nobody_applied() -> None:
    assert rank(SHEET, 25, []) == []


def test_whoever_is_below_the_minimum_or_misses_what_is_required_is_not_recommended_on_empty_places() -> None:
    ranking = rank(
        SHEET, 25, [pupil("b", 1, "federal_winner"), pupil("a", None, "gold_medal"), pupil("c", 2)]
    )
    assert listed(ranking) == [
        ("c", 1, "recommended"),
        ("a", None, "not_recommended"),
        ("b", None, "not_recommended"),
    ]
    assert reasons(ranking) == {
        "c": "",
        "a": "exam: required, and no value is given.",
        "b": "exam: 1 is below the minimum of 2.",
    }


def test_a_guaranteed_place_is_one_of_the_places_and_leaves_the_rank_as_it_is() -> None:
    ranking = rank(SHEET, 2, [pupil("a", 9), pupil("b", 8), pupil("c", 3, "federal_winner")])
    assert listed(ranking) == [("a", 1, "recommended"), ("b", 2, "reserve"), ("c", 3, "recommended")]
    assert reasons(ranking)["c"] == "A guaranteed place: federal_winner."


def test_more_guaranteed_than_places_compete_among_themselves() -> None:
    winners = [
        pupil("b", 8, "federal_winner"),
        pupil("c", 5, "federal_winner"),
        pupil("d", 5, "federal_winner"),
    ]
    assert listed(rank(SHEET, 2, [pupil("a", 9), *winners])) == [
        ("a", 1, "reserve"),
        ("b", 2, "recommended"),
        ("c", 3, "tied"),
        ("d", 3, "tied"),
    ]


def test_a_guaranteed_applicant_takes_no_test_with_equals_who_have_no_guarantee() -> None:
    ranking = rank(SHEET, 2, [pupil("a", 5), pupil("b", 5, "federal_winner"), pupil("c", 5)])
    assert listed(ranking) == [("a", 1, "tied"), ("b", 1, "recommended"), ("c", 1, "tied")]


def test_ahead_of_all_ranks_before_more_points_and_between_themselves_by_points() -> None:
    pupils = [
        pupil("a", 9),
        pupil("b", 3, "gold_medal", "orphan"),
        pupil("c", 4, "orphan"),
        pupil("d", 3, "orphan"),
    ]
    ranking = rank(SHEET, 2, pupils)
    assert listed(ranking) == [
        ("c", 1, "recommended"),
        ("b", 2, "tied"),
        ("d", 2, "tied"),
        ("a", 4, "reserve"),
    ]
    assert reasons(ranking)["c"] == "Ranked ahead of all others: orphan."


def test_a_guarantee_gives_a_place_before_a_rank_ahead_of_all() -> None:
    ranking = rank(SHEET, 1, [pupil("a", 3, "federal_winner"), pupil("b", 9, "gold_medal")])
    assert listed(ranking) == [("b", 1, "reserve"), ("a", 2, "recommended")]


# Wishes


def class_list(places: int, **exam: int) -> ClassList:
    return ClassList(places, standings(SHEET, [pupil(id_, points) for id_, points in exam.items()]))


def said(outcomes: dict[str, dict[str, Outcome]]) -> dict[str, list[str]]:
    return {
        who: [f"{code}: {outcome.value}" for code, outcome in found.items()]
        for who, found in outcomes.items()
    }


def test_everybody_gets_the_highest_wish_that_their_rank_reaches_and_one_place() -> None:
    marks = {"a": 9, "b": 8, "c": 7, "d": 6}
    lists = {"physics": class_list(1, **marks), "biology": class_list(2, **marks)}
    wishes = {
        "a": ["physics", "biology"],
        "b": ["physics", "biology"],
        "c": ["biology", "physics"],
        "d": ["biology"],
    }
    assert said(honour_wishes(lists, wishes)) == {
        "a": ["physics: recommended"],
        "b": ["physics: reserve", "biology: recommended"],
        "c": ["biology: recommended"],
        "d": ["biology: reserve"],
    }


def test_a_higher_wish_that_fails_costs_no_lower_one() -> None:
    """`b` comes to biology last and is still placed before `c`, who named it first and is weaker."""
    lists = {"physics": class_list(1, a=9, b=8), "biology": class_list(1, b=8, c=7)}
    wishes = {"a": ["physics"], "b": ["physics", "biology"], "c": ["biology"]}
    assert said(honour_wishes(lists, wishes)) == {
        "a": ["physics: recommended"],
        "b": ["physics: reserve", "biology: recommended"],
        "c": ["biology: reserve"],
    }


def test_wishes_count_more_than_where_one_ranks_best() -> None:
    lists = {"physics": class_list(1, a=9, b=5), "biology": class_list(1, a=5, b=9)}
    assert said(honour_wishes(lists, {"a": ["biology", "physics"], "b": ["physics", "biology"]})) == {
        "a": ["biology: recommended"],
        "b": ["physics: recommended"],
    }


def test_whoever_takes_a_test_holds_a_place_at_the_next_wish_until_it_is_decided() -> None:
    marks = {"a": 9, "b": 9, "c": 7}
    lists = {"physics": class_list(1, **marks), "biology": class_list(2, **marks)}
    wishes = {"a": ["physics", "biology"], "b": ["physics", "biology"], "c": ["biology"]}
    assert said(honour_wishes(lists, wishes)) == {
        "a": ["physics: tied", "biology: recommended"],
        "b": ["physics: tied", "biology: recommended"],
        "c": ["biology: reserve"],
    }


def test_below_the_minimum_of_one_profile_the_next_wish_counts() -> None:
    lists = {"physics": class_list(5, a=1), "general": class_list(5, a=4)}
    assert said(honour_wishes(lists, {"a": ["physics", "general"]})) == {
        "a": ["physics: not_recommended", "general: recommended"]
    }


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"a": ["chemistry"]}, "Applicant a wishes for 'chemistry', and does not stand on such a list."),
        ({"z": ["physics"]}, "Applicant z wishes for 'physics', and does not stand on such a list."),
        ({"a": ["physics", "physics"]}, "“wishes” gives 'physics' twice."),
    ],
)
def test_an_impossible_wish_is_refused(wishes: dict[str, list[str]], sentence: str) -> None:
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        honour_wishes({"physics": class_list(1, a=9)}, wishes)
