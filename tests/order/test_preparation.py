"""An order before its signature: words, visas, and the ways back."""

from datetime import date

import pytest

from governance.documents.errors import NotAllowed, NotLegal, Refused
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Visa
from governance.documents.record.attached import Remark
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.order.conftest import fresh, history_of, trace


def texts(order: Order) -> list[tuple[str, str]]:
    return [(point.number, point.text) for point in order.points.all()]


def test_deputy_drafts_an_order_of_their_school_and_not_of_another(luza: Luza) -> None:
    begun = draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])
    assert (begun.state, begun.place, begun.number) == ("draft", "г. Луза", "")
    with pytest.raises(NotAllowed):
        draft(Order, unit=luza.schools["second"], title="О дежурстве", by=luza.people["deputy"])
    assert Order.objects.count() == 1


def test_points_are_numbered_in_order_with_points_inside_points(order: Order, luza: Luza) -> None:
    points = [{"text": "А."}, {"number": "2.", "text": "Б:"}, {"number": "2.1", "text": "в;"}, {"text": "Г."}]
    order = perform(order, "revise", by=luza.people["deputy"], points=points)
    assert texts(order) == [("1", "А."), ("2", "Б:"), ("2.1", "в;"), ("3", "Г.")]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([{"number": "2", "text": "А."}], "Point 2 stands out of order: here follows 1."),
        (
            [{"text": "А."}, {"number": "1.2", "text": "Б."}],
            "Point 1.2 stands out of order: here follows 2 or 1.1.",
        ),
        ([{"number": "первый", "text": "А."}], "Write the number of a point as «2» or «2.1», not «первый»."),
        ([{"text": "  "}], "Point 1 has no text: write what is to be done."),
        ([{"text": "я" * 5001}], "The text of point 1 is longer than 5,000 characters: shorten it."),
        ([{"text": "А.", "due": date(2011, 9, 13)}], "The deadline of point 1 is past already."),
        ([{"text": "А.", "due": "завтра"}], "Give the deadline of point 1 as a date."),
        ([{"text": "А.", "executor": "Иванов"}], "Choose the executor of point 1 from the list."),
        ([{"text": "А."}] * 201, "An order holds at most 200 points: divide it into several."),
    ],
)
def test_points_that_do_not_hold_together_are_refused_in_a_sentence(
    order: Order, luza: Luza, points: list[dict[str, object]], sentence: str
) -> None:
    before, words = trace(order), texts(order)
    with pytest.raises(NotLegal) as refusal:
        perform(order, "revise", by=luza.people["deputy"], points=points)
    assert str(refusal.value) == sentence
    assert (trace(order), texts(order)) == (before, words)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Give the paper a title."),
        ({"title": "я" * 501}, "The field «title» holds at most 500 characters: shorten it."),
        (
            {"preamble": "я" * 1_000_000},
            "The field «grounds and purpose» holds at most 10000 characters: shorten it.",
        ),
        ({"series": "secret"}, "Choose the series of the order from the list."),
        ({"state": "signed"}, "An order has no such field."),
        ({"number": "1-ОД"}, "An order has no such field."),
    ],
)
def test_words_that_do_not_fit_are_refused_in_a_sentence(
    order: Order, luza: Luza, changes: dict[str, str], sentence: str
) -> None:
    before = trace(order)
    with pytest.raises(NotLegal) as refusal:
        perform(order, "revise", by=luza.people["deputy"], **changes)
    assert (str(refusal.value), trace(order)) == (sentence, before)


def test_executor_stands_with_the_position_held_in_the_school(order: Order) -> None:
    assert [point.executor_line for point in order.points.all()] == ["", "Тестова А.П., делопроизводитель"]


def test_control_stays_with_the_signer_unless_somebody_is_named(order: Order, luza: Luza) -> None:
    assert order.content()["control"] == "Контроль за исполнением приказа оставляю за собой."
    order = perform(order, "revise", by=luza.people["deputy"], control_by=luza.people["clerk"])
    assert order.content()["control"] == "Контроль за исполнением приказа возложить на Тестову А.П."
    with pytest.raises(NotLegal):
        perform(order, "revise", by=luza.people["deputy"], control_by=luza.people["observer"])
    assert fresh(order).control_by == luza.people["clerk"]


def test_only_drafters_of_the_school_submit(order: Order, luza: Luza) -> None:
    before = trace(order)
    for stranger in ("deputy_second", "secretary", "observer", "director"):
        with pytest.raises(NotAllowed):
            perform(order, "submit", by=luza.people[stranger])
    assert trace(order) == before
    assert perform(order, "submit", by=luza.people["clerk"]).state == "signing"


def test_an_order_without_points_is_not_submitted(luza: Luza) -> None:
    empty = draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])
    with pytest.raises(NotLegal, match="at least one point"):
        perform(empty, "submit", by=luza.people["deputy"])
    assert trace(empty) == ("draft", 1, 1)


def test_a_submitted_order_keeps_its_words(submitted: Order, luza: Luza) -> None:
    before = trace(submitted)
    with pytest.raises(NotLegal):
        perform(submitted, "revise", by=luza.people["deputy"], title="О другом")
    assert (trace(submitted), fresh(submitted).title) == (before, "Об организации дежурства")


# --- visas --------------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def agreeing(order: Order, luza: Luza) -> Order:
    """Awaits the visas of the deputy and of the director."""
    for key in ("deputy", "director"):
        order = perform(order, "ask_visa", by=luza.people["clerk"], person=luza.people[key])
    return perform(order, "submit", by=luza.people["clerk"])


def live(order: Document) -> list[tuple[str, str]]:
    return [
        (visa.person.surname, visa.outcome) for visa in Visa.objects.filter(order=order.pk, lapsed_at=None)
    ]


def test_visas_come_before_the_signature(agreeing: Order, luza: Luza) -> None:
    assert agreeing.state == "agreeing"
    with pytest.raises(NotLegal):
        perform(agreeing, "sign", by=luza.people["director"])
    agreeing = perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="agreed")
    assert agreeing.state == "agreeing"
    agreeing = perform(
        agreeing, "give_visa", by=luza.people["director"], outcome="with_remarks", remark="Проверить график."
    )
    assert (agreeing.state, live(agreeing)) == (
        "signing",
        [("Винокурова", "agreed"), ("Пелевин", "with_remarks")],
    )
    assert agreeing.grounds_for_decision() == ["Пелевин Л.В., agreed with remarks: Проверить график."]


def test_a_visa_is_given_by_the_named_person_alone_and_once(agreeing: Order, luza: Luza) -> None:
    before = trace(agreeing)
    for other in ("clerk", "deputy_second", "head_second"):
        with pytest.raises(NotAllowed):
            perform(agreeing, "give_visa", by=luza.people[other], outcome="agreed")
    assert trace(agreeing) == before
    agreeing = perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="agreed")
    before = trace(agreeing)
    with pytest.raises(NotAllowed):
        perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="refused", remark="Передумала")
    assert (trace(agreeing), live(agreeing)) == (before, [("Винокурова", "agreed"), ("Пелевин", "")])


def test_a_refused_visa_brings_the_order_back_with_the_remark(agreeing: Order, luza: Luza) -> None:
    for outcome in ("refused", "maybe"):
        with pytest.raises(NotLegal):
            perform(agreeing, "give_visa", by=luza.people["deputy"], outcome=outcome)
    agreeing = perform(
        agreeing, "give_visa", by=luza.people["deputy"], outcome="refused", remark="Нет смены."
    )
    assert agreeing.state == "draft"
    assert list(Remark.objects.filter(document=agreeing).values_list("text", flat=True)) == ["Нет смены."]


def test_a_changed_text_needs_new_visas_and_an_unchanged_one_keeps_them(agreeing: Order, luza: Luza) -> None:
    agreeing = perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="agreed")
    agreeing = perform(agreeing, "recall", by=luza.people["clerk"])
    agreeing = perform(agreeing, "submit", by=luza.people["clerk"])
    assert live(agreeing) == [("Винокурова", "agreed"), ("Пелевин", "")]
    agreeing = perform(agreeing, "recall", by=luza.people["clerk"])
    agreeing = perform(agreeing, "revise", by=luza.people["clerk"], preamble="В целях порядка")
    agreeing = perform(agreeing, "submit", by=luza.people["clerk"])
    assert live(agreeing) == [("Пелевин", ""), ("Винокурова", "")]
    assert list(agreeing.visas.exclude(lapsed_at=None).values_list("outcome", flat=True)) == ["agreed"]


def test_dropping_the_last_open_visa_passes_the_order_to_the_signer(agreeing: Order, luza: Luza) -> None:
    first, second = agreeing.visas.all()
    agreeing = perform(agreeing, "drop_visa", by=luza.people["clerk"], part=first.part)
    assert agreeing.state == "agreeing"
    with pytest.raises(NotLegal):
        perform(agreeing, "drop_visa", by=luza.people["clerk"], part=first.part)
    with pytest.raises(NotLegal):
        perform(agreeing, "drop_visa", by=luza.people["clerk"], part="visa:0")
    assert perform(agreeing, "drop_visa", by=luza.people["clerk"], part=second.part).state == "signing"


def test_a_visa_is_asked_of_people_who_may_give_it(order: Order, luza: Luza) -> None:
    before = trace(order)
    for stranger in ("observer", "head_second"):
        with pytest.raises(NotLegal):
            perform(order, "ask_visa", by=luza.people["deputy"], person=luza.people[stranger])
    assert trace(order) == before
    order = perform(order, "ask_visa", by=luza.people["deputy"], person=luza.people["director"])
    with pytest.raises(NotLegal, match="asked for already"):
        perform(order, "ask_visa", by=luza.people["deputy"], person=luza.people["director"])
    assert live(order) == [("Пелевин", "")]


# --- the ways back ------------------------------------------------------------------------------------------------


def test_the_signer_sends_back_with_a_reason(submitted: Order, luza: Luza) -> None:
    before = trace(submitted)
    for who, reason in (("director", " "), ("deputy", "Не то"), ("head_second", "Не то")):
        with pytest.raises(Refused):
            perform(submitted, "send_back", by=luza.people[who], reason=reason)
    assert trace(submitted) == before
    assert (
        perform(submitted, "send_back", by=luza.people["director"], reason="Уточнить срок").state == "draft"
    )


def test_a_rejected_order_stays_without_a_number(submitted: Order, luza: Luza) -> None:
    with pytest.raises(NotAllowed):
        perform(submitted, "reject", by=luza.people["deputy"], reason="Не нужен")
    rejected = perform(submitted, "reject", by=luza.people["director"], reason="Не нужен")
    assert (rejected.state, rejected.number, history_of(rejected)) == (
        "rejected",
        "",
        ["draft", "revise", "submit", "reject"],
    )
    with pytest.raises(NotLegal):
        perform(rejected, "submit", by=luza.people["deputy"])
