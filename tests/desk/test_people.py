"""People and roles: only for those who appoint, only in their district, by the rules of appointments."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.people import correct_person
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.entry import EntryPass
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.founding import entered, other_district, repairer
from tests.memory import recalled

Desk = Callable[[str], Client]
BASIS = "приказ от 12.09.2011 № 12-К"


@pytest.fixture
def admin(desk: Desk) -> Client:
    return desk("administrator")


@pytest.fixture
@recalled
def newcomer(luza: Luza) -> Person:
    return entered(luza.district, "new@luza.example", "Новикова", "Вера", patronymic="Львовна")


@pytest.fixture
def elsewhere(luza: Luza) -> Unit:
    return other_district()


def appointment(luza: Luza, **changed: Any) -> dict[str, Any]:
    return {"role": Role.CLERK, "unit": luza.base.pk, "since": "2011-09-12", "basis": BASIS, **changed}


@pytest.mark.parametrize(
    "address",
    [
        "/people/",
        "/people/new/",
        "/people/1/",
        "/people/1/edit/",
        "/people/1/appoint/",
        "/people/1/stand-in/",
    ],
)
def test_whoever_may_not_appoint_finds_no_such_page(
    luza: Luza, desk: Desk, visitor: Client, address: str
) -> None:
    address = address.replace("1", str(luza.people["clerk"].pk))
    assert desk("director").get(address).status_code == 404
    assert visitor.get(address).status_code == 302
    assert desk("administrator").get(address).status_code == 200


def test_whoever_may_not_appoint_changes_nothing(luza: Luza, desk: Desk, newcomer: Person) -> None:
    held = luza.appointments["clerk"][0]
    director = desk("director")
    assert director.post(f"/people/{newcomer.pk}/appoint/", appointment(luza)).status_code == 404
    for way in ("invite", "slip", "second-factor"):
        assert director.post(f"/people/{newcomer.pk}/{way}/").status_code == 404
    assert director.post(f"/people/{newcomer.pk}/account/").status_code == 404
    assert director.post(f"/appointments/{held.pk}/end/", {"until": "2011-09-12"}).status_code == 404
    assert not Appointment.objects.filter(person=newcomer).exists()
    assert Appointment.objects.get(pk=held.pk).until is None


def test_an_administrator_whose_term_is_over_finds_no_such_page(luza: Luza, desk: Desk) -> None:
    dismiss(luza.appointments["administrator"][0], until=date(2011, 9, 11), by=None, basis=BASIS)
    assert desk("administrator").get("/people/").status_code == 404


def test_the_list_is_searched_by_name_in_any_case(admin: Client, luza: Luza) -> None:
    assert [person.surname for person in admin.get("/people/?q=ПЕЛЕВИН л").context["page_obj"]] == ["Пелевин"]
    assert list(admin.get("/people/?q=никто").context["page_obj"]) == []
    assert len(admin.get("/people/").context["page_obj"]) == len(luza.people)


def test_the_list_costs_the_same_however_long(
    admin: Client, luza: Luza, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        person = entered(luza.district, f"p{number}@luza.example", f"Людин{number}", "Иван")
        appoint(person, Role.OBSERVER, luza.district, basis=BASIS, by=None)
    with django_assert_max_num_queries(12):
        assert len(admin.get("/people/").context["page_obj"]) == len(luza.people) + 20


def test_a_new_person_is_invited_and_has_no_password(admin: Client) -> None:
    typed = {"surname": "Новикова", "given": "Вера", "email": "Vera@Luza.example", "gender": "female"}
    assert admin.post("/people/new/", {**typed, "basis": BASIS}).status_code == 302
    created = Person.objects.get(email="vera@luza.example")
    assert not created.has_usable_password()
    assert EntryPass.objects.get(person=created).purpose == EntryPass.Purpose.INVITATION


def test_two_people_do_not_share_an_email(admin: Client, luza: Luza) -> None:
    page = admin.post(
        "/people/new/",
        {"surname": "Новикова", "given": "Вера", "email": "DIRECTOR@luza.example", "basis": BASIS},
    )
    assert page.status_code == 422
    assert page.context["form"].errors == {"email": ["Somebody has this e-mail already."]}
    assert page.context["form"]["surname"].value() == "Новикова"


def test_an_appointed_person_holds_the_rights_of_the_role(
    admin: Client, luza: Luza, newcomer: Person
) -> None:
    assert admin.post(f"/people/{newcomer.pk}/appoint/", appointment(luza)).status_code == 302
    assert (Right.DRAFT_ORDER.value, luza.base.pk) in rights_of(newcomer)
    event = Appointment.objects.get(person=newcomer).events.get()
    assert (event.act, event.actor, event.capacity, event.words.basis) == (
        "appoint",
        luza.people["administrator"],
        "сетевой администратор",
        BASIS,
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": Role.COUNCIL_CHAIR}, "The role «chair of the council» cannot be held at «СОШ г. Лузы»."),
        ({"until": "2011-09-11"}, "The appointment would end before it begins: correct the dates."),
        ({"basis": " "}, "This field is required."),
        ({"basis": "п" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ({"since": "завтра"}, "Enter a valid date."),
    ],
)
def test_a_wrong_appointment_is_refused_with_a_sentence_and_keeps_what_was_typed(
    admin: Client, luza: Luza, newcomer: Person, changed: dict[str, Any], sentence: str
) -> None:
    page = admin.post(f"/people/{newcomer.pk}/appoint/", appointment(luza, **changed))
    assert page.status_code == 422
    assert [error for errors in page.context["form"].errors.values() for error in errors] == [sentence]
    assert page.context["form"]["unit"].value() == str(luza.base.pk)
    assert not Appointment.objects.filter(person=newcomer).exists()


def test_a_seat_is_filled_once(admin: Client, luza: Luza, newcomer: Person) -> None:
    taken = appointment(luza, role=Role.COUNCIL_MEMBER, unit=luza.council.pk, seat=luza.seats["lalsk"].pk)
    page = admin.post(f"/people/{newcomer.pk}/appoint/", taken)
    assert page.context["form"].non_field_errors() == [
        "The seat is filled for that time: end the other appointment first."
    ]


def test_nobody_appoints_themselves(admin: Client, luza: Luza) -> None:
    administrator = luza.people["administrator"]
    page = admin.post(f"/people/{administrator.pk}/appoint/", appointment(luza))
    assert page.context["form"].non_field_errors() == [
        "Nobody appoints themselves: ask another administrator."
    ]
    assert (Right.DRAFT_ORDER.value, luza.base.pk) not in rights_of(administrator)


def test_nobody_is_appointed_in_another_district(
    admin: Client, luza: Luza, newcomer: Person, elsewhere: Unit
) -> None:
    page = admin.post(
        f"/people/{newcomer.pk}/appoint/", appointment(luza, role=Role.OBSERVER, unit=elsewhere.pk)
    )
    assert page.status_code == 422
    assert not Appointment.objects.filter(unit=elsewhere).exists()


def test_a_stand_in_takes_role_unit_and_seat_of_whom_they_stand_in_for(
    admin: Client, luza: Luza, newcomer: Person
) -> None:
    holder = luza.appointments["head_lalsk"][1]
    term = {"stands_for": holder.pk, "since": "2011-09-12", "until": "2011-09-30", "basis": BASIS}
    assert admin.post(f"/people/{newcomer.pk}/stand-in/", term).status_code == 302
    made = Appointment.objects.get(person=newcomer)
    assert (made.role, made.unit, made.seat, made.stands_for) == (
        holder.role,
        luza.council,
        holder.seat,
        holder,
    )
    assert (made.title, made.until) == ("член совета округа", date(2011, 9, 30))


def test_a_stand_in_without_an_end_is_refused(admin: Client, luza: Luza, newcomer: Person) -> None:
    holder = luza.appointments["head_lalsk"][0]
    page = admin.post(
        f"/people/{newcomer.pk}/stand-in/", {"stands_for": holder.pk, "since": "2011-09-12", "basis": BASIS}
    )
    assert page.context["form"].errors == {"until": ["This field is required."]}


def test_a_dismissed_person_acts_until_the_end_of_the_last_day(admin: Client, luza: Luza) -> None:
    held = luza.appointments["clerk"][0]
    assert admin.post(f"/appointments/{held.pk}/end/", ending("2011-09-12")).status_code == 302
    assert Appointment.objects.get(pk=held.pk).until == date(2011, 9, 12)
    assert (Right.DRAFT_ORDER.value, luza.base.pk) in rights_of(held.person)
    assert (Right.DRAFT_ORDER.value, luza.base.pk) not in rights_of(held.person, date(2011, 9, 13))


def ending(until: str) -> dict[str, str]:
    return {"until": until, "basis": BASIS}


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2011-07-31", "The appointment begins on 01.08.2011: it cannot end before that day."),
        ("", "This field is required."),
    ],
)
def test_an_impossible_last_day_is_refused(admin: Client, luza: Luza, until: str, sentence: str) -> None:
    held = luza.appointments["clerk"][0]
    page = admin.post(f"/appointments/{held.pk}/end/", ending(until))
    assert page.context["form"].errors == {"until": [sentence]}
    assert Appointment.objects.get(pk=held.pk).until is None


def test_an_appointment_is_not_prolonged_by_ending_it(admin: Client, luza: Luza) -> None:
    held = luza.appointments["clerk"][0]
    dismiss(held, until=date(2011, 9, 20), by=None, basis=BASIS)
    page = admin.post(f"/appointments/{held.pk}/end/", ending("2011-09-30"))
    assert page.context["form"].errors == {
        "until": ["It ends on 20.09.2011 already: to prolong it, appoint anew."]
    }


def test_people_of_another_district_are_not_found(admin: Client, luza: Luza, elsewhere: Unit) -> None:
    """Without any role, too: a person belongs to a district from the first moment."""
    far = entered(elsewhere, "far@luza.example", "Дальнева", "Вера")
    for address in ("", "edit/", "appoint/", "stand-in/", "account/"):
        assert admin.get(f"/people/{far.pk}/{address}").status_code == 404
    assert admin.post(f"/people/{far.pk}/invite/").status_code == 404
    assert far not in admin.get("/people/?q=Дальнева").context["page_obj"]
    typed = {"surname": "Х", "given": "У", "email": "taken.over@luza.example", "basis": BASIS}
    assert admin.post(f"/people/{far.pk}/edit/", typed).status_code == 404
    assert Person.objects.get(pk=far.pk).email == "far@luza.example"
    with pytest.raises(ValidationError, match="belongs to another district"):
        appoint(far, Role.OBSERVER, luza.district, by=None, basis=BASIS)


def test_the_account_that_repairs_the_system_is_left_alone(admin: Client, luza: Luza) -> None:
    inspector = repairer(luza.district, "x" * 12)
    for way in ("invite", "slip", "second-factor"):
        assert admin.post(f"/people/{inspector.pk}/{way}/").status_code == 404
    assert admin.post(f"/people/{inspector.pk}/account/").status_code == 404
    assert Person.objects.get(pk=inspector.pk).check_password("x" * 12)


def test_a_closed_account_cannot_act_and_can_be_opened_again(admin: Client, luza: Luza) -> None:
    clerk = luza.people["clerk"]
    admin.post(f"/people/{clerk.pk}/account/")
    assert Person.objects.get(pk=clerk.pk).is_active, "without a basis nothing is done"
    admin.post(f"/people/{clerk.pk}/account/", {"basis": BASIS})
    assert rights_of(Person.objects.get(pk=clerk.pk)) == set()
    admin.post(f"/people/{clerk.pk}/account/", {"basis": BASIS})
    assert (Right.DRAFT_ORDER.value, luza.base.pk) in rights_of(Person.objects.get(pk=clerk.pk))


def test_nobody_closes_their_own_account(admin: Client, luza: Luza) -> None:
    administrator = luza.people["administrator"]
    page = admin.post(f"/people/{administrator.pk}/account/", {"basis": BASIS})
    assert page.context["form"].non_field_errors() == ["You cannot close your own account."]
    assert Person.objects.get(pk=administrator.pk).is_active


def test_a_corrected_case_form_is_kept_and_a_suggested_one_is_not(admin: Client, luza: Luza) -> None:
    clerk = luza.people["clerk"]
    form = admin.get(f"/people/{clerk.pk}/edit/").context["form"]
    typed = {name: form[name].value() for name in form.fields} | {
        "dative": "Тестовой А. П.",
        "basis": BASIS,
    }
    assert admin.post(f"/people/{clerk.pk}/edit/", typed).status_code == 302
    assert Person.objects.get(pk=clerk.pk).forms == {"dative": "Тестовой А. П."}


def test_an_emptied_case_form_goes_back_to_the_suggested_one(admin: Client, luza: Luza) -> None:
    clerk = luza.people["clerk"]
    correct_person(clerk, by=None, basis=BASIS, forms={"dative": "Тестовой"})
    form = admin.get(f"/people/{clerk.pk}/edit/").context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"dative": "", "basis": BASIS}
    admin.post(f"/people/{clerk.pk}/edit/", typed)
    assert Person.objects.get(pk=clerk.pk).forms == {}
