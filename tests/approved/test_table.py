"""Tables: what is understood as a number, what is refused, and sums that are exact to the kopeck."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.kinds import Curriculum, Estimate
from governance.documents.kinds.approved.table import MAX_ROWS, Column, Table, spelt
from governance.documents.printing.registry import print_data
from tests.approved.conftest import Refusal
from tests.approved.office import Office


def table_of(kind: type) -> Table:
    found = kind.form.table
    assert isinstance(found, Table)
    return found


ESTIMATE = table_of(Estimate)


def line(**cells: str) -> dict[str, str]:
    return {"article": "Транспорт", "purpose": "Подвоз", "quantity": "1", "price": "1", **cells}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234,5", "1234.50"),
        ("1\u202f234.50", "1234.50"),
        ("0,1", "0.10"),
        ("7", "7.00"),
        ("3,500", "3.50"),
    ],
)
def test_a_price_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert ESTIMATE.read([line(price=typed)])[0]["price"] == kept


def test_a_quantity_keeps_its_own_decimals() -> None:
    assert [ESTIMATE.read([line(quantity=typed)])[0]["quantity"] for typed in ("1,50", "0,125", "10")] == [
        "1.5",
        "0.125",
        "10",
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"price": "-5"}, "Row 1, «Цена, руб.»: «-5» is less than zero."),
        ({"price": "−5"}, "Row 1, «Цена, руб.»: «−5» is less than zero."),
        ({"price": "сто"}, "is no number"),
        ({"price": "1.234,50"}, "is no number"),
        ({"price": "1e5"}, "is no number"),
        ({"price": "١٢"}, "is no number"),
        ({"price": "1000000000"}, "at most 9 digits"),
        ({"price": "1,005"}, "has too many decimal places, at most 2"),
        ({"quantity": "0,0001"}, "has too many decimal places, at most 3"),
        ({"purpose": "я" * 2001}, "the text is too long"),
        ({"sum": "5"}, "has a column that this table does not know: sum"),
        ({"colour": "red"}, "has a column that this table does not know: colour"),
    ],
)
def test_what_is_no_such_number_is_refused_with_its_place(cells: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotLegal) as caught:
        ESTIMATE.read([line(**cells)])
    assert sentence in str(caught.value)


def test_too_many_rows_are_refused_and_as_many_as_fit_are_not() -> None:
    assert len(ESTIMATE.read([line()] * MAX_ROWS)) == MAX_ROWS
    with pytest.raises(NotLegal, match="at most 1000 rows fit"):
        ESTIMATE.read([line()] * (MAX_ROWS + 1))


def test_what_is_no_table_is_refused_and_empty_rows_go() -> None:
    for raw in (5, ["text"], [1]):
        with pytest.raises(NotLegal, match="has to come in rows with columns"):
            ESTIMATE.read(raw)
    assert ESTIMATE.read([{}, {"article": "  "}]) == []


AMOUNTS = st.integers(0, 999_999_999_999).map(lambda number: Decimal(number) / 1000)
PRICES = st.integers(0, 99_999_999_999).map(lambda number: Decimal(number) / 100)
ROWS = st.lists(st.tuples(st.sampled_from("АБВ"), AMOUNTS, PRICES), max_size=12)


def kopecks(value: Fraction) -> int:
    """Half a kopeck goes up."""
    return int(value * 100 + Fraction(1, 2))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_sums_agree_with_fractions(rows: list[tuple[str, Decimal, Decimal]]) -> None:
    read = ESTIMATE.read(
        line(article=article, quantity=f"{quantity:f}", price=f"{price:f}")
        for article, quantity, price in rows
    )
    wanted = [(article, kopecks(Fraction(quantity) * Fraction(price))) for article, quantity, price in rows]
    whole = [ESTIMATE.complete(row) for row in read]
    assert [Fraction(row["sum"]) * 100 for row in whole] == [value for _article, value in wanted]
    for article, found in ESTIMATE.groups(read):
        parts = sum(value for name, value in wanted if name == article)
        assert Fraction(ESTIMATE.totals(found)["sum"]) * 100 == parts
    total = ESTIMATE.totals(whole)["sum"]
    assert Fraction(total or 0) * 100 == sum(value for _article, value in wanted)


def test_a_sum_waits_for_its_factors_and_an_addition_for_nothing() -> None:
    assert ESTIMATE.complete({"quantity": "2", "price": ""})["sum"] == ""
    curriculum = table_of(Curriculum)
    assert curriculum.complete({"grade_9": "0.5", "grade_10": "", "grade_11": "1"})["hours"] == "1.5"


def test_numbers_are_spelt_as_papers_write_them() -> None:
    assert [spelt(value) for value in ("1234567.50", "0.5", "12", "")] == [
        "1\u00a0234\u00a0567,50",
        "0,5",
        "12",
        "",
    ]


def test_a_column_is_computed_from_the_others_or_typed() -> None:
    assert [column.key for column in ESTIMATE.columns if column.computed] == ["sum"]
    assert Column("a", "А", product=("b", "c")).computed is True


# --- in a paper ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_sums_of_an_estimate_are_part_of_what_is_approved(office: Office) -> None:
    paper = office.put_up("estimate")
    content = paper.present_version.content
    assert [row["sum"] for row in content["rows"]] == [
        "34513.80", "14000.00", "11399.40", "28700.00", "9921.00",
    ]  # fmt: skip
    assert content["totals"] == {"sum": "98534.20"}
    groups = print_data(paper)["table"]["groups"]
    assert [
        (group["title"], group["sums"]["cells"][-1]["text"] if "sums" in group else "") for group in groups
    ] == [
        ("Транспорт", "48\u00a0513,80"),
        ("Оборудование", "40\u00a0099,40"),
        ("Бумага и печать", ""),
    ]


@pytest.mark.django_db
def test_a_table_with_gaps_may_be_kept_and_is_not_put_up(office: Office, refused: Refusal) -> None:
    paper = office.written("estimate")
    paper = office.act(paper, "revise", rows=[line(), line(price="")])
    with refused(NotLegal, paper, "Row 2: fill in «Цена, руб.»."):
        office.act(paper, "submit")


@pytest.mark.django_db
def test_bad_input_changes_nothing(office: Office, refused: Refusal) -> None:
    paper = office.written("estimate")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"rows": [line(price="-1")]}, "less than zero"),
        ({"sections": []}, "has no text"),
        ({"title": "  "}, "Give the paper a title."),
        ({"title": "я" * 501}, "Shorten the title"),
        ({"money": "я" * 501}, "Shorten the source of the money"),
        ({"period": (date(2012, 1, 1), None)}, "Give the first and the last day of the period."),
        ({"period": (date(2012, 12, 31), date(2012, 1, 1))}, "The period ends before it begins"),
        ({"title": paper.title}, "There is nothing to correct"),
        ({}, "There is nothing to correct"),
    ]
    for facts, sentence in wrong:
        with refused(NotLegal, paper, sentence):
            office.act(paper, "revise", **facts)
    regulation = office.written("regulation")
    wrong = [({"rows": []}, "has no table"), ({"period": (None, None)}, "has no period")]
    for facts, sentence in wrong:
        with refused(NotLegal, regulation, sentence):
            office.act(regulation, "revise", **facts)


@pytest.mark.django_db
def test_an_empty_paper_and_one_without_its_period_are_not_put_up(office: Office, refused: Refusal) -> None:
    for kind in ("regulation", "estimate"):
        paper = office.begun(kind)
        with refused(NotLegal, paper, "There is nothing to agree to yet"):
            office.act(paper, "submit")
    paper = office.act(paper, "revise", rows=[line()])
    with refused(NotLegal, paper, "Give the first and the last day of the period."):
        office.act(paper, "submit")
