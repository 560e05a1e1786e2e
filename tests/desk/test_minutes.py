"""Minutes are written while a meeting sits: kept as they are typed, read by its chair, taken over by its protocol."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.minutes import MinutesText, Part, Typed, present_texts, write_minutes
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.record.events import Event
from governance.scenarios.luza import Luza
from tests.desk.table import Pages, send
from tests.meeting.council import FOR, SEATS, Council

Desk = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}
WORDING = "Провести день открытых дверей 15 октября."


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def running(desk: Desk, council: Council) -> Pages:
    return Pages(desk, council.running("О дне открытых дверей", "О сайте округа"), council.seats)


def write(pages: Pages, who: str, **texts: Any) -> Any:
    """The script of `who` sends parts: heard="…", or spoke=("…", the revision seen), of the first question."""
    data = {}
    for part, given in texts.items():
        over = part.endswith("_over")
        text, seen = given if isinstance(given, tuple) else (given, 0)
        name = f"{pages.item().pk}-{part.removesuffix('_over')}"
        data |= {name: text, f"{name}-seen": seen, **({f"{name}-over": "on"} if over else {})}
    return pages.desk(who).post(reverse("meeting_minutes", args=[pages.pk]), data, **JSON)


def texts(pages: Pages) -> dict[str, str]:
    return {
        str(part): text
        for (item, part), text in present_texts(pages.meeting).items()
        if item == pages.item().pk
    }


def test_what_is_typed_is_kept_and_the_chair_reads_it_as_it_grows(running: Pages, desk: Desk) -> None:
    saved = write(running, "secretary", heard="Пелевина Л.В., о дне открытых дверей").json()["saved"]
    name = f"{running.item().pk}-heard"
    assert (saved[name]["revision"], list(saved)) == (1, [name])
    assert "Пелевина Л.В., о дне открытых дверей" in running.see("head_second")

    live = reverse("meeting_minutes", args=[running.pk])
    htmx = {"HTTP_HX_REQUEST": "true"}
    assert desk("head_second").get(live, {"seen": "1"}, **htmx).status_code == 204
    write(running, "secretary", spoke="Жданов Н.С.: поддержал")
    grown = desk("head_second").get(live, {"seen": "1"}, **htmx).content.decode()
    assert ("Жданов Н.С.: поддержал" in grown, "<html" in grown) == (True, False)
    # A member sees none of it, on the page or behind it.
    assert "Жданов" not in running.see("director").split('id="table"')[0]
    assert desk("director").get(live, **htmx).status_code == 302


def test_only_the_secretary_of_the_meeting_writes_and_a_visitor_is_told_to_sign_in(
    running: Pages, visitor: Client
) -> None:
    before = Event.objects.count()
    for who in ("head_second", "director"):
        answer = write(running, who, heard="Чужое")
        assert (answer.status_code, "refusal" in answer.json()) == (409, True)
    address = reverse("meeting_minutes", args=[running.pk])
    assert visitor.post(address, {}, **JSON).status_code == 401
    assert (MinutesText.objects.count(), Event.objects.count()) == (0, before)


def test_who_goes_on_keeps_one_text_and_what_was_taken_away_stays(running: Pages) -> None:
    write(running, "secretary", spoke="Жданов Н.С.: поддержал предложение")
    write(running, "secretary", spoke=("Жданов Н.С.: поддержал предложение и срок", 1))
    assert MinutesText.objects.count() == 1
    write(running, "secretary", spoke=("", 2))
    kept = list(MinutesText.objects.order_by("revision").values_list("revision", "text"))
    assert kept == [(2, "Жданов Н.С.: поддержал предложение и срок"), (3, "")]


def test_two_writers_are_told_of_each_other_and_nothing_is_lost(running: Pages) -> None:
    write(running, "secretary", spoke="С планшета: Жданов поддержал")
    crossed = write(running, "secretary", spoke=("С ноутбука: Жданов возразил", 0)).json()["crossed"]
    name = f"{running.item().pk}-spoke"
    assert crossed[name]["text"] == "С планшета: Жданов поддержал"
    assert texts(running)["spoke"] == "С планшета: Жданов поддержал"
    saved = write(running, "secretary", spoke_over=("С ноутбука: Жданов возразил", 1)).json()["saved"]
    assert saved[name]["revision"] == 2
    page = running.see("secretary")
    assert ("С ноутбука: Жданов возразил" in page, "С планшета: Жданов поддержал" in page) == (True, True)


def test_without_a_script_all_is_sent_and_only_what_was_typed_counts(running: Pages, desk: Desk) -> None:
    page = desk("secretary").get(reverse("meeting", args=[running.pk]))
    shown = [part for each in page.context["minutes"].questions for part in each.parts]
    form = {part.name: part.text for part in shown} | {f"{part.name}-was": part.was for part in shown}
    write(running, "secretary", heard="Пелевина Л.В.")
    key = running.item().pk
    address = reverse("meeting_minutes", args=[running.pk])
    typed = form | {f"{key}-spoke": "Жданов Н.С.: поддержал"}
    assert send(desk("secretary"), address, typed).status_code == 302
    assert texts(running) == {"heard": "Пелевина Л.В.", "spoke": "Жданов Н.С.: поддержал"}
    # The same form sent again crosses nothing; another text over an old page is shown beside the present one.
    assert send(desk("secretary"), address, typed).status_code == 302
    again = send(desk("secretary"), address, form | {f"{key}-spoke": "Крылова И.П.: возразила"})
    body = again.content.decode()
    assert again.status_code == 422
    assert ("Жданов Н.С.: поддержал" in body, "Крылова И.П.: возразила" in body) == (True, True)
    assert texts(running)["spoke"] == "Жданов Н.С.: поддержал"


def test_bad_input_is_refused_with_a_sentence_and_the_rest_is_kept(running: Pages, desk: Desk) -> None:
    answer = write(running, "secretary", heard="Пелевина Л.В.", decided="я" * 5001).json()
    key = running.item().pk
    assert (list(answer["saved"]), list(answer["refused"])) == ([f"{key}-heard"], [f"{key}-decided"])
    strange = {"1-heard": "x", "nonsense": "x", f"{'9' * 30}-heard": "x", f"{key}-motion": "x"}
    strange = desk("secretary").post(reverse("meeting_minutes", args=[running.pk]), strange, **JSON).json()
    assert (strange["saved"], list(strange["refused"])) == ({}, ["1-heard"] if key != 1 else [])


def test_the_wording_is_final_with_the_vote_and_enters_the_record(running: Pages) -> None:
    write(running, "secretary", decided=WORDING)
    running.do("head_second", "open_round", item=running.item().pk)
    assert running.item().decision_draft == WORDING
    late = write(running, "secretary", decided=("Отменить день открытых дверей.", 1)).json()
    assert list(late["refused"]) == [f"{running.item().pk}-decided"]
    for key in SEATS:
        running.vote("director" if key == "base" else f"head_{key}", FOR)
    running.close()
    assert list(write(running, "secretary", decided=("Иначе.", 1)).json()["refused"]) != []
    running.do("head_second", "annul_round", round=running.round.pk, reason="Ошибка в сроке")
    again = write(running, "secretary", decided=("Провести его 16 октября.", 1)).json()
    assert list(again["saved"]) == [f"{running.item().pk}-decided"]


def test_the_protocol_is_made_of_the_minutes_and_of_the_votes(running: Pages, council: Council) -> None:
    write(running, "secretary", heard="Пелевина Л.В.", spoke="Жданов Н.С.: поддержал", decided=WORDING)
    second = running.item(2)
    part = (second.pk, Part.DECIDED)
    write_minutes(running.meeting, {part: Typed("Создать сайт.", 0)}, by=council.secretary)
    meeting = council.vote(running.meeting, **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "leave_item", item=second, reason="Отложен до января")
    meeting = council.lead(meeting, "finish")
    entries = ProtocolEntry.objects.filter(protocol=council.protocol(meeting))
    assert list(entries.values_list("heard", "spoke", "decided")) == [
        ("Пелевина Л.В.", "Жданов Н.С.: поддержал", WORDING),
        ("", "", "Вопрос оставлен без решения: Отложен до января"),
    ]
    # What was not voted on decides nothing; its wording waits with the question.
    assert (running.item(2).decision_draft, MinutesText.objects.count()) == ("Создать сайт.", 0)
    with pytest.raises(NotLegal, match="until it is closed"):
        write_minutes(meeting, {part: Typed("Поздно.", 0)}, by=council.secretary)


def test_drafts_are_prepared_before_and_an_absentee_vote_has_none(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.convened("О дне открытых дверей"), council.seats)
    assert write(pages, "secretary", heard="Пелевина Л.В.").status_code == 200
    assert "Minutes, prepared" in pages.see("secretary")
    draft = Pages(desk, council.drafted("О сайте"), council.seats)
    assert write(draft, "secretary", heard="Рано").status_code == 409


def test_a_question_taken_off_the_agenda_takes_its_minutes_along(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.convened("О дне открытых дверей", "О сайте"), council.seats)
    item = pages.item()
    write(pages, "secretary", heard="Пелевина Л.В.")
    council.act(pages.meeting, "drop_item", item=item)
    answer = desk("secretary").post(
        reverse("meeting_minutes", args=[pages.pk]), {f"{item.pk}-heard": "Ещё"}, **JSON
    )
    assert (MinutesText.objects.count(), list(answer.json()["refused"])) == (0, [f"{item.pk}-heard"])


def test_a_later_spell_begins_a_text_of_its_own(running: Pages) -> None:
    write(running, "secretary", spoke="Жданов Н.С.: поддержал")
    MinutesText.objects.update(written_at=clock.now() - timedelta(hours=1))
    write(running, "secretary", spoke=("Жданов Н.С.: поддержал. Крылова И.П.: тоже", 1))
    assert MinutesText.objects.count() == 2
