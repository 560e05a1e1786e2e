"""A sheet in words: what is announced is what is counted, in good Russian."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from governance.documents.law.criteria import CriteriaSheet, Criterion
from governance.documents.law.criteria.description import CriteriaDescription, describe_sheet, how
from governance.documents.printing import pdf as printing

MATH = {
    "code": "math",
    "kind": "ratio",
    "max_value": "31",
    "points": "100",
    "minimum": "8",
    "title": "Математика",
}
PHYSICS = {"code": "physics", "kind": "per_unit", "points": "1", "title": "Физика"}
INFORMATICS = {"code": "informatics", "kind": "per_unit", "points": "1", "title": "Информатика"}
HISTORY = {"code": "history", "kind": "per_unit", "points": "1", "title": "История"}
WINNER = {"code": "winner", "title": "Победитель олимпиады", "proof": "диплом"}


def said(kind: str, points: str, **more: str) -> str:
    return how(Criterion.from_json({"code": "a", "kind": kind, "points": points, **more}))


def words(*criteria: dict[str, Any], circumstances: Any = (), **more: Any) -> CriteriaDescription:
    return describe_sheet(CriteriaSheet.from_json({"criteria": list(criteria), **more}), circumstances)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("1", "1 балл за единицу"),
        ("2", "2 балла за единицу"),
        ("5", "5 баллов за единицу"),
        ("11", "11 баллов за единицу"),
        ("21", "21 балл за единицу"),
        ("0.5", "0,5 балла за единицу"),
        ("1.50", "1,5 балла за единицу"),
    ],
)
def test_the_noun_agrees_with_the_points(points: str, sentence: str) -> None:
    assert said("per_unit", points) == sentence


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("1", "до 1 балла по доле от 31"),
        ("2", "до 2 баллов по доле от 31"),
        ("3", "до 3 баллов по доле от 31"),
        ("21", "до 21 балла по доле от 31"),
        ("100", "до 100 баллов по доле от 31"),
        ("2.5", "до 2,5 балла по доле от 31"),
    ],
)
def test_after_up_to_the_noun_stands_in_the_genitive(points: str, sentence: str) -> None:
    assert said("ratio", points, max_value="31") == sentence


def test_what_is_given_once_says_so() -> None:
    assert said("once", "3") == "3 балла (однократно)"


def test_limits_follow_the_points() -> None:
    assert said("per_unit", "20", cap="30") == "20 баллов за единицу, не больше 30"
    assert said("ratio", "100", max_value="31", minimum="8") == "до 100 баллов по доле от 31; порог 8"
    assert said("per_unit", "20", max_value="5") == "20 баллов за единицу; наибольшее значение 5"


def test_the_weight_is_already_in_the_points_that_are_told() -> None:
    assert said("per_unit", "10", weight="1.5") == "15 баллов за единицу (10 с весом 1,5)"


def test_a_criterion_that_only_breaks_ties_gives_no_points() -> None:
    assert said("per_unit", "0") == said("per_unit", "5", weight="0") == "баллов не даёт"


def test_what_is_required_and_where_it_breaks_ties_is_marked() -> None:
    lines = words(MATH, PHYSICS, HISTORY, required=["math"], tie_break=["physics", "math"])["lines"]
    assert [line["marks"] for line in lines] == [
        ["обязательно", "при равенстве баллов — 2-й"],
        ["при равенстве баллов — 1-й"],
        [],
    ]


@pytest.mark.parametrize(
    ("take", "sentence"),
    [
        (1, "Из «Физика», «Информатика», «История» засчитывается лучший результат."),
        (2, "Из «Физика», «Информатика», «История» засчитываются 2 лучших результата."),
    ],
)
def test_a_group_says_how_many_of_it_count(take: int, sentence: str) -> None:
    group = {"codes": ["physics", "informatics", "history"], "take": take}
    assert words(PHYSICS, INFORMATICS, HISTORY, best_of=[group])["groups"] == [sentence]


@pytest.mark.parametrize(
    ("take", "counted"),
    [(5, "засчитываются 5 лучших результатов"), (21, "засчитывается 21 лучший результат")],
)
def test_the_number_of_best_results_agrees_with_its_noun(take: int, counted: str) -> None:
    sports = [{**PHYSICS, "code": f"s{number}", "title": f"Спорт {number}"} for number in range(take + 1)]
    group = {"codes": [sport["code"] for sport in sports], "take": take}
    [sentence] = words(*sports, best_of=[group])["groups"]
    assert sentence.endswith(f" {counted}.")


def test_a_group_that_leaves_nothing_out_is_not_mentioned() -> None:
    of_another_class = {"codes": ["physics", "chemistry"], "take": 1}
    assert words(PHYSICS, best_of=[of_another_class])["groups"] == []
    whole = {"codes": ["physics", "history"], "take": 2}
    assert words(PHYSICS, HISTORY, best_of=[whole])["groups"] == []


def test_circumstances_say_what_they_give() -> None:
    def gives(**flags: list[str]) -> str:
        return words(MATH, circumstances=[WINNER], **flags)["circumstances"][0]["gives"]

    assert gives(guarantee=["winner"]) == "место гарантировано"
    assert gives(ahead_of_all=["winner"]) == "в списке — впереди всех"
    assert (
        gives(guarantee=["winner"], ahead_of_all=["winner"]) == "место гарантировано; в списке — впереди всех"
    )
    assert gives() == "учитывается, но места в списке не меняет"


def test_only_words_that_stand_in_the_table_are_explained() -> None:
    assert words(PHYSICS, round=0)["notes"] == ["Баллы по каждому критерию округляются до целых."]
    beginnings = [note.split(" —")[0] for note in words(MATH, required=["math"])["notes"]]
    assert beginnings[:3] == ["По доле", "Порог", "Обязательно"]


def test_a_criterion_without_a_title_is_called_by_its_code() -> None:
    untitled = {name: value for name, value in MATH.items() if name != "title"}
    assert words(untitled)["lines"][0]["title"] == "math"


def test_a_sheet_is_printed_inside_a_paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("common", "together", "criteria"):
        (tmp_path / f"{name}.typ").write_text((printing.TEMPLATES / f"{name}.typ").read_text())
    (tmp_path / "sheet.typ").write_text(
        '#import "common.typ": *\n#import "criteria.typ": criteria\n#show: paper\n#criteria(data.criteria)\n'
    )
    monkeypatch.setattr(printing, "TEMPLATES", tmp_path)
    criteria = words(
        MATH,
        PHYSICS,
        INFORMATICS,
        required=["math"],
        best_of=[{"codes": ["physics", "informatics"], "take": 1}],
        guarantee=["winner"],
        circumstances=[WINNER],
    )
    pdf = printing.render("sheet", {"title": "Критерии", "created": "2012-01-12", "criteria": criteria})
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    text = " ".join(text.replace("\u200b", "").split())
    for sentence in (
        "до 100 баллов по доле от 31; порог 8 обязательно",
        criteria["groups"][0],
        "Победитель олимпиады место гарантировано диплом",
        criteria["notes"][-1],
    ):
        assert sentence in text
    # No criterion names a proof: that column stands over the circumstances alone.
    assert text.count("Чем подтверждается") == 1
