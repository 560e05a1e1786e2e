"""The pages of an order: begun, written, asked about, signed, read, carried out, annulled; and old papers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance import clock
from governance.documents.approval.effects import ANNUL
from governance.documents.kinds.old_paper import OldPaper
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.roles.acts.people import let_sign_in
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.scans import SCANNED_PDF

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


def fresh(order: Document) -> Order:
    return Order.objects.get(pk=order.pk)


def said(order: Document) -> list[tuple[str, str, str]]:
    return [(point.number, point.text, point.executor_line) for point in fresh(order).points.all()]


def typed(order: Order, points: list[dict[str, str]], **words: str) -> dict[str, Any]:
    """What the page of the order sends."""
    data = {"title": order.title, "series": order.series, "place": order.place}
    for place, point in enumerate(points):
        data |= {f"point-{place}-{name}": value for name, value in {"level": "1", **point}.items()}
    return data | {"seen": str(fresh(order).revision)} | words


def scan(name: str = "приказ.pdf", data: bytes = SCANNED_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def with_password(luza: Luza) -> str:
    """The director's password."""
    director = luza.people["director"]
    director.set_password("school-district-2011")
    director.save()
    return "school-district-2011"


# --- writing ------------------------------------------------------------------------------------------------------


def test_an_order_is_begun_by_whoever_drafts_orders_and_by_nobody_else(luza: Luza, desk: Desk) -> None:
    data = {"unit": luza.base.pk, "series": "order", "title": "О дежурстве"}
    assert desk("head_lalsk").get("/papers/new/order/").status_code == 404
    assert desk("head_lalsk").post("/papers/new/order/", data).status_code == 404
    answer = desk("clerk").post("/papers/new/order/", data)
    order = Order.objects.get()
    assert (answer.url, order.title, order.author) == (
        f"/papers/{order.pk}/order/",
        "О дежурстве",
        luza.people["clerk"],
    )


def test_an_order_is_not_begun_for_a_school_where_one_drafts_none(luza: Luza, desk: Desk) -> None:
    data = {"unit": luza.schools["lalsk"].pk, "series": "order", "title": "О дежурстве"}
    answer = desk("clerk").post("/papers/new/order/", data)
    assert (answer.status_code, list(answer.context["form"].errors), Order.objects.count()) == (
        422,
        ["unit"],
        0,
    )


def test_points_are_numbered_by_their_levels_and_empty_ones_left_out(
    order: Order, luza: Luza, desk: Desk
) -> None:
    clerk = str(luza.people["clerk"].pk)
    points = [
        {"text": "Провести дежурство."},
        {"text": "Составить график.", "level": "2", "executor": clerk, "due": "2011-09-20"},
        {"text": ""},
        {"text": "Разместить его на сайте.", "executor_text": "системный администратор"},
    ]
    answer = desk("deputy").post(
        f"/papers/{order.pk}/order/", typed(order, points, preamble="В целях порядка")
    )
    assert answer.url == f"/papers/{order.pk}/"
    assert said(order) == [
        ("1", "Провести дежурство.", ""),
        ("1.1", "Составить график.", "Тестова А.П., делопроизводитель"),
        ("2", "Разместить его на сайте.", "системный администратор"),
    ]
    assert fresh(order).preamble == "В целях порядка"


def test_rearranging_points_saves_nothing_and_loses_nothing(order: Order, desk: Desk) -> None:
    before = said(order)
    points = [{"text": "Первый"}, {"text": "Второй", "due": "не дата"}]
    data = typed(order, points, title="Новый заголовок")
    for press, shown in [
        ("up:point-1", ["Второй", "Первый"]),
        ("down:point-0", ["Второй", "Первый"]),
        ("drop:point-0", ["Второй"]),
        ("more:point", ["Первый", "Второй", "", "", ""]),
    ]:
        page = desk("deputy").post(f"/papers/{order.pk}/order/", data | {"do": press})
        assert page.status_code == 200
        assert [point["text"].value() or "" for point in page.context["points"].rows] == shown
        assert page.context["form"]["title"].value() == "Новый заголовок"
    assert said(order) == before


@pytest.mark.parametrize(
    ("point", "field", "sentence"),
    [
        ({"text": "я" * 5_001}, "text", "The text has 5001 signs, and 5000 fit: shorten it."),
        ({"text": "", "due": "2011-10-01"}, "text", "Write what is to be done, or empty the whole point."),
        ({"text": "Пункт", "due": "завтра"}, "due", "Give the day as a date, for example 15.12.2011."),
        ({"text": "Пункт", "executor": "999999"}, "executor", None),
    ],
)
def test_a_wrong_point_is_marked_and_everything_typed_stays(
    order: Order, desk: Desk, point: dict[str, str], field: str, sentence: str | None
) -> None:
    before = said(order)
    data = typed(order, [{"text": "Верный"}, point], preamble="В целях порядка")
    page = desk("deputy").post(f"/papers/{order.pk}/order/", data)
    right, wrong = page.context["points"].rows
    assert (page.status_code, right.errors, list(wrong.errors)) == (422, {}, [field])
    if sentence:
        assert wrong.errors[field] == [sentence]
    assert page.context["form"]["preamble"].value() == "В целях порядка"
    assert said(order) == before


def test_a_refusal_of_the_door_keeps_what_was_typed(order: Order, desk: Desk) -> None:
    page = desk("deputy").post(
        f"/papers/{order.pk}/order/", typed(order, [{"text": "Пункт", "due": "2010-01-01"}])
    )
    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == ["The deadline of point 1 is past already."]
    assert page.context["points"].rows[0]["text"].value() == "Пункт"


def test_a_stale_page_of_points_is_refused_once(order: Order, luza: Luza, desk: Desk) -> None:
    data = typed(order, [{"text": "Пункт"}])
    perform(order, "revise", by=luza.people["deputy"], place="г. Луза")
    page = desk("deputy").post(f"/papers/{order.pk}/order/", data)
    assert (page.status_code, len(said(order))) == (422, 2)
    again = data | {"seen": page.context["form"]["seen"].value()}
    assert desk("deputy").post(f"/papers/{order.pk}/order/", again).status_code == 302
    assert said(order) == [("1", "Пункт", "")]


def test_a_draft_of_another_school_is_no_page_at_all(order: Order, desk: Desk) -> None:
    addresses = ["", "order/", "points/", "sign-on-paper/", "annul/", "pdf/"]
    found = {
        address: desk("head_lalsk").get(f"/papers/{order.pk}/{address}").status_code for address in addresses
    }
    assert found == dict.fromkeys(addresses, 404)


def test_who_signs_does_not_write(order: Order, desk: Desk) -> None:
    assert desk("director").get(f"/papers/{order.pk}/order/").url == f"/papers/{order.pk}/"
    page = desk("director").post(f"/papers/{order.pk}/order/", typed(order, [{"text": "Чужой"}]))
    assert (page.status_code, len(said(order))) == (422, 2)


def test_an_executor_who_has_left_office_stays_named(order: Order, luza: Luza, desk: Desk) -> None:
    clerk = luza.people["clerk"]
    let_sign_in(clerk, False, by=None, basis="приказ № 9")
    page = desk("deputy").get(f"/papers/{order.pk}/order/")
    assert page.context["points"].rows[1]["executor"].value() == str(clerk.pk)
    assert (str(clerk.pk), "Тестова А.П., делопроизводитель") in page.context["points"].rows[1].fields[
        "executor"
    ].choices


# --- visas, readers, signature ------------------------------------------------------------------------------------


def do(client: Client, order: Order, move: str, **data: Any) -> Any:
    return client.post(f"/papers/{order.pk}/do/", {"move": move, "seen": fresh(order).revision, **data})


def test_a_visa_is_asked_for_and_given_with_a_remark(order: Order, luza: Luza, desk: Desk) -> None:
    assert do(desk("clerk"), order, "ask_visa", chosen=luza.people["deputy"].pk).status_code == 302
    do(desk("clerk"), order, "submit")
    page = desk("deputy").get(f"/papers/{order.pk}/")
    assert [move.name for move in page.context["decision"].moves] == ["give_visa"]
    refused = do(desk("deputy"), order, "give_visa", outcome="with_remarks")
    assert refused.status_code == 422
    assert refused.context["decision"].facts.errors == {
        "remark": ["Write the remark: the drafter has to know what to change."]
    }
    do(desk("deputy"), order, "give_visa", outcome="with_remarks", remark="Укажите срок")
    assert fresh(order).state == "signing"
    grounds = desk("director").get(f"/papers/{order.pk}/").context["decision"].grounds
    assert grounds == ["Винокурова С.А., agreed with remarks: Укажите срок"]


def test_nobody_gives_a_visa_that_is_asked_of_another(order: Order, luza: Luza, desk: Desk) -> None:
    perform(order, "ask_visa", by=luza.people["clerk"], person=luza.people["deputy"])
    perform(order, "submit", by=luza.people["clerk"])
    page = do(desk("director"), order, "give_visa", outcome="agreed")
    assert page.status_code == 422
    assert fresh(order).state == "agreeing"


def test_a_signature_needs_the_right_password_and_gives_the_number(
    submitted: Order, with_password: str, desk: Desk
) -> None:
    director = desk("director")
    for wrong, sentence in [
        ("", "Type your password to sign."),
        ("not-it", "The password is wrong; nothing has been signed."),
    ]:
        page = do(director, submitted, "sign", password=wrong, reason="Прочитано")
        assert page.status_code == 422
        assert page.context["decision"].form.errors == {"password": [sentence]}
        assert page.context["decision"].form["reason"].value() == "Прочитано"
        assert fresh(submitted).number == ""
    assert do(director, submitted, "sign", password=with_password).status_code == 302
    assert fresh(submitted).number == "1-ОД"
    assert "1-ОД" in director.get(f"/papers/{submitted.pk}/").context["about"]


def test_a_signature_on_a_day_before_the_last_act_asks_for_a_reason(
    submitted: Order, with_password: str, desk: Desk
) -> None:
    director = desk("director")
    with clock.played(submitted.changed_at - timedelta(days=1)):
        page = do(director, submitted, "sign", password=with_password)
        assert (page.status_code, fresh(submitted).number) == (422, "")
        assert "tell the administrator to set the clock right" in page.content.decode()
        assert "reason" in [field.name for field in page.context["decision"].fields]
        said = do(director, submitted, "sign", password=with_password, reason="Часы шли вперёд.")
    assert said.status_code == 302
    assert (fresh(submitted).number, submitted.events.latest("position").reason) == (
        "1-ОД",
        "Часы шли вперёд.",
    )


def test_sending_back_needs_a_reason_and_no_password(submitted: Order, desk: Desk) -> None:
    page = do(desk("director"), submitted, "send_back", reason=" ")
    assert (page.status_code, list(page.context["decision"].form.errors)) == (422, ["reason"])
    do(desk("director"), submitted, "send_back", reason="Исправить пункт 2")
    assert fresh(submitted).state == "draft"
    grounds = desk("deputy").get(f"/papers/{submitted.pk}/").context["decision"].grounds
    assert grounds == ["Sent back (директор базовой школы): Исправить пункт 2"]


def test_an_order_signed_on_paper_gets_its_number_with_the_scan(
    submitted: Order, with_password: str, desk: Desk
) -> None:
    page, seen = f"/papers/{submitted.pk}/sign-on-paper/", submitted.revision
    refused = desk("director").post(page, {"file": scan(), "password": "not-it", "seen": seen})
    assert (refused.status_code, fresh(submitted).number, submitted.attachments.count()) == (422, "", 0)
    fake = desk("director").post(page, {"file": scan(data=b"MZ"), "password": with_password, "seen": seen})
    assert (fake.status_code, list(fake.context["form"].errors)) == (422, ["file"])
    desk("director").post(page, {"file": scan(), "password": with_password, "seen": seen})
    signature = submitted.signatures.get()
    assert (fresh(submitted).number, signature.way, signature.scan.name) == ("1-ОД", "paper", "приказ.pdf")
    assert desk("deputy").get(page).url == f"/papers/{submitted.pk}/"


def test_people_are_asked_to_read_and_confirm_from_the_task_list(
    signed: Order, luza: Luza, desk: Desk
) -> None:
    head = str(luza.people["head_lalsk"].pk)
    page = do(desk("deputy"), signed, "acquaint")
    assert page.status_code == 422
    assert do(desk("deputy"), signed, "acquaint", chosen=[head]).status_code == 302
    (task,) = [task for group in desk("head_lalsk").get("/").context["groups"] for task in group.tasks]
    desk("head_lalsk").post("/tasks/decide/", {"task": task.pick, "move": "confirm_read", "sure": "1"})
    readers = {reader.person_id: reader.confirmed_at for reader in signed.acquaintances.all()}
    assert readers[int(head)] is not None


def test_a_reader_named_by_mistake_is_taken_off_the_list(signed: Order, luza: Luza, desk: Desk) -> None:
    perform(signed, "acquaint", by=luza.people["deputy"], people=[luza.people["head_lalsk"]])
    page = desk("deputy").get(f"/papers/{signed.pk}/points/")
    readers = [asked.part for asked in page.context["readers"] if asked.droppable]
    drop = next(f"drop_reader {reader.part}" for reader in readers if reader.person.name == "Жданов Н.С.")
    refused = desk("head_lalsk").post(
        f"/papers/{signed.pk}/points/", {"do": drop, "seen": fresh(signed).revision}
    )
    assert refused.status_code == 422
    desk("deputy").post(f"/papers/{signed.pk}/points/", {"do": drop, "seen": fresh(signed).revision})
    assert [reader.person.name for reader in signed.acquaintances.all()] == ["Тестова А.П."]


# --- execution ----------------------------------------------------------------------------------------------------


def test_the_executor_reports_and_the_controller_returns_the_point(signed: Order, desk: Desk) -> None:
    point = signed.points.get(number="2")
    do(desk("clerk"), signed, "report_point", part=point.part, note="Ознакомлены все")
    assert fresh(signed).points.get(pk=point.pk).done_note == "Ознакомлены все"
    page = f"/papers/{signed.pk}/points/{point.pk}/"
    data = {"move": "return_point", "reason": "Нет подписей", "seen": fresh(signed).revision}
    assert desk("head_lalsk").get(page).status_code == 404
    assert desk("director").post(page, data).status_code == 302
    assert fresh(signed).points.get(pk=point.pk).done_at is None


def test_a_deadline_is_moved_with_a_reason(signed: Order, desk: Desk) -> None:
    point = signed.points.get(number="2")
    page = f"/papers/{signed.pk}/points/{point.pk}/"
    data = {"move": "move_due", "due": "2011-10-20", "reason": "", "seen": fresh(signed).revision}
    refused = desk("director").post(page, data)
    (tried,) = [shown.form for shown in refused.context["page"].shown if shown.move == "move_due"]
    assert (refused.status_code, list(tried.errors), tried["due"].value()) == (422, ["reason"], "2011-10-20")
    desk("director").post(page, data | {"reason": "Болезнь"})
    assert fresh(signed).points.get(pk=point.pk).moved_to == date(2011, 10, 20)


def test_only_executors_are_offered_to_report(signed: Order, desk: Desk) -> None:
    def offered(key: str) -> bool:
        context = desk(key).get(f"/papers/{signed.pk}/").context
        panels = [context["decision"], *context["more"]]
        return any(move.name == "report_point" for panel in panels for move in panel.moves)

    assert {key: offered(key) for key in ("clerk", "deputy", "director")} == {
        "clerk": True,
        "deputy": False,
        "director": False,
    }


def test_an_order_is_annulled_by_another_one(signed: Order, desk: Desk) -> None:
    page = f"/papers/{signed.pk}/annul/"
    refused = desk("deputy").post(page, {"reason": " "})
    assert (refused.status_code, Order.objects.count()) == (422, 1)
    desk("deputy").post(page, {"reason": "В связи с ошибкой"})
    annulling = Order.objects.exclude(pk=signed.pk).get()
    assert annulling.links_out.get().effect == ANNUL
    assert fresh(signed).state == "executing"
    refused = desk("director").post(page, {"reason": "Без права составлять"})
    assert (refused.status_code, Order.objects.count()) == (422, 2)


# --- old papers ---------------------------------------------------------------------------------------------------


def old(luza: Luza, **given: Any) -> dict[str, Any]:
    register = luza.base.registers.get(code="order")
    return {
        "register": register.pk,
        "of_kind": "Приказ",
        "title": "О создании комиссии",
        "sequence": "115",
        "suffix": "/1",
        "on": "2010-03-01",
        "file": scan(),
        **given,
    }


def test_an_old_paper_is_entered_with_its_number_and_scan(luza: Luza, desk: Desk) -> None:
    assert desk("deputy").get("/papers/new/old-paper/").status_code == 404
    answer = desk("clerk").post("/papers/new/old-paper/", old(luza))
    paper = OldPaper.objects.get()
    assert (answer.url, paper.number, paper.attachments.count()) == (f"/papers/{paper.pk}/", "115/1-ОД", 1)
    assert desk("clerk").get(f"/papers/{paper.pk}/").status_code == 200
    assert desk("clerk").get(f"/papers/{paper.pk}/pdf/").status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sequence": "115-ОД"}, "sequence"),
        ({"sequence": "0"}, "sequence"),
        ({"suffix": "бис"}, "__all__"),
        ({"on": "2031-01-01"}, "__all__"),
        ({"on": ""}, "on"),
        ({"title": "я" * 501}, "title"),
        ({"register": "999"}, "register"),
        ({"file": SimpleUploadedFile("приказ.pdf", b"MZ")}, "file"),
    ],
)
def test_a_wrong_card_of_an_old_paper_keeps_what_was_typed(
    luza: Luza, desk: Desk, given: dict[str, Any], field: str
) -> None:
    page = desk("clerk").post("/papers/new/old-paper/", old(luza, **given))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert page.context["form"]["of_kind"].value() == "Приказ"
    assert OldPaper.objects.count() == 0


# --- how many questions to the database ---------------------------------------------------------------------------


@pytest.fixture
@recalled
def large(order: Order, luza: Luza) -> Order:
    """A draft with 40 points, visas asked for and a dozen readers."""
    deputy, people = luza.people["deputy"], luza.people
    points = [
        {"text": f"Пункт {n}", "executor": people["clerk"], "due": date(2011, 10, 1)} for n in range(40)
    ]
    order = perform(order, "revise", by=deputy, points=points, control_by=people["director"])
    # Whoever has a role in the district; two of them work outside it.
    of_the_district = luza.appointments.keys() - {"head_department", "head_roo", "deputy"}
    readers = [people[key] for key in sorted(of_the_district)]
    perform(order, "acquaint", by=deputy, people=readers)
    for key in ("deputy", "director"):
        perform(order, "ask_visa", by=deputy, person=people[key])
    return fresh(order)


def test_the_pages_of_an_order_ask_little_in_every_state(
    large: Order, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    people = luza.people
    clients = {key: desk(key) for key in ("deputy", "director", "clerk")}

    def look() -> None:
        for client in clients.values():
            for address in ("", "?part=history", "?part=versions", "points/"):
                with django_assert_max_num_queries(12):
                    assert client.get(f"/papers/{large.pk}/{address}").status_code == 200

    look()
    with django_assert_max_num_queries(12):
        clients["deputy"].get(f"/papers/{large.pk}/order/")
    perform(large, "submit", by=people["deputy"])
    look()
    for key in ("deputy", "director"):
        perform(large, "give_visa", by=people[key], outcome="with_remarks", remark="Хорошо")
    look()
    perform(large, "send_back", by=people["director"], reason="Исправить")
    look()
    perform(large, "submit", by=people["deputy"])
    perform(large, "sign", by=people["director"])
    look()


def test_an_annulled_order_asks_little(
    annulled: Order, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    deputy = desk("deputy")
    deputy.get(f"/papers/{annulled.pk}/")  # of which kind a paper is, a process asks once
    with django_assert_max_num_queries(12):
        assert deputy.get(f"/papers/{annulled.pk}/").status_code == 200
