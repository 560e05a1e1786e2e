"""Two versions of a paper compared, as people read it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, strategies as st

from governance.documents.kinds.plan.plan import Plan
from governance.documents.language.diff import Change, ChangeKind, difference
from governance.documents.language.matching import MOST_STEPS, Budget
from governance.documents.language.text_pieces import TextPiece

ADDED, REMOVED, CHANGED, MOVED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED, ChangeKind.MOVED


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override(None):
        yield


def row(number: int, text: str, **other: Any) -> dict[str, Any]:
    return {
        "number": str(number),
        "text": text,
        "term": "май",
        "start": "2012-05-01",
        "executors": "Совет",
        **other,
    }


OLD = {
    "title": "План работы",
    "aims": ["доступность образования", "распространение опыта"],
    "sections": [
        {
            "title": "Совет",
            "rows": [
                row(1, "Создание совета округа"),
                row(2, "Сбор сведений о школах"),
                row(3, "Составление сметы расходов"),
            ],
        },
        {"title": "Школы", "rows": [row(1, "День открытых дверей")]},
    ],
}


def changes(new: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = difference(OLD, new, Plan.content_labels)
    return [(change.kind, change.place[-2:], change.was, change.became) for change in found]


def new() -> Any:
    return deepcopy(OLD)


def test_a_version_does_not_differ_from_itself() -> None:
    assert difference(OLD, new()) == []


def test_a_corrected_field_is_named_with_its_row() -> None:
    text = new()
    text["sections"][0]["rows"][1] |= {"term": "июнь", "start": "2012-06-01"}
    assert changes(text) == [
        (CHANGED, ("2. Сбор сведений о школах", "Term"), "май", "июнь"),
        (CHANGED, ("2. Сбор сведений о школах", "First day"), "01.05.2012", "01.06.2012"),
    ]


def test_inside_a_text_the_words_that_went_and_came_are_shown() -> None:
    text = new() | {"title": "План работы округа"}
    assert difference(OLD, text, Plan.content_labels) == [
        Change(
            CHANGED,
            ("Title",),
            "План работы",
            "План работы округа",
            (TextPiece("same", "План работы"), TextPiece("added", " округа")),
        )
    ]


def test_a_reworded_row_is_still_the_same_row() -> None:
    text = new()
    text["sections"][0]["rows"][2]["text"] = "Составление сметы расходов округа"
    assert changes(text) == [
        (
            CHANGED,
            ("3. Составление сметы расходов округа", "Activity"),
            "Составление сметы расходов",
            "Составление сметы расходов округа",
        )
    ]


def test_an_added_row_does_not_make_all_rows_below_look_changed() -> None:
    text = new()
    rows = text["sections"][0]["rows"]
    text["sections"][0]["rows"] = [row(1, "Выборы председателя"), *rows]
    for count, item in enumerate(text["sections"][0]["rows"], start=1):
        item["number"] = str(count)
    assert changes(text) == [
        (ADDED, ("Rows", "1. Выборы председателя"), "", "1; Выборы председателя; май; 01.05.2012; Совет"),
        (CHANGED, ("Rows", "Number"), "1, 2, 3", "2, 3, 4"),
    ]


def test_removed_rows_and_lines_are_listed_with_what_they_said() -> None:
    text = new()
    del text["sections"][0]["rows"][2]
    del text["aims"][0]
    assert changes(text) == [
        (REMOVED, ("Aims", "1"), "доступность образования", ""),
        (
            REMOVED,
            ("Rows", "3. Составление сметы расходов"),
            "3; Составление сметы расходов; май; 01.05.2012; Совет",
            "",
        ),
    ]


def test_a_section_that_was_moved_and_renamed_is_known_by_its_rows() -> None:
    text = new()
    text["sections"] = [text["sections"][1], text["sections"][0] | {"title": "Работа органа управления"}]
    assert [kind for kind, *_rest in changes(text)] == [MOVED, CHANGED]
    assert changes(text)[1][2:] == ("Совет", "Работа органа управления")


def test_keys_that_only_one_version_has_are_told_too() -> None:
    assert [(change.kind, change.place) for change in difference({"a": "x"}, {"b": "y"})] == [
        (ADDED, ("b",)),
        (REMOVED, ("a",)),
    ]


def test_the_order_of_keys_in_the_database_changes_nothing() -> None:
    text = new()
    text["sections"][0]["rows"][0] |= {"term": "июнь", "executors": "Директор"}
    shuffled = {key: text[key] for key in sorted(text, reverse=True)}
    assert changes(shuffled) == changes(text)


def test_a_wholly_rewritten_plan_of_many_rows_is_compared_all_the_same() -> None:
    old = {"rows": [row(count, f"Старое дело {count}") for count in range(500)]}
    rewritten = {"rows": [row(count, f"Совсем иная забота {count}") for count in range(500)]}
    found = difference(old, rewritten)
    assert {(change.kind, change.coarse) for change in found} == {(CHANGED, True)}


# --- bounded work ---------------------------------------------------------------------------------------------------

# Few words, so that much repeats; budgets from nothing to plenty.
TEXTS = st.lists(st.sampled_from(["a", "b", "в", " ", "  ", "\n", ",", "слово"]), max_size=40).map("".join)
LISTS = st.lists(st.sampled_from(["a", "b", "a b", "слово a", "слово b c", "b, c"]), max_size=12)
BUDGETS = st.sampled_from([0, 20, 200, MOST_STEPS])


@given(TEXTS, TEXTS, BUDGETS)
def test_the_words_that_stayed_went_and_came_give_both_texts(old: str, new: str, steps: int) -> None:
    for change in difference({"text": old}, {"text": new}, budget=Budget(steps)):
        if change.kind == CHANGED:
            for text, without in ((old, "added"), (new, "removed")):
                assert "".join(piece.text for piece in change.pieces if piece.kind != without) == text


def applied(old: list[str], changes: list[Change], length: int) -> list[str]:
    """The new list, made of the old one by its differences alone."""

    def at(change: Change) -> int:
        return int(change.place[-1]) - 1

    new: dict[int, str] = {}
    gone = {at(change) for change in changes if change.kind == REMOVED}
    for change in changes:
        if change.kind == MOVED:
            gone.add(int(change.was) - 1)
            new[int(change.became) - 1] = old[int(change.was) - 1]
        elif change.kind == ADDED:
            new[at(change)] = change.became
    stayed = [item for place, item in enumerate(old) if place not in gone]
    free = [place for place in range(length) if place not in new]
    new |= zip(free, stayed, strict=True)
    for change in changes:
        if change.kind == CHANGED:
            assert new[at(change)] == change.was
            new[at(change)] = change.became
    return [new[place] for place in range(length)]


@given(LISTS, LISTS, BUDGETS)
def test_the_differences_of_two_lists_turn_one_into_the_other(
    old: list[str], new: list[str], steps: int
) -> None:
    changes = difference({"rows": old}, {"rows": new}, budget=Budget(steps))
    assert applied(old, changes, len(new)) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 2500, "b b a " * 1700),
        (["a", "b"] * 5000, ["b", "b", "a"] * 3000),
        ([f"a b {count}" for count in range(3000)], [f"b b {count}" for count in range(3000)]),
    ],
    ids=["letters", "lines", "lines alike"],
)
def test_a_difference_takes_no_more_steps_than_it_may_and_says_where_it_is_coarse(old: Any, new: Any) -> None:
    budget = Budget()
    changes = difference({"text": old}, {"text": new}, budget=budget)
    assert 0 <= budget.left <= MOST_STEPS
    assert any(change.coarse for change in changes)
    assert difference({"text": old}, {"text": new}) == changes


def test_what_is_edited_here_and_there_is_compared_exactly_however_long() -> None:
    words = [f"слово{count % 4999}" for count in range(10_000)]
    edited = [*words[:10], "вставка", *words[10:5000], *words[5001:]]
    [change] = difference({"text": " ".join(words)}, {"text": " ".join(edited)})
    assert not change.coarse
    assert [piece.text.strip() for piece in change.pieces if piece.kind != "same"] == ["вставка", "слово1"]


def test_a_coarse_difference_says_so_to_the_reader() -> None:
    said = "compared coarsely"
    for old, coarse in (("a b " * 2500, True), ("b b a", False)):
        changes = difference({"text": old}, {"text": "b b a " * 1700})
        assert (
            said in render_to_string("governance/components/changes.html", {"changes": changes})
        ) == coarse
