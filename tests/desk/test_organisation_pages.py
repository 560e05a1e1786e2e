"""The set-up of a district and the history of its people and units, as people meet them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import correct_person
from governance.roles.body import Proxy, Seat
from governance.roles.catalogue import Role
from governance.roles.organisation import OrganisationEvent
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk
from tests.founding import entered, founded, other_district, repairer
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

BASIS = "приказ от 12.09.2011 № 5-К"
ACT = {"since": "2011-09-12", "basis": BASIS}
UNIT = {"name": "Школа № 9", "short_name": "Школа № 9", "place": "г. Луза"}
RULE = {
    "source": "Положение, пункт 7",
    "quorum_strict": "at_least",
    "quorum": "2/3",
    "majority_strict": "more",
    "majority": "1/2",
    "base": "present",
}


@pytest.fixture
def admin(desk: Desk) -> Client:
    return desk("administrator")


def addresses(luza: Luza) -> list[str]:
    council, seat = luza.council.pk, luza.seats["lalsk"].pk
    register = luza.base.registers.first()
    assert register is not None
    return [
        "/setup/",
        "/setup/settings/",
        "/setup/settings/own_days/",
        "/setup/units/new/",
        f"/setup/units/{council}/",
        f"/setup/units/{council}/edit/",
        f"/setup/units/{council}/seats/new/",
        f"/setup/units/{council}/rules/new/",
        f"/setup/units/{council}/proxies/new/",
        f"/setup/seats/{seat}/end/",
        f"/setup/registers/{register.pk}/",
        "/setup/registers/",
        "/setup/processes/",
        "/setup/processes/plan/",
        "/setup/schools/",
        "/setup/schools/template.xlsx",
        "/setup/people/",
        "/setup/people/template.xlsx",
        "/setup/mail/",
        "/setup/invitations/",
        f"/setup/units/{council}/appoint/",
        f"/setup/units/{council}/registers/new/",
        f"/setup/units/{council}/seats/several/",
    ]


def test_the_set_up_is_for_whoever_has_the_right_to_it(luza: Luza, desk: Desk, admin: Client) -> None:
    root = Client()
    root.force_login(repairer(luza.district))
    for address in addresses(luza):
        assert admin.get(address).status_code == 200, address
        assert desk("director").get(address).status_code == 404, address
        assert root.get(address).status_code == 404, address


def test_the_set_up_of_another_district_is_not_found(luza: Luza, admin: Client) -> None:
    far = other_district()
    school = founded(far, UnitKind.SCHOOL, "Школа")
    before = OrganisationEvent.objects.count()
    for address in ("", "edit/", "seats/new/", "rules/new/", "proxies/new/"):
        assert admin.post(f"/setup/units/{school.pk}/{address}", {**UNIT, **ACT}).status_code == 404
    assert str(far) not in admin.get("/setup/").content.decode()
    page = admin.post("/setup/units/new/", {**UNIT, "kind": "school", "parent": far.pk, "basis": BASIS})
    assert page.status_code == 422
    assert OrganisationEvent.objects.count() == before


def test_a_unit_is_founded_with_its_registers(luza: Luza, admin: Client) -> None:
    typed = {**UNIT, "kind": "school", "parent": luza.district.pk, "genitive": "школы № 9", "basis": BASIS}
    assert admin.post("/setup/units/new/", typed).status_code == 302
    school = Unit.objects.get(name="Школа № 9")
    assert (school.district, school.forms) == (luza.district, {"genitive": "школы № 9"})
    assert school.registers.count() == 7
    assert [event.done for event in OrganisationEvent.objects.filter(unit=school)] == [
        "founded the unit",
        "opened registers",
    ]
    assert list(faults_in(None)) == []


def test_a_second_base_school_is_refused_and_keeps_what_was_typed(luza: Luza, admin: Client) -> None:
    lalsk = luza.schools["lalsk"]
    typed = {**UNIT, **ACT, "is_base": "on"}
    page = admin.post(f"/setup/units/{lalsk.pk}/edit/", typed)
    assert page.context["form"].errors == {"is_base": ["The district has its base school already."]}
    assert page.context["form"]["name"].value() == "Школа № 9"
    assert Unit.objects.get(pk=lalsk.pk).name == lalsk.name


def test_a_unit_gets_another_name_with_its_day_and_basis(luza: Luza, admin: Client, desk: Desk) -> None:
    lalsk = luza.schools["lalsk"]
    before = lalsk.name
    typed = {**UNIT, "since": "2011-09-01", "basis": BASIS}
    assert admin.post(f"/setup/units/{lalsk.pk}/edit/", typed).status_code == 302
    assert Unit.objects.get(pk=lalsk.pk).name == "Школа № 9"
    shown = desk("deputy").get(f"/units/{lalsk.pk}/history/").content.decode()
    for words in (before, "Школа № 9", BASIS, "holds since 01.09.2011", "entered on 12.09.2011"):
        assert words in shown


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {**UNIT, "since": "2011-09-12", "basis": ""},
            {"basis": ["Name the order or the decision that this rests on."]},
        ),
        ({**UNIT, **ACT, "name": ""}, {"name": ["Give the unit a name."]}),
        (
            {**UNIT, **ACT, "since": "2011-09-13"},
            {"__all__": ["This day is still to come: enter the change when it has begun to hold."]},
        ),
    ],
)
def test_a_wrong_change_is_refused_with_a_sentence(
    luza: Luza, admin: Client, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    before = OrganisationEvent.objects.count()
    page = admin.post(f"/setup/units/{luza.council.pk}/edit/", typed)
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    assert OrganisationEvent.objects.count() == before


def test_seats_rules_and_proxies_of_a_body(luza: Luza, admin: Client) -> None:
    address = f"/setup/units/{luza.council.pk}"
    assert admin.post(f"{address}/seats/new/", {"name": "Девятое", "position": "9", **ACT}).status_code == 302
    seat = Seat.objects.get(name="Девятое")
    assert admin.post(f"{address}/rules/new/", {**RULE, **ACT}).status_code == 302
    rule = Regulation.objects.in_force(luza.council, date(2011, 9, 12))
    assert rule.rule["quorum"] == {"share": "2/3", "strict": False}
    term = {"since": "2011-09-12", "until": "2011-10-01", "basis": BASIS}
    given = {"principal": seat.pk, "holder": luza.seats["base"].pk, **term}
    assert admin.post(f"{address}/proxies/new/", given).status_code == 302
    again = admin.post(f"{address}/proxies/new/", given)
    assert again.context["form"].errors == {
        "holder": ["One of the two has given or holds a proxy already: end that one first."]
    }
    proxy = Proxy.objects.get()
    assert BASIS in admin.get(f"/units/{luza.council.pk}/history/").content.decode()
    assert admin.post(f"/setup/proxies/{proxy.pk}/end/", {"basis": BASIS}).status_code == 302
    assert Proxy.objects.get().ended_at is not None
    ending = {"until": "2011-09-12", "basis": BASIS}
    assert admin.post(f"/setup/seats/{seat.pk}/end/", ending).status_code == 302
    assert Seat.objects.get(pk=seat.pk).until == date(2011, 9, 12)
    assert list(faults_in(None)) == []


def test_rules_that_cannot_be_are_refused(luza: Luza, admin: Client) -> None:
    address = f"/setup/units/{luza.council.pk}/rules/new/"
    page = admin.post(address, {**RULE, **ACT, "majority": "1"})
    assert page.context["form"].errors == {
        "majority": ["More than the whole can never be reached: make this share not strict."]
    }
    first = admin.post(address, {**RULE, "since": "2011-08-01", "basis": BASIS})
    assert first.context["form"].non_field_errors() == [
        "Rules of this body are entered from that day on already."
    ]
    assert Regulation.objects.filter(unit=luza.council).count() == 1


def test_a_register_is_changed_in_words(luza: Luza, admin: Client) -> None:
    register = luza.base.registers.get(code="order")
    address = f"/setup/registers/{register.pk}/"
    typed = {"title": register.title, "before": "П-", "after": "-о/д", "reset": "never", "basis": BASIS}
    wrong = admin.post(address, {**typed, "before": "{n}", "after": "2"})
    assert wrong.context["form"].errors == {
        "before": ["Type only what stands beside the number, without curly brackets."],
        "after": ["A digit beside the number would read as a part of it: put a sign between."],
    }
    assert luza.base.registers.get(code="order").template == register.template
    assert admin.post(address, typed).status_code == 302
    assert luza.base.registers.get(code="order").template == "П-{n}-о/д"
    shown = admin.get(address).content.decode()
    assert "№ П-12-о/д, one after the other, never anew. The next number is № П-1-о/д." in shown
    assert list(faults_in(None)) == []


# --- history ----------------------------------------------------------------------------------------------------------


def test_the_history_of_a_person_shows_the_offices_to_the_district_and_the_rest_to_few(
    luza: Luza, desk: Desk, admin: Client
) -> None:
    clerk = luza.people["clerk"]
    correct_person(clerk, by=luza.people["administrator"], basis="паспорт 3311", email="own@luza.example")
    address = f"/people/{clerk.pk}/history/"
    for reader, sees in ((admin, True), (desk("clerk"), True), (desk("director"), False)):
        shown = reader.get(address).content.decode()
        assert ("паспорт 3311" in shown) == ("own@luza.example" in shown) == sees
        assert "appointed" in shown


def test_a_late_appointment_says_so_in_the_histories_of_person_and_unit(luza: Luza, admin: Client) -> None:
    observer = luza.people["observer"]
    appoint(
        observer,
        Role.CLERK,
        luza.base,
        by=luza.people["administrator"],
        basis=BASIS,
        since=date(2011, 9, 1),
    )
    for address in (f"/people/{observer.pk}/history/", f"/units/{luza.base.pk}/history/"):
        shown = " ".join(admin.get(address).content.decode().split())
        assert "entered on 12.09.2011, later than it holds (01.09.2011)" in shown
        assert "сетевой администратор" in shown


def test_histories_of_another_district_are_not_found(luza: Luza, admin: Client) -> None:
    far = other_district()
    person = entered(far, "far@luza.example", "Дальнев", "Иван")
    assert admin.get(f"/units/{far.pk}/history/").status_code == 404
    assert admin.get(f"/people/{person.pk}/history/").status_code == 404


def test_a_long_history_costs_the_same_however_long(
    luza: Luza, admin: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        shown = admin.get(f"/units/{luza.council.pk}/history/")
    assert len(shown.context["lines"]) > 10


# --- the repair pages -------------------------------------------------------------------------------------------------


def test_the_repair_pages_show_everything_and_change_nothing(luza: Luza) -> None:
    root = Client()
    root.force_login(repairer(luza.district))
    rows = {
        "unit": luza.base,
        "seat": luza.seats["base"],
        "person": luza.people["clerk"],
        "appointment": luza.appointments["clerk"][0],
        "organisationevent": OrganisationEvent.objects.first(),
    }
    before = OrganisationEvent.objects.count()
    for name, row in rows.items():
        place = f"/admin/governance/{name}"
        assert root.get(f"{place}/").status_code == 200, name
        assert root.get(f"{place}/{row.pk}/change/").status_code == 200, name
        for address in ("add/", f"{row.pk}/change/", f"{row.pk}/delete/"):
            assert root.post(f"{place}/{address}", {"name": "x"}).status_code == 403, address
    assert OrganisationEvent.objects.count() == before
    assert list(faults_in(None)) == []


def value_of(page: str, label: str) -> str:
    """What stands below the name of a setting."""
    return page.partition(f"<strong>{label}</strong>")[2].partition('class="value">')[2].partition("</p>")[0]


def test_terms_and_choices_are_shown_in_words_and_changed_from_a_day_on(luza: Luza, admin: Client) -> None:
    page = admin.get("/setup/settings/").content.decode()
    assert value_of(page, "Notice of the end of a contract") == "60 days"
    assert "Initial value: a custom; no law sets it" in page
    form = admin.get("/setup/settings/contract_end_notice/").context["form"]
    assert (form.initial, list(form.fields)) == (
        {"count": 60, "unit": "days"},
        ["count", "unit", "since", "basis"],
    )
    typed = {"count": "20", "unit": "working_days", "since": "2011-10-01", "basis": BASIS}
    assert admin.post("/setup/settings/contract_end_notice/", typed).status_code == 302
    page = admin.get("/setup/settings/").content.decode()
    assert "From 01.10.2011 on: 20 working days (basis: приказ от 12.09.2011 № 5-К)" in page
    assert value_of(page, "Notice of the end of a contract") == "60 days"
    with clock.played(date(2011, 10, 1)):
        page = admin.get("/setup/settings/").content.decode()
    assert value_of(page, "Notice of the end of a contract") == "20 working days"
    assert "60 days" in admin.get(f"/units/{luza.district.pk}/history/").content.decode()


def test_the_districts_own_days_are_typed_as_people_write_them(luza: Luza, admin: Client) -> None:
    typed = {"days_off": "02.05.2012, 03.05.2012", "working": "2012-05-12", **ACT}
    assert admin.post("/setup/settings/own_days/", typed).status_code == 302
    shown = "days off: 02.05.2012, 03.05.2012; working days: 12.05.2012"
    assert shown in admin.get("/setup/settings/").content.decode()
    form = admin.get("/setup/settings/own_days/").context["form"]
    assert form.initial == {"days_off": "02.05.2012\n03.05.2012", "working": "12.05.2012"}


@pytest.mark.parametrize(
    ("name", "typed", "errors"),
    [
        (
            "contract_end_notice",
            {"count": "пять", "unit": "days", **ACT},
            {"count": ["Give the length as a whole number from 1, for example 5."]},
        ),
        (
            "contract_end_notice",
            {"count": "60", "unit": "days", **ACT},
            {"__all__": ["It is so already on that day: there is nothing to change."]},
        ),
        (
            "contract_end_notice",
            {"count": "6", "unit": "days", "since": "2011-09-12", "basis": ""},
            {"basis": ["Name the order or the decision that this rests on."]},
        ),
        (
            "own_days",
            {"days_off": "31.02.2012", "working": "", **ACT},
            {"__all__": ["“31.02.2012” is not a day: write it as 02.05.2012."]},
        ),
        (
            "own_days",
            {"days_off": "02.05.2012", "working": "02.05.2012", **ACT},
            {"__all__": ["2012-05-02 is both a day off and a working day: leave it in one list."]},
        ),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence(
    luza: Luza, admin: Client, name: str, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    before = OrganisationEvent.objects.count()
    page = admin.post(f"/setup/settings/{name}/", typed)
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    assert OrganisationEvent.objects.count() == before


def test_there_is_no_page_for_a_setting_that_is_not_in_the_list(admin: Client) -> None:
    assert admin.get("/setup/settings/nothing/").status_code == 404
