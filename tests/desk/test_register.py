"""The register: what it shows, how it is narrowed, what it does with conditions that make no sense."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.memory import recalled

Desk = Callable[[str], Client]


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/documents/?{query}")
    assert page.status_code == 200
    return [paper.title for paper, _step in page.context["board"].rows]


def ignored(client: Client, query: str) -> list[str]:
    return list(client.get(f"/documents/?{query}").context["board"].conditions.ignored)


@pytest.fixture
@recalled
def many(luza: Luza) -> list[Document]:
    """60 orders and a plan, all drafts of the deputy."""
    deputy = luza.people["deputy"]
    orders = [
        draft(Order, unit=luza.base, title=f"О дежурстве, неделя {week:02}", by=deputy)
        for week in range(1, 61)
    ]
    return [*orders, draft(Plan, unit=luza.district, title="План работы летней школы Ёлочка", by=deputy)]


def test_a_visitor_is_asked_to_sign_in(visitor: Client, db: None) -> None:
    assert visitor.get("/documents/").status_code == 302
    assert visitor.get("/documents.xlsx").status_code == 302


def test_a_person_sees_the_papers_of_their_units_and_no_others(signed: Order, desk: Desk) -> None:
    draft_of_base = draft(Order, unit=signed.unit, title="О премировании", by=signed.author)
    assert titles(desk("deputy")) == [draft_of_base.title, signed.title]
    assert titles(desk("observer")) == []


def test_drafts_are_seen_by_those_who_draft_and_not_by_other_schools(order: Order, desk: Desk) -> None:
    assert titles(desk("deputy")) == [order.title]
    assert titles(desk("head_lalsk")) == []


def test_a_row_says_number_date_state_unit_and_where_the_paper_waits(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    page = desk("deputy").get("/documents/")
    ((paper, step),) = page.context["board"].rows
    assert (paper.pk, step.party, step.is_late) == (submitted.pk, "СОШ г. Лузы", False)
    content = page.content.decode()
    assert all(text in content for text in ("Awaiting signature", str(luza.base), "Sign the order, by 15.09"))


def test_a_signed_order_shows_its_number_and_date(signed: Order, desk: Desk) -> None:
    ((paper, _step),) = desk("deputy").get("/documents/").context["board"].rows
    assert (paper.number, paper.registered_on) == ("1-ОД", date(2011, 9, 12))


def test_search_finds_words_of_the_title_in_any_order_and_case(many: list[Document], desk: Desk) -> None:
    assert titles(desk("deputy"), "q=НЕДЕЛЯ 07 о") == ["О дежурстве, неделя 07"]


def test_search_takes_yo_for_ye_and_forgives_quotes(many: list[Document], desk: Desk) -> None:
    assert titles(desk("deputy"), "q=«елочка»") == ["План работы летней школы Ёлочка"]


def test_search_finds_a_number_however_it_is_written(signed: Order, desk: Desk) -> None:
    for typed in ("1-од", "№1-ОД", "№ 1-ОД"):
        assert titles(desk("deputy"), f"q={typed}") == [signed.title]
    assert titles(desk("deputy"), "q=2-ОД") == []


def test_search_finds_a_paper_by_the_beginning_of_its_check_code(many: list[Document], desk: Desk) -> None:
    wanted = many[3]
    assert titles(desk("deputy"), f"q={wanted.spelt_code.lower()}") == [wanted.title]


def test_signs_of_sql_patterns_are_ordinary_signs(many: list[Document], desk: Desk) -> None:
    assert titles(desk("deputy"), "q=%25") == []
    assert titles(desk("deputy"), "q=_") == []


def test_kind_and_state_narrow_the_list(many: list[Document], submitted: Order, desk: Desk) -> None:
    client = desk("deputy")
    assert titles(client, "kind=plan") == ["План работы летней школы Ёлочка"]
    assert titles(client, "state=order.signing") == [submitted.title]
    assert titles(client, "state=with_somebody") == [submitted.title]


def test_a_state_of_another_kind_than_the_chosen_one_is_left_out(
    submitted: Order, plan: Plan, desk: Desk
) -> None:
    client = desk("deputy")
    assert titles(client, "kind=plan&state=order.signing") == [plan.title]
    assert ignored(client, "kind=plan&state=order.signing") == [
        "«order.signing» is no value of «State»: this condition was left out."
    ]


def test_unit_and_period_narrow_the_list(signed: Order, many: list[Document], luza: Luza, desk: Desk) -> None:
    client = desk("deputy")
    assert titles(client, f"unit={luza.district.pk}") == ["План работы летней школы Ёлочка"]
    with past_the_door():
        Order.objects.filter(pk=signed.pk).update(registered_on=date(2011, 5, 3))
    assert titles(client, "since=2011-05-03&until=2011-05-03") == [signed.title]
    assert titles(client, "until=2011-05-02") == []
    assert len(titles(client, "since=2011-05-04")) == 50


def test_ready_made_lists_know_whose_the_paper_is(submitted: Order, desk: Desk) -> None:
    assert titles(desk("deputy"), "whose=mine") == [submitted.title]
    assert titles(desk("director"), "whose=mine") == []
    assert titles(desk("director"), "whose=asked") == [submitted.title]
    assert titles(desk("clerk"), "whose=asked") == []


def test_a_named_reader_finds_the_papers_that_name_them(signed: Order, desk: Desk) -> None:
    assert titles(desk("clerk"), "whose=named") == [signed.title]
    assert titles(desk("deputy"), "whose=named") == []


def test_the_list_is_sorted_by_the_chosen_column(many: list[Document], desk: Desk) -> None:
    client = desk("deputy")
    names = sorted(paper.title.lower() for paper in many)
    assert [title.lower() for title in titles(client, "sort=title")] == names[:50]
    assert titles(client, "sort=-title")[0] == "План работы летней школы Ёлочка"
    for key in ("changed", "number", "kind", "state", "date"):
        assert len(titles(client, f"sort=-{key}&page=2")) == 11


def test_numbers_are_sorted_as_numbers_and_papers_without_one_come_last(
    luza: Luza, order: Order, desk: Desk
) -> None:
    for sequence in (10, 9):
        paper = draft(Order, unit=luza.base, title=f"Приказ {sequence}", by=luza.people["deputy"])
        with past_the_door():
            Order.objects.filter(pk=paper.pk).update(sequence=sequence)
    assert titles(desk("deputy"), "sort=number") == ["Приказ 9", "Приказ 10", order.title]
    assert titles(desk("deputy"), "sort=-number") == ["Приказ 10", "Приказ 9", order.title]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=unheard_of", "«unheard_of» is no value of «Kind»: this condition was left out."),
        ("state=plan.signing", "«plan.signing» is no value of «State»: this condition was left out."),
        ("unit=x", "«x» is no value of «Unit»: this condition was left out."),
        ("since=31.02.2011", "«31.02.2011» is no value of «Dated from»: this condition was left out."),
        ("sort=author", "«author» is no value of «Order of the list»: this condition was left out."),
        (
            "q=" + "д" * 201,
            f"«{'д' * 40}» is no value of «Number, title or check code»: this condition was left out.",
        ),
        ("q=%00", "«\x00» is no value of «Number, title or check code»: this condition was left out."),
        ("colour=red", "The register knows no condition «colour»: it was left out."),
        ("since=2011-09-02&until=2011-09-01", "The period ends before it begins: it was left out."),
    ],
)
def test_a_condition_that_makes_no_sense_is_named_and_left_out(
    order: Order, desk: Desk, query: str, sentence: str
) -> None:
    client = desk("deputy")
    assert ignored(client, query) == [sentence]
    assert titles(client, query) == [order.title]


def test_a_page_that_does_not_exist_shows_the_nearest(many: list[Document], desk: Desk) -> None:
    client = desk("deputy")
    assert len(titles(client, "page=99")) == 11
    assert len(titles(client, "page=x")) == 50


def test_the_number_of_queries_does_not_grow_with_the_list(
    many: list[Document], submitted: Order, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = desk("deputy")
    with django_assert_max_num_queries(12):
        assert len(titles(client, "q=о&sort=state&whose=mine")) == 50


def exported(client: Client, query: str = "") -> list[list[Any]]:
    answer = client.get(f"/documents.xlsx?{query}")
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_export_holds_the_filtered_list(many: list[Document], signed: Order, desk: Desk) -> None:
    client = desk("deputy")
    assert len(exported(client)) == 63
    head, row = exported(client, "q=1-од")
    assert head[:3] == ["Number", "Date", "Title"]
    assert row[0] == "1-ОД"
    assert row[1].date() == date(2011, 9, 12)
    assert row[2:4] == [signed.title, "Order"]


def test_the_export_holds_nothing_that_its_reader_may_not_see(order: Order, desk: Desk) -> None:
    assert len(exported(desk("observer"))) == 1


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1+1", "-1", "@SUM(A1)"])
def test_a_title_like_a_formula_is_exported_as_text(luza: Luza, desk: Desk, title: str) -> None:
    draft(Order, unit=luza.base, title=title, by=luza.people["deputy"])
    answer = desk("deputy").get("/documents.xlsx")
    cell = load_workbook(BytesIO(answer.content)).worksheets[0]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (title, "s", True)
