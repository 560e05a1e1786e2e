"""An order in force: who has read it, how its points are carried out, how it ends."""

from datetime import date

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.acts.appointing import dismiss
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.order.conftest import fresh, history_of, trace, verify


def readers(order: Document) -> list[tuple[str, bool]]:
    rows = Acquaintance.objects.filter(order=order.pk).select_related("person")
    return [(row.person.surname, row.confirmed_at is not None) for row in rows]


# --- reading ------------------------------------------------------------------------------------------------------


def test_executors_and_those_on_the_list_are_asked_to_read_at_the_signature(
    submitted: Order, luza: Luza
) -> None:
    submitted = perform(
        submitted,
        "acquaint",
        by=luza.people["deputy"],
        people=[luza.people["head_second"], luza.people["deputy"]],
    )
    assert not any(row.is_open for row in submitted.acquaintances.all())
    signed = perform(submitted, "sign", by=luza.people["director"])
    assert readers(signed) == [("Крылова", False), ("Винокурова", False), ("Тестова", False)]
    assert all(row.is_open for row in signed.acquaintances.all())


def test_reading_is_confirmed_by_the_named_person_alone_and_once(signed: Order, luza: Luza) -> None:
    before = trace(signed)
    for other in ("deputy", "director", "head_second"):
        with pytest.raises(NotAllowed):
            perform(signed, "confirm_read", by=luza.people[other])
    assert (trace(signed), readers(signed)) == (before, [("Тестова", False)])
    signed = perform(signed, "confirm_read", by=luza.people["clerk"])
    before = trace(signed)
    with pytest.raises(NotAllowed):
        perform(signed, "confirm_read", by=luza.people["clerk"])
    assert (trace(signed), readers(signed)) == (before, [("Тестова", True)])


def test_nobody_confirms_for_another_by_naming_their_part(signed: Order, luza: Luza) -> None:
    signed = perform(signed, "acquaint", by=luza.people["deputy"], people=[luza.people["deputy"]])
    part = signed.acquaintances.get(person=luza.people["deputy"]).part
    before = trace(signed)
    with pytest.raises(NotAllowed):
        perform(signed, "confirm_read", by=luza.people["clerk"], part=part)
    assert trace(signed) == before


def test_before_the_signature_nobody_confirms_reading(submitted: Order, luza: Luza) -> None:
    submitted = perform(submitted, "acquaint", by=luza.people["deputy"], people=[luza.people["clerk"]])
    before = trace(submitted)
    with pytest.raises(NotLegal):
        perform(submitted, "confirm_read", by=luza.people["clerk"])
    assert trace(submitted) == before


def test_named_once_and_only_people_with_a_role_in_the_district(signed: Order, luza: Luza) -> None:
    dismiss(luza.appointments["observer"][0], by=None, basis="приказ № 9")
    before = trace(signed)
    for people in ([luza.people["clerk"]], [luza.people["observer"]], []):
        with pytest.raises(NotLegal):
            perform(signed, "acquaint", by=luza.people["deputy"], people=people)
    assert trace(signed) == before


def test_a_reader_named_by_mistake_is_taken_off_and_one_who_confirmed_stays(
    signed: Order, luza: Luza
) -> None:
    signed = perform(signed, "acquaint", by=luza.people["deputy"], people=[luza.people["secretary"]])
    signed = perform(signed, "confirm_read", by=luza.people["clerk"])
    parts = {row.person.surname: row.part for row in signed.acquaintances.select_related("person")}
    signed = perform(signed, "drop_reader", by=luza.people["deputy"], part=parts["Ивонина"])
    with pytest.raises(NotLegal):
        perform(signed, "drop_reader", by=luza.people["deputy"], part=parts["Тестова"])
    assert readers(signed) == [("Тестова", True)]


def test_a_named_reader_sees_an_order_that_no_role_shows(signed: Order, luza: Luza) -> None:
    stranger = luza.people["deputy_second"]
    assert not Document.objects.visible_to(stranger).filter(pk=signed.pk).exists()
    perform(signed, "acquaint", by=luza.people["deputy"], people=[stranger])
    assert Document.objects.visible_to(stranger).filter(pk=signed.pk).exists()


# --- points -------------------------------------------------------------------------------------------------------


def part_of(order: Order, number: str) -> str:
    return order.points.get(number=number).part


def test_points_with_deadlines_are_followed_and_others_are_not(signed: Order, luza: Luza) -> None:
    assert signed.state == "executing"
    before = trace(signed)
    with pytest.raises(NotLegal, match="no deadline"):
        perform(signed, "close_point", by=luza.people["director"], part=part_of(signed, "1"))
    assert trace(signed) == before


def test_an_order_without_deadlines_stays_signed(luza: Luza) -> None:
    order = draft(Order, unit=luza.base, title="О режиме", by=luza.people["deputy"])
    order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Утвердить режим."}])
    order = perform(order, "submit", by=luza.people["deputy"])
    assert perform(order, "sign", by=luza.people["director"]).state == "signed"


def test_the_executor_reports_a_point_and_the_controller_ends_the_order(signed: Order, luza: Luza) -> None:
    part = part_of(signed, "2")
    before = trace(signed)
    for stranger, move in (
        ("deputy", "report_point"),
        ("secretary", "close_point"),
        ("head_second", "close_point"),
    ):
        with pytest.raises(NotAllowed):
            perform(signed, move, by=luza.people[stranger], part=part)
    with pytest.raises(NotLegal, match="not carried out yet"):
        perform(signed, "complete", by=luza.people["director"])
    assert trace(signed) == before
    signed = perform(signed, "report_point", by=luza.people["clerk"], part=part, note="Ознакомлены все.")
    assert [(point.done_by, point.done_note) for point in signed.points.filter(number="2")] == [
        (luza.people["clerk"], "Ознакомлены все.")
    ]
    signed = perform(signed, "confirm_read", by=luza.people["clerk"])
    assert perform(signed, "complete", by=luza.people["director"]).state == "done"


def test_an_order_is_taken_off_control_by_whom_its_words_name_and_once_it_was_read(
    order: Order, luza: Luza
) -> None:
    deputy, director, clerk = (luza.people[key] for key in ("deputy", "director", "clerk"))
    order = perform(order, "revise", by=deputy, control_by=deputy)
    order = perform(perform(order, "submit", by=deputy), "sign", by=director)
    order = perform(order, "close_point", by=director, part=part_of(order, "2"))
    before = trace(order)
    with pytest.raises(NotAllowed, match="controlled by Винокурова"):
        perform(order, "complete", by=director)
    with pytest.raises(NotAllowed, match="its own executor"):
        perform(order, "complete", by=clerk)
    with pytest.raises(NotLegal, match="Not read yet by: Тестова"):
        perform(order, "complete", by=deputy)
    with pytest.raises(NotLegal):
        perform(order, "excuse_reader", by=director, part=reader_of(order, clerk).part)
    assert trace(order) == before
    order = perform(order, "confirm_read", by=deputy)
    order = perform(
        order,
        "excuse_reader",
        by=director,
        part=reader_of(order, clerk).part,
        reason="В отпуске до 1 октября",
    )
    assert [row.excuse for row in order.acquaintances.order_by("person__surname")] == [
        "",
        "В отпуске до 1 октября",
    ]
    done = perform(order, "complete", by=deputy)
    assert done.state == "done"
    assert perform(done, "confirm_read", by=clerk).state == "done"


def test_an_executor_who_controls_the_order_by_its_words_leaves_that_to_the_signer(
    order: Order, luza: Luza
) -> None:
    deputy, director, clerk = (luza.people[key] for key in ("deputy", "director", "clerk"))
    order = perform(order, "revise", by=deputy, control_by=clerk)
    order = perform(perform(order, "submit", by=deputy), "sign", by=director)
    order = perform(order, "report_point", by=clerk, part=part_of(order, "2"))
    order = perform(order, "confirm_read", by=clerk)
    before = trace(order)
    with pytest.raises(NotAllowed, match="its own executor"):
        perform(order, "complete", by=clerk)
    with pytest.raises(NotAllowed, match="controlled by Пелевин"):
        perform(order, "complete", by=deputy)
    assert trace(order) == before
    assert perform(order, "complete", by=director).state == "done"


def reader_of(order: Order, person: object) -> Acquaintance:
    return order.acquaintances.get(person=person)


def test_a_report_that_does_not_do_is_returned_with_a_reason(signed: Order, luza: Luza) -> None:
    part = part_of(signed, "2")
    signed = perform(signed, "report_point", by=luza.people["clerk"], part=part)
    with pytest.raises(NotLegal):
        perform(signed, "return_point", by=luza.people["director"], part=part)
    signed = perform(signed, "return_point", by=luza.people["director"], part=part, reason="Нет подписей")
    with pytest.raises(NotLegal):
        perform(signed, "return_point", by=luza.people["director"], part=part, reason="Ещё раз")
    assert signed.points.get(number="2").is_open


def test_a_deadline_is_moved_with_a_reason_and_the_signed_text_stays(signed: Order, luza: Luza) -> None:
    part = part_of(signed, "2")
    before = trace(signed)
    for due, reason in (
        (date(2011, 9, 13), "Каникулы"),
        (date(2011, 9, 30), "Тот же"),
        (date(2011, 10, 5), ""),
    ):
        with pytest.raises(NotLegal):
            perform(signed, "move_due", by=luza.people["director"], part=part, due=due, reason=reason)
    with pytest.raises(NotAllowed):
        perform(
            signed, "move_due", by=luza.people["secretary"], part=part, due=date(2011, 10, 5), reason="Надо"
        )
    assert trace(signed) == before
    signed = perform(
        signed, "move_due", by=luza.people["director"], part=part, due=date(2011, 10, 5), reason="Болезнь"
    )
    assert signed.points.get(number="2").deadline == date(2011, 10, 5)
    assert print_data(signed)["points"][1]["charge"].endswith("Срок: 30.09.2011.")
    assert list(verify()) == []


# --- annulment ----------------------------------------------------------------------------------------------------


def annul(order: Order, luza: Luza) -> Order:
    annulling = draft_annulling_order(order, by=luza.people["deputy"], reason="В связи с изменением порядка")
    annulling = perform(annulling, "submit", by=luza.people["deputy"])
    return perform(annulling, "sign", by=luza.people["director"])


def test_an_order_is_annulled_only_by_another_order_in_force(signed: Order, luza: Luza) -> None:
    before = trace(signed)
    with pytest.raises(NotAllowed):
        perform(signed, "annul", by=luza.people["director"], reason="Не нужен")
    annulling = draft_annulling_order(signed, by=luza.people["deputy"], reason="Изменился порядок")
    for stage in ("submit", None):
        with pytest.raises(NotAllowed):
            perform(signed, "annul", basis=annulling)
        annulling = perform(annulling, stage, by=luza.people["deputy"]) if stage else annulling
    assert trace(signed) == before
    annulling = perform(annulling, "sign", by=luza.people["director"])
    assert (fresh(signed).state, fresh(signed).number, annulling.number) == ("annulled", "1-ОД", "2-ОД")
    assert annulling.title == "Об отмене приказа от 14.09.2011 № 1-ОД"
    assert list(verify()) == []


def test_only_an_order_in_force_can_be_annulled_and_with_a_reason(submitted: Order, luza: Luza) -> None:
    with pytest.raises(NotLegal):
        draft_annulling_order(submitted, by=luza.people["deputy"], reason="Не нужен")
    signed = perform(submitted, "sign", by=luza.people["director"])
    with pytest.raises(NotLegal):
        draft_annulling_order(signed, by=luza.people["deputy"], reason=" ")
    with pytest.raises(NotAllowed):
        draft_annulling_order(signed, by=luza.people["deputy_second"], reason="Не нужен")
    assert Order.objects.count() == 1


def test_a_done_order_is_annulled_too(signed: Order, luza: Luza) -> None:
    signed = perform(signed, "close_point", by=luza.people["deputy"], part=part_of(signed, "2"))
    signed = perform(signed, "confirm_read", by=luza.people["clerk"])
    signed = perform(signed, "complete", by=luza.people["director"])
    annul(signed, luza)
    assert history_of(signed)[-3:] == ["confirm_read", "complete", "annul"]


def test_annulling_the_order_repeals_what_it_approved(approval: Order, agreed_plan: Plan, luza: Luza) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    approval = perform(approval, "sign", by=luza.people["director"])
    annulling = annul(approval, luza)
    assert (fresh(approval).state, fresh(agreed_plan).state) == ("annulled", "repealed")
    assert fresh(agreed_plan).repealed_by_id == annulling.pk


def test_two_orders_annulling_the_same_one_are_not_both_signed(signed: Order, luza: Luza) -> None:
    first, second = (
        perform(
            draft_annulling_order(signed, by=luza.people["deputy"], reason="Изменился порядок"),
            "submit",
            by=luza.people["deputy"],
        )
        for _turn in range(2)
    )
    perform(first, "sign", by=luza.people["director"])
    before = trace(second)
    with pytest.raises(NotLegal, match="reject the order"):
        perform(second, "sign", by=luza.people["director"])
    assert (trace(second), fresh(second).number) == (before, "")


# --- what could not be carried out -----------------------------------------------------------------------------------


@pytest.fixture
@recalled
def stranded(approval: Order, agreed_plan: Plan, luza: Luza) -> Order:
    """Came to the signer by a visa when its plan had been taken back, so the plan could not be put up."""
    approval = perform(approval, "ask_visa", by=luza.people["clerk"], person=luza.people["deputy"])
    approval = perform(approval, "submit", by=luza.people["clerk"])
    perform(agreed_plan, "reopen", by=luza.people["deputy"], reason="Ошибка")
    return perform(approval, "give_visa", by=luza.people["deputy"], outcome="agreed")


def test_what_another_paper_could_not_take_is_resolved_with_a_reason(stranded: Order, luza: Luza) -> None:
    link = Link.objects.exclude(failure="").get()
    assert (link.effect, stranded.state) == ("put_up", "signing")
    part = f"link:{link.pk}"
    before = trace(stranded)
    with pytest.raises(NotAllowed):
        perform(stranded, "resolve_failure", by=luza.people["secretary"], part=part, reason="Оставить")
    for wrong, reason in ((part, ""), ("link:0", "Оставить")):
        with pytest.raises(NotLegal):
            perform(stranded, "resolve_failure", by=luza.people["clerk"], part=wrong, reason=reason)
    assert trace(stranded) == before
    stranded = perform(
        stranded, "resolve_failure", by=luza.people["clerk"], part=part, reason="План на доработке"
    )
    assert stranded.state == "signing"


def test_settling_again_tries_again(stranded: Order, agreed_plan: Plan, luza: Luza) -> None:
    link = Link.objects.exclude(failure="").get()
    part = f"link:{link.pk}"
    failure = link.failure
    with clock.played(date(2011, 9, 15)):
        perform(stranded, "resolve_failure", by=luza.people["clerk"], part=part, again=True, reason="Ещё раз")
    link.refresh_from_db()
    assert (link.failure, link.carried_at) == (failure, None)
    assert fresh(agreed_plan).state == "rework"
