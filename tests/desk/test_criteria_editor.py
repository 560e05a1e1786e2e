"""The editor of a criteria sheet: what stands comes back the same, what is wrong is said, what is typed stays."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.editors.criteria.initial import fields_of
from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.criteria.description import Circumstance

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

MATH, CERTIFICATE = "criterion-0", "criterion-1"
SHEET: dict[str, Any] = CriteriaSheet.from_json(
    {
        "criteria": [
            {
                "code": "math",
                "title": "Математика",
                "kind": "ratio",
                "max_value": "31",
                "points": "100",
                "minimum": "8",
                "proof": "справка",
            },
            {
                "code": "certificate",
                "title": "Средний балл",
                "kind": "per_unit",
                "points": "20",
                "weight": "1.5",
            },
            {"code": "physics", "title": "Физика", "kind": "per_unit", "points": "2", "cap": "30.5"},
            {"code": "informatics", "title": "Информатика", "kind": "once", "points": "3"},
        ],
        "best_of": [{"codes": ["chemistry", "informatics", "physics"], "take": 1}],
        "required": ["math"],
        "guarantee": ["winner"],
        "ahead_of_all": ["orphan", "winner"],
        "tie_break": ["certificate", "math"],
        "round": 1,
    }
).to_json()
CIRCUMSTANCES: list[Circumstance] = [
    {"code": "winner", "title": "Победитель олимпиады", "proof": "диплом"},
    {"code": "orphan", "title": "Преимущественное право", "proof": ""},
    {"code": "near", "title": "Живёт рядом", "proof": "справка"},
]


def sent(press: str = "save", **typed: str) -> CriteriaEditor:
    """The page as it stands, some fields typed over (`criterion_0_points`; «off» unticks), a button pressed."""
    fields = fields_of(SHEET, CIRCUMSTANCES)
    fields |= {name.replace("_", "-", 2): value for name, value in typed.items()}
    left = [(name, value) for name, value in fields.items() if value != "off"]
    return CriteriaEditor(SHEET, QueryDict(urlencode([*left, ("do", press)])), circumstances=CIRCUMSTANCES)


def shown(editor: CriteriaEditor) -> str:
    """The page's part, its white space collapsed as a browser does it."""
    return " ".join(render_to_string("governance/components/criteria.html", {"editor": editor}).split())


def titles(editor: CriteriaEditor) -> list[str]:
    return [line["title"].value() or "" for line in editor.criteria_lines]


def labels(editor: CriteriaEditor) -> list[str]:
    return [error.label for error in editor.errors]


# What stands


def test_an_untouched_sheet_comes_back_the_same() -> None:
    untouched = sent()
    assert untouched.is_valid()
    assert not untouched.is_changed
    assert (untouched.sheet, untouched.circumstances) == (SHEET, CIRCUMSTANCES)


def test_every_field_comes_back_from_the_page_that_shows_it() -> None:
    page = shown(CriteriaEditor(SHEET, circumstances=CIRCUMSTANCES))
    names = set(re.findall(r'name="([a-z]+-[a-z0-9_-]+)"', page))
    assert set(fields_of(SHEET, CIRCUMSTANCES)) <= names


def test_before_anything_is_sent_the_sheet_stands_in_words() -> None:
    stands = CriteriaEditor(SHEET, circumstances=CIRCUMSTANCES)
    assert (stands.is_valid(), stands.is_changed, stands.pressed) == (True, False, False)
    assert stands.words is not None
    assert stands.words["lines"][1]["how"] == "30 баллов за единицу (20 с весом 1,5)"


def test_a_new_sheet_has_room_for_its_first_criterion_and_no_reproach() -> None:
    new = CriteriaEditor({})
    assert titles(new) == [""]
    assert (new.sheet, new.errors, new.complaint) == ({}, [], "")
    assert not new.is_valid()


def test_a_flag_that_nobody_has_named_is_shown_by_its_code() -> None:
    stands = CriteriaEditor(SHEET, circumstances=CIRCUMSTANCES[:1])
    assert [line["title"].value() for line in stands.circumstance_lines] == ["Победитель олимпиады", "orphan"]


def test_codes_are_hidden_and_last() -> None:
    renamed = sent(criterion_0_title="Алгебра")
    assert renamed.sheet["criteria"][0]["code"] == "math"
    assert renamed.is_changed


# What is typed


@pytest.mark.parametrize("typed", ["4,5", "4.5", " 4,50 ", "04.5"])
def test_numbers_are_typed_with_a_comma_or_a_point(typed: str) -> None:
    assert sent(criterion_1_points=typed).sheet["criteria"][1]["points"] == "4.5"


def test_digits_may_be_grouped_by_spaces() -> None:
    assert sent(criterion_1_points="1\u00a0000").sheet["criteria"][1]["points"] == "1000"


def test_a_new_criterion_gets_a_code_of_latin_letters_and_keeps_it() -> None:
    first = CriteriaEditor({})
    code = first.criteria_lines[0]["code"].value()
    assert re.fullmatch(r"[0-9a-f]{8}", code)
    fields = {
        "criterion-0-code": code,
        "criterion-0-title": "Средний балл",
        "criterion-0-kind": "per_unit",
        "criterion-0-points": "20",
        "criteria-decimals": "2",
        "do": "save",
    }
    saved = CriteriaEditor({}, QueryDict(urlencode(fields)))
    assert saved.is_valid()
    assert saved.sheet["criteria"] == [
        {"code": code, "title": "Средний балл", "kind": "per_unit", "points": "20", "weight": "1"}
    ]


def test_an_emptied_criterion_goes() -> None:
    emptied = sent(
        criterion_3_title="", criterion_3_points="", criterion_3_group="", criterion_3_kind="per_unit"
    )
    assert emptied.is_valid()
    assert [one["code"] for one in emptied.sheet["criteria"]] == ["math", "certificate", "physics"]


def test_a_group_keeps_the_subjects_of_other_classes() -> None:
    assert sent(group_1_take="2").sheet["best_of"] == [
        {"codes": ["chemistry", "informatics", "physics"], "take": 2}
    ]


def test_two_criteria_make_a_new_group() -> None:
    grouped = sent(criterion_0_group="2", criterion_1_group="2", group_2_take="1")
    assert {"codes": ["certificate", "math"], "take": 1} in grouped.sheet["best_of"]


def test_places_in_ties_are_put_in_order_whatever_gaps_they_leave() -> None:
    assert sent(criterion_1_tie_break="4", criterion_2_tie_break="3").sheet["tie_break"] == [
        "math",
        "physics",
        "certificate",
    ]


def test_a_circumstance_that_gives_nothing_is_kept_beside_the_sheet() -> None:
    given = sent(circumstance_1_ahead_of_all="off")
    assert given.sheet["ahead_of_all"] == ["winner"]
    assert given.circumstances == CIRCUMSTANCES


def test_rewards_know_no_places() -> None:
    data = QueryDict(urlencode({**fields_of(SHEET, CIRCUMSTANCES), "do": "save"}))
    rewards = CriteriaEditor(SHEET, data, with_places=False)
    assert rewards.is_valid()
    assert [rewards.sheet[name] for name in ("required", "tie_break", "guarantee", "ahead_of_all")] == [
        []
    ] * 4
    assert rewards.circumstances == []
    assert "circumstance" not in shown(rewards)
    assert "circumstance" in shown(sent())


# What is refused


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"criterion_0_title": ""}, "Criterion 1, What counts: Say what counts"),
        ({"criterion_0_title": "я" * 1001}, "Criterion 1, What counts: The text has 1001 signs"),
        ({"criterion_1_title": "математика"}, "Criterion 2, What counts: This stands in the table already"),
        ({"criterion_0_points": ""}, "Criterion 1, How many points: Say how many points"),
        ({"criterion_0_points": "много"}, "Criterion 1, How many points: Give a number such as 4.7"),
        ({"criterion_0_minimum": "-1"}, "Criterion 1, Threshold: Give a number such as 4.7"),
        ({"criterion_0_points": "1234567"}, "Criterion 1, How many points: Give a number such as 4.7"),
        ({"criterion_0_weight": "1,2,3"}, "Criterion 1, Weight: Give a number such as 4.7"),
        ({"criterion_0_kind": "twice"}, "Criterion 1, How they are given: Select a valid choice"),
        ({"criterion_0_max_value": ""}, "Criterion 1, Largest value: Say of how much it is a part"),
        ({"criterion_0_max_value": "0"}, "Criterion 1, Largest value: The largest value is above zero"),
        ({"criterion_0_minimum": "32"}, "Criterion 1, Threshold: Nobody reaches this threshold"),
        ({"criterion_2_cap": "30,55"}, "Criterion 3, No more points than: Points are rounded to 1 decimal:"),
        ({"criterion_2_tie_break": "1"}, "Criterion 3, When points are equal: Another criterion is compared"),
        ({"criterion_0_group": "2"}, "Criterion 1, Group of which the best count: Nothing to choose from"),
        ({"group_1_take": "4"}, "Group 1, How many of the best count: The group has 3 criteria"),
        ({"group_1_take": "0"}, "Group 1, How many of the best count: Give a whole number from 1 on."),
        ({"circumstance_2_title": ""}, "Circumstance 3, Circumstance: Name the circumstance"),
        ({"circumstance_2_title": "победитель олимпиады"}, "Circumstance 3, Circumstance: This stands"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    typed: dict[str, str], where: str
) -> None:
    wrong = sent(criterion_1_proof="только что введено", **typed)
    assert [label[: len(where)] for label in labels(wrong)] == [where]
    assert not wrong.is_valid()
    assert wrong.is_changed
    assert wrong.sheet == SHEET
    page = shown(wrong)
    assert "только что введено" in page
    assert all(f'value="{value}"' in page for value in typed.values() if value and value != "twice")
    assert f'id="{wrong.errors[0].href[1:]}_error"' in page


@pytest.mark.parametrize(
    "typed",
    [
        {"criterion_0_points": "0"},
        {"criterion_0_minimum": "31"},
        {"criterion_2_cap": "30,5"},
        {"criterion_2_tie_break": "3"},
        {"criterion_1_group": "1"},
        {"group_1_take": "3"},
        {"criterion_3_weight": ""},
        {"circumstance_2_proof": ""},
    ],
)
def test_what_stands_just_beside_the_refused_is_taken(typed: dict[str, str]) -> None:
    assert labels(sent(**typed)) == []
    assert sent(**typed).is_valid()


def test_a_sheet_without_criteria_is_refused_over_the_table() -> None:
    empty = CriteriaEditor(SHEET, QueryDict(urlencode({"criteria-decimals": "2", "do": "save"})))
    assert not empty.is_valid()
    assert empty.complaint in shown(empty)
    assert empty.complaint.startswith("There is no criterion yet")


def test_what_only_the_law_of_sheets_refuses_stands_over_the_table() -> None:
    doubled = sent(criterion_1_code="math")
    assert (doubled.is_valid(), labels(doubled)) == (False, [])
    assert "twice" in doubled.complaint


# The small buttons


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ("up:criterion-1", ["Средний балл", "Математика", "Физика", "Информатика"]),
        ("up:criterion-0", ["Математика", "Средний балл", "Физика", "Информатика"]),
        ("down:criterion-2", ["Математика", "Средний балл", "Информатика", "Физика"]),
        ("add:criterion-0", ["Математика", "", "Средний балл", "Физика", "Информатика"]),
        ("drop:criterion-1", ["Математика", "Физика", "Информатика"]),
        ("more:criterion", ["Математика", "Средний балл", "Физика", "Информатика", ""]),
        ("up:criterion-77", ["Математика", "Средний балл", "Физика", "Информатика"]),
    ],
)
def test_small_buttons_rearrange_the_criteria(press: str, order: list[str]) -> None:
    pressed = sent(press)
    assert pressed.pressed
    assert titles(pressed) == order


def test_what_was_moved_is_saved_in_the_new_order() -> None:
    page = shown(sent("up:criterion-1"))
    assert page.index(f'name="{CERTIFICATE}-title"') < page.index(f'name="{MATH}-title"')
    fields = fields_of(SHEET, CIRCUMSTANCES)
    moved = {name: value for name, value in fields.items() if name.startswith(CERTIFICATE)} | fields
    saved = CriteriaEditor(SHEET, QueryDict(urlencode(moved)), circumstances=CIRCUMSTANCES)
    assert [one["code"] for one in saved.sheet["criteria"]] == [
        "certificate",
        "math",
        "physics",
        "informatics",
    ]


def test_circumstances_move_and_go_like_criteria() -> None:
    def codes(press: str) -> list[str]:
        return [line["code"].value() for line in sent(press).circumstance_lines]

    assert codes("down:circumstance-0") == ["orphan", "winner", "near"]
    assert codes("drop:circumstance-1") == ["winner", "near"]
    assert len(codes("more:circumstance")) == 4
    assert titles(sent("down:circumstance-0")) == titles(sent())


def test_an_unfinished_line_is_kept_and_not_scolded_by_a_small_button() -> None:
    unfinished = sent("more:criterion", criterion_0_points="сто", criterion_1_title="")
    assert unfinished.errors == []
    assert unfinished.criteria_lines[0]["points"].value() == "сто"
    assert "has-error" not in shown(unfinished)


def test_checking_shows_what_is_wrong_and_saves_nothing() -> None:
    looked = sent("look_at_criteria", criterion_0_points="сто")
    assert looked.pressed
    assert [label[:11] for label in labels(looked)] == ["Criterion 1"]


def test_checking_shows_the_sheet_in_words() -> None:
    looked = sent("look_at_criteria", criterion_0_points="50")
    assert looked.pressed
    assert "до 50 баллов по доле от 31; порог 8" in shown(looked)


@pytest.mark.parametrize(
    ("press", "focus"),
    [
        ("down:criterion-0", 'value="down:criterion-0" title="Down" autofocus'),
        ("add:criterion-0", r'name="criterion-4-title"[^>]* autofocus'),
        ("drop:criterion-3", r'name="criterion-2-title"[^>]* autofocus'),
    ],
)
def test_the_cursor_stays_where_the_work_is(press: str, focus: str) -> None:
    assert re.search(focus, shown(sent(press)))


@pytest.mark.parametrize("press", ["save", "up:0000000a", ""])
def test_other_buttons_are_none_of_the_editors(press: str) -> None:
    assert not sent(press).pressed


# What other schools count by

RICH: dict[str, Any] = CriteriaSheet.from_json(
    {
        "criteria": [
            {
                "code": "exam",
                "title": "Экзамен",
                "kind": "bands",
                "bands": [
                    {"from": "80", "points": "90"},
                    {"from": "95.5", "points": "100"},
                    {"from": "0", "points": "-5"},
                ],
            },
            {"code": "prize", "title": "Призы", "kind": "per_unit", "points": "3", "cap": "9"},
            {"code": "sport", "title": "Спорт", "kind": "once", "points": "2"},
            {"code": "reprimand", "title": "Взыскание", "kind": "per_unit", "points": "-1.5"},
        ],
        "caps": [{"codes": ["prize", "sport"], "cap": "10"}],
        "total_minimum": "50",
        "precedence": [["gold"], ["prize", "winner"]],
        "keys": ["submitted"],
        "tie_break": ["exam", "-reprimand", "-submitted"],
        "round": 2,
    }
).to_json()  # fmt: skip


CLASSES: list[Circumstance] = [
    {"code": code, "title": title, "proof": ""}
    for code, title in (("gold", "Медаль"), ("prize", "Призёр"), ("winner", "Победитель"))
]


def rich(**typed: str) -> CriteriaEditor:
    fields = fields_of(RICH, CLASSES) | {
        name.replace("__", "~").replace("_", "-").replace("~", "_"): value for name, value in typed.items()
    }
    return CriteriaEditor(RICH, QueryDict(urlencode({**fields, "do": "save"})), circumstances=CLASSES)


def test_steps_minus_points_shared_limits_and_classes_come_back_the_same() -> None:
    editor = rich()
    assert (editor.is_valid(), editor.sheet, editor.is_changed) == (True, RICH, False)
    page = shown(editor)
    for words in ("95,5 — 100", "Limit 1", "class 2"):
        assert words in page
    assert editor.words is not None
    assert editor.words["notes"][-2:] == [
        "При прочих равных выше тот, чьё заявление подано раньше.",
        "Баллы по каждому критерию округляются до сотых.",
    ]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("95 — 100\n80 — 90", [["95", "100"], ["80", "90"]]),
        ("от 80: 90; от 95: 100", [["95", "100"], ["80", "90"]]),
        ("10 = −5\n0 - 0", [["10", "-5"], ["0", "0"]]),
        ("1 000,5 — 2,5", [["1000.5", "2.5"]]),
    ],
)
def test_steps_are_typed_as_people_write_them(typed: str, stored: list[list[str]]) -> None:
    editor = rich(criterion_0_bands=typed)
    assert editor.is_valid(), labels(editor)
    bands = editor.sheet["criteria"][0]["bands"]
    assert [[band["from"], band["points"]] for band in bands] == stored


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("criterion_0_bands", "95", "Write each step in a line"),
        ("criterion_0_bands", "95 — 100\n95 — 90", "Two steps begin with the same result"),
        ("criterion_0_bands", "", "Say from which result on"),
        ("criterion_0_points", "5", "The steps have their points"),
        ("criterion_1_bands", "95 — 100", "Steps are for points that are given by steps"),
        ("criterion_1_points", "", "Say how many points it gives"),
        ("criterion_1_points", "минус", "Give a number such as 4.7 or -5"),
        ("limit_1_cap", "", "Say how many points they give together at most"),
        ("limit_1_cap", "0,001", "give this limit no more of them"),
        ("criteria_total__minimum", "много", "Give a number such as 4.7"),
        ("circumstance_0_ahead__of__all", "on", "choose class 1 here instead"),
    ],
)
def test_what_contradicts_itself_is_said_beside_its_field(field: str, value: str, said: str) -> None:
    editor = rich(**{field: value})
    assert any(said in label for label in labels(editor)), labels(editor)
    assert editor.sheet == RICH


def test_a_sheet_that_only_counts_points_has_no_threshold_of_a_selection() -> None:
    fields = {**fields_of(RICH, ()), "do": "save"}
    editor = CriteriaEditor({}, QueryDict(urlencode(fields)), with_places=False)
    assert editor.is_valid(), (labels(editor), editor.refusal)
    assert {"total_minimum", "precedence", "keys"} & editor.sheet.keys() == set()
    assert editor.sheet["caps"] == RICH["caps"]
