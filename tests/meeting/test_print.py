"""The protocol and the extract on paper."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from governance import clock
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.protocol.extract import draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import perform
from governance.roles.acts.people import correct_person

from .council import ABSENT, AGAINST, FOR, SEATS, Council

# What stands on paper follows from rows that other tests write on every database.
pytestmark = pytest.mark.any_database


def text_of(paper: object) -> str:
    data = print_data(paper)
    pages = PdfReader(BytesIO(render(paper.kind, data))).pages
    return " ".join(" ".join(page.extract_text().replace("\u00a0", " ") for page in pages).split())


def eventful(council: Council) -> Protocol:
    """A meeting in which everything happened that a protocol has to tell; its protocol waits for signatures."""
    plan = council.plan("План работы Лузского школьного округа на 2011/2012 учебный год")
    council.stand_in("zhivotovo")
    meeting = council.drafted("О выполнении решений прошлого заседания", subject=plan)
    meeting = council.act(meeting, "add_item", title="О дне открытых дверей", secret=True)
    meeting = council.act(
        meeting, "revise", invited="Шубина Е.К., заведующая РОО\nКлимов Д.С., системный администратор"
    )
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        status = Attendance.Status.EXCUSED if key == "kulikovo" else "present"
        meeting = council.mark(
            meeting, key, status if key != "fabrichnaya" else ABSENT, reason="болезнь" * (key == "kulikovo")
        )
    meeting = council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["kulikovo"],
        holder=council.seats["base"],
        paper="доверенность от 09.09.2011 № 5",
        until=date(2011, 9, 30),
    )
    meeting = council.lead(meeting, "open")
    meeting = council.lead(meeting, "leave_item", item=council.item(meeting), reason="принят к сведению")
    plan_item = council.item(meeting, 2)
    acting = council.luza.people["acting_lalsk"]
    meeting = council.vote(meeting, plan_item, second=AGAINST, lalsk=FOR)
    meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="неясный вопрос")
    meeting = council.act(
        meeting, "enter_recusal", item=plan_item, seat=council.seats["lalsk"], reason="родственник автора"
    )
    meeting = council.opened(meeting, plan_item)
    meeting = council.act(
        meeting, "enter_ballot", seat=council.seats["zhivotovo"], choice=AGAINST, way="aloud"
    )
    meeting = council.cast(meeting, "base", FOR)
    meeting = council.cast(meeting, "kulikovo", AGAINST, by=council.members["base"])
    meeting = council.lead(council.cast(meeting, "second", FOR), "close_round")
    meeting = perform(
        meeting,
        "dissent",
        by=acting,
        item=plan_item,
        seat=council.seats["zhivotovo"],
        opinion="план без срока проведения мастер-классов нельзя проверить.",
    )
    meeting = council.opened(meeting, council.item(meeting, 3))
    for key in ("base", "second", "lalsk"):
        meeting = council.cast(meeting, key, FOR)
    meeting = council.cast(meeting, "zhivotovo", AGAINST, by=acting)
    meeting = council.lead(council.lead(meeting, "close_round"), "finish")
    return council.signing(meeting)


def test_unsigned_protocol_has_the_number_of_its_sitting_and_is_a_draft(council: Council) -> None:
    text = text_of(eventful(council))
    assert "ПРОТОКОЛ заседания совета школьного округа" in text
    assert "г. Луза № 1" in text
    assert "ПРОЕКТ" in text


def test_signed_protocol_prints_number_marks_and_everything_that_happened(council: Council) -> None:
    protocol = eventful(council)
    protocol = council.lead(council.act(protocol, "sign_as_secretary"), "sign_as_chair")
    text = text_of(protocol)
    for words in (
        "№ 1",
        "12 сентября 2011 г.",
        "Первое голосование аннулировано: неясный вопрос.",
        "Решение принято решающим голосом председательствующего (Крылова И.П.)",
        "Особое мнение (Бушманова Е.В.): план без срока",
        "Против: Бушманова Е.В., Попова Т.Н. (по доверенности)",
        "внесён секретарём: Бушманова Е.В.",
        "(самоотвод): Жданов Н.С. — родственник автора",
        "Подтверждено в системе: И.П. Крылова, председатель совета округа, 12.09.2011 10:00",
        "Шубина Е.К., заведующая РОО",
    ):
        assert words in text
    assert "ПРОЕКТ" not in text


def test_same_protocol_gives_the_same_bytes(council: Council) -> None:
    protocol = eventful(council)
    with clock.played(date(2012, 1, 1)):
        later = render("protocol", print_data(Protocol.objects.get(pk=protocol.pk)))
    assert later == render("protocol", print_data(protocol))


def test_signed_words_outlive_a_change_of_name(council: Council) -> None:
    protocol = council.lead(council.act(eventful(council), "sign_as_secretary"), "sign_as_chair")
    correct_person(council.chair, by=None, basis="свидетельство о браке", surname="Соколова")
    assert print_data(Protocol.objects.get(pk=protocol.pk))["presiding"].startswith("Крылова И.П.")


def test_extract_prints_one_question_with_its_certifier(council: Council) -> None:
    protocol = council.lead(council.act(eventful(council), "sign_as_secretary"), "sign_as_chair")
    extract = council.act(
        draft_extract(protocol, council.item(protocol.meeting, 2), by=council.secretary), "certify"
    )
    text = text_of(extract)
    for words in (
        "ВЫПИСКА",
        "из протокола от 12.09.2011 № 1",
        "Верно",
        "Секретарь совета округа",
        "М.Ю. Ивонина",
    ):
        assert words in text
    assert "О дне открытых дверей" not in text
