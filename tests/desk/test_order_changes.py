"""The pages on which an order is changed, repealed, and on which somebody is named as not having read it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.kinds.old_paper import enter_old_paper
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.language.phrases import list_date
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.scans import SCANNED_PDF

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


def fresh(order: Any) -> Any:
    return Order.objects.get(pk=order.pk)


def typed(order: Order, **changes: str) -> dict[str, str]:
    """What the page sends when these fields were changed."""
    points = {f"text-{point.number}": point.text for point in fresh(order).edition() if not point.excluded}
    return {**points, "reason": "В связи с ремонтом", **changes}


def orders(order: Order) -> list[tuple[str, list[str]]]:
    """The orders on changes of this one, each with what it says."""
    return [
        (amending.preamble, [change.phrase for change in amending.changes.all()])
        for amending in Order.objects.filter(amends=order.pk)
    ]


def test_an_amending_order_is_begun_on_the_page_of_the_order_by_those_who_draft_orders(
    signed: Order, desk: Desk
) -> None:
    address = f"/papers/{signed.pk}/amend/"
    assert f'href="{address}"' in desk("clerk").get(f"/papers/{signed.pk}/").text
    assert f'href="{address}"' not in desk("director").get(f"/papers/{signed.pk}/").text
    answer = desk("director").post(address, typed(signed, **{"text-1": "Отменить дежурство."}))
    assert (answer.status_code, orders(signed)) == (422, [])
    answer = desk("clerk").post(
        address,
        typed(signed, **{"text-1": "Отменить дежурство.", "out-2": "exclude", "add-0": "Сообщить всем."}),
    )
    assert answer.url == f"/papers/{Order.objects.get(amends=signed.pk).pk}/"
    assert orders(signed) == [
        (
            "В связи с ремонтом",
            [
                "пункт 1 изложить в следующей редакции: «Отменить дежурство.»",
                "пункт 2 исключить",
                "дополнить пунктом 4 следующего содержания: «Сообщить всем.»",
            ],
        )
    ]


def test_the_page_shows_how_the_order_will_read_and_drafts_nothing(signed: Order, desk: Desk) -> None:
    answer = desk("clerk").post(
        f"/papers/{signed.pk}/amend/", typed(signed, **{"text-1": "Отменить дежурство.", "do": "look"})
    )
    preview = answer.context["preview"]
    assert (answer.status_code, [point.text for point in preview]) == (
        200,
        [
            "Отменить дежурство.",
            "Ознакомить учителей.",
            "Контроль за исполнением приказа оставляю за собой.",
        ],
    )
    assert orders(signed) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Choose at least one change."),
        ({"text-1": " "}, "Point 1 has no text: write what is to be done."),
        ({"text-1": "а" * 5001}, "5001 signs"),
        ({"add-0": "Сообщить.", "reason": ""}, "Write why the order is changed."),
    ],
)
def test_bad_input_is_told_beside_what_was_typed_and_drafts_nothing(
    signed: Order, desk: Desk, changes: dict[str, str], told: str
) -> None:
    answer = desk("clerk").post(f"/papers/{signed.pk}/amend/", typed(signed, **changes))
    assert (answer.status_code, told in answer.text, orders(signed)) == (422, True, [])


def test_the_changes_of_a_draft_are_changed_on_a_page_of_their_own(
    signed: Order, luza: Luza, desk: Desk
) -> None:
    amending = draft_amending_order(
        signed,
        changes=[{"action": "exclude", "point": "2"}],
        by=luza.people["clerk"],
        reason="В связи с ремонтом",
    )
    address = f"/papers/{amending.pk}/write/write_changes/"
    page = desk("clerk").get(address)
    assert [(entry.point.number, entry.out.value()) for entry in page.context["form"].points] == [
        ("1", ""),
        ("2", "exclude"),
        ("3", ""),
    ]
    data = typed(signed, **{"text-2": "Ознакомить всех.", "seen": str(amending.revision)})
    assert desk("head_lalsk").post(address, data).status_code == 404
    assert desk("clerk").post(address, data).url == f"/papers/{amending.pk}/"
    assert orders(signed)[0][1] == ["пункт 2 изложить в следующей редакции: «Ознакомить всех.»"]
    assert desk("clerk").get(f"/papers/{signed.pk}/write/write_changes/").status_code == 302


def test_an_amended_order_shows_its_edition_on_its_page_in_the_register_and_at_the_check(
    signed: Order, luza: Luza, desk: Desk
) -> None:
    amending = draft_amending_order(
        signed,
        changes=[{"action": "reword", "point": "1", "text": "Отменить дежурство."}],
        by=luza.people["deputy"],
    )
    amending = perform(amending, "submit", by=luza.people["deputy"])
    amending = perform(amending, "sign", by=luza.people["director"])
    page = desk("clerk").get(f"/papers/{signed.pk}/").text
    day = list_date(clock.today())
    for words in (
        "Отменить дежурство.",
        f"приказа от {day} № {amending.number}",
        "Утвердить график дежурства.",
    ):
        assert words in page
    register = desk("clerk").get("/documents/?kind=order").text
    assert register.count("with changes") == 1
    checked = desk("clerk").get(f"/check/{signed.code}/").text
    assert "Changed by" in checked
    assert f"Order No. {amending.number} of {day}" in checked


def test_an_order_is_repealed_on_a_page_that_asks_why_and_from_which_day(signed: Order, desk: Desk) -> None:
    address = f"/papers/{signed.pk}/repeal/"
    for data in (
        {"reason": ""},
        {"reason": "Устарел", "since": "2011-01-13"},
        {"reason": "Устарел", "since": "завтра"},
    ):
        assert desk("clerk").post(address, data).status_code == 422
    assert desk("director").post(address, {"reason": "Устарел"}).status_code == 422
    assert Order.objects.count() == 1
    answer = desk("clerk").post(address, {"reason": "В связи с окончанием четверти", "since": "2011-10-01"})
    order = Order.objects.latest("pk")
    assert (answer.url, order.acts_from, order.preamble) == (
        f"/papers/{order.pk}/",
        date(2011, 10, 1),
        "В связи с окончанием четверти",
    )


def test_somebody_is_named_as_not_having_read_an_order_by_those_who_control_it(
    signed: Order, luza: Luza, desk: Desk
) -> None:
    reader = signed.acquaintances.get()
    address = f"/papers/{signed.pk}/readers/{reader.pk}/"
    assert f'href="{address}"' in desk("director").get(f"/papers/{signed.pk}/points/").text
    data = {"move": "excuse_reader", "reason": "", "seen": str(signed.revision)}
    assert desk("director").post(address, data).status_code == 422
    answer = desk("secretary").post(address, data | {"reason": "В отпуске"})
    assert (answer.status_code, signed.acquaintances.get().excuse) == (404, "")
    answer = desk("director").post(address, data | {"reason": "В отпуске"})
    assert (answer.url, signed.acquaintances.get().excuse) == (f"/papers/{signed.pk}/points/", "В отпуске")


def test_an_old_order_is_changed_on_its_page_by_the_numbers_of_its_points(luza: Luza, desk: Desk) -> None:
    old = enter_old_paper(
        by=luza.people["clerk"],
        unit=luza.base,
        title="Об учебниках",
        of_kind="Приказ",
        series="order",
        sequence=12,
        on=date(2010, 9, 1),
        scan=("приказ.pdf", SCANNED_PDF),
    )
    page = desk("clerk").get(f"/papers/{old.pk}/").text
    for address in ("amend", "repeal", "annul"):
        assert f'href="/papers/{old.pk}/{address}/"' in page
    data = {"reason": "В связи с …", "action-0": "reword", "point-0": "два", "text-0": "Иначе."}
    answer = desk("clerk").post(f"/papers/{old.pk}/amend/", data)
    assert (answer.status_code, "«2» or «2.1», not «два»" in answer.text, Order.objects.count()) == (
        422,
        True,
        0,
    )
    answer = desk("clerk").post(
        f"/papers/{old.pk}/amend/",
        data | {"point-0": "2", "action-1": "repeal", "point-1": "3", "since": "2012-01-10"},
    )
    order = Order.objects.get(amends=old.pk)
    assert (answer.url, order.acts_from) == (f"/papers/{order.pk}/", date(2012, 1, 10))
    assert orders(old)[0][1] == [
        "пункт 2 изложить в следующей редакции: «Иначе.»",
        "пункт 3 признать утратившим силу",
    ]


def test_a_paper_that_is_no_order_has_no_page_of_changes(signed: Order, luza: Luza, desk: Desk) -> None:
    plan = draft(Plan, unit=luza.district, title="План работы", by=luza.people["deputy"])
    for address in ("amend", "repeal", "annul"):
        assert desk("deputy").get(f"/papers/{plan.pk}/{address}/").status_code == 404
        assert desk("deputy").get(f"/papers/{signed.pk}/{address}/").status_code == 200


def test_the_roll_of_an_order_about_people_is_printed_from_its_page(
    signed: Order, luza: Luza, desk: Desk
) -> None:
    assert desk("clerk").get(f"/papers/{signed.pk}/roll.pdf").status_code == 404
    order = draft(Order, unit=luza.base, title="О нагрузке", by=luza.people["clerk"], series="order_staff")
    order = perform(order, "revise", by=luza.people["clerk"], points=[{"text": "Установить нагрузку."}])
    order = perform(order, "submit", by=luza.people["clerk"])
    order = perform(order, "sign", by=luza.people["director"])
    for page in ("", "points/"):
        assert f'href="/papers/{order.pk}/roll.pdf"' in desk("clerk").get(f"/papers/{order.pk}/{page}").text
    answer = desk("clerk").get(f"/papers/{order.pk}/roll.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
