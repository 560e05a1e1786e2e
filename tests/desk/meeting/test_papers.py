"""The papers of a meeting, and who is awaited."""

from django.test import Client
from django.urls import reverse

from governance.scenarios.luza import Luza
from tests.desk.meeting.conftest import Desk
from tests.desk.table import Pages
from tests.meeting.council import FOR, SEATS, Council
from tests.meeting.sheets import Sheets


def test_members_open_notice_agenda_and_registration_sheet_once_the_meeting_is_convened(
    planned: Pages, desk: Desk, council: Council
) -> None:
    page = planned.see("director")
    for form in ("notice", "agenda", "registration"):
        address = reverse("meeting_paper", args=[planned.pk, form])
        assert address in page
        response = desk("director").get(address)
        assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
        assert desk("clerk").get(address).status_code == 404
        assert (
            desk("secretary").get(reverse("meeting_paper", args=[council.drafted().pk, form])).status_code
            == 404
        )
    assert desk("director").get(reverse("meeting_paper", args=[planned.pk, "other"])).status_code == 404


def test_a_meeting_is_followed_and_followed_no_more_from_its_page(planned: Pages, desk: Desk) -> None:
    follow, unfollow = (reverse(name, args=[planned.pk]) for name in ("paper_follow", "paper_unfollow"))
    assert follow in planned.see("director")
    desk("director").post(follow)
    page = planned.see("director")
    assert (follow in page, unfollow in page) == (False, True)


def awaited_of_others(client: Client) -> list[str]:
    """By name, whom the first paper of the list «I wait for others» is with."""
    page = client.get("/?show=others")
    (row, *_more) = [row for group in page.context["groups"] for row in group.tasks]
    return [person.name for person in row.people]


def test_whoever_waits_for_the_council_reads_who_has_to_act(luza: Luza, council: Council, desk: Desk) -> None:
    council.convened(subject=council.plan())
    assert awaited_of_others(desk("deputy")) == ["Крылова И.П."]


def test_whoever_waits_for_an_absentee_vote_reads_whose_sheets_are_awaited(luza: Luza, desk: Desk) -> None:
    sheets = Sheets(luza)
    meeting = sheets.announced("О дне открытых дверей", subject=sheets.plan())
    for key in SEATS[:4]:
        sheets.answer(meeting, key, FOR)
    assert awaited_of_others(desk("deputy")) == [sheets.members[key].name for key in SEATS[4:]]


def test_nobody_registers_for_an_absentee_vote(luza: Luza, desk: Desk) -> None:
    meeting = Sheets(luza).announced("О дне открытых дверей")
    answers = {
        form: desk("secretary").get(reverse("meeting_paper", args=[meeting.pk, form])).status_code
        for form in ("notice", "agenda", "registration")
    }
    assert answers == {"notice": 200, "agenda": 200, "registration": 404}
