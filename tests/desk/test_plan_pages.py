"""The pages of a plan: begun from a file, corrected row by row, followed through its year."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.plan.edits import WriteRow, WriteSection
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
SOURCE = Path(__file__).parents[2] / "data" / "luza_plan_2011_2012.txt"


def texts(plan: Document) -> list[str]:
    found = Plan.objects.get(pk=plan.pk)
    return [row.text for section in found.table() for row in section.rows.all()]


def revision(plan: Document) -> int:
    return Document.objects.get(pk=plan.pk).revision


def row_of(plan: Plan, text: str) -> PlanRow:
    return plan.rows().get(text=text)


def upload(name: str, data: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data)}


class Doubt(NamedTuple):
    """What the page of a plan asks about: its text, where it is corrected, and the button that says it is right."""

    href: str
    text: str
    do: str


def doubts(page: Any) -> list[Doubt]:
    section = page.content.decode().partition('id="doubts"')[2].partition("</section>")[0]
    found = re.findall(r'<li>.*?href="(.*?)"(.*?)name="do" value="(.*?)"', section, re.DOTALL)
    return [Doubt(*parts) for parts in found]


def row_page(plan: Plan, row: PlanRow) -> str:
    return f"/papers/{plan.pk}/plan/rows/{row.pk}/"


@pytest.fixture
@recalled
def imported(luza: Luza) -> Plan:
    """The district's own plan as its file has it, of 45 rows."""
    return import_plan(SOURCE.read_bytes(), "план.txt", by=luza.people["deputy"], unit=luza.district)


# --- beginning ----------------------------------------------------------------------------------------------------


def test_a_plan_is_begun_from_its_file_and_shows_what_was_not_understood(luza: Luza, desk: Desk) -> None:
    deputy = desk("deputy")
    answer = deputy.post("/papers/new/plan/", upload("план.txt", SOURCE.read_bytes()), follow=True)
    assert answer.redirect_chain[0][0].endswith("/plan/")
    sections = answer.context["page"].table
    assert [len(section.rows.all()) for section in sections] == [8, 18, 9, 3, 7]
    asked = doubts(answer)
    assert (len(asked), answer.context["page"].doubt_count) == (4, 4)
    assert any("РОО" in doubt.text for doubt in asked)
    assert [deputy.get(doubt.href).status_code for doubt in asked] == [200] * 4


def test_whoever_drafts_no_plans_finds_no_page_to_begin_one(luza: Luza, desk: Desk) -> None:
    assert desk("deputy").get("/papers/new/plan/").status_code == 200
    assert desk("clerk").get("/papers/new/plan/").status_code == 404
    assert desk("clerk").post("/papers/new/plan/", {"empty": "yes", "title": "План"}).status_code == 404
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("план.docx", b"PK\x03\x04 torn"),
        ("план.xlsx", b"not a table"),
        ("план.txt", "Просто письмо без таблицы".encode()),
        ("план.pdf", b"%PDF-1.7"),
        ("план.txt", b""),
    ],
)
def test_a_file_without_a_plan_gets_a_sentence_and_begins_nothing(
    luza: Luza, desk: Desk, name: str, data: bytes
) -> None:
    answer = desk("deputy").post("/papers/new/plan/", upload(name, data))
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["file"]) == 1
    assert Plan.objects.count() == 0


def test_an_empty_plan_needs_a_title(luza: Luza, desk: Desk) -> None:
    deputy = desk("deputy")
    answer = deputy.post("/papers/new/plan/", {"empty": "yes", "title": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"] == ["Give the plan a title."]
    answer = deputy.post("/papers/new/plan/", {"empty": "yes", "title": "План летней школы"})
    assert answer.url == f"/papers/{Plan.objects.get().pk}/plan/"


def test_a_file_replaces_the_rows_of_a_draft(plan: Plan, desk: Desk) -> None:
    data = {**upload("план.txt", SOURCE.read_bytes()), "seen": revision(plan)}
    desk("deputy").post(f"/papers/{plan.pk}/import/", data)
    assert len(texts(plan)) == 45
    assert [file.name for file in plan.attachments.all()] == ["план.txt"]


def test_a_damaged_file_leaves_the_draft_as_it_was(plan: Plan, desk: Desk) -> None:
    before = texts(plan), revision(plan)
    data = {**upload("план.docx", b"PK\x03\x04 torn"), "seen": revision(plan)}
    answer = desk("deputy").post(f"/papers/{plan.pk}/import/", data)
    assert answer.status_code == 422
    assert (texts(plan), revision(plan)) == before


# --- correcting ---------------------------------------------------------------------------------------------------


def test_a_draft_of_another_is_no_page_at_all(plan: Plan, desk: Desk) -> None:
    addresses = ["", "plan/", "plan/head/", "import/", "execution/", "pdf/"]
    found = {
        address: desk("head_lalsk").get(f"/papers/{plan.pk}/{address}").status_code for address in addresses
    }
    assert found == dict.fromkeys(addresses, 404)


def test_a_reader_of_the_plan_cannot_correct_it(plan: Plan, luza: Luza, desk: Desk) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    perform(plan, "withdraw", by=luza.people["deputy"], reason="Поправить сроки")
    row, before = row_of(plan, "Сбор сведений"), revision(plan)
    member = desk("head_lalsk")
    assert member.get(row_page(plan, row)).url == f"/papers/{plan.pk}/"
    data = {"text": "Чужое", "section": row.section_id, "seen": before}
    answer = member.post(row_page(plan, row), data)
    assert answer.status_code == 422
    assert "draft plans and other papers" in answer.context["form"].non_field_errors()[0]
    assert (texts(plan)[0], revision(plan)) == ("Сбор сведений", before)


def test_a_row_is_corrected_and_its_words_are_understood_anew(plan: Plan, desk: Desk) -> None:
    row = row_of(plan, "Работа сайта")
    data = {
        "text": "Работа сайта округа",
        "term_text": "15 декабря",
        "executors_text": row.executors_text,
        "section": row.section_id,
        "number": row.number,
        # The days stand on the page as they were; they follow from the words unless a person changes them.
        "term_start": row.term_start.isoformat(),
        "term_end": row.term_end.isoformat(),
        "seen": revision(plan),
    }
    answer = desk("deputy").post(row_page(plan, row), data)
    assert answer.url == f"/papers/{plan.pk}/plan/#row-{row.pk}"
    row.refresh_from_db()
    assert (row.text, row.term_start, row.term_end) == (
        "Работа сайта округа",
        date(2011, 12, 15),
        date(2011, 12, 15),
    )


def test_days_that_a_person_gives_win_over_the_words(plan: Plan, desk: Desk) -> None:
    row = row_of(plan, "Работа сайта")
    data = {
        "text": row.text,
        "term_text": "по согласованию",
        "executors_text": row.executors_text,
        "section": row.section_id,
        "term_start": "2011-10-01",
        "term_end": "2011-10-07",
        "seen": revision(plan),
    }
    desk("deputy").post(row_page(plan, row), data)
    row.refresh_from_db()
    assert (row.term_text, row.term_start, row.term_end) == (
        "по согласованию",
        date(2011, 10, 1),
        date(2011, 10, 7),
    )
    assert row.doubts == []


def test_nothing_changed_makes_no_event(plan: Plan, desk: Desk) -> None:
    row, before = row_of(plan, "Сбор сведений"), revision(plan)
    page = desk("deputy").get(row_page(plan, row))
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    answer = desk("deputy").post(row_page(plan, row), typed)
    assert (answer.status_code, revision(plan)) == (302, before)


def test_a_stale_page_keeps_what_was_typed_and_saves_at_the_second_press(
    plan: Plan, luza: Luza, desk: Desk
) -> None:
    row, old = row_of(plan, "Сбор сведений"), revision(plan)
    section = row.section_id
    perform(plan, "revise", by=luza.people["deputy"], edits=[WriteRow("Ярмарка", section=section)])
    data = {"text": "Сбор сведений о школах", "term_text": "Август", "section": section, "seen": old}
    answer = desk("deputy").post(row_page(plan, row), data)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.non_field_errors() == [
        "The paper has changed since you opened it. Read it again and repeat your decision, if it stands."
    ]
    assert form["text"].value() == "Сбор сведений о школах"
    assert texts(plan)[0] == "Сбор сведений"
    answer = desk("deputy").post(row_page(plan, row), data | {"seen": form["seen"].value()})
    assert (answer.status_code, texts(plan)[0]) == (302, "Сбор сведений о школах")


@pytest.mark.parametrize("length", [10_001, 1_000_000])
def test_a_text_too_long_is_refused_at_its_field_and_kept(plan: Plan, desk: Desk, length: int) -> None:
    row, before = row_of(plan, "Сбор сведений"), revision(plan)
    data = {"text": "я" * length, "section": row.section_id, "seen": before}
    answer = desk("deputy").post(row_page(plan, row), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == [
        f"The text has {length} signs, and 10000 fit: shorten it."
    ]
    assert len(answer.context["form"]["text"].value()) == length
    assert revision(plan) == before


def test_a_row_without_an_activity_says_what_is_missing(plan: Plan, desk: Desk) -> None:
    row = row_of(plan, "Сбор сведений")
    data = {"text": "", "term_text": "Май", "section": row.section_id, "seen": revision(plan)}
    answer = desk("deputy").post(row_page(plan, row), data)
    assert answer.context["form"].errors == {"text": ["Write the activity: a row cannot do without it."]}
    assert answer.context["form"]["term_text"].value() == "Май"


def test_rows_are_added_moved_and_deleted(plan: Plan, desk: Desk) -> None:
    deputy, section = desk("deputy"), plan.table()[0].pk
    add = {"text": "Ярмарка курсов", "section": section, "seen": revision(plan)}
    deputy.post(f"/papers/{plan.pk}/plan/sections/{section}/new/", add)
    assert texts(plan) == ["Сбор сведений", "Создание совета округа", "Работа сайта", "Ярмарка курсов"]
    added = row_of(plan, "Ярмарка курсов")
    deputy.post(f"/papers/{plan.pk}/plan/", {"do": f"row_up:{added.pk}", "seen": revision(plan)})
    assert texts(plan) == ["Сбор сведений", "Создание совета округа", "Ярмарка курсов", "Работа сайта"]
    remove = {"remove": "yes", "section": section, "seen": revision(plan)}
    deputy.post(row_page(plan, row_of(plan, "Сбор сведений")), remove)
    assert texts(plan) == ["Создание совета округа", "Ярмарка курсов", "Работа сайта"]
    assert [row.number for row in plan.rows().order_by("position")] == ["1", "2", "3"]


def test_a_row_moves_over_the_edge_into_the_next_section_and_stops_at_the_end(
    plan: Plan, luza: Luza, desk: Desk
) -> None:
    perform(plan, "revise", by=luza.people["deputy"], edits=[WriteSection("Школы")])
    first, second = plan.table()
    last = row_of(plan, "Работа сайта")
    deputy = desk("deputy")
    deputy.post(f"/papers/{plan.pk}/plan/", {"do": f"row_down:{last.pk}", "seen": revision(plan)})
    assert row_of(plan, "Работа сайта").section_id == second.pk
    before = revision(plan)
    deputy.post(f"/papers/{plan.pk}/plan/", {"do": f"row_down:{last.pk}", "seen": before})
    assert revision(plan) == before
    deputy.post(f"/papers/{plan.pk}/plan/", {"do": f"section_down:{first.pk}", "seen": before})
    assert [section.title for section in Plan.objects.get(pk=plan.pk).table()] == ["Школы", "Совет"]


@pytest.mark.parametrize("do", ["row_up:", "row_up:x", "destroy:1", "", "row_up:" + "9" * 30])
def test_a_made_up_button_changes_nothing(plan: Plan, desk: Desk, do: str) -> None:
    before = revision(plan)
    answer = desk("deputy").post(f"/papers/{plan.pk}/plan/", {"do": do, "seen": before})
    assert answer.status_code in (302, 422)
    assert revision(plan) == before


def test_a_section_is_added_renamed_and_deleted_when_empty(plan: Plan, desk: Desk) -> None:
    deputy, base = desk("deputy"), f"/papers/{plan.pk}/plan/sections"
    deputy.post(f"{base}/new/", {"title": "Школы", "seen": revision(plan)})
    first, second = plan.table()
    deputy.post(f"{base}/{second.pk}/", {"title": "Школы округа", "seen": revision(plan)})
    assert [section.title for section in Plan.objects.get(pk=plan.pk).table()] == ["Совет", "Школы округа"]
    answer = deputy.post(f"{base}/{first.pk}/", {"remove": "yes", "seen": revision(plan)})
    assert answer.status_code == 422
    deputy.post(f"{base}/{second.pk}/", {"remove": "yes", "seen": revision(plan)})
    assert [section.title for section in Plan.objects.get(pk=plan.pk).table()] == ["Совет"]


def test_what_is_not_understood_is_resolved_by_a_press(imported: Plan, desk: Desk) -> None:
    deputy = desk("deputy")
    page = deputy.get(f"/papers/{imported.pk}/plan/")
    do = next(doubt.do for doubt in doubts(page) if "РОО" in doubt.text)
    deputy.post(f"/papers/{imported.pk}/plan/", {"do": do, "seen": revision(imported)})
    left = doubts(deputy.get(f"/papers/{imported.pk}/plan/"))
    assert [do for doubt in left if "РОО" in doubt.text] == []
    assert (len(left), len(texts(imported))) == (3, 45)


def test_the_head_is_corrected_line_by_line(plan: Plan, desk: Desk) -> None:
    data = {
        "title": "План работы на год",
        "period_start": "2011-09-01",
        "period_end": "2012-08-31",
        "aims": "доступность\n\nкачество",
        "functions": "",
        "members": "СОШ г. Лузы",
        "author_text": "",
        "seen": revision(plan),
    }
    assert desk("deputy").post(f"/papers/{plan.pk}/plan/head/", data).status_code == 302
    fresh = Plan.objects.get(pk=plan.pk)
    assert (fresh.title, fresh.period_start, fresh.aims, fresh.members) == (
        "План работы на год",
        date(2011, 9, 1),
        ["доступность", "качество"],
        ["СОШ г. Лузы"],
    )
    page = desk("deputy").get(f"/papers/{plan.pk}/plan/").content.decode()
    assert re.findall(r"<li>([^<]*)</li>", page) == ["СОШ г. Лузы", "доступность", "качество"]


def test_a_period_that_ends_before_it_begins_is_marked_at_its_field(plan: Plan, desk: Desk) -> None:
    data = {
        "title": plan.title,
        "period_start": "2012-09-01",
        "period_end": "2011-08-31",
        "seen": revision(plan),
    }
    answer = desk("deputy").post(f"/papers/{plan.pk}/plan/head/", data)
    assert answer.context["form"].errors == {
        "period_end": ["The plan's period ends before it begins: correct the days."]
    }


def test_a_plan_sent_meanwhile_keeps_what_was_typed_about_its_row(plan: Plan, luza: Luza, desk: Desk) -> None:
    row = row_of(plan, "Сбор сведений")
    perform(plan, "submit", by=luza.people["deputy"])
    answer = desk("deputy").get(row_page(plan, row))
    assert answer.url == f"/papers/{plan.pk}/"
    data = {"text": "Сбор сведений о школах", "section": row.section_id, "seen": revision(plan)}
    answer = desk("deputy").post(row_page(plan, row), data)
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "Сбор сведений о школах"
    assert texts(plan)[0] == "Сбор сведений"


# --- its year -----------------------------------------------------------------------------------------------------


def follow_page(plan: Plan, text: str) -> str:
    return f"/papers/{plan.pk}/execution/{row_of(plan, text).pk}/"


def test_everybody_who_reads_the_plan_sees_how_it_is_carried_out(approved: Plan, desk: Desk) -> None:
    page = desk("head_lalsk").get(f"/papers/{approved.pk}/execution/")
    assert page.status_code == 200
    rows = [(one.row.text, one.state.word) for _part, rows in page.context["sections"] for one in rows]
    assert rows == [
        ("Сбор сведений", "Overdue"),
        ("Создание совета округа", "In its term"),
        ("Работа сайта", "In its term"),
    ]
    assert page.context["follows"] is False
    overdue = desk("head_lalsk").get(f"/papers/{approved.pk}/execution/?show=overdue")
    assert [one.row.text for _part, rows in overdue.context["sections"] for one in rows] == ["Сбор сведений"]


def test_a_row_is_marked_as_done_and_opened_again(approved: Plan, desk: Desk) -> None:
    deputy, page = desk("deputy"), follow_page(approved, "Сбор сведений")
    done = {"move": "mark_row_done", "on": "2011-09-10", "note": "Собрано", "seen": revision(approved)}
    assert deputy.post(page, done).status_code == 302
    row = row_of(approved, "Сбор сведений")
    assert (row.done_on, row.done_note) == (date(2011, 9, 10), "Собрано")
    again = {"move": "reopen_row", "reason": "Ошибка", "seen": revision(approved)}
    assert deputy.post(page, again).status_code == 302
    assert row_of(approved, "Сбор сведений").done_on is None
    assert list(Event.objects.filter(document=approved).order_by("-position").values_list("move", flat=True))[
        :2
    ] == [
        "reopen_row",
        "mark_row_done",
    ]


def test_a_term_is_moved_with_a_reason_and_not_without(approved: Plan, desk: Desk) -> None:
    deputy, page, before = desk("deputy"), follow_page(approved, "Сбор сведений"), revision(approved)
    answer = deputy.post(page, {"move": "move_row", "to": "2011-10-10", "reason": "", "seen": before})
    assert (answer.status_code, revision(approved)) == (422, before)
    (tried,) = [shown.form for shown in answer.context["page"].shown if shown.move == "move_row"]
    assert tried.errors == {"reason": ["Write why: the council will ask."]}
    assert tried["to"].value() == "2011-10-10"
    deputy.post(page, {"move": "move_row", "to": "2011-10-10", "reason": "Ждём школы", "seen": before})
    assert row_of(approved, "Сбор сведений").moved_to == date(2011, 10, 10)


def test_a_day_ahead_is_refused_and_kept(approved: Plan, desk: Desk) -> None:
    page = follow_page(approved, "Сбор сведений")
    ahead = {"move": "mark_row_done", "on": "2011-12-01", "note": "Собрано", "seen": revision(approved)}
    answer = desk("deputy").post(page, ahead)
    (tried,) = [shown.form for shown in answer.context["page"].shown if shown.move == "mark_row_done"]
    assert answer.status_code == 422
    assert tried.non_field_errors() == ["The day lies in the future: mark the row when the activity is done."]
    assert tried["note"].value() == "Собрано"


def test_a_member_of_the_council_cannot_mark_a_row(approved: Plan, desk: Desk) -> None:
    member, page, before = desk("head_lalsk"), follow_page(approved, "Сбор сведений"), revision(approved)
    assert member.get(page).url == f"/papers/{approved.pk}/"
    assert member.post(page, {"move": "mark_row_done", "on": "2011-09-10", "seen": before}).status_code == 422
    assert revision(approved) == before


def test_the_page_of_the_plan_tells_the_drafter_of_open_questions_and_others_of_none(
    imported: Plan, luza: Luza, desk: Desk
) -> None:
    assert desk("deputy").get(f"/papers/{imported.pk}/").context["questions"] == 4
    perform(imported, "submit", by=luza.people["deputy"])
    assert "questions" not in desk("director").get(f"/papers/{imported.pk}/").context


# --- how many questions to the database ---------------------------------------------------------------------------


def test_the_pages_of_a_plan_ask_little_however_many_rows(
    imported: Plan, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    deputy = desk("deputy")
    row = imported.rows().last()
    assert row is not None
    for address in (
        "",
        "?part=history",
        "?part=versions",
        "?part=files",
        "?part=remarks",
        "plan/",
        "plan/head/",
    ):
        with django_assert_max_num_queries(12):
            assert deputy.get(f"/papers/{imported.pk}/{address}").status_code == 200
    with django_assert_max_num_queries(12):
        deputy.get(row_page(imported, row))


def test_the_pages_of_a_plan_in_force_ask_little(
    approved: Plan, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    deputy = desk("deputy")
    deputy.get(f"/papers/{approved.pk}/")  # of which kind a paper is, a process asks once
    for address in ("", "execution/", f"execution/{approved.rows().get(text='Работа сайта').pk}/"):
        with django_assert_max_num_queries(12):
            assert deputy.get(f"/papers/{approved.pk}/{address}").status_code == 200


def test_a_repealed_plan_says_by_what_and_asks_little(
    approved: Plan, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    deputy, order = luza.people["deputy"], approved.approved_by
    assert order is not None
    annulling = draft_annulling_order(order.whole, by=deputy, reason="Ошибка")
    perform(annulling, "submit", by=deputy)
    perform(annulling, "sign", by=luza.people["director"])
    reader = desk("deputy")
    reader.get(f"/papers/{approved.pk}/")  # of which kind a paper is, a process asks once
    with django_assert_max_num_queries(12):
        page = reader.get(f"/papers/{approved.pk}/")
    assert "УТРАТИЛ СИЛУ:</strong> приказ от 12.09.2011 № 2-ОД" in page.content.decode()
    assert reader.get(f"/papers/{approved.pk}/execution/").context["follows"] is False


def test_a_plan_sent_back_asks_little(
    plan: Plan, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    perform(plan, "withdraw", by=luza.people["deputy"], reason="Поправить сроки")
    deputy = desk("deputy")
    with django_assert_max_num_queries(12):
        page = deputy.get(f"/papers/{plan.pk}/")
    assert "Поправить сроки" in page.context["decision"].grounds[0]


def test_an_empty_plan_shows_what_to_do(luza: Luza, desk: Desk) -> None:
    empty = draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"])
    page = desk("deputy").get(f"/papers/{empty.pk}/plan/")
    assert (page.status_code, page.context["page"].table) == (200, [])
