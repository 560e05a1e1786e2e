"""The local act of a school: the employees' body is heard, then the director orders; the sheet and the stamp of it."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.approval.stamps import stamps_of
from governance.documents.kinds.approved.kinds import BonusRules
from governance.documents.kinds.approved.staff_opinion import StaffOpinion
from governance.documents.kinds.order.order import Order
from governance.documents.language.clauses import parse_text
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.documents.settings.body_patterns import ASSEMBLY, PARENTS
from governance.scenarios.luza import Luza
from tests.meeting.school_body import met, set_up
from tests.memory import recalled
from tests.office import Office, fresh
from tests.rewards.office import refused
from tests.scans import SCANNED_PDF

# A Monday; the Friday before is a day off (the Day of Russia moved nothing in between).
DAY = date(2012, 2, 6)
BODY = "первичной профсоюзной организации КОГОКУ СОШ г. Лузы"
TEXT = """
1. Общие положения
1.1. Премии выплачиваются из стимулирующей части фонда оплаты труда.
"""
ANSWER = {"protocol_number": "3", "protocol_date": DAY, "name": "мнение.pdf", "data": SCANNED_PDF}


@pytest.fixture
def office(luza: Luza) -> Office:
    office = Office(luza)
    office.day = DAY
    return office


@recalled
def put_up(office: Office) -> BonusRules:
    deputy = office.people["deputy"]
    with clock.played(office.day):
        rules = draft(
            BonusRules, unit=office.luza.base, title="Положение о премировании работников", by=deputy
        )
    rules = office.act(rules, "revise", deputy, sections=parse_text(TEXT))
    submitted: BonusRules = office.act(rules, "submit", deputy)
    return submitted


@recalled
def asked(office: Office) -> StaffOpinion:
    sheet = StaffOpinion.objects.get(about=put_up(office))
    sent: StaffOpinion = office.act(sheet, "ask", office.people["deputy"], body=BODY)
    return sent


def orders(rules: Any) -> int:
    return Order.objects.filter(links_out__target=rules.pk, links_out__effect="approve").count()


def words(rules: Any) -> list[tuple[str, str]]:
    return [(stamp.word, stamp.text) for stamp in stamps_of(fresh(rules))]


def test_no_local_act_goes_to_the_director_before_the_employees_are_heard(office: Office) -> None:
    rules = put_up(office)
    assert (rules.state, orders(rules)) == ("review", 0)
    with refused():
        office.act(rules, "approve", office.people["director"])
    sheet = StaffOpinion.objects.get(about=rules)
    for key in ("head_second", "teacher_maths", "observer", "clerk"):
        with refused():
            office.act(sheet, "ask", office.people[key], body=BODY)
    with refused():
        office.act(sheet, "ask", office.people["deputy"], body=" ")
    blank = "представительного органа работников (протокол от «___» ______ 20__ г. № ____)"
    assert words(rules)[0] == ("УЧТЕНО МНЕНИЕ", blank)


def test_the_body_agrees_and_the_act_bears_its_stamp(office: Office) -> None:
    sheet = asked(office)
    assert (sheet.asked_on, sheet.due) == (DAY, date(2012, 2, 13))
    clerk = office.people["clerk"]
    for key in ("clerk_second", "deputy", "director"):
        with refused():
            office.act(sheet, "answer", office.people[key], agrees=True, **ANSWER)
    for wrong in (
        {"protocol_number": ""},
        {"protocol_date": date(2012, 2, 3)},
        {"protocol_date": date(2012, 2, 7)},
        {"data": b"?"},
    ):
        with refused():
            office.act(sheet, "answer", clerk, agrees=True, **{**ANSWER, **wrong})
    sheet = office.act(sheet, "answer", clerk, agrees=True, **ANSWER)
    rules = fresh(sheet.about.whole)
    assert (sheet.state, rules.state, orders(rules)) == ("agreed", "agreed", 1)
    with refused():
        office.act(sheet, "answer", clerk, agrees=True, **ANSWER)
    office.ordered(rules, clerk, office.people["director"])
    assert fresh(rules).state == "approved"
    assert words(rules) == [
        ("УЧТЕНО МНЕНИЕ", f"{BODY} (протокол от 06.02.2012 № 3)"),
        ("Приложение № 1", "к приказу КОГОКУ СОШ г. Лузы от 06.02.2012 № 1-ОД"),
    ]
    assert list(verify()) == []


def test_a_body_that_does_not_agree_gives_reasons_and_is_consulted(office: Office) -> None:
    sheet, clerk, deputy = asked(office), office.people["clerk"], office.people["deputy"]
    with refused():
        office.act(sheet, "answer", clerk, agrees=False, **ANSWER)
    sheet = office.act(sheet, "answer", clerk, agrees=False, reasons="Размер не назван.", **ANSWER)
    rules = sheet.about.whole
    assert (sheet.state, fresh(rules).state, orders(rules)) == ("objected", "review", 0)
    with refused():
        office.act(sheet, "consult", deputy, result=" ")
    sheet = office.act(sheet, "consult", deputy, result="Протокол разногласий от 08.02.2012.")
    assert (sheet.state, fresh(rules).state, orders(rules)) == ("consulted", "agreed", 1)


def test_silence_ends_the_wait_after_five_working_days_and_gives_no_stamp(office: Office) -> None:
    sheet, deputy = asked(office), office.people["deputy"]
    for day in (DAY, date(2012, 2, 13)):
        office.day = day
        with refused("13.02.2012"):
            office.act(sheet, "note_silence", deputy)
    office.day = date(2012, 2, 14)
    sheet = office.act(sheet, "note_silence", deputy)
    rules = fresh(sheet.about.whole)
    assert (sheet.state, rules.state, orders(rules)) == ("silent", "agreed", 1)
    assert [word for word, _text in words(rules)] == ["Приложение № 1"]
    with refused():
        office.act(sheet, "answer", office.people["clerk"], agrees=False, reasons="поздно", **ANSWER)


def test_an_act_taken_back_is_heard_anew(office: Office) -> None:
    sheet, deputy = asked(office), office.people["deputy"]
    rules = office.act(sheet.about.whole, "withdraw", deputy, reason="ошибка в тексте")
    assert fresh(sheet).state == "dropped"
    office.act(rules, "submit", deputy)
    again = StaffOpinion.objects.get(about=rules, state="draft")
    assert again.body == BODY


def test_only_a_school_has_such_an_act(office: Office) -> None:
    with refused(), clock.played(DAY):
        draft(BonusRules, unit=office.luza.district, title="Положение", by=office.people["deputy"])


@pytest.mark.any_database
def test_a_body_of_the_school_answers_by_the_protocol_of_its_sitting(office: Office) -> None:
    rules, deputy, clerk = put_up(office), office.people["deputy"], office.people["clerk"]
    body, other = set_up(office.luza, ASSEMBLY), set_up(office.luza, PARENTS)
    sheet = StaffOpinion.objects.get(about=rules)
    with refused("Choose a body of the school"):
        office.act(sheet, "ask", deputy, heard=office.luza.council.pk)
    sheet = office.act(sheet, "ask", deputy, heard=body.pk)
    assert sheet.body == "общего собрания работников КОГОКУ СОШ г. Лузы"
    foreign, own = (met(office.luza, unit, DAY, "О положении о премировании") for unit in (other, body))
    with refused("Choose a protocol that the body has signed"):
        office.act(sheet, "answer_by_protocol", clerk, protocol=foreign.pk, agrees=True)
    with refused("Write the reasons"):
        office.act(sheet, "answer_by_protocol", clerk, protocol=own.pk, agrees=False)
    with refused():
        office.act(sheet, "answer_by_protocol", deputy, protocol=own.pk, agrees=True)
    sheet = office.act(sheet, "answer_by_protocol", clerk, protocol=own.pk, agrees=True)
    assert (sheet.state, fresh(rules).state, orders(rules)) == ("agreed", "agreed", 1)
    said = f"общего собрания работников КОГОКУ СОШ г. Лузы (протокол от 06.02.2012 № {own.number})"
    assert ("УЧТЕНО МНЕНИЕ", said) in words(rules)
    assert [link.target_id for link in sheet.links_out.filter(effect="basis")] == [own.pk]
    assert list(verify()) == []


@pytest.mark.any_database
def test_a_body_that_does_not_agree_opens_consultations_and_one_elsewhere_has_no_protocol_here(
    office: Office,
) -> None:
    rules, deputy, clerk = put_up(office), office.people["deputy"], office.people["clerk"]
    body = set_up(office.luza, ASSEMBLY)
    sheet = StaffOpinion.objects.get(about=rules)
    sheet = office.act(sheet, "ask", deputy, heard=body.pk)
    own = met(office.luza, body, DAY, "О положении о премировании")
    facts = {"protocol": own.pk, "agrees": False, "reasons": "Нет показателей."}
    sheet = office.act(sheet, "answer_by_protocol", clerk, **facts)
    assert (sheet.state, fresh(rules).state, orders(rules)) == ("objected", "review", 0)
    sheet = office.act(sheet, "consult", deputy, result="Показатели добавлены приложением.")
    assert (sheet.state, orders(rules)) == ("consulted", 1)
