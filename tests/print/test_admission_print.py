"""The papers of an admission as they come out: what each says in which state, and that a published one names nobody."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pypdf import PdfReader

from governance.desk.papers.sheet import sheet
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.consent import Consent, consent_of, draft_consent
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.scenarios.luza import Luza
from tests.admission.office import AFTER, CHEMISTRY, CRITERIA, MATHS, Office, fresh
from tests.memory import recalled
from tests.scans import SCANNED_PDF

from .test_printing import plain

BLANK = "от «___» ______ 20__ г. № ____"

# Papers print the same over every database.
pytestmark = pytest.mark.any_database

PUPIL, PARENT, PHONE = "Ыхтырбекова", "Ыхтырбеков", "8-900-7776655"
PERSONAL = {
    "surname": PUPIL,
    "given": "Айгуль",
    "patronymic": "Петровна",
    "parent": "Ыхтырбеков Пётр Ильич",
    "phone": PHONE,
    "email": "yhtyr@mail.example",
}


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@dataclass
class Papers:
    """An admission played to its end."""

    campaign: Campaign
    application: Application
    consent: Consent
    replaced: Rating
    rating: Rating
    appeal: Appeal
    dismissed: Appeal
    enrolment: Enrolment
    order: Order

    def all(self) -> list[Any]:
        return [fresh(paper) for paper in vars(self).values()]


@pytest.fixture
@recalled
def papers(office: Office) -> Papers:
    campaign = office.announced()
    pupil = office.applied(campaign, [MATHS, CHEMISTRY], {"math": "29", "certificate": "4.5"}, **PERSONAL)
    others = [
        office.applied(campaign, [MATHS, CHEMISTRY], {"math": math, "certificate": "5"})
        for math in ("31", "30", "7")
    ]
    for application in (pupil, *others):
        office.checked(application)
    rating = office.published(campaign)
    dismissed = office.heard(office.appealed(others[2]), choice="against")
    appeal = office.appealed(pupil, text="Я, Ыхтырбеков, прошу учесть диплом.")
    keeper = office.people["methodical_secretary"]
    appeal = office.act(appeal, "prepare", keeper, corrections=[{"code": "prize", "value": "3"}])
    appeal = office.heard(appeal)
    office.on(AFTER)
    edition = Rating.objects.latest("edition")
    office.act(edition, "enrol", office.clerk)
    enrolment = Enrolment.objects.get()
    order = office.ordered(enrolment)
    consent = consent_of(pupil)
    assert consent is not None
    return Papers(campaign, pupil, consent, rating, edition, appeal, dismissed, enrolment, order)


def printed(paper: Any) -> bytes:
    return render(paper.print_form, print_data(paper))


def sheets_of(paper: Any) -> list[str]:
    return [plain(page.extract_text()) for page in PdfReader(BytesIO(printed(paper))).pages]


def text_of(paper: Any) -> str:
    return " ".join(sheets_of(fresh(paper)))


def missing(text: str, *words: str) -> list[str]:
    return [said for said in words if said not in text]


# --- the plan of the admission ----------------------------------------------------------------------------------------


def test_the_plan_says_places_days_criteria_and_commissions_and_a_draft_is_a_draft(office: Office) -> None:
    draft = office.drafted()
    text = text_of(draft)
    said = (
        "ПЛАН приёма в 10-е классы на 2012/2013 учебный год",
        "10 «А» физико-математический 2",
        "10 «Б» общеобразовательный 2",
        "Всего 5 мест.",
        "Окончание приёма заявлений: 22.06.2012",
        "до 100 баллов по доле от 31; порог 8",
        "Победитель всероссийской олимпиады место гарантировано диплом",
        "Винокурова С.А., председатель",
        "Ершова Г.А., секретарь",
    )
    assert missing(text, "ПРОЕКТ", "к приказу КОГОКУ СОШ г. Лузы от «___» ______ 20__ г. № ____", *said) == []
    office.act(draft, "submit", office.clerk)
    office.ordered(draft)
    text = text_of(draft)
    assert missing(text, "Приложение № 1 к приказу КОГОКУ СОШ г. Лузы от 02.04.2012 № 1-ОД", *said) == []
    assert "ПРОЕКТ" not in text


def test_an_extra_round_is_added_to_the_plan_and_changes_none_of_its_days(office: Office) -> None:
    campaign = fresh(office.announced())
    campaign.round, campaign.intake_from, campaign.intake_until = 2, date(2012, 8, 20), date(2012, 8, 24)
    text = " ".join(sheets_of(campaign))
    assert missing(text, "Окончание приёма заявлений: 22.06.2012", "с 20.08.2012 по 24.08.2012.") == []


def test_the_order_on_the_plan_names_both_commissions_in_the_accusative(office: Office) -> None:
    campaign = office.approved()
    assert campaign.approved_by is not None
    text = text_of(campaign.approved_by.whole)
    said = (
        "О приёме в 10-е классы на 2012/2013 учебный год",
        "1. Утвердить план приёма в 10-е классы на 2012/2013 учебный год (прилагается",
        "Создать приёмную комиссию в составе: председатель — Винокурова С.А.; секретарь — Шубина О.В.; члены — ",
        "Создать апелляционную комиссию в составе: председатель — Крылова И.П.;",
    )
    assert missing(text, *said) == []
    assert ".." not in text


# --- application and consent ------------------------------------------------------------------------------------------


def test_an_application_says_who_asks_for_what_and_its_receipt_the_code(office: Office) -> None:
    campaign = office.announced()
    pupil = office.begun(campaign, **PERSONAL)
    assert missing(text_of(pupil), "ЧЕРНОВИК", "№ ____", "персональных данных не дано") == []
    assert "РАСПИСКА" not in text_of(pupil)
    pupil = office.parent(pupil, "enclose", name="диплом.pdf", data=SCANNED_PDF)
    claims = [
        {"code": "math", "value": "25"},
        {"code": "certificate", "value": "4,7"},
        {"code": "prize", "value": "2", "note": "диплом района", "proof": pupil.attachments.get()},
        {"code": "federal_winner", "note": "диплом № 5"},
    ]
    pupil = office.parent(pupil, "revise", wishes=[MATHS, CHEMISTRY], claims=claims)
    with office.playing():
        consent = draft_consent(pupil)
    assert missing(text_of(consent), "НЕ ДАНО") == []
    office.parent(consent, "give")
    pupil = office.parent(pupil, "submit")
    *pages, receipt = sheets_of(fresh(pupil))
    application = " ".join(pages)
    said = (
        "Директору КОГОКУ СОШ г. Лузы Пелевину Л.В. Заявитель: Ыхтырбеков Пётр Ильич",
        "4 июня 2012 г.",
        "№ 1",
        "Поступающий: Ыхтырбекова Айгуль Петровна",
        "Адрес: г. Луза, ул. Ленина, д. 1",
        "приём не заявлен",
        "Язык образования: русский",
        "образовательными программами",
        "1. 10 «А», физико-математический профиль 2. 10 «А», химико-биологический профиль",
        "При отказе в профильном классе прошу зачислить в общеобразовательный класс.",
        "Средний балл аттестата 4,7",
        "диплом района; диплом.pdf",
        "Победитель всероссийской олимпиады диплом № 5",
        "дано отдельным документом 04.06.2012.",
        "Подано через форму на сайте 04.06.2012",
        "П.И. Ыхтырбеков",
    )
    assert missing(application, *said) == []
    assert (
        missing(receipt, "РАСПИСКА", "Заявление: № 1", pupil.public_code, "1. диплом.pdf (04.06.2012)") == []
    )


def test_a_consent_that_was_taken_back_says_since_when_and_so_does_its_application(office: Office) -> None:
    pupil = office.applied(office.announced(), [MATHS], {"math": "29", "certificate": "4"}, **PERSONAL)
    consent = consent_of(pupil)
    text = text_of(consent)
    assert missing(text, "Согласие даёт: Ыхтырбеков Пётр Ильич", "Дано через форму на сайте", "№ 1") == []
    assert "ОТОЗВАНО" not in text
    office.parent(consent, "withdraw")
    assert "ОТОЗВАНО: 04.06.2012" in text_of(consent)
    assert missing(text_of(pupil), "ОТОЗВАНО", "04.06.2012, отозвано 04.06.2012.") == []


# --- the rating -------------------------------------------------------------------------------------------------------


def test_a_rating_is_a_draft_until_the_commission_adopts_it(office: Office) -> None:
    campaign = office.announced()
    office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"}))
    rating = office.ranked(campaign)
    assert (
        missing(
            text_of(rating), "ПРОЕКТ", f"УТВЕРЖДЁН приёмной комиссией КОГОКУ СОШ г. Лузы (протокол {BLANK})"
        )
        == []
    )
    commission = fresh(campaign).commission
    office.decided(rating, commission, office.chair, office.secretary)
    text = text_of(rating)
    assert (
        missing(text, "УТВЕРЖДЁН приёмной комиссией КОГОКУ СОШ г. Лузы (протокол от 02.07.2012 № 1-ПК)") == []
    )
    assert "ПРОЕКТ" not in text
    assert missing(text, "Проходной балл 200,00; рекомендовано 1 на 2 места, свободно 1") == []
    protocol = text_of(Protocol.objects.get())
    said = (
        "КОГОКУ СОШ г. Лузы ПРОТОКОЛ заседания приёмной комиссии КОГОКУ СОШ г. Лузы",
        "1. Об утверждении рейтингового списка поступающих в 10-е классы на 2012/2013 учебный год",
        "РЕШИЛИ: Утвердить рейтинговый список поступающих в 10-е классы на 2012/2013 учебный год.",
        "Мокрушин С.И., член приёмной комиссии",
    )
    assert missing(protocol, *said) == []
    assert "(Мокрушин С.И.)" not in protocol


def test_a_rating_names_codes_and_nobody_and_tells_every_point(papers: Papers) -> None:
    text = text_of(papers.rating)
    code = papers.application.public_code
    plan = papers.campaign.spelt_code
    assert (
        missing(text, f"{code} 93,55 90,00 30,00 213,55", "(редакция 2)", "приказ от 02.04.2012 № 1-ОД") == []
    )
    assert f"код проверки плана {plan}" in text
    assert "ГИА, математика: 7" in text
    assert [word for word in (PUPIL, PARENT, "Ученик", PHONE) if word.lower() in text.lower()] == []


def test_an_edition_that_an_appeal_replaced_says_by_which_one_and_by_whose_decision(papers: Papers) -> None:
    replaced, present = text_of(papers.replaced), text_of(papers.rating)
    assert missing(replaced, "ЗАМЕНЁН: редакция 2 (протокол от 06.07.2012 № 2-АК)") == []
    assert (
        missing(replaced, "УТВЕРЖДЁН приёмной комиссией КОГОКУ СОШ г. Лузы (протокол от 02.07.2012 № 1-ПК)")
        == []
    )
    assert (
        missing(
            present, "УТВЕРЖДЁН апелляционной комиссией КОГОКУ СОШ г. Лузы (протокол от 06.07.2012 № 2-АК)"
        )
        == []
    )
    assert "ЗАМЕНЁН" not in present


def test_a_long_rating_repeats_the_heads_of_its_tables_on_every_sheet(office: Office) -> None:
    campaign = office.announced()
    office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"}))
    rating = office.act(office.ranked(campaign), "withdraw", office.secretary, reason="Проба")
    found, row = rating.lists[0], rating.lists[0]["rows"][0]
    rows = [{**row, "id": f"C{place:05}", "rank": place, "outcome": "reserve"} for place in range(1, 301)]
    rating.lists = [{**found, "rows": rows}]
    sheets = sheets_of(rating)
    heads = [("Решение" in sheet, "Всего" in sheet) for sheet in sheets]
    assert len(sheets) > 10
    assert [either != other for either, other in heads] == [True] * len(sheets)
    assert missing(" ".join(sheets), "C00001", "C00300") == []


def test_a_sheet_with_more_criteria_than_a_page_is_wide_prints_without_the_table_of_points(
    office: Office,
) -> None:
    more = [{"code": f"c{n}", "kind": "once", "points": "1", "title": f"Достижение {n}"} for n in range(12)]
    criteria = {**CRITERIA, "criteria": [*CRITERIA["criteria"], *more]}
    campaign = office.announced(criteria=criteria)
    office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"}))
    text = text_of(office.ranked(campaign))
    assert "200,00" in text
    assert "Расчёт баллов" not in text


# --- appeal, enrolment ------------------------------------------------------------------------------------------------


def test_an_appeal_says_what_is_objected_to_and_what_was_decided(papers: Papers) -> None:
    said = (
        "В апелляционную комиссию КОГОКУ СОШ г. Лузы Заявитель: Ыхтырбеков Пётр Ильич",
        "№ 2-А",
        "По заявлению: № 1",
        "Я, Ыхтырбеков, прошу учесть диплом.",
        "Призёр олимпиады: 3",
        "Апелляция удовлетворена (протокол от 06.07.2012 № 2-АК).",
    )
    assert missing(text_of(papers.appeal), *said) == []
    assert "Апелляция отклонена (протокол от 06.07.2012 № 1-АК" in text_of(papers.dismissed)
    dismissing, upholding = (text_of(Protocol.objects.get(number=number)) for number in ("1-АК", "2-АК"))
    assert missing(dismissing, "РЕШИЛИ: Апелляцию № 1-А по заявлению № 4 отклонить.") == []
    assert "Решение не принято" not in dismissing
    assert (
        missing(dismissing, "ГОЛОСОВАЛИ за удовлетворение апелляции № 1-А по заявлению № 4 (открытое):") == []
    )
    assert missing(upholding, "1. О рассмотрении апелляции № 2-А по заявлению № 1") == []
    assert missing(upholding, "РЕШИЛИ: Удовлетворить апелляцию № 2-А по заявлению № 1 (версия 2).") == []
    assert PARENT not in upholding


def test_the_list_of_enrolment_has_the_names_and_its_order_only_counts(papers: Papers) -> None:
    said = (
        "Приложение № 1 к приказу КОГОКУ СОШ г. Лузы от 12.07.2012 № 1-У",
        "Ыхтырбекова Айгуль Петровна № 1 физико-математический",
    )
    assert missing(text_of(papers.enrolment), *said) == []
    order = text_of(papers.order)
    points = (
        "1. Утвердить список зачисленных в 10-е классы на 2012/2013 учебный год (прилагается",
        "2. Зачислить с 01.09.2012 по списку в 10 «А» класс (физико-математический профиль) 2 человека.",
        "3. Зачислить с 01.09.2012 по списку в 10 «А» класс (химико-биологический профиль) 1 человека.",
    )
    assert missing(order, *points) == []
    assert PUPIL not in order


def test_once_erased_no_paper_says_a_name_and_the_decisions_stay(office: Office, papers: Papers) -> None:
    office.act(papers.campaign, "close", office.clerk)
    office.on(AFTER + timedelta(days=3000))
    for paper in (papers.appeal, papers.application, papers.consent):
        office.act(paper, "erase", basis=fresh(paper))
    texts = {name: text_of(paper) for name, paper in vars(papers).items()}
    assert [name for name, text in texts.items() if PARENT in text] == []
    erased = [name for name, text in texts.items() if "персональные данные удалены" in text]
    assert erased == ["application", "consent", "appeal", "enrolment"]
    assert missing(texts["enrolment"], "№ 1 физико-математический") == []
    assert missing(texts["application"], "№ 1", "1. 10 «А», физико-математический профиль") == []


# --- all of them ------------------------------------------------------------------------------------------------------


def leaves(data: Any) -> list[str]:
    """Every text of print data that a reader sees; labels of an order stand there with their parts alone."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        hidden = {"qr", "mark", "labels"} | ({"title", "created"} if "created" in data else set())
        if not data.get("tables"):
            hidden.add("annexed_to")  # it stands over tables alone
        return [text for key, value in data.items() if key not in hidden for text in leaves(value)]
    return [text for value in data for text in leaves(value)]


def test_the_screen_shows_every_word_of_the_print_and_the_same_data_print_the_same_bytes(
    papers: Papers,
) -> None:
    for paper in papers.all():
        found = sheet(paper)
        assert found is not None
        shown = re.sub(
            r"\s+",
            " ",
            unescape(re.sub(r"<[^>]+>", " ", render_to_string(found.template, {"paper": found.paper}))),
        )
        lost = [text for text in leaves(found.paper) if re.sub(r"\s+", " ", text).strip() not in shown]
        assert (paper.kind, lost) == (paper.kind, [])
        assert printed(paper) == printed(fresh(paper))


def test_everybody_checks_a_copy_and_reads_the_published_ones_without_a_name(papers: Papers) -> None:
    client = Client()
    for paper in papers.all():
        assert paper.spelt_code in text_of(paper)
        page = client.get(f"/check/{paper.code}/")
        assert page.status_code == 200
        assert PARENT not in page.content.decode()
    for paper in (papers.campaign, papers.rating, papers.replaced):
        page = client.get(f"/public/{paper.code}/")
        assert (page.status_code, PARENT in page.content.decode()) == (200, False)
    assert papers.application.public_code in page.content.decode()
