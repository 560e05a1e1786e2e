"""The editor of a text in sections and clauses: its small buttons keep what is typed, ids stay with their clauses."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string

from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.documents.language.clauses import parse_text, read_sections

A, B, C, D, E = ("0000000a", "0000000b", "0000000c", "0000000d", "0000000e")
TYPED = [
    (f"section-{A}", "Предмет"),
    (f"clause-{B}", "Стороны сотрудничают."),
    (f"clause-{C}", "Предметы: {предметы}."),
    (f"section-{D}", "Срок"),
    (f"clause-{E}", "До 31 августа."),
]


def editor(press: str = "", *, typed: list[tuple[str, str]] | None = None, **more: str) -> ClauseEditor:
    fields = [*(TYPED if typed is None else typed), *more.items(), ("do", press)]
    return ClauseEditor([], QueryDict(urlencode(fields)))


def layout(edited: ClauseEditor) -> list[tuple[str, list[str]]]:
    return [(section["id"], [clause["id"] for clause in section["clauses"]]) for section in edited.sections]


def test_the_order_of_the_fields_is_the_order_of_the_text() -> None:
    assert editor("save").sections == [
        {
            "id": A,
            "title": "Предмет",
            "clauses": [
                {"id": B, "text": "Стороны сотрудничают."},
                {"id": C, "text": "Предметы: {предметы}."},
            ],
        },
        {"id": D, "title": "Срок", "clauses": [{"id": E, "text": "До 31 августа."}]},
    ]
    assert not editor("save").pressed


def test_a_clause_moves_over_the_edge_of_its_section() -> None:
    assert layout(editor(f"down:{C}")) == [(A, [B]), (D, [C, E])]
    assert layout(editor(f"up:{E}")) == [(A, [B, C, E]), (D, [])]
    assert layout(editor(f"up:{B}")) == [(A, [B, C]), (D, [E])]
    assert layout(editor(f"up:{C}")) == [(A, [C, B]), (D, [E])]


def test_a_moved_clause_keeps_the_button_under_the_finger() -> None:
    moved = editor(f"up:{C}")
    assert moved.focus == (C, "up")
    assert f'value="up:{C}" title="Up" autofocus' in shown(moved)


def test_a_section_moves_with_its_clauses() -> None:
    assert layout(editor(f"down:{A}")) == [(D, [E]), (A, [B, C])]
    assert layout(editor(f"up:{A}")) == [(A, [B, C]), (D, [E])]


def test_a_clause_is_added_after_another_and_waits_for_its_words() -> None:
    added = editor(f"add_clause:{B}")
    new = added.sections[0]["clauses"][1]["id"]
    assert layout(added) == [(A, [B, new, C]), (D, [E])]
    assert added.focus == (new, "text")
    assert added.pressed


def test_a_clause_is_added_at_the_end_of_a_section() -> None:
    added = editor(f"add_clause:{A}")
    assert layout(added)[0][1][:2] == [B, C]
    assert added.sections[0]["clauses"][2]["text"] == ""


def test_a_section_is_added_with_room_for_a_clause() -> None:
    added = editor(f"add_section:{A}")
    assert [section["title"] for section in added.sections] == ["Предмет", "", "Срок"]
    assert [clause["text"] for clause in added.sections[1]["clauses"]] == [""]


def test_a_heading_taken_out_leaves_its_clauses_to_the_section_above() -> None:
    assert layout(editor(f"drop:{D}")) == [(A, [B, C, E])]


def test_the_first_heading_has_no_section_above() -> None:
    assert layout(editor(f"drop:{A}")) == layout(editor("save"))
    assert f'value="drop:{A}"' not in shown(editor())
    assert f'value="drop:{D}"' in shown(editor())


def test_a_clause_is_taken_out() -> None:
    assert layout(editor(f"drop:{B}")) == [(A, [C]), (D, [E])]


def test_an_emptied_clause_goes_with_the_next_saving() -> None:
    typed = [(name, "" if name == f"clause-{B}" else text) for name, text in TYPED]
    assert layout(editor(typed=typed)) == [(A, [B, C]), (D, [E])]
    kept = read_sections(editor(typed=typed).sections)
    assert [clause["id"] for clause in kept[0]["clauses"]] == [C]


def test_a_pasted_text_keeps_the_ids_of_clauses_that_are_the_same() -> None:
    pasted = "1. Условия\n1.1. До 31 августа.\n1.2. Новое условие."
    replaced = editor("paste:replace", pasted=pasted)
    assert [section["title"] for section in replaced.sections] == ["Условия"]
    first, second = replaced.sections[0]["clauses"]
    assert (first["id"], first["text"]) == (E, "До 31 августа.")
    assert second["text"] == "Новое условие."
    assert second["id"] not in (A, B, C, D, E)
    assert replaced.pasted == ""


def test_a_pasted_text_may_go_to_the_end() -> None:
    appended = editor("paste:append", pasted="1. Ещё\n1.1. Условие.")
    assert layout(appended)[:2] == [(A, [B, C]), (D, [E])]
    assert [clause["text"] for clause in appended.sections[2]["clauses"]] == ["Условие."]


def test_a_text_too_long_to_paste_stays_in_its_field_with_the_sentence() -> None:
    pasted = "1.1. " + "а" * 10_001
    refused = editor("paste:replace", pasted=pasted)
    assert refused.pasted == pasted
    assert "too long" in refused.refusal
    assert layout(refused) == [(A, [B, C]), (D, [E])]


def test_a_press_on_what_is_gone_changes_nothing() -> None:
    assert layout(editor("up:ffffffff")) == layout(editor("save"))
    assert editor("up:ffffffff").pressed
    assert not editor("up:17").pressed


def test_fields_that_are_not_the_editors_are_passed_over() -> None:
    typed = [("clause-17", "x"), ("section", "y"), ("title", "z"), *TYPED]
    assert layout(editor(typed=typed)) == [(A, [B, C]), (D, [E])]


def test_a_text_not_begun_offers_its_first_clause() -> None:
    empty = ClauseEditor([])
    assert empty.is_empty
    assert [len(section["clauses"]) for section in empty.sections] == [1]


def test_editing_leaves_the_standing_text_alone() -> None:
    standing = parse_text("1. Раз\n1.1. Два")
    ClauseEditor(standing).sections[0]["clauses"].clear()
    assert len(standing[0]["clauses"]) == 1


def test_a_remark_stands_beside_its_clause() -> None:
    edited = editor()
    edited.mark(C, Mark("due", "Nothing fills this blank."))
    page = shown(edited)
    assert f'aria-describedby="marks-{C}"' in page
    assert "Nothing fills this blank." in page


def test_words_come_back_as_typed_and_escaped() -> None:
    typed = [(f"section-{A}", 'О "кавычках"'), (f"clause-{B}", "</textarea><script>")]
    page = shown(editor(f"up:{B}", typed=typed))
    assert "О &quot;кавычках&quot;" in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def shown(edited: ClauseEditor) -> str:
    """The page's part, its white space collapsed as a browser does it."""
    return " ".join(render_to_string("governance/components/clauses.html", {"editor": edited}).split())
