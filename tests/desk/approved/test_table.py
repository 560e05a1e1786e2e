"""The table of an approved paper: rows, sums, what is pasted."""

from typing import Any

import pytest
from django.test import Client

from governance.desk.base.components import PageLink
from governance.documents.record.document import Document
from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, page_of, save, typed, write_page
from tests.desk.table import send

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def press(client: Client, paper: Document, button: str, **changed: str) -> Any:
    answer = save(client, paper, do=button, **changed)
    assert answer.status_code == 200
    return answer.context["table"]


def cells(table: Any, key: str) -> list[str]:
    return [row.get(key, "") for row in table.rows]


def labels(links: list[PageLink]) -> list[str]:
    return [str(link.label) for link in links]


def test_the_sums_of_rows_articles_and_all_are_computed(office: Office, desk: Desk) -> None:
    table = desk("deputy").get(write_page(office.written("estimate"))).context["table"]
    assert [line.fields[-1].value for line in table.lines][:2] == ["34\xa0513,80", "14\xa0000,00"]
    assert [(sums.title, sums.values[0][1]) for sums in table.sums] == [
        ("Транспорт", "48\xa0513,80"),
        ("Оборудование", "40\xa0099,40"),
        ("Бумага и печать", "9\xa0921,00"),
        ("Total", "98\xa0534,20"),
    ]


def test_sums_follow_what_is_typed_before_anything_is_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    table = press(desk("deputy"), paper, "count", **{"cell-0-price": "30,00"})
    assert table.lines[0].fields[-1].value == "37\xa0515,00"
    assert office.fresh(paper).revision == paper.revision


def test_numbers_are_typed_as_people_write_them(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    answer = save(desk("deputy"), paper, **{"cell-1-price": "1 234,50", "cell-1-quantity": "0.5"})
    assert answer.status_code == 302
    kept = office.fresh(paper).rows[1]
    assert (kept["price"], kept["quantity"]) == ("1234.50", "0.5")


def test_a_wrong_cell_is_named_and_everything_typed_stays(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    wrong = {"cell-1-price": "дорого", "cell-3-quantity": "-2", "cell-0-purpose": "Топливо"}
    answer = save(desk("deputy"), paper, **wrong)
    assert answer.status_code == 422
    table = answer.context["table"]
    assert table.errors == [
        PageLink(
            href="#cell-1-price",
            label="Row 2, «Цена, руб.»: «дорого» is no number. Write it like 1 234,50, at most 9 digits.",
        ),
        PageLink(href="#cell-3-quantity", label="Row 4, «Количество»: «-2» is less than zero."),
    ]
    shown = {cell.name: cell for line in table.lines for cell in line.fields}
    assert {name: shown[name].value for name in wrong} == wrong
    assert [name for name in wrong if shown[name].error] == ["cell-1-price", "cell-3-quantity"]
    assert 'id="cell-1-price-error"' in answer.content.decode()
    assert office.fresh(paper).revision == paper.revision


def test_rows_are_added_moved_and_taken_out_without_being_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    standing = [row["unit"] for row in paper.rows]
    assert standing == ["л", "рейс", "шт.", "шт.", "пачка"]

    def after(button: str) -> list[str]:
        return cells(press(deputy, paper, button), "unit")

    assert after("down:cell-0") == ["рейс", "л", "шт.", "шт.", "пачка", ""]
    assert after("up:cell-0") == [*standing, ""]
    assert after("up:cell-4") == ["л", "рейс", "шт.", "пачка", "шт.", ""]
    assert after("drop:cell-1") == ["л", "шт.", "шт.", "пачка", ""]
    assert after("add:cell-1") == ["л", "рейс", "", "шт.", "шт.", "пачка", ""]
    assert after("more:cell") == [*standing, *[""] * 6]
    assert after("drop:cell-99") == [*standing, ""]
    assert office.fresh(paper).revision == paper.revision


def test_the_order_on_the_page_is_the_order_that_is_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    table = press(deputy, paper, "down:cell-0")
    fields = [cell for line in table.lines for cell in line.fields if not cell.column.computed]
    data = {name: value for name, value in typed(deputy, paper).items() if not name.startswith("cell-")}
    data |= {cell.name: cell.value for cell in fields}
    assert send(deputy, write_page(paper), data).status_code == 302
    assert [row["unit"] for row in office.fresh(paper).rows] == ["рейс", "л", "шт.", "шт.", "пачка"]


def test_what_is_still_empty_is_told_and_does_not_keep_a_draft_from_being_saved(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    assert save(deputy, paper, **{"cell-2-price": ""}).status_code == 302
    assert labels(deputy.get(write_page(paper)).context["table"].gaps) == ["Row 3, Цена, руб."]
    notices = deputy.get(page_of(paper)).context["notices"]
    assert [notice.text for notice in notices] == ["Row 3: fill in «Цена, руб.»."]
    assert desk("deputy_second").get(page_of(paper)).status_code == 404


PASTED = 'Транспорт\tБилеты\tшт.\t10\t1 250,50 ₽\nПечать\t"Бумага\nА4 ""Снегурочка"""\tпачка\t3\t165,35\n'


def test_rows_pasted_from_a_spreadsheet_go_to_the_end_or_take_the_place_of_all(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    table = press(deputy, paper, "paste_rows:append", pasted_rows=PASTED)
    assert len([row for row in table.rows if any(row.values())]) == 7
    table = press(deputy, paper, "paste_rows:replace", pasted_rows=PASTED)
    assert table.rows[:2] == [
        {"article": "Транспорт", "purpose": "Билеты", "unit": "шт.", "quantity": "10", "price": "1 250,50"},
        {
            "article": "Печать",
            "purpose": 'Бумага\nА4 "Снегурочка"',
            "unit": "пачка",
            "quantity": "3",
            "price": "165,35",
        },
    ]
    assert (table.pasted, table.errors) == ("", [])


def test_headings_row_numbers_and_sums_may_be_copied_along(office: Office, desk: Desk) -> None:
    pasted = (
        "№ п/п\tЦена, руб.\tСтатья расходов\tКоличество\tСумма, руб.\n"
        "1\t27,60\tТранспорт\t10\t276,00\n2\t5\tПечать\t2\t10,00"
    )
    table = press(desk("deputy"), office.written("estimate"), "paste_rows:replace", pasted_rows=pasted)
    assert table.rows[:2] == [
        {"price": "27,60", "article": "Транспорт", "quantity": "10"},
        {"price": "5", "article": "Печать", "quantity": "2"},
    ]


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        (" \n", "Copy the rows in your spreadsheet"),
        ("\t".join("абвгдежз"), "have 8 columns, and this table takes 5"),
        ("а\n" * 1001, "at most 1000 rows fit"),
    ],
)
def test_what_cannot_be_pasted_stays_in_its_field_with_a_sentence(
    pasted: str, sentence: str, office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    table = press(desk("deputy"), paper, "paste_rows:replace", pasted_rows=pasted)
    assert sentence in table.refusal
    assert table.pasted == pasted
    assert cells(table, "unit")[:5] == ["л", "рейс", "шт.", "шт.", "пачка"]


def test_fields_that_are_not_the_tables_are_passed_over(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    more = {"cell-0-sum": "1", "cell-x-price": "2", "cell-0-secret": "3"}
    assert save(desk("deputy"), paper, money="иное", **more).status_code == 302
    assert set(office.fresh(paper).rows[0]) == {"article", "purpose", "unit", "quantity", "price"}


def test_a_table_of_a_thousand_rows_is_saved_from_one_form(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    rows = {
        f"cell-{place}-{key}": value
        for place in range(1000)
        for key, value in {
            "article": "А",
            "purpose": "Б",
            "unit": "шт.",
            "quantity": "1",
            "price": "2",
        }.items()
    }
    assert save(desk("deputy"), paper, **rows).status_code == 302
    assert len(office.fresh(paper).rows) == 1000
