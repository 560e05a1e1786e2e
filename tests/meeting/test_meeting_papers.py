"""Notice, agenda and registration sheet: what they say before the meeting and after it, and who gets them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import agenda_data, notice_data, notice_text, registration_data
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.language.phrases import list_moment, number_in_words
from governance.documents.printing.pdf import render
from governance.scenarios.luza import Luza

from .council import ABSENT, AT_TEN, FOR, PRESENT, SEATS, Council
from .sheets import Sheets


def text_of(form: str, data: Any) -> str:
    pages = PdfReader(BytesIO(render(form, data))).pages
    return " ".join(" ".join(page.extract_text().replace("\u00a0", " ") for page in pages).split())


def convened(council: Council) -> Meeting:
    meeting = council.drafted(subject=council.plan())
    item = council.item(meeting)
    meeting = council.act(
        meeting, "revise_item", item=item, speaker="Винокурова С.А.", decision_draft="Провести 5 мая."
    )
    meeting = council.act(meeting, "revise", invited="Шубина Е.К., заведующая РОО")
    return council.act(meeting, "convene")


def test_notice_and_agenda_say_what_the_members_were_told(council: Council) -> None:
    meeting = convened(council)
    questions = [
        {
            "number": "1.",
            "title": "О дне открытых дверей",
            "speaker": "Винокурова С.А.",
            "paper": "",
            "draft": ["Провести 5 мая."],
        },
        {
            "number": "2.",
            "title": "О согласовании плана работы округа на 2011/2012 учебный год",
            "speaker": "",
            "paper": "план работы",
            "draft": [],
        },
    ]
    agenda, notice = agenda_data(meeting), notice_data(meeting)
    assert (agenda["questions"], notice["questions"]) == (questions, questions)
    assert (agenda["when"], agenda["place"]) == ("12 сентября 2011 г. в 10:00", "г. Луза")
    assert (agenda["signature"]["position"], agenda["signature"]["name"]) == (
        "Председатель совета округа",
        "И.П. Крылова",
    )
    assert (notice["signature"]["name"], notice["addressed"]) == ("М.Ю. Ивонина", "Уважаемые члены совета!")
    for form, data in (("agenda", agenda), ("notice", notice)):
        text = text_of(form, data)
        for words in ("Докладчик: Винокурова С.А.", "Приглашены: Шубина Е.К., заведующая РОО.", "заседани"):
            assert words in text


def test_the_letter_of_invitation_brings_the_agenda(council: Council) -> None:
    assert notice_text(convened(council)) == (
        "Извещение о заседании № 1 совета школьного округа.\n"
        "12 сентября 2011 г. в 10:00, г. Луза.\n"
        "\n"
        "Повестка дня:\n"
        "1. О дне открытых дверей\n"
        "   Докладчик: Винокурова С.А.\n"
        "2. О согласовании плана работы округа на 2011/2012 учебный год\n"
        "\n"
        "Приглашены: Шубина Е.К., заведующая РОО."
    )


def test_registration_has_blanks_before_the_meeting_and_marks_after_it(council: Council) -> None:
    meeting = convened(council)
    blank = registration_data(meeting)
    names = ["Жданов Н.С.", "Крылова И.П.", "Пелевин Л.В.", "Попова Т.Н.", "Чирков А.М.", "Шестакова О.И."]
    assert [row["name"] for row in blank["members"]] == names
    assert ({row["came"] for row in blank["members"]}, blank["total"]) == ({""}, "")
    assert [(row["number"], row["name"], row["position"]) for row in blank["invited"]] == [
        ("7.", "Шубина Е.К.", "заведующая РОО")
    ]
    for key in SEATS[:4]:
        meeting = council.mark(meeting, key, PRESENT, by_video=key == "base")
    meeting = council.mark(meeting, "zhivotovo", Attendance.Status.EXCUSED, reason="болезнь")
    meeting = council.lead(council.mark(meeting, "kulikovo", ABSENT), "open")
    for item in meeting.agenda():
        meeting = council.vote(meeting, item, **dict.fromkeys(SEATS[:4], FOR))
    with clock.played(AT_TEN + timedelta(hours=1)):
        meeting = council.lead(meeting, "finish")
    marked = registration_data(meeting)
    assert {row["name"]: row["came"] for row in marked["members"]} == {
        "Жданов Н.С.": "10:00",
        "Крылова И.П.": "10:00",
        "Пелевин Л.В.": "10:00, видеосвязь",
        "Попова Т.Н.": "отсутствует",
        "Чирков А.М.": "отсутствует: болезнь",
        "Шестакова О.И.": "10:00",
    }
    assert marked["total"] == "Зарегистрированы 4 из 6 членов."
    assert "Зарегистрированы 4 из 6 членов." in text_of("registration", marked)


def test_the_papers_of_an_absentee_vote_call_to_no_sitting(luza: Luza) -> None:
    meeting = Sheets(luza).announced("О дне открытых дверей")
    notice, agenda = notice_data(meeting), agenda_data(meeting)
    assert (notice["title"], agenda["title"]) == (
        "Извещение о заочном голосовании № 1 совета школьного округа",
        "Вопросы заочного голосования № 1 совета школьного округа",
    )
    last, place = list_moment(timezone.localtime(meeting.held_at)), meeting.place
    assert notice["note"] == (f"Заполненный и подписанный лист возвращается до {last} (на бумаге — {place}).")
    told, listed = text_of("notice", notice), text_of("agenda", agenda)
    assert "Заочное голосование № 1 совета школьного округа проводится опросными листами" in told
    assert (f"Листы принимаются до: {last}" in listed, f"Место возврата листов: {place}" in listed) == (
        True,
        True,
    )
    for words in ("Повестка", "ПОВЕСТКА", "состоится", "присутствовать"):
        assert (words in told, words in listed) == (False, False)


@pytest.mark.parametrize("form", ["notice", "agenda", "registration"])
def test_the_papers_follow_a_changed_agenda(council: Council, form: str) -> None:
    gather = {"notice": notice_data, "agenda": agenda_data, "registration": registration_data}[form]
    meeting = convened(council)
    meeting = council.act(meeting, "revise", place="кабинет 7")
    assert gather(meeting)["place"] == "кабинет 7"


def test_a_ballot_names_so_many_candidates_as_people_say_it() -> None:
    said = [number_in_words(posts) for posts in (1, 2, 5, 21)]
    assert said == ["одного", "двух", "пяти", "двадцати одного"]
