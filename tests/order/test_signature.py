"""The signature: number and date from here, and what follows from it for the papers an order is about."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Link, Signature
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.order.conftest import TODAY, fresh, trace, verify
from tests.scans import SCANNED_PDF


def test_number_and_date_exist_exactly_from_the_signature(submitted: Order, luza: Luza) -> None:
    assert (submitted.number, submitted.registered_on) == ("", None)
    signed = perform(submitted, "sign", by=luza.people["director"])
    assert (signed.number, signed.registered_on) == ("1-ОД", TODAY)
    assert list(verify()) == []


def test_the_database_itself_refuses_a_number_without_a_signature_and_the_reverse(
    submitted: Order, signed: Order
) -> None:
    for statement in ("number = ''", "state = 'draft'"):
        with (
            past_the_door(),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE governance_document SET {statement} WHERE id = %s", [signed.pk])
    assert fresh(signed).number == "1-ОД"


@pytest.mark.parametrize("who", ["deputy", "clerk", "head_second", "secretary", "observer"])
def test_only_the_head_of_the_school_signs(submitted: Order, luza: Luza, who: str) -> None:
    before = trace(submitted)
    with pytest.raises(NotAllowed):
        perform(submitted, "sign", by=luza.people[who])
    assert (trace(submitted), Signature.objects.count()) == (before, 0)


def test_a_dismissed_head_signs_no_more_and_an_acting_one_does(submitted: Order, luza: Luza) -> None:
    [post, *_] = luza.appointments["director"]
    acting = appoint(
        luza.people["deputy"],
        Role.SCHOOL_HEAD,
        luza.base,
        basis="приказ № 80-К",
        until=date(2011, 9, 30),
        stands_for=post,
        title="директор базовой школы",
        by=None,
    )
    dismiss(post, by=None, basis="приказ об увольнении")
    with pytest.raises(NotAllowed):
        perform(submitted, "sign", by=luza.people["director"])
    signed = perform(submitted, "sign", by=luza.people["deputy"])
    assert [(mark.person, mark.appointment, mark.capacity) for mark in signed.signatures.all()] == [
        (luza.people["deputy"], acting, acting.capacity)
    ]


def test_a_second_signature_is_refused(signed: Order, luza: Luza) -> None:
    before = trace(signed)
    with pytest.raises(NotLegal):
        perform(signed, "sign", by=luza.people["director"])
    assert (trace(signed), fresh(signed).number, Signature.objects.count()) == (before, "1-ОД", 1)


def test_a_page_opened_before_the_last_change_signs_nothing(submitted: Order, luza: Luza) -> None:
    before = trace(submitted)
    with pytest.raises(Stale):
        perform(submitted, "sign", by=luza.people["director"], seen=submitted.revision - 1)
    assert trace(submitted) == before


def test_the_signature_is_over_the_frozen_words(submitted: Order, luza: Luza) -> None:
    with past_the_door():
        submitted.points.update(text="Подменённый пункт.")
    signed = perform(fresh(submitted), "sign", by=luza.people["director"])
    printed = [point["text"] for point in print_data(signed)["points"]]
    assert printed == [point["text"] for point in signed.present_version.content["points"]]
    assert "Подменённый пункт." not in printed


def test_a_signature_by_hand_needs_its_scan(submitted: Order, luza: Luza) -> None:
    director = luza.people["director"]
    before = trace(submitted)
    with pytest.raises(NotLegal):
        perform(submitted, "sign", by=director, way="paper")
    assert trace(submitted) == before
    submitted = perform(submitted, "attach", by=director, name="приказ.pdf", data=SCANNED_PDF)
    scan = submitted.attachments.get()
    signed = perform(submitted, "sign", by=director, way="paper", scan=scan.pk)
    assert [(mark.way, mark.scan) for mark in signed.signatures.all()] == [("paper", scan)]


def test_series_number_apart(luza: Luza) -> None:
    numbers = []
    for series in ("order", "order_staff", "order", "order_pupils"):
        order = draft(Order, unit=luza.base, title="О работе", by=luza.people["clerk"], series=series)
        order = perform(order, "revise", by=luza.people["clerk"], points=[{"text": "Сделать."}])
        order = perform(order, "submit", by=luza.people["clerk"])
        numbers.append(perform(order, "sign", by=luza.people["director"]).number)
    assert numbers == ["1-ОД", "1-К", "2-ОД", "1-У"]


def test_without_a_register_nothing_is_signed(submitted: Order, luza: Luza) -> None:
    with past_the_door():
        Register.objects.filter(unit=luza.base, code="order").delete()
    before = trace(submitted)
    with pytest.raises(NotLegal, match="keeps no register"):
        perform(submitted, "sign", by=luza.people["director"])
    assert trace(submitted) == before


# --- the approval of a plan -----------------------------------------------------------------------------------------


def test_the_order_that_approves_a_plan_is_drafted_with_its_grounds(
    approval: Order, agreed_plan: Plan, decision: Document, luza: Luza
) -> None:
    assert approval.unit == luza.base
    assert list(approval.readers.all()) == [luza.district]
    assert approval.title == "Об утверждении плана работы округа на 2011/2012 учебный год"
    content = approval.content()
    assert content["grounds"] == (
        "На основании решения совета школьного округа (протокол от 12.09.2011 № 3, вопрос 2)"
    )
    assert [(point["text"], point["executor"]) for point in content["points"]] == [
        ("Утвердить план работы округа на 2011/2012 учебный год (прилагается).", ""),
        (
            "Организовать исполнение плана работы округа на 2011/2012 учебный год.",
            "Винокурова С.А., заместитель директора по УВР",
        ),
    ]
    assert content["papers"] == [
        {"effect": "approve", "paper": agreed_plan.code, "version": agreed_plan.present_version.sha256}
    ]


def test_plan_is_put_up_with_the_order_and_approved_by_its_signature(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    assert fresh(agreed_plan).state == "approval"
    approval = perform(approval, "sign", by=luza.people["director"])
    plan = fresh(agreed_plan)
    assert (approval.state, plan.state, plan.approved_by_id, plan.approved_on) == (
        "signed",
        "approved",
        approval.pk,
        TODAY,
    )


def test_an_unsigned_order_approves_nothing(approval: Order, agreed_plan: Plan, luza: Luza) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    before = trace(agreed_plan)
    with pytest.raises(NotAllowed):
        perform(agreed_plan, "approve", basis=approval)
    with pytest.raises(NotAllowed):
        perform(agreed_plan, "approve", by=luza.people["director"])
    assert trace(agreed_plan) == before


def test_sent_back_order_is_put_up_again_and_the_plan_waits(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    approval = perform(approval, "send_back", by=luza.people["director"], reason="Уточнить")
    assert fresh(agreed_plan).state == "approval"
    approval = perform(approval, "submit", by=luza.people["deputy"])
    perform(approval, "sign", by=luza.people["director"])
    assert fresh(agreed_plan).state == "approved"


def test_rejected_order_sends_the_plan_back_with_the_reason(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    perform(approval, "reject", by=luza.people["director"], reason="Нет раздела о кадрах")
    event = agreed_plan.events.select_related("note").last()
    assert (fresh(agreed_plan).state, event.move, event.basis_id, event.reason) == (
        "rework",
        "send_back",
        approval.pk,
        "Нет раздела о кадрах",
    )


def test_an_order_on_a_plan_taken_back_for_rework_cannot_be_signed_only_rejected(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    perform(agreed_plan, "reopen", by=luza.people["deputy"], reason="Ошибка в разделе 2")
    before = trace(approval)
    with pytest.raises(NotLegal, match="reject the order"):
        perform(approval, "sign", by=luza.people["director"])
    assert trace(approval) == before
    perform(approval, "reject", by=luza.people["director"], reason="План на доработке")
    assert not Link.objects.exclude(failure="").exists()
    assert fresh(agreed_plan).state == "rework"
