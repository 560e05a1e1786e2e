"""The pages of network teachers: put forward, listed for the order, published."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from governance import clock
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList
from governance.documents.kinds.order.order import Order
from governance.scenarios.luza import Luza
from tests.desk.rewards.conftest import OnDay, pages, text
from tests.network.year import appointed, put_forward, supported
from tests.rewards.office import RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
DAY = date(2012, 8, 20)


@pytest.fixture
def rewarding(luza: Luza) -> RewardOffice:
    office = RewardOffice(luza)
    office.day = DAY
    return office


def begun(office: RewardOffice, director: OnDay) -> Candidacy:
    typed = {"employment": office.teachers["maths"].pk, "since": "2012-09-01", "until": "2013-05-31"}
    answer = director.post("candidacy_begin", **typed)
    assert answer.status_code == 302, text(answer)
    return Candidacy.objects.get()


def test_a_head_puts_a_teacher_forward_subject_by_subject(rewarding: RewardOffice, desk: Desk) -> None:
    director = pages(desk, "director", DAY)
    candidacy = begun(rewarding, director)
    typed = {
        "since": "2012-09-01",
        "until": "2013-05-31",
        "training": "курсы, 72 часа",
        "subject-0-name": "математика",
        "subject-0-hours": "1,5",
        "subject-0-grades": ["9", "11"],
        "do": "save",
    }
    answer = director.post("candidacy_edit", candidacy.pk, **typed)
    assert answer.status_code == 302, text(answer)
    assert fresh(candidacy).load == [{"name": "математика", "grades": [9, 11], "hours": "1.5"}]


def test_a_refused_candidacy_keeps_all_that_was_typed(rewarding: RewardOffice, desk: Desk) -> None:
    director = pages(desk, "director", DAY)
    candidacy = begun(rewarding, director)
    typed = {
        "since": "2012-09-01",
        "until": "2012-08-01",
        "training": "курсы, 72 часа",
        "subject-0-name": "математика",
        "subject-0-hours": "много",
        "subject-0-grades": ["9", "11"],
        "do": "save",
    }
    answer = director.post("candidacy_edit", candidacy.pk, **typed)
    assert answer.status_code == 422
    for word in ("много", "курсы, 72 часа", "математика", "The last day is before the first"):
        assert word in text(answer)
    assert text(answer).count("checked") == 2
    pressed = director.post("candidacy_edit", candidacy.pk, **{**typed, "do": "more:subject"})
    assert pressed.status_code == 200
    assert "subject-1-name" in text(pressed)
    assert "много" in text(pressed)


def test_a_head_puts_forward_nobody_of_another_school(rewarding: RewardOffice, desk: Desk) -> None:
    typed = {"employment": rewarding.teachers["maths"].pk, "since": "2012-09-01", "until": "2013-05-31"}
    assert pages(desk, "head_lalsk", DAY).post("candidacy_begin", **typed).status_code == 422
    for key in ("clerk", "observer", "teacher_maths"):
        assert pages(desk, key, DAY).post("candidacy_begin", **typed).status_code == 404
    assert not Candidacy.objects.exists()


def test_the_clerk_of_the_base_school_draws_up_the_list_with_its_order(
    rewarding: RewardOffice, desk: Desk
) -> None:
    candidacy = put_forward(rewarding, "maths")
    supported(rewarding, candidacy)
    clerk = pages(desk, "clerk", DAY)
    assert "Draw up the list" in text(clerk.get("network_teachers"))
    for key in ("clerk_second", "observer", "secretary"):
        other = pages(desk, key, DAY)
        assert "Draw up the list" not in text(other.get("network_teachers"))
        assert other.post("staff_list_draft").status_code == 404
    with zeal_ignore():  # each kind of paper is looked up once in the table of kinds
        clerk.post("staff_list_draft")
    drawn = StaffList.objects.get()
    (school_list,) = drawn.school_lists.all()
    assert Order.objects.filter(links_out__target=school_list, links_out__effect="approve").count() == 1
    assert "Draw up the list" not in text(clerk.get("network_teachers"))


def test_the_published_list_is_on_the_public_pages(
    rewarding: RewardOffice, desk: Desk, visitor: Client
) -> None:
    candidacy = put_forward(rewarding, "maths")
    supported(rewarding, candidacy)
    drawn = appointed(rewarding)
    address = reverse("public_paper", args=[drawn.code])
    assert visitor.get(address).status_code == 404
    with clock.played(DAY):
        desk("deputy").post(reverse("paper_do", args=[drawn.pk]), {"move": "publish"})
    shown = visitor.get(address)
    assert shown.status_code == 200
    assert "Мокрушин" in text(shown)
    assert "математика" in text(shown)
    listed = text(pages(desk, "observer", DAY).get("network_teachers"))
    assert "Мокрушин" in listed
    assert "published" in listed


def test_the_list_costs_at_most_twelve_queries_however_many_teachers(
    rewarding: RewardOffice, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    found = [put_forward(rewarding, key) for key in ("maths", "russian", "second")]
    supported(rewarding, *found)
    appointed(rewarding)
    for key in ("clerk", "director", "observer"):
        person = pages(desk, key, DAY)
        person.get("network_teachers")
        with django_assert_max_num_queries(12):
            assert person.get("network_teachers").status_code == 200
    person = pages(desk, "director", DAY)
    person.get("paper", found[0].pk)
    with django_assert_max_num_queries(12):
        assert person.get("paper", found[0].pk).status_code == 200
