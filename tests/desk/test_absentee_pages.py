"""An absentee vote on its pages: prepared, announced, answered on the sheet, entered from paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.flows.engine.models import Notice
from governance.scenarios.luza import Luza
from tests.desk.table import Pages, send
from tests.meeting.council import AGAINST, FOR, SEATS
from tests.meeting.sheets import LAST_MOMENT, Sheets
from tests.scans import SCANNED_PDF

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Sheets:
    return Sheets(luza)


@pytest.fixture
def voting(desk: Desk, council: Sheets) -> Pages:
    return Pages(desk, council.announced("О сайте", "О выставке"), council.seats)


def vote_form(**changes: Any) -> dict[str, Any]:
    return {
        "form": "absentee",
        "title": "Заочное голосование совета",
        "day": "2011-09-20",
        "time": "18:00",
        "place": "г. Луза, каб. 12",
        "do": "done",
        **changes,
    }


def answers(sheet: VotingSheet, *choices: str, **typed: Any) -> dict[str, Any]:
    """The form of a sheet, filled in."""
    items = sheet.meeting.items_by_sheet()
    chosen = {f"choice-{item.pk}": choice for item, choice in zip(items, choices, strict=False)}
    return {"move": "answer", "seen": sheet.revision, "password": "x", **chosen, **typed}


def press(desk: Desk, who: str, sheet: VotingSheet, data: dict[str, Any]) -> Any:
    return send(desk(who), reverse("paper_do", args=[sheet.pk]), data)


def test_the_secretary_prepares_and_the_chair_announces(desk: Desk, council: Sheets) -> None:
    council.decides_by(absentee="votes_and_quorum")
    new = f"{reverse('meeting_new')}?form=absentee"
    page = desk("secretary").get(new).content.decode()
    assert "Where sheets on paper are returned" in page
    # The secretary does not announce, and a sheet is never secret.
    assert 'value="announce"' not in page
    assert "new-secret" not in page
    saved = send(desk("secretary"), new, vote_form(**{"new-title": "О сайте"}))
    meeting = Meeting.objects.get()
    assert (saved.status_code, meeting.form, meeting.state) == (302, "absentee", "draft")
    assert 'id="act-announce"' not in Pages(desk, meeting, council.seats).see("secretary")
    pages = Pages(desk, meeting, council.seats)
    assert 'id="act-announce"' in pages.see("head_second")
    assert pages.do("head_second", "announce").status_code == 302
    assert (pages.meeting.state, VotingSheet.objects.count()) == ("voting", 6)


def test_a_day_without_hour_or_place_keeps_what_was_typed(desk: Desk, council: Sheets) -> None:
    new = f"{reverse('meeting_new')}?form=absentee"
    response = send(desk("secretary"), new, vote_form(place="", **{"new-title": "О сайте"}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Say where sheets on paper are returned." in page
    assert "О сайте" in page
    assert not Meeting.objects.exists()


def test_the_own_sheet_comes_first_and_others_stay_closed(voting: Pages, council: Sheets) -> None:
    page = voting.see("director")
    own, other = (council.sheet(voting.meeting, key) for key in ("base", "lalsk"))
    assert page.index("Fill in my sheet") < page.index("Members and their sheets")
    assert reverse("paper", args=[own.pk]) in page
    assert reverse("paper", args=[other.pk]) not in page
    assert voting.desk("director").get(reverse("paper", args=[other.pk])).status_code == 404
    assert reverse("paper", args=[other.pk]) in voting.see("secretary")


def test_a_member_answers_on_the_page_of_the_sheet_with_a_password(
    desk: Desk, voting: Pages, council: Sheets
) -> None:
    sheet = council.sheet(voting.meeting, "base")
    missing = press(desk, "director", sheet, answers(sheet, FOR))
    assert missing.status_code == 422
    assert "Choose how you vote on this question." in missing.content.decode()
    wrong = press(desk, "director", sheet, answers(sheet, FOR, AGAINST, password="wrong"))
    assert "The password is wrong" in wrong.content.decode()
    assert not council.sheet(voting.meeting, "base").counts


def test_a_page_of_the_sheet_offers_its_answers_again(voting: Pages, council: Sheets, desk: Desk) -> None:
    council.answer(voting.meeting, "base", FOR, AGAINST, note="поздно")
    page = desk("director").get(reverse("paper", args=[council.sheet(voting.meeting, "base").pk]))
    content = page.content.decode()
    assert (content.count(" checked>"), content.count("поздно") >= 2) == (2, True)
    asked = voting.see("secretary")
    assert ("Returned: 1 of 6." in asked, "those present" in asked) == (True, False)


def test_the_secretary_enters_a_paper_sheet_on_its_page(desk: Desk, voting: Pages, council: Sheets) -> None:
    sheet = council.sheet(voting.meeting, "lalsk")
    items = sheet.meeting.items_by_sheet()
    data = {
        "move": "enter_on_paper",
        "seen": sheet.revision,
        "received_on": "2011-09-12",
        "file": SimpleUploadedFile("лист.pdf", SCANNED_PDF, content_type="application/pdf"),
        f"choice-{items[0].pk}": FOR,
        f"choice-{items[1].pk}": "unclear",
    }
    response = press(desk, "secretary", sheet, data)
    assert response.status_code == 302, response.content.decode()[-3000:]
    entered = council.sheet(voting.meeting, "lalsk")
    assert [answer["choice"] for answer in entered.answers] == [FOR, "unclear"]
    assert Notice.objects.filter(text="sheet_enter_on_paper").count() == 1


def test_the_secretary_counts_after_the_last_moment_and_not_before(voting: Pages, council: Sheets) -> None:
    for key in SEATS[:3]:
        council.answer(voting.meeting, key, FOR)
    assert "Count the sheets" not in voting.see("secretary")
    assert voting.do("secretary", "end_vote").status_code == 422
    with clock.played(LAST_MOMENT + timedelta(minutes=5)):
        assert "Count the sheets" in voting.see("secretary")
        assert voting.do("secretary", "end_vote").status_code == 302
    assert voting.meeting.state == "held"
    page = voting.see("secretary")
    assert "voted by sheet" in page
    assert "the sheet was not returned" in page
    assert "those present" not in page


def test_a_sheet_for_a_sitting_is_given_on_the_meetings_page(desk: Desk, council: Sheets) -> None:
    pages = Pages(desk, council.mixed("О сайте"), council.seats)
    assert "Give a voting sheet" in pages.see("secretary")
    assert pages.do("secretary", "send_sheet", seat=council.seats["lalsk"].pk).status_code == 302
    assert "the sheet is awaited" in pages.see("secretary")
    assert "Fill in my sheet" in pages.see("head_lalsk")


def test_where_the_rules_know_no_sheets_the_page_offers_none(desk: Desk, council: Sheets) -> None:
    pages = Pages(desk, council.convened("О сайте"), council.seats)
    assert "Give a voting sheet" not in pages.see("secretary")
    refused = pages.do("secretary", "send_sheet", seat=council.seats["lalsk"].pk)
    assert refused.status_code == 422
    assert "By the rules of the body sheets do not count" in refused.content.decode()


@pytest.mark.parametrize("who", ["secretary", "head_second", "director"])
def test_the_page_of_an_absentee_vote_costs_at_most_twelve_queries(
    desk: Desk, council: Sheets, django_assert_max_num_queries: Any, who: str
) -> None:
    questions = [f"Вопрос {number}" for number in range(12)]
    meeting = council.announced(*questions, subject=council.plan())
    client = desk(who)
    client.get("/")  # what a process reads once a minute
    with django_assert_max_num_queries(12):
        assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200
