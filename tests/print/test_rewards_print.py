"""The papers of rewards and network teachers as they come out, on paper and on the screen; sums where they belong."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from governance import clock
from governance.desk.papers.sheet import sheet
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.staff_list import draft_staff_list
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.print.certificate import (
    certificate_data,
    certificates_of,
    has_certificate,
)
from governance.documents.language.money import money_text
from governance.documents.language.phrases import roubles
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.roles.names import Case
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.network.year import supported
from tests.rewards.office import VERIFIED, RewardOffice, fresh

from .test_printing import plain

BLANK = "от «___» ______ 20__ г. № ____"

# Papers print the same over every database.
pytestmark = pytest.mark.any_database


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@dataclass
class Papers:
    """Three rewarded: one of each school with money, one without; the orders are signed."""

    period: RewardPeriod
    maths: Nomination
    thanks: Nomination
    allocation: Allocation
    money: AwardList
    measured: AwardList


@pytest.fixture
@recalled
def papers(office: RewardOffice) -> Papers:
    period = office.open_period()
    maths = office.nominated(period, "maths", {"hours": "9", "winners": "1"}, share=Decimal("0.5"))
    second = office.nominated(period, "second", {"hours": "3", "course": "1"})
    thanks = office.nominated(period, "russian", {"hours": "3"}, measure="thanks")
    for nomination in (maths, second, thanks):
        office.before_council(nomination)
    with clock.played(office.day):
        allocation = draft_allocation(period, by=office.deputy)
    assert (
        missing(text_of(allocation), "ПРОЕКТ", f"УТВЕРЖДЕНО советом школьного округа (протокол {BLANK})")
        == []
    )
    allocation = office.act(allocation, "submit", office.deputy)
    office.decided(allocation)
    for award_list in AwardList.objects.order_by("pk"):
        base = award_list.unit_id == office.luza.base.pk
        office.ordered(
            award_list, office.people["clerk" if base else "clerk_second"], office.head_of(award_list.unit)
        )
    money, measured = AwardList.objects.filter(unit=office.luza.base).order_by("pk")
    return Papers(period, fresh(maths), fresh(thanks), fresh(allocation), money, measured)


def text(kind: str, data: Any) -> str:
    return plain("\n".join(page.extract_text() for page in PdfReader(BytesIO(render(kind, data))).pages))


def text_of(paper: Any) -> str:
    paper = fresh(paper)
    return text(paper.print_form, print_data(paper))


def screen_of(paper: Any) -> str:
    """The words of a paper's sheet on the screen."""
    shown = sheet(fresh(paper))
    html = render_to_string(shown.template, {"paper": shown.paper})
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("\u00a0", " ")


def missing(found: str, *words: str) -> list[str]:
    return [said for said in words if said not in found]


def test_the_system_says_measures_criteria_and_whose_protocol_adopted_it(office: RewardOffice) -> None:
    system = office.system()
    said = (
        "УТВЕРЖДЕНА",
        "протокол от 01.02.2012 № 1",
        "мер поощрения учителей, участвующих в профильном обучении",
        "выплачивается из фонда своей категории по баллам",
        "без выплаты, вручается на бумаге",
        "2 балла за единицу, не больше 20",
        "возразить в течение 5 календарных дней",
    )
    assert missing(text_of(system), *said) == []
    assert missing(screen_of(system), *said) == []


def test_a_period_names_its_pools_and_only_closed_its_totals_without_a_person(
    office: RewardOffice, papers: Papers
) -> None:
    said = ("учителя", "50 000,00", "Листы достижений сдаются по: 12.05.2012", "до рубля")
    assert missing(text_of(papers.period), *said) == []
    assert "Итоги" not in text_of(papers.period)
    period = office.act(fresh(papers.period), "close", office.deputy)
    for words in (text_of(period), screen_of(period)):
        assert missing(words, *said, "Итоги", "меньше 3") == []
        assert [name for name in ("Мокрушин", "Зыкова") if name in words] == []


def test_totals_of_a_pool_that_few_share_are_not_told(office: RewardOffice, papers: Papers) -> None:
    period = office.act(fresh(papers.period), "close", office.deputy)
    period.totals = [{**entry, "people": 2 if entry["code"] == "teachers" else 0} for entry in period.totals]
    data = print_data(period)
    assert [(line["people"], line["paid"]) for line in data["totals"]] == [
        ("меньше 3", ""),
        ("0 человек", "0,00"),
    ]
    assert data["totals_note"] == "Суммы не указаны, где в категории поощрено меньше 3 человек."


def test_a_nomination_says_claimed_and_counted_and_why_but_no_sum(
    office: RewardOffice, papers: Papers
) -> None:
    said = (
        "Мокрушин Сергей Иванович",
        "Место работы: КОГОКУ СОШ г. Лузы",
        "Часы сетевых занятий в неделю hours maths 9 9",
        "Всего 23 балла.",
        "С учётом доли отработанного периода 0,5: 11,5 балла.",
        "Поддержано: протокол от 24.05.2012 № 3",
    )
    amount = papers.maths.amount
    assert amount is not None
    for words in (text_of(papers.maths), screen_of(papers.maths)):
        assert missing(words, *said) == []
        assert roubles(amount).replace("\u00a0", " ") not in words
        assert "г.." not in words


def test_what_was_corrected_and_rejected_stands_beside_the_claim_with_its_reason(
    office: RewardOffice,
) -> None:
    period = office.open_period()
    nomination = office.nominated(period, "maths", {"hours": "9", "course": "1"})
    assert missing(text_of(nomination), "Заявлено 22 балла.") == []
    office.day = VERIFIED
    verdicts = [
        {"merit": nomination.lines[0].pk, "outcome": "correct", "value": "7,5", "reason": "по расписанию"},
        {"merit": nomination.lines[1].pk, "outcome": "reject", "reason": "курса нет"},
    ]
    nomination = office.act(nomination, "verify", office.deputy, verdicts=verdicts)
    said = ("9 7,5 по расписанию", "1 не засчитано курса нет", "Всего 15 баллов.")
    assert missing(text_of(nomination), *said) == []
    assert missing(screen_of(nomination), *said) == []


def test_an_allocation_says_points_shares_sums_and_what_is_left(papers: Papers) -> None:
    # 50 000 / (11,5 + 10) points, down to the rouble: 2325.
    said = (
        "УТВЕРЖДЕНО советом школьного округа (протокол от 24.05.2012 № 3)",
        "Зыкова Надежда Петровна СОШ № 2 г. Лузы 1 10 23 250,00",
        "Мокрушин Сергей Иванович СОШ г. Лузы 0,5 11,5 26 737,50",
        "Стоимость балла: 2 325,00 руб.",
        "Остаток фонда: 12,50 руб.",
        "Без выплаты",
        "Дегтярёва Валентина Павловна СОШ г. Лузы благодарность",
    )
    assert missing(text_of(papers.allocation), *said) == []
    assert missing(screen_of(papers.allocation), *said) == []
    assert "ПРОЕКТ" not in text_of(papers.allocation)


def test_a_list_names_in_the_dative_and_spells_the_sum_out(papers: Papers) -> None:
    said = (
        "Приложение № 1 к приказу КОГОКУ СОШ г. Лузы от 24.05.2012 № 1-К",
        "Мокрушину Сергею Ивановичу",
        "26 737,50 двадцать шесть тысяч семьсот тридцать семь рублей 50 копеек",
    )
    assert missing(text_of(papers.money), *said) == []
    assert missing(screen_of(papers.money), *said) == []
    measured = text_of(papers.measured)
    assert missing(measured, "Дегтярёвой Валентине Павловне", "благодарность") == []
    assert "Сумма" not in measured


def test_the_order_of_one_person_tells_no_sum(papers: Papers) -> None:
    order = text_of(Order.objects.get(links_out__target=papers.money, links_out__effect="approve"))
    assert (
        missing(
            order,
            "О премировании работников за второе полугодие 2011/2012 учебного года",
            "Выплатить премии 1 работнику согласно списку (прилагается на 1 л. в 1 экз.) за счёт",
            "Главному бухгалтеру обеспечить начисление и выплату премий",
            "с учётом рекомендаций",
        )
        == []
    )
    assert "26 737" not in order


def test_a_certificate_prints_once_the_order_is_signed_and_for_no_bonus(papers: Papers) -> None:
    words = text("certificate", certificate_data(papers.thanks))
    said = (
        "БЛАГОДАРНОСТЬ объявляется Дегтярёвой Валентине Павловне",
        "2011/2012 учебный год",
        "Приказ от 24.05.2012 № 2-К",
        "Директор базовой школы",
        "Л.В. Пелевин",
    )
    assert missing(words, *said) == []
    assert [has_certificate(one) for one in (papers.thanks, papers.maths)] == [True, False]
    with pytest.raises(NotLegal):
        certificate_data(papers.maths)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("почётная грамота", "награждается Дегтярёва Валентина Павловна учитель, КОГОКУ СОШ г. Лузы"),
        ("благодарственное письмо", "вручается Дегтярёвой Валентине Павловне"),
    ],
)
def test_a_certificate_agrees_with_its_measure(papers: Papers, title: str, said: str) -> None:
    system = papers.thanks.reward_period.system
    system.measures = [{**entry, "title": title} for entry in system.measures if entry["code"] == "thanks"]
    system.__dict__.pop("all_measures", None)
    row = papers.measured.rows.get()
    row.nomination, row.measure = papers.thanks, title
    [words] = certificates_of([row]).values()
    printed = text("certificate", {**certificate_data(papers.thanks), **words})
    assert missing(printed, title.upper(), said) == []


def test_a_kept_form_of_a_name_stands_in_the_full_name_too(office: RewardOffice) -> None:
    person = office.people["teacher_russian"]
    person.forms = {"dative": "Дегтяревой В.П."}
    assert person.full_in_case(Case.DATIVE) == "Дегтяревой Валентине Павловне"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0 руб. 00 коп. (ноль рублей 00 копеек)"),
        ("21.01", "21 руб. 01 коп. (двадцать один рубль 01 копейка)"),
        ("2541", "2\u00a0541 руб. 00 коп. (две тысячи пятьсот сорок один рубль 00 копеек)"),
        ("1000002.5", "1\u00a0000\u00a0002 руб. 50 коп. (один миллион два рубля 50 копеек)"),
    ],
)
def test_money_in_words_agrees(amount: str, said: str) -> None:
    assert money_text(Decimal(amount)) == said


def test_a_candidate_and_the_list_say_subjects_grades_hours_and_term(office: RewardOffice) -> None:
    office.day = date(2012, 8, 20)
    head = office.people["director"]
    with clock.played(office.day):
        candidacy = begin_candidacy(
            office.teachers["maths"], by=head, since=date(2012, 9, 1), until=date(2013, 5, 31)
        )
    load = [
        {"name": "математика", "grades": [9, 10, 11], "hours": "3"},
        {"name": "физика", "grades": [10], "hours": "1.5"},
    ]
    candidacy = office.act(candidacy, "revise", head, load=load, training="курсы ИКТ, 72 часа")
    said = ("математика 9, 10, 11 3 9", "физика 10 1,5 1,5", "Всего часов в неделю: 10,5.")
    assert missing(text_of(candidacy), "ПРОЕКТ", "курсы ИКТ, 72 часа", *said) == []
    candidacy = office.act(candidacy, "submit", head)
    supported(office, candidacy)
    candidacy = fresh(candidacy)
    assert missing(screen_of(candidacy), "Поддержана: протокол от 20.08.2012 № 1", *said) == []
    with clock.played(office.day):
        staff_list = draft_staff_list(office.luza.district, by=office.people["clerk"])
    for words in (text_of(staff_list), screen_of(staff_list)):
        listed = ("Мокрушин Сергей Иванович", "новое назначение", "математика 3 3 3 9", "физика — 1,5 — 1,5")
        assert missing(words, "ПРОЕКТ", *listed) == []
