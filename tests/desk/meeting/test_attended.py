"""A meeting is opened and attended."""

from django.urls import reverse

from tests.desk.meeting.conftest import Desk
from tests.desk.table import Pages, send
from tests.meeting.council import ABSENT, FOR, PRESENT, SEATS, Council


def state(pages: Pages) -> str:
    return pages.meeting.state


def test_chair_opens_the_meeting_once_the_secretary_has_marked_the_attendance(planned: Pages) -> None:
    response = planned.do("head_second", "open")
    assert response.status_code == 422
    assert "Mark the attendance first" in response.content.decode()
    assert planned.attend(**dict.fromkeys(SEATS, PRESENT)).status_code == 302
    assert "Quorum: 6 of 6" in planned.see("director")
    assert planned.do("head_second", "open").status_code == 302
    assert state(planned) == "running"


def test_all_others_are_marked_present_by_one_press(planned: Pages, desk: Desk) -> None:
    planned.attend(kulikovo=ABSENT)
    page = desk("secretary").get(reverse("meeting_attendance", args=[planned.pk]))
    data = {f"{form.prefix}-person": form.row.person.pk for form in page.context["seats"]}
    data |= {f"{form.prefix}-seen": form["seen"].value() for form in page.context["seats"]}
    data |= {
        f"{form.prefix}-{name}": form.row.status
        for form in page.context["seats"]
        for name in ("was", "status")
    }
    send(desk("secretary"), reverse("meeting_attendance", args=[planned.pk]), {**data, "do": "all"})
    statuses = dict(planned.meeting.attendance.values_list("seat__position", "status"))
    assert statuses == {1: PRESENT, 2: PRESENT, 3: PRESENT, 4: PRESENT, 5: PRESENT, 6: ABSENT}


def test_acting_head_sits_for_the_absent_one_and_votes(desk: Desk, council: Council) -> None:
    council.stand_in("lalsk")
    pages = Pages(desk, council.running("О сайте округа"), council.seats)
    pages.do("head_second", "open_round", item=pages.item().pk)
    assert 'value="for"' in pages.see("acting_lalsk")
    assert pages.vote("acting_lalsk", FOR, seat="lalsk").status_code == 302
    assert pages.ballots == {"lalsk": FOR}


def test_secretary_alone_marks_the_attendance(planned: Pages, desk: Desk) -> None:
    address = reverse("meeting_attendance", args=[planned.pk])
    for who in ("director", "head_second", "observer"):
        assert desk(who).get(address).url == reverse("meeting", args=[planned.pk])
        assert desk(who).post(address, {"do": "all"}).url == reverse("meeting", args=[planned.pk])
    assert planned.meeting.attendance.count() == 0


def test_without_a_quorum_the_meeting_ends_as_not_held(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.running("О сайте округа", here=("base", "second")), council.seats)
    assert "No quorum: 2 of 6" in pages.see("director")
    assert pages.do("head_second", "open_round", item=pages.item().pk).status_code == 422
    assert desk("secretary").get(reverse("meeting_do", args=[pages.pk, "fail"])).status_code == 200
    pages.do("secretary", "fail")
    assert state(pages) == "not_held"
    assert "No quorum: 2 of 6 are here, 3 needed." in pages.see("director")


def test_who_leaves_for_a_question_is_noted_at_it_and_called_back_by_one_press(running: Pages) -> None:
    item, seat = running.item().pk, running.seats["kulikovo"].pk
    assert "Somebody leaves for this question" in running.see("secretary")
    assert running.do("secretary", "step_out", item=item, seat=seat).status_code == 302
    page = running.see("secretary")
    assert "Out for this question: Попова Т.Н." in " ".join(page.split())
    assert "Back at the table: Попова Т.Н." in page
    assert running.do("director", "come_back", seat=seat).status_code == 422
    assert running.do("secretary", "come_back", seat=seat).status_code == 302
    assert running.meeting.attendance.get(seat_id=seat).status == PRESENT


def test_page_and_list_name_the_number_of_a_sitting_and_why_it_was_called_off(
    desk: Desk, council: Council
) -> None:
    pages = Pages(desk, council.convened("О школьном автобусе"), council.seats)
    listed = reverse("meetings")
    assert "Sitting No. 1" in pages.see("secretary")
    assert "sitting No. 1" in desk("secretary").get(listed).content.decode()
    assert pages.do("secretary", "cancel", reason="Карантин").status_code == 302
    page = " ".join(desk("secretary").get(listed).content.decode().split())
    assert ("sitting No. 1" in page, "Cancelled: Карантин" in page) == (True, True)
