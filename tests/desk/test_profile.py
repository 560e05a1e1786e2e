"""One's own page: roles and rights in words, language, password."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.catalogue import Role
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]
PASSWORD = "school-district-2011"
BETTER = "letniy-sad-1892"


def groups(page: Any) -> dict[str, list[str]]:
    return {one.title: [row.capacity for row in one.appointments] for one in page.context["groups"]}


def test_roles_stand_under_in_force_coming_and_ended(luza: Luza, desk: Desk) -> None:
    director = luza.people["director"]
    dismiss(luza.appointments["director"][1], until=date(2011, 9, 1), by=None, basis="приказ об увольнении")
    appoint(
        director,
        Role.OBSERVER,
        luza.district,
        basis="приказ № 7",
        since=date(2011, 10, 1),
        title="наблюдатель",
        by=None,
    )
    assert groups(desk("director").get("/profile/")) == {
        "In force": ["директор базовой школы"],
        "Coming": ["наблюдатель"],
        "Ended": ["член совета округа"],
    }


def test_rights_are_told_in_words_unit_by_unit(luza: Luza, desk: Desk) -> None:
    rights = dict(desk("administrator").get("/profile/").context["rights"])
    sets_up = "set up the district: its units, seats, rules and registers"
    assert rights == {luza.district: ["read the unit's papers", "appoint people to roles", sets_up]}


def test_only_those_who_appoint_are_led_to_the_people(luza: Luza, desk: Desk) -> None:
    assert desk("administrator").get("/profile/").context["appoints"] is True
    assert desk("director").get("/profile/").context["appoints"] is False


def test_the_language_is_switched_and_kept(luza: Luza, desk: Desk) -> None:
    client = desk("director")
    assert client.post("/language/", {"language": "ru", "next": "/profile/"}).url == "/profile/"
    assert "Мой календарь" in client.get("/profile/").content.decode()
    client.post("/language/", {"language": "en", "next": "/profile/"})
    assert "My calendar" in client.get("/profile/").content.decode()


def test_a_password_is_changed_by_whoever_knows_the_old_one(luza: Luza, desk: Desk) -> None:
    director = luza.people["director"]
    director.set_password(PASSWORD)
    director.save()
    client = desk("director")
    wrong = {"old_password": "nonsense", "new_password1": BETTER, "new_password2": BETTER}
    assert client.post("/profile/password/", wrong).status_code == 422
    assert Person.objects.get(pk=director.pk).check_password(PASSWORD)
    assert client.post("/profile/password/", {**wrong, "old_password": PASSWORD}).status_code == 302
    assert Person.objects.get(pk=director.pk).check_password(BETTER)
    assert client.get("/profile/").status_code == 200


def test_a_change_of_password_stands_in_the_record_without_the_password(luza: Luza, desk: Desk) -> None:
    director = luza.people["director"]
    director.set_password(PASSWORD)
    director.save()
    desk("director").post(
        "/profile/password/", {"old_password": PASSWORD, "new_password1": BETTER, "new_password2": BETTER}
    )
    event = OrganisationEvent.objects.filter(person=director).latest("position")
    assert (event.act, event.actor, event.words.changes) == ("choose_password", director, {})


def test_bodies_show_seats_with_holders_and_their_rules_in_words(luza: Luza, desk: Desk) -> None:
    dismiss(
        luza.appointments["head_kulikovo"][1], until=date(2011, 9, 1), by=None, basis="приказ об увольнении"
    )
    page = desk("observer").get("/bodies/")
    bodies = {body.name: body for body in page.context["bodies"]}
    assert list(bodies) == ["Совет школьного округа", luza.methodical.name]
    body = bodies["Совет школьного округа"]
    holders = {seat.unit: seat.holder for seat in body.seats}
    assert holders["СОШ г. Лузы"] == "Пелевин Л.В., член совета округа"
    assert holders["Покровская ООШ"] == ""
    (rule,) = body.rules
    assert rule.source == "Положение о Лузском школьном округе, раздел 4"
    assert "Quorum: at least half of the whole roster." in page.content.decode()


def test_the_profile_costs_few_queries(luza: Luza, desk: Desk, django_assert_max_num_queries: Any) -> None:
    client = desk("head_second")
    with django_assert_max_num_queries(12):
        client.get("/profile/")
    with django_assert_max_num_queries(11):
        client.get("/bodies/")
