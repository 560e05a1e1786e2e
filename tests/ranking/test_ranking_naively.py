"""The ranking and the wishes against second, naive implementations, and what holds for every class."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings, strategies as st

from governance.documents.law.criteria import CriteriaSheet, Criterion, Kind, score
from governance.documents.law.ranking import (
    ClassList,
    Outcome,
    Ranked,
    RankingEntry,
    Standing,
    honour_wishes,
    rank,
    standings,
)

SHEET = CriteriaSheet(
    (
        Criterion("exam", Kind.RATIO, Decimal(3), max_value=Decimal(4), minimum=Decimal(1)),
        Criterion("certificate", Kind.PER_UNIT, Decimal(1)),
        Criterion("prizes", Kind.PER_UNIT, Decimal(1), cap=Decimal(1)),
    ),
    required=("certificate",),
    guarantee=("winner", "champion"),
    ahead_of_all=("medal",),
    tie_break=("prizes", "exam"),
)
FEW = st.integers(0, 3).map(Decimal)


@st.composite
def classes(draw: st.DrawFn, most: int = 12) -> list[RankingEntry]:
    """Few values, so that ties are many."""
    return [
        RankingEntry(
            f"{number:02}",
            draw(
                st.fixed_dictionaries({"certificate": FEW}, optional={"exam": FEW, "prizes": FEW})
                | st.dictionaries(st.sampled_from(["exam", "prizes"]), FEW, max_size=1)
            ),
            tuple(draw(st.sets(st.sampled_from(["winner", "champion", "medal"]), max_size=1))),
        )
        for number in range(draw(st.integers(0, most)))
    ]


PLACES = st.integers(0, 8)


def qualifies(pupil: RankingEntry) -> bool:
    return "certificate" in pupil.values and pupil.values.get("exam", Decimal(1)) >= 1


def strength(pupil: RankingEntry) -> tuple[Decimal | bool, ...]:
    return (
        "medal" in pupil.flags,
        score(SHEET, pupil.values).points,
        pupil.values.get("prizes", Decimal("-0.5")),
        pupil.values.get("exam", Decimal("-0.5")),
    )


def guaranteed(pupil: RankingEntry) -> bool:
    return bool({"winner", "champion"} & set(pupil.flags))


def naive_ranking(places: int, pupils: list[RankingEntry]) -> dict[str, tuple[int | None, str]]:
    """Ask for each pupil how many are better, and how many have the very same claim."""
    able = [pupil for pupil in pupils if qualifies(pupil)]
    found: dict[str, tuple[int | None, str]] = {pupil.id: (None, "not_recommended") for pupil in pupils}
    for pupil in able:
        claim = (guaranteed(pupil), *strength(pupil))
        better = sum((guaranteed(other), *strength(other)) > claim for other in able)
        equal = sum((guaranteed(other), *strength(other)) == claim for other in able)
        outcome = "recommended" if better + equal <= places else "tied" if better < places else "reserve"
        found[pupil.id] = (1 + sum(strength(other) > strength(pupil) for other in able), outcome)
    return found


def found(ranking: list[Ranked]) -> dict[str, tuple[int | None, str]]:
    return {ranked.standing.applicant.id: (ranked.standing.rank, ranked.outcome.value) for ranked in ranking}


@settings(deadline=None, max_examples=200)
@given(PLACES, classes())
def test_the_ranking_agrees_with_the_naive_implementation(places: int, pupils: list[RankingEntry]) -> None:
    assert found(rank(SHEET, places, pupils)) == naive_ranking(places, pupils)


@settings(deadline=None, max_examples=100)
@given(PLACES, classes())
def test_never_more_are_recommended_than_there_are_places_and_a_test_is_held_only_where_it_decides(
    places: int, pupils: list[RankingEntry]
) -> None:
    outcomes = [ranked.outcome for ranked in rank(SHEET, places, pupils)]
    recommended, tied = outcomes.count(Outcome.RECOMMENDED), outcomes.count(Outcome.TIED)
    waiting = tied + outcomes.count(Outcome.RESERVE)
    assert recommended <= places
    assert (tied > 0) <= (recommended < places < recommended + tied)
    assert (waiting > 0) <= (recommended + tied >= places)


@settings(deadline=None, max_examples=100)
@given(classes())
def test_nobody_is_ranked_below_a_worse_or_beside_an_unequal_one(pupils: list[RankingEntry]) -> None:
    ranked = [entry for entry in standings(SHEET, pupils) if entry.rank is not None]
    for one in ranked:
        for other in ranked:
            stronger = strength(one.applicant) > strength(other.applicant)
            assert (one.rank < other.rank) is stronger


@settings(deadline=None, max_examples=100)
@given(PLACES, classes(), st.randoms())
def test_the_order_of_input_never_matters(places: int, pupils: list[RankingEntry], random: Random) -> None:
    shuffled = list(pupils)
    random.shuffle(shuffled)
    assert rank(SHEET, places, shuffled) == rank(SHEET, places, pupils)


@settings(deadline=None, max_examples=100)
@given(PLACES, classes(), FEW, st.integers(1, 3))
def test_a_weaker_applicant_changes_nobody_above(
    places: int, pupils: list[RankingEntry], certificate: Decimal, many: int
) -> None:
    weaker = [
        RankingEntry(f"weaker {number}", {"certificate": certificate, "exam": Decimal(1)})
        for number in range(many)
    ]
    before, after = found(rank(SHEET, places, pupils)), found(rank(SHEET, places, pupils + weaker))
    above = [pupil.id for pupil in pupils if strength(pupil) > strength(weaker[0]) or not qualifies(pupil)]
    assert [after[id_] for id_ in above] == [before[id_] for id_ in above]


# Wishes

LISTS = ["physics", "biology", "general"]


def list_of(places: int, levels: dict[str, int]) -> ClassList:
    """A list on which these stand at these ranks; rank 0 is not qualified."""
    nothing = score(SHEET, {})
    return ClassList(
        places,
        [
            Standing(RankingEntry(id_, {}), nothing, level or None, None, None)
            for id_, level in levels.items()
        ],
    )


@st.composite
def campaigns(draw: st.DrawFn) -> tuple[dict[str, ClassList], dict[str, list[str]]]:
    pupils = [f"{number:02}" for number in range(draw(st.integers(0, 9)))]
    lists = {
        code: list_of(draw(st.integers(0, 4)), {id_: draw(st.integers(0, 5)) for id_ in pupils})
        for code in LISTS
    }
    wishes = {id_: draw(st.permutations(LISTS))[: draw(st.integers(0, 3))] for id_ in pupils}
    return lists, wishes


def rank_on(lists: dict[str, ClassList], code: str, pupil: str) -> int | None:
    return next(entry.rank for entry in lists[code].standings if entry.applicant.id == pupil)


def naive_wishes(lists: dict[str, ClassList], wishes: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Day after day everybody who is not sure of a place goes and asks at their next wish, until nobody moves."""
    asked = {pupil: min(1, len(wished)) for pupil, wished in wishes.items()}

    def outcome(pupil: str, code: str) -> str:
        own = rank_on(lists, code, pupil)
        if own is None:
            return "not_recommended"
        here = [rank_on(lists, code, other) for other in wishes if code in wishes[other][: asked[other]]]
        better = sum(level is not None and level < own for level in here)
        if better + here.count(own) <= lists[code].places:
            return "recommended"
        return "tied" if better < lists[code].places else "reserve"

    while True:
        moving = [
            pupil
            for pupil, wished in wishes.items()
            if asked[pupil] < len(wished) and outcome(pupil, wished[asked[pupil] - 1]) != "recommended"
        ]
        if not moving:
            return {
                pupil: {code: outcome(pupil, code) for code in wished[: asked[pupil]]}
                for pupil, wished in wishes.items()
            }
        for pupil in moving:
            asked[pupil] += 1


def place_of(outcomes: dict[str, Outcome]) -> str | None:
    return next((code for code, outcome in outcomes.items() if outcome is Outcome.RECOMMENDED), None)


@settings(deadline=None, max_examples=200)
@given(campaigns())
def test_the_wishes_agree_with_the_naive_implementation(
    campaign: tuple[dict[str, ClassList], dict[str, list[str]]],
) -> None:
    assert honour_wishes(*campaign) == naive_wishes(*campaign)


@settings(deadline=None, max_examples=100)
@given(campaigns())
def test_one_pupil_takes_one_place_and_no_list_gives_more_than_it_has(
    campaign: tuple[dict[str, ClassList], dict[str, list[str]]],
) -> None:
    lists, wishes = campaign
    placed = honour_wishes(lists, wishes)
    given_places = [place_of(outcomes) for outcomes in placed.values()]
    assert all(list(outcomes.values()).count(Outcome.RECOMMENDED) <= 1 for outcomes in placed.values())
    assert all(given_places.count(code) <= lists[code].places for code in LISTS)


@settings(deadline=None, max_examples=100)
@given(campaigns(), st.randoms())
def test_the_order_in_which_wishes_come_in_never_matters(
    campaign: tuple[dict[str, ClassList], dict[str, list[str]]], random: Random
) -> None:
    lists, wishes = campaign
    shuffled = list(wishes)
    random.shuffle(shuffled)
    assert honour_wishes(lists, {pupil: wishes[pupil] for pupil in shuffled}) == honour_wishes(lists, wishes)


@settings(deadline=None, max_examples=100)
@given(campaigns())
def test_nobody_waits_for_a_wish_where_a_worse_one_got_a_place(
    campaign: tuple[dict[str, ClassList], dict[str, list[str]]],
) -> None:
    lists, wishes = campaign
    placed = honour_wishes(lists, wishes)
    for pupil, outcomes in placed.items():
        for code in [code for code, outcome in outcomes.items() if outcome in ("reserve", "tied")]:
            got = [other for other in wishes if place_of(placed[other]) == code]
            assert all(rank_on(lists, code, other) < rank_on(lists, code, pupil) for other in got)


def after_a_test(given_list: ClassList, random: Random) -> ClassList:
    """The same list after a test of all who share a rank."""
    entries: Sequence[Standing] = [entry for entry in given_list.standings if entry.rank is not None]
    drawn = {entry.applicant.id: random.random() for entry in entries}
    ordered = sorted(entries, key=lambda entry: (entry.rank, drawn[entry.applicant.id]))
    places = {entry.applicant.id: number for number, entry in enumerate(ordered, start=1)}
    return replace(
        given_list,
        standings=[replace(entry, rank=places.get(entry.applicant.id)) for entry in given_list.standings],
    )


@settings(deadline=None, max_examples=200)
@given(campaigns(), st.randoms())
def test_whoever_passes_the_test_no_recommendation_given_before_is_taken_back(
    campaign: tuple[dict[str, ClassList], dict[str, list[str]]], random: Random
) -> None:
    lists, wishes = campaign
    before = honour_wishes(lists, wishes)
    after = honour_wishes(
        {code: after_a_test(given_list, random) for code, given_list in lists.items()}, wishes
    )
    for pupil, outcomes in before.items():
        promised = place_of(outcomes)
        if promised is not None:
            # Or a dearer wish, where the pupil has passed the test.
            got = place_of(after[pupil])
            assert got is not None
            assert wishes[pupil].index(got) <= wishes[pupil].index(promised)
