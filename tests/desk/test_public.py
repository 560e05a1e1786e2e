"""Public pages and the check of a copy: what anybody learns, and what nobody does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.desk.base.components import Banner
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.memory import recalled

Desk = Callable[[str], Client]


@pytest.fixture
@recalled
def published(approved: Plan, luza: Luza) -> Plan:
    return perform(approved, "publish", by=luza.people["deputy"])


def verdict(visitor: Client, code: str) -> tuple[int, str, str]:
    page = visitor.get(f"/check/{code}/")
    return page.status_code, page.context["verdict"].meaning, page.context["verdict"].title


def facts(page: Any) -> list[tuple[str, str]]:
    return [(str(fact.name), str(fact.value)) for fact in page.context["facts"]]


# --- the check ----------------------------------------------------------------------------------------------------


def test_the_check_of_a_signed_order_names_its_requisites(signed: Order, luza: Luza, visitor: Client) -> None:
    page = visitor.get(f"/check/{signed.code}/")
    assert page.status_code == 200
    assert page.context["verdict"] == Banner(
        meaning="force", title="The paper exists and is in force.", text="Since 12.09.2011."
    )
    assert facts(page) == [
        ("Kind", "Order"),
        ("Unit", luza.base.name),
        ("Number", "1-ОД"),
        ("Date", "12.09.2011"),
        ("In force since", "12.09.2011"),
        ("State", "Being carried out"),
        ("Signed by", "директор базовой школы, Л.В. Пелевин"),
        ("Imprint of the version", signed.versions.get().sha256),
        ("Check code", signed.spelt_code),
        ("Seal of the record", "the seal of the next morning will hold it"),
    ]


def test_the_title_and_text_of_an_unpublished_paper_stay_inside(signed: Order, visitor: Client) -> None:
    page = visitor.get(f"/check/{signed.code}/").content.decode()
    assert signed.title not in page
    assert "Ознакомить учителей" not in page
    assert visitor.get(f"/public/{signed.code}/").status_code == 404
    assert visitor.get(f"/public/{signed.code}/pdf/").status_code == 404


def test_an_unsigned_paper_is_only_said_to_be_unsigned(submitted: Order, visitor: Client) -> None:
    page = visitor.get(f"/check/{submitted.code}/")
    assert page.context["verdict"] == Banner(
        meaning="due", title="This is not a signed paper yet.", text="A copy of it binds nobody."
    )
    assert "facts" not in page.context
    assert submitted.title not in page.content.decode()


def test_a_rejected_order_was_never_signed(submitted: Order, luza: Luza, visitor: Client) -> None:
    rejected = perform(submitted, "reject", by=luza.people["director"], reason="Не нужен")
    assert verdict(visitor, rejected.code) == (200, "due", "This is not a signed paper yet.")


def test_an_annulled_order_names_the_order_that_annulled_it(annulled: Order, visitor: Client) -> None:
    page = visitor.get(f"/check/{annulled.code}/")
    assert page.context["verdict"] == Banner(
        meaning="alarm",
        title="The paper is without force.",
        text="Since 12.09.2011, by: Order No. 2-ОД of 12.09.2011.",
    )
    assert ("Number", "1-ОД") in facts(page)


def test_a_plan_is_signed_by_those_whose_papers_it_rests_on(published: Plan, visitor: Client) -> None:
    page = visitor.get(f"/check/{published.code}/")
    found = dict(facts(page))
    assert found["Title"] == published.title
    assert found["Signed by"] == "директор базовой школы, Л.В. Пелевин"
    assert found["Rests on"].endswith("; Order No. 1-ОД of 12.09.2011")
    assert page.context["href"] == f"/public/{published.code}/"


@pytest.mark.parametrize("spelt", ["{0}-{1}-{2}", "{0} {1} {2}", " {0}{1}{2} "])
def test_a_code_is_found_however_it_is_typed(signed: Order, visitor: Client, spelt: str) -> None:
    code = signed.code
    typed = spelt.format(code[:4], code[4:8], code[8:]).lower()
    answer = visitor.get("/check/", {"code": typed}, follow=True)
    assert answer.redirect_chain == [(f"/check/{code}/", 302)]
    assert answer.context["verdict"].meaning == "force"


def test_cyrillic_letters_of_the_same_shape_are_taken_for_latin_ones(signed: Order, visitor: Client) -> None:
    with past_the_door():
        Document.objects.filter(pk=signed.pk).update(code="BCHKMPTX2345")
    answer = visitor.get("/check/", {"code": "вснк-мртх-2345"}, follow=True)
    assert answer.context["verdict"].title == "The paper exists and is in force."


def test_an_unknown_code_is_a_clear_sentence(db: None, visitor: Client) -> None:
    assert verdict(visitor, "222222222222") == (404, "alarm", "There is no paper with this code.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2345", "A code has 12 signs, 4 were typed: compare it with the paper."),
        ("2345-6789-BCDA", "A code has no signs such as «A»: compare it with the paper."),
        ("2" * 500, "A code has 12 signs, 100 were typed: compare it with the paper."),
        ("'; DROP TABLE", "A code has no signs such as «AELO»: compare it with the paper."),
    ],
)
def test_what_cannot_be_a_code_says_why(db: None, visitor: Client, typed: str, sentence: str) -> None:
    page = visitor.get("/check/", {"code": typed})
    assert (page.status_code, page.context["verdict"].text) == (404, sentence)


def test_an_empty_form_asks_for_the_code(db: None, visitor: Client) -> None:
    assert visitor.get("/check/").context["verdict"] is None
    assert visitor.get("/check/", {"code": " "}).context["verdict"].title == "Type the code first."


def test_the_check_costs_few_queries(
    published: Plan, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    visitor.get(f"/check/{published.code}/")
    # Two of them count it for its address, two for all.
    with django_assert_max_num_queries(11):
        visitor.get(f"/check/{published.code}/")


# --- published papers ---------------------------------------------------------------------------------------------


def test_a_published_plan_is_read_by_anybody_with_its_pdf(published: Plan, visitor: Client) -> None:
    page = visitor.get(f"/public/{published.code}/")
    assert page.status_code == 200
    text = page.content.decode().partition('<article class="sheet"')[2].partition("</article>")[0]
    assert "Создание совета округа" in text
    assert "Приложение № 1" in text
    pdf = visitor.get(f"/public/{published.code}/pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_list_holds_the_published_and_nothing_else(
    published: Plan, signed: Order, visitor: Client
) -> None:
    assert [row.paper.title for row in visitor.get("/public/").context["board"].rows] == [published.title]


def test_an_approved_plan_is_not_public_before_it_is_published(approved: Plan, visitor: Client) -> None:
    assert visitor.get("/public/").context["board"].rows == []
    assert visitor.get(f"/public/{approved.code}/").status_code == 404


def test_a_plan_taken_off_the_public_page_is_gone(published: Plan, luza: Luza, visitor: Client) -> None:
    perform(published, "unpublish", by=luza.people["deputy"], reason="Личные данные")
    assert visitor.get(f"/public/{published.code}/").status_code == 404
    assert published.title not in visitor.get(f"/check/{published.code}/").content.decode()


def test_a_kind_with_personal_data_has_no_public_page_even_when_published(
    published: Plan, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "personal", True)
    assert visitor.get("/public/").context["board"].rows == []
    assert visitor.get(f"/public/{published.code}/").status_code == 404
    assert published.title not in visitor.get(f"/check/{published.code}/").content.decode()


def test_the_list_costs_the_same_however_long(
    published: Plan, luza: Luza, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        paper = draft(Plan, unit=luza.district, title=f"План {number}", by=luza.people["deputy"])
        with past_the_door():
            Document.objects.filter(pk=paper.pk).update(published_at=published.published_at)
    with django_assert_max_num_queries(5):
        assert len(visitor.get("/public/").context["board"].rows) == 21
