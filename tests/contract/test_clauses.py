"""Texts in sections and clauses: read, numbered, filled, and compared by ids that last."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from governance.documents.errors import NotLegal
from governance.documents.language.clauses import (
    blanks_in,
    clause_by_id,
    clauses_of,
    filled,
    numbered,
    parse_text,
    read_sections,
)
from governance.documents.language.diff import Change, ChangeKind, difference

ADDED, REMOVED, CHANGED, MOVED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED, ChangeKind.MOVED


def texts(sections: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(section["title"], [clause["text"] for clause in section["clauses"]]) for section in sections]


def ids(sections: list[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in [*sections, *clauses_of(sections)]]


# --- typed or pasted -----------------------------------------------------------------------------------------------


def test_a_pasted_text_falls_into_sections_and_clauses() -> None:
    found = parse_text("1. Предмет\n1.1. Стороны сотрудничают.\n\n1.2 Срок: год.\nII. Прочее\nИное.\n")
    assert texts(found) == [("Предмет", ["Стороны сотрудничают.", "Срок: год."]), ("Прочее", ["Иное."])]


def test_lines_before_the_first_heading_stand_without_a_title() -> None:
    assert texts(parse_text("Мы договорились.\n1. Предмет")) == [("", ["Мы договорились."]), ("Предмет", [])]


@pytest.mark.parametrize("line", ["10 часов в неделю отводится на физику.", "3 учителя работают в сети."])
def test_a_sentence_that_begins_with_a_count_is_no_heading(line: str) -> None:
    assert texts(parse_text(f"1. Ресурсы\n{line}")) == [("Ресурсы", [line])]


def test_a_clause_of_a_clause_keeps_its_number_as_words() -> None:
    assert texts(parse_text("1. Предмет\n1.1.1. Подробность.")) == [("Предмет", ["1.1.1. Подробность."])]


@given(st.text(max_size=400))
def test_any_text_is_read_and_nothing_that_is_no_number_is_lost(text: str) -> None:
    try:
        found = parse_text(text)
    except NotLegal:
        return
    kept = "".join(section["title"] + "".join(c["text"] for c in section["clauses"]) for section in found)
    letters = [sign for sign in text if sign.isalpha() and sign not in "IVX"]
    assert [sign for sign in kept if sign.isalpha() and sign not in "IVX"] == letters


# --- ids that last -------------------------------------------------------------------------------------------------


def test_ids_stay_when_clauses_are_reworded_and_moved() -> None:
    first = parse_text("1. А\n1.1. Раз.\n1.2. Два.\n2. Б\n2.1. Три.")
    one, two = first[0]["clauses"]
    first[0]["clauses"] = [two, {**one, "text": "Иначе."}]
    again = read_sections(first)
    assert [clause["id"] for clause in again[0]["clauses"]] == [two["id"], one["id"]]


def test_a_clause_copied_with_its_id_gets_one_of_its_own() -> None:
    sections = parse_text("1. А\n1.1. Раз.")
    sections[0]["clauses"].append(dict(sections[0]["clauses"][0]))
    again = read_sections(sections)
    assert len(set(ids(again))) == 3
    assert again[0]["clauses"][0]["id"] == sections[0]["clauses"][0]["id"]


@pytest.mark.parametrize("bad", ["", "1", "ZZZZZZZZ", "0123456789", "'; --", "0000000g"])
def test_an_id_that_is_none_is_replaced(bad: str) -> None:
    (section,) = read_sections([{"id": bad, "title": "А"}])
    assert section["id"] != bad
    assert len(section["id"]) == 8


def test_emptied_clauses_and_sections_go() -> None:
    assert (
        read_sections([{"title": " ", "clauses": [{"text": " "}]}, {"title": "А", "clauses": None}])[0][
            "title"
        ]
        == "А"
    )


@pytest.mark.parametrize("raw", [None, 5, "1. Текст", [None], ["А"], [{"clauses": "А"}], [{"clauses": [5]}]])
def test_what_is_no_text_in_sections_is_refused(raw: Any) -> None:
    with pytest.raises(NotLegal):
        read_sections(raw)


def test_a_clause_that_is_gone_is_named_as_such() -> None:
    with pytest.raises(NotLegal):
        clause_by_id(parse_text("1. А\n1.1. Раз."), "00000000")


# --- blanks --------------------------------------------------------------------------------------------------------


def test_blanks_are_filled_and_the_unknown_stay_open() -> None:
    text = parse_text("1. А\n1.1. {школа} даёт {часы} ч. {школа}.")
    done = filled(text, {"школа": "Лальск", "часы": ""})
    assert blanks_in(text) == ["школа", "часы"]
    assert texts(done) == [("А", ["Лальск даёт {часы} ч. Лальск."])]
    assert blanks_in(done) == ["часы"]


def test_a_date_that_ends_with_a_full_stop_ends_the_sentence() -> None:
    done = filled(parse_text("1. А\n1.1. По {окончание}."), {"окончание": "31 декабря 2012 г."})
    assert texts(done) == [("А", ["По 31 декабря 2012 г."])]


# --- the difference ------------------------------------------------------------------------------------------------


def changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    return difference({"sections": numbered(old)}, {"sections": numbered(new)})


def kinds(found: list[Change]) -> list[tuple[ChangeKind, str]]:
    return [(change.kind, change.place[-1]) for change in found]


def test_a_clause_reworded_altogether_is_still_the_same_clause() -> None:
    old = parse_text("1. А\n1.1. Базовая школа предоставляет кабинеты.\n1.2. Два.")
    new = read_sections(old)
    new[0]["clauses"][0]["text"] = "Совсем о другом."
    (change,) = changes(old, new)
    assert (change.kind, change.was, change.became) == (
        CHANGED,
        "Базовая школа предоставляет кабинеты.",
        "Совсем о другом.",
    )


def test_two_clauses_with_equal_words_are_told_apart_by_their_ids() -> None:
    old = parse_text("1. А\n1.1. Повтор.\n1.2. Повтор.")
    new = read_sections(old)
    del new[0]["clauses"][0]
    assert kinds(changes(old, new)) == [
        (REMOVED, "1.1. Повтор."),
        (CHANGED, "number"),
    ]


def test_a_clause_put_between_moves_no_other() -> None:
    old = parse_text("1. А\n1.1. Раз.\n1.2. Два.")
    new = read_sections(old)
    new[0]["clauses"].insert(1, {"text": "Вставка."})
    assert kinds(changes(old, read_sections(new))) == [(ADDED, "1.2. Вставка."), (CHANGED, "number")]


def test_sections_that_change_places_are_moved_with_all_they_hold() -> None:
    old = parse_text("1. А\n1.1. Раз.\n2. Б\n2.1. Два.\n3. В\n3.1. Три.")
    new = [old[2], old[0], old[1]]
    assert (MOVED, "1. В") in kinds(changes(old, new))
    assert not {ADDED, REMOVED} & {change.kind for change in changes(old, new)}


def test_a_text_without_ids_is_compared_by_its_words() -> None:
    def bare(*words: str) -> dict[str, Any]:
        return {"sections": [{"title": "А", "clauses": [{"text": word} for word in words]}]}

    found = difference(
        bare("Стороны работают вместе.", "Иное."), bare("Стороны работают вместе и рядом.", "Иное.")
    )
    assert [(change.kind, change.became) for change in found] == [
        (CHANGED, "Стороны работают вместе и рядом.")
    ]


WORDS = st.sampled_from(["Раз.", "Два.", "Три.", "Повтор.", "Базовая школа даёт кабинет."])


@given(st.data())
def test_the_difference_adds_up_whatever_was_done_to_the_clauses(data: st.DataObject) -> None:
    """Against a count by ids alone: who went, who came, who was reworded."""
    old = read_sections(
        [{"title": "А", "clauses": [{"text": text} for text in data.draw(st.lists(WORDS, max_size=7))]}]
    )
    clauses = [dict(clause) for clause in data.draw(st.permutations(old[0]["clauses"]))]
    kept = clauses[: data.draw(st.integers(0, len(clauses)))]
    for clause in kept:
        clause["text"] = data.draw(st.one_of(st.just(clause["text"]), WORDS))
    for text in data.draw(st.lists(WORDS, max_size=3)):
        kept.insert(data.draw(st.integers(0, len(kept))), {"text": text})
    new = read_sections([{"id": old[0]["id"], "title": "А", "clauses": kept}])
    before = {clause["id"]: clause["text"] for clause in old[0]["clauses"]}
    after = {clause["id"]: clause["text"] for clause in new[0]["clauses"]}
    found = changes(old, new)
    assert sum(change.kind == ADDED for change in found) == len(after.keys() - before.keys())
    assert sum(change.kind == REMOVED for change in found) == len(before.keys() - after.keys())
    reworded = [key for key in before.keys() & after.keys() if before[key] != after[key]]
    assert sum(change.kind == CHANGED and change.place[-1] == "text" for change in found) == len(reworded)
    stayed = [key for key in after if key in before]
    moved = sum(change.kind == MOVED for change in found)
    assert (moved == 0) == (stayed == [key for key in before if key in after])
    assert bool(found) == (old != new)
