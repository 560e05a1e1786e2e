"""The list of speakers of a sitting, and the screen that the room sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.meeting.speeches import Speech, speech_minutes
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.record.events import Event
from governance.documents.settings.meetings import SPEECH_MINUTES
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.desk.table import Pages, send
from tests.meeting.council import FOR, SEATS, Council

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def running(desk: Desk, council: Council) -> Pages:
    return Pages(desk, council.running("О дне открытых дверей", "О сайте округа"), council.seats)


def press(pages: Pages, who: str, act: str, **facts: Any) -> Any:
    return send(pages.desk(who), reverse("meeting_word", args=[pages.pk, act]), facts)


def listed(pages: Pages) -> list[tuple[str, str]]:
    """Who stands on the list, in order: waits, has the word, or has ended."""
    return [
        (speech.name, "waits" if speech.waits else "has word" if speech.has_word else "over")
        for speech in Speech.objects.filter(withdrawn_at=None).order_by("place")
    ]


def test_members_ask_the_chair_gives_the_word_and_it_goes_into_the_protocol(
    running: Pages, desk: Desk, council: Council
) -> None:
    before = Event.objects.count()
    item = running.item().pk
    for who in ("director", "head_lalsk", "head_lalsk"):
        assert press(running, who, "ask", item=item).status_code == 302
    first, second = Speech.objects.order_by("place")
    press(running, "head_second", "first", speech=second.pk)
    press(running, "head_second", "give", speech=second.pk)
    assert [state for _name, state in listed(running)] == ["has word", "waits"]
    press(running, "head_second", "give", speech=first.pk)
    press(running, "secretary", "end")
    assert [state for _name, state in listed(running)] == ["over", "over"]
    # It binds nobody: no event of the record, and the revision of the meeting stays.
    assert Event.objects.count() == before
    assert f'data-adds-to="{item}-spoke"' in running.see("secretary")
    meeting = council.vote(running.meeting, **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "leave_item", item=running.item(2), reason="Отложен")
    council.lead(meeting, "finish")
    spoke = ProtocolEntry.objects.filter(item_id=item).values_list("spoke", flat=True).get()
    assert spoke == f"{second.name}\n{first.name}"


def test_who_may_not_is_told_why_and_nothing_changes(running: Pages, council: Council, desk: Desk) -> None:
    item = running.item().pk
    outsider = press(running, "secretary", "ask", item=item)
    assert (outsider.status_code, "Members at the table ask for the word" in outsider.content.decode()) == (
        422,
        True,
    )
    press(running, "director", "ask", item=item)
    speech = Speech.objects.get()
    for who, act in (
        ("director", "give"),
        ("secretary", "give"),
        ("head_lalsk", "withdraw"),
        ("director", "end"),
    ):
        assert press(running, who, act, speech=speech.pk).status_code == 422
    assert listed(running) == [(speech.name, "waits")]
    assert press(running, "director", "shout", speech=speech.pk).status_code == 404
    assert press(running, "director", "give", speech="x").status_code == 404
    assert press(running, "director", "withdraw", speech=speech.pk).status_code == 302
    assert press(running, "head_second", "give", speech=speech.pk).status_code == 422
    planned = Pages(desk, council.convened("О выставке"), council.seats)
    assert press(planned, "director", "ask", item=planned.item().pk).status_code == 422
    assert listed(running) == []


def test_the_secretary_enters_a_guest_and_a_name_is_asked_for(running: Pages, desk: Desk) -> None:
    address = f"{reverse('meeting_speaker', args=[running.pk])}?item={running.item().pk}"
    assert send(desk("secretary"), address, {"name": " "}).status_code == 422
    assert send(desk("director"), address, {"name": "Гость А.А."}).status_code == 422
    assert send(desk("secretary"), address, {"name": "Гость А.А."}).status_code == 302
    assert listed(running) == [("Гость А.А.", "waits")]


def test_time_over_the_limit_is_shown_and_ends_nothing(running: Pages) -> None:
    press(running, "director", "ask", item=running.item().pk)
    speech = Speech.objects.get()
    press(running, "head_second", "give", speech=speech.pk)
    given = Speech.objects.get()
    assert (given.limit, given.has_word) == (300, True)
    given.given_at = clock.now() - timedelta(minutes=7)
    given.save()
    press(running, "head_second", "end")
    assert "over time by 2 min" in running.see("head_second")


def test_a_body_with_a_limit_of_its_own_goes_before_the_district(running: Pages, council: Council) -> None:
    meeting = running.meeting
    assert speech_minutes(meeting) == SPEECH_MINUTES.on(meeting.district_id) == 5
    with past_the_door():
        Regulation.objects.filter(pk=meeting.regulation_id).update(speech_minutes=2)
    press(running, "director", "ask", item=running.item().pk)
    press(running, "head_second", "give", speech=Speech.objects.get().pk)
    given = Speech.objects.get()
    assert given.given_at is not None
    assert (given.limit, given.until) == (120, given.given_at + timedelta(minutes=2))
    # A change of the rules is for the next speech: who has the word keeps the time that was announced.
    with past_the_door():
        Regulation.objects.filter(pk=meeting.regulation_id).update(speech_minutes=9)
    assert Speech.objects.get().limit == 120


def test_the_clock_counts_for_whoever_has_the_word_and_begins_anew_with_the_next(running: Pages) -> None:
    shown = 'class="clock"'
    for who in ("director", "head_lalsk"):
        press(running, who, "ask", item=running.item().pk)
    first, second = Speech.objects.order_by("place")
    assert shown not in running.see("director")
    press(running, "head_second", "give", speech=first.pk)
    given = Speech.objects.get(pk=first.pk)
    assert given.given_at is not None
    for minutes, left in ((0, 300), (3, 120), (6, -60)):
        with clock.played(given.given_at + timedelta(minutes=minutes)):
            assert given.left == left
    assert running.see("director").count(shown) == 1
    press(running, "head_second", "give", speech=second.pk)
    assert (Speech.objects.get(pk=first.pk).has_word, Speech.objects.get(pk=second.pk).limit) == (False, 300)
    assert running.see("director").count(shown) == 1
    press(running, "head_second", "end")
    assert shown not in running.see("director")


def test_the_live_page_and_the_screen_see_a_speech_and_are_quiet_otherwise(
    running: Pages, desk: Desk
) -> None:
    page = desk("director").get(reverse("meeting", args=[running.pk]))
    assert desk("director").get(page.context["live"]).status_code == 204
    press(running, "director", "ask", item=running.item().pk)
    changed = desk("director").get(page.context["live"])
    assert (changed.status_code, "waits" in changed.content.decode()) == (200, True)
    assert desk("director").get(changed.context["live"]).status_code == 204
    screen = desk("secretary").get(reverse("meeting_screen", args=[running.pk]))
    assert desk("secretary").get(screen.context["screen"].live).status_code == 204


def test_the_screen_shows_the_result_as_a_picture_and_is_for_chair_and_secretary(
    running: Pages, council: Council, desk: Desk, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    council.vote(running.meeting, **{**dict.fromkeys(SEATS, FOR), "base": "against"})
    address = reverse("meeting_screen", args=[running.pk])
    chair = desk("head_second")
    with django_assert_max_num_queries(12):
        page = chair.get(address).content.decode()
    assert ("Vote on question 1" in page, '<svg class="against"' in page, "О сайте округа" in page) == (
        True,
    ) * 3
    assert desk("director").get(address).status_code == 403
    assert visitor.get(reverse("meeting_screen_live", args=[running.pk])).status_code == 401


def test_the_screen_names_nobody_in_a_secret_vote(running: Pages, council: Council, desk: Desk) -> None:
    council.opened(running.meeting, secret=True)
    council.cast(running.meeting, "base", FOR)
    page = desk("secretary").get(reverse("meeting_screen", args=[running.pk])).content.decode()
    assert "Voted: 1 of 6." in page
    assert [name for name in council.seats.values() if str(name) in page] == []
