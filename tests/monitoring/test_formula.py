"""The language of formulas: what it reads, what it refuses, and what a formula comes to."""

from fractions import Fraction

import pytest

from governance.documents.law.indicators.evaluation import Outcome, added, evaluate, known, unknown
from governance.documents.law.indicators.formula import DEEPEST, names_in, parse, quotient
from governance.documents.law.validation import ImpossibleInput

VALUES = {"a": Fraction(7), "b": Fraction(3), "ноль": Fraction(0)}
SCHOOLS = {"1": {"x": Fraction(1)}, "2": {"x": Fraction(5)}, "3": {}}


def value_of(code: str) -> Outcome:
    return known(VALUES[code]) if code in VALUES else unknown(code)


def result(text: str) -> Outcome:
    def sum_of(inner: object) -> Outcome:
        def at(school: dict[str, Fraction]) -> Outcome:
            return evaluate(
                inner, lambda code: known(school[code]) if code in school else unknown(code), sum_of
            )

        return added({key: at(school) for key, school in SCHOOLS.items()})

    return evaluate(parse(text), value_of, sum_of)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a + b * 2", 13),
        ("(a + b) * 2", 20),
        ("a - b - 1", 3),
        ("a / b / 7", Fraction(1, 3)),
        ("-a + b", -4),
        ("- -a", 7),
        ("0,5 * a", Fraction(7, 2)),
        ("0.5*a", Fraction(7, 2)),
        ("sum(x)", 6),
        ("СУММА(x + 1) * 2", 16),
        ("a/b*b", 7),
    ],
)
def test_a_formula_is_computed_exactly(text: str, number: int | Fraction) -> None:
    assert result(text).number == number


def test_what_is_missing_or_divides_by_zero_has_no_data_and_says_why() -> None:
    assert result("a / ноль") == Outcome(by_zero=True)
    assert result("a + c * d") == Outcome(lacking=frozenset({"c", "d"}))
    assert result("ноль * c").number is None
    assert result("c / ноль").lacking == {"c"}
    assert result("sum(y)") == Outcome(lacking=frozenset({"y"}), without=frozenset({"1", "2", "3"}))


def test_a_sum_names_the_schools_that_it_could_not_count() -> None:
    assert result("sum(x) / a").without == {"3"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "(a + b",
        "a + b)",
        "a b",
        "2a",
        "a ** b",
        "a; b",
        "__import__('os')",
        "a.b",
        "lambda: 1",
        "[a]",
        "a" * 41,
        "a + " * 100 + "a",
        "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1),
        "1" * 10,
        "1e9",
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ImpossibleInput) as refused:
        parse(text)
    assert str(refused.value)


def test_a_refusal_shows_the_place_and_the_sign() -> None:
    with pytest.raises(ImpossibleInput, match=r"5.*'\]'"):
        parse("a + ]")


def test_a_figure_is_rounded_once_and_half_up_towards_the_greater() -> None:
    rounded = [str(Outcome(Fraction(n, 100)).rounded(1)) for n in (25, 24, -25, 3, 1995)]
    assert rounded == ["0.3", "0.2", "-0.2", "0.0", "20.0"]
    assert Outcome().rounded(1) is None


def test_the_names_of_a_formula_are_told_by_where_they_stand() -> None:
    node = parse("sum(a + b) / c * a")
    assert names_in(node) == {"a", "b", "c"}
    assert names_in(node, within_sum=True) == {"a", "b"}
    assert names_in(node, within_sum=False) == {"a", "c"}


@pytest.mark.parametrize("text", ["a / b * 100", "100 * (a / b)", "100 * a / b", "a * 100 / b"])
def test_a_share_is_recognised_whichever_way_it_is_written(text: str) -> None:
    found = quotient(parse(text))
    assert found is not None
    assert (found.part, found.whole, found.times) == (parse("a"), parse("b"), 100)


@pytest.mark.parametrize("text", ["a", "a + b", "a / b + 1", "a * b"])
def test_what_is_no_share_is_none(text: str) -> None:
    assert quotient(parse(text)) is None
