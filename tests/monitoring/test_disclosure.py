"""What a published report withholds: figures behind which so few people stand that one knows them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from governance.documents.kinds.monitoring.report import MonitoringReport
from governance.documents.law.indicators import IndicatorSheet
from governance.documents.law.indicators.disclosure import Withheld
from governance.documents.printing.registry import print_data
from tests.monitoring.office import MonitoringOffice
from tests.monitoring.test_report import begun

LEAST = 3


def indicator(code: str, formula: str, **change: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": f"Показатель {code}",
        "direction": "pupils",
        "unit_of": "percent",
        "good": "up",
        "span": "year",
        "giver": "school",
        "whole": "ratio",
        "formula": formula,
    } | change


SHEET = IndicatorSheet.from_json(
    {
        "inputs": [
            {"code": "all", "title": "Всего", "kind": "people"},
            {"code": "some", "title": "Из них", "kind": "people", "part_of": "all"},
            {"code": "others", "title": "Другие", "kind": "people"},
            {"code": "lessons", "title": "Уроки"},
        ],
        "indicators": [
            indicator("share", "some / all * 100"),
            indicator("number", "some", unit_of="persons", whole="sum"),
            indicator("mixed", "some / others * 100"),
            indicator("taught", "lessons", unit_of="pieces", whole="sum"),
            indicator("above", "number * 2", unit_of="persons", whole="sum"),
        ],
    }
)


def withheld(code: str, **schools: tuple[int, int]) -> set[str]:
    """By the key of a school: how many of how many."""
    told = {
        key: {"some": Decimal(some), "all": Decimal(whole), "others": Decimal(50), "lessons": Decimal(1)}
        for key, (some, whole) in schools.items()
    }
    return set(Withheld.of(SHEET, told, LEAST).schools(SHEET.by_code[code]))


@pytest.mark.quick
def test_a_count_of_one_or_two_people_is_withheld_with_the_next_smallest() -> None:
    assert withheld("share", a=(1, 30), b=(12, 40), c=(9, 20), d=(30, 60)) == {"a", "c"}


def test_all_but_one_or_two_tell_of_those_whom_they_leave_out() -> None:
    assert withheld("share", a=(29, 30), b=(12, 40), c=(9, 20)) == {"a", "c"}


def test_two_small_counts_hide_each_other() -> None:
    assert withheld("share", a=(1, 30), b=(2, 40), c=(9, 20)) == {"a", "b"}


def test_none_and_all_and_counts_of_things_are_told() -> None:
    assert withheld("share", a=(0, 30), b=(40, 40), c=(9, 20)) == set()
    assert withheld("taught", a=(1, 30), b=(2, 40)) == set()


def test_an_indicator_over_another_withholds_what_that_withholds() -> None:
    assert withheld("above", a=(1, 30), b=(12, 40), c=(9, 20)) == {"a", "c"}


def test_a_single_school_takes_the_figure_of_the_district_with_it() -> None:
    told = {"a": {"some": Decimal(2), "all": Decimal(30)}}
    found = Withheld.of(SHEET, told, LEAST)
    assert found.district(SHEET.by_code["share"])
    assert not found.district(SHEET.by_code["taught"])


COUNTS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda two: (min(two), max(two)))


@settings(max_examples=300, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_no_small_count_follows_from_the_district_and_the_schools_that_are_told(
    counts: list[tuple[int, int]],
) -> None:
    """Whoever subtracts all that is told of an input from its sum is left with two schools or more, or with none."""
    schools = {
        str(key): {"some": Decimal(some), "all": Decimal(whole), "others": Decimal(50), "lessons": Decimal(1)}
        for key, (some, whole) in enumerate(counts)
    }
    found = Withheld.of(SHEET, schools, LEAST)
    for code in ("share", "number", "mixed"):
        silent = found.schools(SHEET.by_code[code])
        small = {
            key
            for key, row in schools.items()
            if 0 < row["some"] < LEAST
            or (code == "share" and (0 < row["all"] < LEAST or 0 < row["all"] - row["some"] < LEAST))
        }
        assert small <= silent
        assert len(found.by_input["some"]) != 1


@pytest.mark.django_db
def test_the_report_says_why_a_figure_is_not_told(office: MonitoringOffice) -> None:
    office.adopted()
    office.asked()
    for school, change in (("base", {}), ("lalsk", {"призёры": "1"}), ("second", {"призёры": "7"})):
        office.act(office.given(school, **change), "accept", office.deputy)
    report = MonitoringReport.objects.get(pk=begun(office).pk)
    row = next(row for row in report.facts["rows"] if row["code"] == "У3")
    shown = {
        school: row["schools"][str(office.luza.schools[school].pk)] for school in ("base", "lalsk", "second")
    }
    assert (shown["base"]["value"], shown["lalsk"], shown["second"]) == (
        "10",
        {"value": "", "withheld": True},
        {"value": "", "withheld": True},
    )
    assert row["district"]["value"] == "18"
    printed = str(print_data(report))
    assert ("не раскрывается" in printed, "менее 3 человек" in printed) == (True, True)
