"""What may be asked and answered, and which groups results do not tell."""

import pytest
from hypothesis import given, strategies as st

from governance.documents.law.surveys import Question, Questionnaire, hidden_groups, tallied
from governance.documents.law.validation import ImpossibleInput

ONE = Question.from_json({"code": "a", "kind": "one", "text": "Куда?", "options": ["в 10-й", "в колледж"]})
SEVERAL = Question.from_json(
    {"code": "b", "kind": "several", "text": "Что?", "options": ["А", "Б", "В"], "most": 2, "must": False}
)
SCALE = Question.from_json({"code": "c", "kind": "scale", "text": "Уверены?"})
TEXT = Question.from_json({"code": "d", "kind": "text", "text": "О чём?", "must": False})


@pytest.mark.parametrize(
    ("question", "given", "stored"),
    [
        (ONE, ["1"], [1]),
        (SEVERAL, ["2", "0"], [0, 2]),
        (SEVERAL, [], None),
        (SCALE, ["4"], [4]),
        (TEXT, [" о сети "], "о сети"),
        (TEXT, ["  "], None),
    ],
)
def test_an_answer_is_stored_by_the_places_of_what_was_chosen(
    question: Question, given: list[str], stored: object
) -> None:
    assert question.read(given) == stored


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (ONE, []),
        (ONE, ["0", "1"]),
        (ONE, ["2"]),
        (ONE, ["-1"]),
        (ONE, ["в колледж"]),
        (SEVERAL, ["0", "1", "2"]),
        (SCALE, ["5"]),
        (TEXT, ["x" * 1001]),
    ],
)
def test_what_was_not_offered_is_refused_in_words(question: Question, given: list[str]) -> None:
    with pytest.raises(ImpossibleInput):
        question.read(given)


def test_a_question_that_cannot_be_answered_is_refused_with_its_text() -> None:
    with pytest.raises(ImpossibleInput, match=r"«Куда\?»"):
        Question.from_json({"code": "a", "kind": "one", "text": "Куда?", "options": ["одно"]})


def test_a_grade_is_asked_its_own_questions_and_those_of_all() -> None:
    ninth = Question.from_json({"code": "e", "kind": "text", "text": "ОГЭ?", "grades": [9]})
    sheet = Questionnaire((ONE, ninth))
    assert [[one.code for one in sheet.asked_of(grade)] for grade in (8, 9, None)] == [
        ["a"],
        ["a", "e"],
        ["a", "e"],
    ]


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 7, "b": 9}, set()),
        # One small group would follow by subtraction, so the next larger one is hidden with it.
        ({"a": 3, "b": 9, "c": 6}, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 9}, {"a", "b"}),
        ({"a": 3, "b": 9}, {"a", "b"}),
        ({"a": 0, "b": 9}, set()),
        ({"a": 4}, {"a"}),
    ],
)
def test_small_groups_are_hidden_and_what_they_would_follow_from(
    sizes: dict[str, int], hidden: set[str]
) -> None:
    assert hidden_groups(sizes, 5) == hidden


@given(st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 30)), st.integers(3, 8))
def test_nothing_below_the_threshold_follows_from_what_is_told(sizes: dict[str, int], least: int) -> None:
    hidden = hidden_groups(sizes, least)
    together = sum(sizes[key] for key in hidden)
    assert all(size == 0 or size >= least for key, size in sizes.items() if key not in hidden)
    # What is hidden together is enough, or nothing else is told.
    assert (
        not hidden or together >= least or all(size == 0 for key, size in sizes.items() if key not in hidden)
    )


def test_a_hidden_school_hides_its_classes_and_the_whole_stays() -> None:
    tenth, college = [0], [1]
    schools = {
        "base": {"9А": [tenth] * 6 + [college] * 2, "9Б": [tenth] * 5},
        "lalsk": {"9": [college] * 7},
        "kulikovo": {"9к": [tenth] * 3},
    }
    found = tallied(ONE, schools, 5)
    assert found == {
        "whole": {"answered": 23, "counts": [14, 9]},
        "schools": {"base": {"answered": 13, "counts": [11, 2]}, "lalsk": None, "kulikovo": None},
        "classes": {
            "9А": {"answered": 8, "counts": [6, 2]},
            "9Б": {"answered": 5, "counts": [5, 0]},
            "9": None,
            "9к": None,
        },
    }


def test_where_all_together_are_too_few_nothing_is_told() -> None:
    assert tallied(ONE, {"base": {"9А": [[0]] * 4}}, 5) == {
        "whole": None,
        "schools": {"base": None},
        "classes": {"9А": None},
    }
