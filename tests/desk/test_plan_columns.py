"""A file whose columns nobody recognises: it is kept, and a person says which column is which."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.roles.acts.people import correct_person
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db

Desk = Callable[[str], Client]
# Columns with names that no reader knows: what, when, by whom.
TABLE = """План работы на 2011-2012 учебный год
Шаг\tПериод\tДело\tКем
1\tсентябрь\tСеминар учителей\tВинокурова С. А.
2\tоктябрь\tОлимпиада\tПелевин
3\tноябрь\tКонкурс\tИванов из Кирова
""".encode()


def upload() -> dict[str, Any]:
    return {"file": SimpleUploadedFile("план.txt", TABLE)}


@pytest.fixture
def begun(luza: Luza, desk: Desk) -> tuple[Plan, str]:
    answer = desk("deputy").post("/papers/new/plan/", upload())
    plan = Plan.objects.get()
    file = Attachment.objects.get(document_id=plan.pk)
    assert answer.url == f"/papers/{plan.pk}/plan/columns/{file.pk}/"
    return plan, answer.url


def sent(plan: Plan, *columns: str) -> dict[str, Any]:
    named = {f"column-{index}": name for index, name in enumerate(columns)}
    return {**named, "is_heading": "on", "seen": Document.objects.get(pk=plan.pk).revision}


def test_the_page_shows_each_column_with_what_is_in_it(begun: tuple[Plan, str], desk: Desk) -> None:
    page = desk("deputy").get(begun[1]).content.decode()
    for words in ("Дело", "Семинар учителей; Олимпиада; Конкурс", "Кем", "Винокурова С. А."):
        assert words in page


def test_the_plan_is_read_with_the_columns_that_were_named(begun: tuple[Plan, str], desk: Desk) -> None:
    plan, address = begun
    answer = desk("deputy").post(address, sent(plan, "number", "term", "text", "executors"))
    assert answer.url == f"/papers/{plan.pk}/plan/"
    rows = list(Plan.objects.get(pk=plan.pk).rows())
    assert [(row.text, row.term_text, row.executors_text) for row in rows] == [
        ("Семинар учителей", "сентябрь", "Винокурова С. А."),
        ("Олимпиада", "октябрь", "Пелевин"),
        ("Конкурс", "ноябрь", "Иванов из Кирова"),
    ]
    # People of the district are known by surname and initials; a stranger is asked about.
    assert [[doubt["code"] for doubt in row.doubts] for row in rows] == [[], [], ["executor"]]
    assert Attachment.objects.filter(document_id=plan.pk).count() == 1
    assert history_of(plan) == ["draft", "keep_file", "import_file"]
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (("number", "term", "", ""), "Say at least where the activity stands"),
        (("", "", "text", ""), "Say at least where the activity stands"),
        (("text", "term", "text", "executors"), "Column 1 is that already"),
        (("number", "term", "nonsense", "executors"), "Select a valid choice"),
    ],
)
def test_too_few_and_doubled_columns_read_nothing(
    begun: tuple[Plan, str], desk: Desk, columns: tuple[str, ...], sentence: str
) -> None:
    plan, address = begun
    answer = desk("deputy").post(address, sent(plan, *columns))
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors)
    assert not Plan.objects.get(pk=plan.pk).rows().exists()


def test_the_rows_of_a_plan_stay_until_the_columns_are_named(luza: Luza, desk: Desk, plan: Plan) -> None:
    before = list(plan.rows().values_list("text", flat=True))
    revision = Document.objects.get(pk=plan.pk).revision
    answer = desk("deputy").post(f"/papers/{plan.pk}/import/", {**upload(), "seen": revision})
    assert "/plan/columns/" in answer.url
    assert list(plan.rows().values_list("text", flat=True)) == before
    page = desk("deputy").get(f"/papers/{plan.pk}/plan/").content.decode()
    assert answer.url in page
    desk("deputy").post(answer.url, sent(plan, "number", "term", "text", "executors"))
    assert plan.rows().count() == 3


def test_others_and_other_files_find_no_page(begun: tuple[Plan, str], desk: Desk) -> None:
    plan, address = begun
    assert desk("clerk").get(address).status_code in (302, 404)
    assert desk("deputy").get(f"/papers/{plan.pk}/plan/columns/9999/").status_code == 404
    desk("deputy").post(address, sent(plan, "number", "term", "text", "executors"))
    assert desk("observer").post(address, sent(plan, "number", "term", "text", "")).status_code in (
        403,
        404,
        422,
    )


def test_all_questions_of_a_kind_are_answered_at_once(begun: tuple[Plan, str], desk: Desk) -> None:
    plan, address = begun
    desk("deputy").post(address, sent(plan, "number", "executors", "text", ""))
    edit = f"/papers/{plan.pk}/plan/"
    page = desk("deputy").get(edit).content.decode()
    assert "All 3 right as they stand: without a term" in page
    assert 'value="resolve_all:number"' not in page
    revision = Document.objects.get(pk=plan.pk).revision
    desk("deputy").post(edit, {"do": "resolve_all:executor", "seen": revision})
    assert not [row for row in plan.rows() if any(doubt["code"] == "executor" for doubt in row.doubts)]
    revision = Document.objects.get(pk=plan.pk).revision
    again = desk("deputy").post(edit, {"do": "resolve_all:executor", "seen": revision})
    assert again.status_code == 422
    nonsense = desk("deputy").post(edit, {"do": "resolve_all:nonsense", "seen": revision})
    assert nonsense.status_code == 422


def test_a_former_surname_is_known_too(luza: Luza, desk: Desk) -> None:
    correct_person(luza.people["deputy"], by=None, basis="свидетельство о браке", surname="Соколова")
    answer = desk("deputy").post("/papers/new/plan/", upload())
    plan = Plan.objects.get()
    desk("deputy").post(answer.url, sent(plan, "number", "term", "text", "executors"))
    assert plan.rows().get(text="Семинар учителей").doubts == []


def test_a_place_is_kept_shown_and_printed(begun: tuple[Plan, str], desk: Desk) -> None:
    plan, address = begun
    desk("deputy").post(address, sent(plan, "number", "place", "text", "executors"))
    row = plan.rows().first()
    assert row is not None
    assert row.place == "сентябрь"
    facts = {
        "text": row.text,
        "term_text": "сентябрь",
        "executors_text": row.executors_text,
        "place": "Базовая школа",
    }
    revision = Document.objects.get(pk=plan.pk).revision
    desk("deputy").post(
        f"/papers/{plan.pk}/plan/rows/{row.pk}/",
        {**facts, "section": row.section_id, "number": row.number, "seen": revision},
    )
    row.refresh_from_db()
    assert (row.place, row.term_text) == ("Базовая школа", "сентябрь")
    assert row.content()["place"] == "Базовая школа"
    page = desk("deputy").get(f"/papers/{plan.pk}/").content.decode()
    assert "Место проведения" in page
    assert "Базовая школа" in page
    assert desk("deputy").get(f"/papers/{plan.pk}/pdf/").status_code == 200
