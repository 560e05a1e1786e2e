"""The list of indicators as a whole: what fits together, who is asked for what, and the figures of the district."""

from decimal import Decimal
from typing import Any

import pytest

from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.law.indicators import Computation, Giver, IndicatorSheet, Measured, Span
from governance.documents.law.validation import ImpossibleInput

INPUTS = [
    {"code": "profile", "title": "В профильных классах", "part_of": "seniors"},
    {"code": "seniors", "title": "В 10-11 классах"},
    {"code": "mark", "title": "Средний балл", "kind": "number"},
    {"code": "given", "title": "Уроков проведено"},
    {"code": "planned", "title": "Уроков запланировано"},
]


def row(code: str, formula: str = "", **more: Any) -> dict[str, Any]:
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
        **more,
    }


def sheet(*rows: dict[str, Any], inputs: list[dict[str, Any]] | None = None) -> IndicatorSheet:
    return IndicatorSheet.from_json(
        {"inputs": INPUTS if inputs is None else inputs, "indicators": list(rows)}
    )


SHARE = row("А", "profile / seniors * 100")
MEAN = row("Б", "mark", unit_of="points", whole="mean", weight="seniors", places=2)
TOTAL = row("В", "profile", unit_of="persons", whole="sum", places=0)
LESSONS = row("Г", "given / planned * 100", giver="unit", unit="5", whole="own", span="half")
TOLD = row("Д", giver="system", measure="plan_done", whole="own")
OWN = row("Е", "sum(profile) / sum(seniors) * 100", whole="own")


def figures(of: IndicatorSheet, **given: Any) -> dict[str, dict[str, Any]]:
    schools = {
        "1": {"profile": Decimal(20), "seniors": Decimal(40), "mark": Decimal("4.5")},
        "2": {"profile": Decimal(9), "seniors": Decimal(10), "mark": Decimal("3.5")},
        "3": {"profile": Decimal(0), "seniors": Decimal(0)},
        "4": {},
    }
    computed = Computation(of, schools, **given)
    return {
        indicator.code: computed.of_district(indicator).to_json(indicator.places)
        for indicator in of.indicators
    }


def test_a_list_reads_what_it_has_written() -> None:
    written = sheet(SHARE, MEAN, TOTAL, LESSONS, TOLD, OWN).to_json()
    assert IndicatorSheet.from_json(written).to_json() == written


def test_the_figure_of_the_district_comes_about_as_each_row_says() -> None:
    found = figures(
        sheet(SHARE, MEAN, TOTAL, LESSONS, TOLD, OWN),
        units={"5": {"given": Decimal(30), "planned": Decimal(40)}},
        measured={"plan_done": Measured.of(9, 12)},
    )
    assert found == {
        "А": {"value": "58.0", "part": "29", "whole": "50", "without": ["4"]},
        # (4.5 * 40 + 3.5 * 10) / 50, of two schools: the third has no mark.
        "Б": {"value": "4.30", "without": ["3", "4"]},
        "В": {"value": "29", "without": ["4"]},
        "Г": {"value": "75.0", "part": "30", "whole": "40"},
        "Д": {"value": "75.0", "part": "9", "whole": "12"},
        "Е": {"value": "58.0", "part": "29", "whole": "50", "without": ["4"]},
    }


def test_a_school_without_pupils_has_no_data_and_not_zero() -> None:
    of = sheet(SHARE)
    computed = Computation(of, {"3": {"profile": Decimal(0), "seniors": Decimal(0)}, "4": {}})
    said = [computed.of_school(of.indicators[0], key).to_json(1) for key in ("3", "4")]
    assert said == [{"value": "", "by_zero": True}, {"value": "", "lacking": ["profile", "seniors"]}]
    assert computed.of_district(of.indicators[0]).to_json(1) == {
        "value": "",
        "part": "0",
        "whole": "0",
        "by_zero": True,
        "without": ["4"],
    }


def test_no_school_is_given_the_numbers_of_another_one() -> None:
    of = sheet(SHARE, LESSONS)
    base = {"profile": Decimal(1), "seniors": Decimal(2), "given": Decimal(3), "planned": Decimal(4)}
    computed = Computation(of, {"5": base, "6": {}}, {"5": base})
    said = [computed.of_school(of.indicators[0], key).to_json(0)["value"] for key in ("5", "6")]
    assert said == ["50", ""]
    assert [computed.of_district(one).to_json(0)["value"] for one in of.indicators] == ["50", "75"]


def test_an_indicator_enters_another_one_unrounded() -> None:
    third = row("Т", "seniors / 3", unit_of="ratio", whole="sum")
    whole = row("Ц", "Т * 3", unit_of="ratio", whole="sum")
    found = figures(sheet(third, whole))
    assert (found["Т"]["value"], found["Ц"]["value"]) == ("16.7", "50.0")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("А", "Б + 1", whole="sum"), row("Б", "А", whole="sum")], "А → Б → А"),
        ([row("А", "А / seniors")], "А → А"),
        ([row("А", "unknown / seniors")], "unknown"),
        ([row("А", "profile")], "/"),
        ([row("А", "profile", whole="mean")], "Показатель А"),
        ([row("А", "profile", whole="mean", weight="Б"), row("Б", "mark", whole="sum")], "Показатель А"),
        ([row("А", "profile / seniors", good="neutral", target="5")], "Показатель А"),
        ([row("А", "profile", whole="sum", unit_of="persons", span="month")], "Показатель А"),
        ([row("А", "profile / seniors", whole="own")], r"\(profile\)"),
        ([row("А")], "Показатель А"),
        ([row("А", "profile / seniors", giver="system", whole="own", measure="x")], "Показатель А"),
        ([row("А", "profile / seniors", giver="unit", whole="own")], "Показатель А"),
        ([SHARE, SHARE], "А"),
        ([row("profile", "seniors", whole="sum")], "profile"),
        ([row("1а", "seniors", whole="sum")], "1а"),
        ([row("sum", "seniors", whole="sum")], "sum"),
        ([SHARE, row("Г", "profile / planned", giver="unit", unit="5", whole="own")], "Показатель А"),
        ([row("А", "profile / seniors", target="много")], "target"),
        ([row("А", "profile / seniors", places=9)], "Показатель А"),
    ],
)
def test_what_does_not_fit_together_is_refused_by_name(rows: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ImpossibleInput, match=said):
        sheet(*rows)


def test_an_input_is_a_part_of_another_one_alone() -> None:
    for part_of in ("a", "nothing"):
        with pytest.raises(ImpossibleInput, match="Доля"):
            sheet(inputs=[{"code": "a", "title": "Доля", "part_of": part_of}])


def test_each_is_asked_for_what_its_indicators_use_and_no_more() -> None:
    of = sheet(SHARE, MEAN, LESSONS, OWN)
    asked = [
        [one.code for one in of.asked(*who)]
        for who in (
            (Giver.SCHOOL,),
            (Giver.UNIT, "5"),
            (Giver.UNIT, "6"),
            (Giver.SCHOOL, "", Span.HALF),
            (Giver.UNIT, "5", Span.HALF),
        )
    ]
    assert asked == [["profile", "seniors", "mark"], ["given", "planned"], [], [], ["given", "planned"]]


def test_the_shipped_list_holds_together_with_and_without_a_base_school() -> None:
    with_base = IndicatorSheet.from_json(dict(beginning(7)))
    without = IndicatorSheet.from_json(dict(beginning(None)))
    assert (len(with_base.indicators), len(without.indicators)) == (22, 21)
    assert with_base.units_asked() == ["7"]
    asked = {one.code for one in [*with_base.asked(Giver.SCHOOL), *with_base.asked(Giver.UNIT, "7")]}
    assert asked == {one.code for one in with_base.inputs}
