"""The organisation of a district is changed by acts, and each of them stands in its record."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from governance import clock
from governance.documents.approval.regulating import regulate
from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.act import Act
from governance.documents.record.perform import draft
from governance.documents.record.register import change_register
from governance.record_rows import OutsideAnAct, past_the_door
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.bodies import add_seat, end_seats, group_seat
from governance.roles.acts.people import (
    correct_person,
    enter_person,
    erase_person,
    keep_form,
    let_inspect,
    let_sign_in,
)
from governance.roles.acts.units import change_unit, found_unit
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.organisation import DistrictRecord, OrganisationEvent, OrganisationWords
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.founding import entered, founded, other_district
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

BASIS = "приказ от 12.09.2011 № 5-К"
TODAY = date(2011, 9, 12)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.played(TODAY):
        yield


def last_event() -> OrganisationEvent:
    return OrganisationEvent.objects.order_by("pk").last()


def trace() -> tuple[int, list[Any]]:
    """How many events there are, and all that a district consists of."""
    tables: list[type[models.Model]] = [Appointment, Person, Seat, Unit]
    return OrganisationEvent.objects.count(), [
        list(table.objects.order_by("pk").values()) for table in tables
    ]


def acts(luza: Luza) -> dict[str, Any]:
    by, clerk = luza.people["administrator"], luza.people["clerk"]
    known = {"by": by, "basis": BASIS}
    return {
        "enter_person": lambda: enter_person(
            luza.district, "new@luza.example", surname="Новикова", given="Вера", **known
        ),
        "correct_person": lambda: correct_person(clerk, surname="Замужняя", **known),
        "keep_form": lambda: keep_form(clerk, Case.DATIVE, "Тестовой-Кузнецовой А.П.", **known),
        "let_sign_in": lambda: let_sign_in(clerk, False, **known),
        "erase_person": lambda: erase_person(clerk, **known),
        "appoint": lambda: appoint(luza.people["observer"], Role.CLERK, luza.base, **known),
        "dismiss": lambda: dismiss(luza.appointments["clerk"][0], **known),
        "found_unit": lambda: found_unit(
            luza.district, UnitKind.SCHOOL, "Школа № 9", short_name="Школа № 9", **known
        ),
        "change_unit": lambda: change_unit(luza.base, name="Гимназия г. Лузы", **known),
        "add_seat": lambda: add_seat(luza.council, "Девятое", **known),
        "group_seat": lambda: group_seat(luza.seats["lalsk"], group="родители", **known),
        "end_seats": lambda: end_seats([luza.seats["lalsk"]], until=TODAY, **known),
        "regulate": lambda: regulate(
            luza.council,
            source="Новое положение",
            rule=Regulation.objects.get(unit=luza.council).rule,
            since=TODAY,
            **known,
        ),
        "change_register": lambda: change_register(luza.base.registers.first(), template="{n}-о", **known),
    }


ACTS = {
    "enter_person",
    "correct_person",
    "keep_form",
    "let_sign_in",
    "erase_person",
    "appoint",
    "dismiss",
    "found_unit",
    "change_unit",
    "add_seat",
    "group_seat",
    "end_seats",
    "regulate",
    "change_register",
}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_each_act_says_who_did_it_by_which_right_and_on_what_basis(luza: Luza, name: str) -> None:
    before = OrganisationEvent.objects.count()
    acts(luza)[name]()
    event = last_event()
    assert OrganisationEvent.objects.count() == before + 1
    assert (event.actor, event.capacity, event.words.basis, event.at) == (
        luza.people["administrator"],
        "сетевой администратор",
        BASIS,
        clock.now(),
    )
    assert event.rows != {}
    assert list(faults_in(None)) == []


@pytest.mark.parametrize("name", sorted(ACTS))
def test_without_the_right_nothing_is_done(luza: Luza, name: str) -> None:
    administrator = luza.people["administrator"]
    todo = acts(luza)[name]
    dismiss(luza.appointments["administrator"][0], by=None, basis=BASIS)
    before = trace()
    with pytest.raises(ValidationError, match="This needs the right to"):
        todo()
    assert trace() == before
    assert administrator.is_active


def test_a_superuser_has_no_right_to_change_anything(luza: Luza) -> None:
    observer = luza.people["observer"]
    let_inspect(observer, True, basis=BASIS)
    before = trace()
    with pytest.raises(ValidationError, match="This needs the right to"):
        appoint(luza.people["clerk"], Role.SCHOOL_HEAD, luza.base, by=observer, basis=BASIS)
    assert trace() == before


@pytest.mark.parametrize("basis", ["", "  ", "п" * 301])
def test_an_act_without_a_fitting_basis_is_refused(luza: Luza, basis: str) -> None:
    before = trace()
    with pytest.raises(ValidationError):
        correct_person(luza.people["clerk"], by=None, basis=basis, surname="Иванова")
    assert trace() == before


def test_the_record_tells_what_it_was_before(luza: Luza) -> None:
    day = TODAY - timedelta(days=3)
    correct_person(luza.people["clerk"], by=None, basis=BASIS, since=day, surname="Замужняя", given="Анна")
    event = last_event()
    assert (event.act, event.person, event.since) == ("correct_person", luza.people["clerk"], day)
    assert event.words.changes["surname"] == ["Тестова", "Замужняя"]


def test_a_change_is_not_entered_before_it_holds(luza: Luza) -> None:
    tomorrow = TODAY + timedelta(days=1)
    before = trace()
    with pytest.raises(ValidationError, match="still to come"):
        correct_person(luza.people["clerk"], by=None, basis=BASIS, since=tomorrow, surname="Замужняя")
    with pytest.raises(ValidationError, match="still to come"):
        change_unit(luza.base, by=None, basis=BASIS, since=tomorrow, name="Гимназия")
    assert trace() == before


def test_an_appointment_entered_later_than_it_begins_says_so_for_ever(luza: Luza) -> None:
    observer = luza.people["observer"]
    late = appoint(observer, Role.CLERK, luza.base, by=None, basis=BASIS, since=date(2011, 9, 1))
    at_once = appoint(observer, Role.CLERK, luza.schools["lalsk"], by=None, basis=BASIS)
    ahead = appoint(
        observer, Role.CLERK, luza.schools["kulikovo"], by=None, basis=BASIS, since=date(2011, 10, 1)
    )
    with clock.played(date(2012, 1, 1)):
        for made, is_late in ((late, True), (at_once, False), (ahead, False)):
            assert Appointment.objects.get(pk=made.pk).is_entered_late == is_late
    assert late.entered_on == TODAY
    assert not any(held.is_entered_late for held in luza.appointments["director"])


# --- one holder -------------------------------------------------------------------------------------------------------


def test_two_heads_of_one_school_at_one_time_are_refused(luza: Luza) -> None:
    observer = luza.people["observer"]
    before = trace()
    for since, until in ((None, None), (date(2010, 9, 1), date(2011, 8, 1)), (TODAY, TODAY)):
        with pytest.raises(ValidationError, match="has a holder of the role «school director» at that time"):
            appoint(observer, Role.SCHOOL_HEAD, luza.base, by=None, basis=BASIS, since=since, until=until)
    assert trace() == before


def test_a_head_may_follow_another_and_one_may_stand_in_beside_the_holder(luza: Luza) -> None:
    observer, clerk = luza.people["observer"], luza.people["clerk"]
    holder = luza.appointments["director"][0]
    term = {"since": TODAY, "until": TODAY + timedelta(days=9), "by": None, "basis": BASIS}
    acting = appoint(observer, Role.SCHOOL_HEAD, luza.base, stands_for=holder, **term)
    assert acting.is_acting
    with pytest.raises(ValidationError, match="stands in at that time already"):
        appoint(clerk, Role.SCHOOL_HEAD, luza.base, stands_for=holder, **term)
    dismiss(holder, by=None, basis=BASIS, until=TODAY)
    after = appoint(clerk, Role.SCHOOL_HEAD, luza.base, by=None, basis=BASIS, since=TODAY + timedelta(days=1))
    assert not after.is_acting
    appoint(clerk, Role.CLERK, luza.base, by=None, basis=BASIS)
    assert list(faults_in(None)) == []


# --- the door ---------------------------------------------------------------------------------------------------------


def test_what_a_district_consists_of_is_written_by_acts_alone(luza: Luza) -> None:
    director, head = luza.people["director"], luza.appointments["director"][0]
    director.surname = "Другой"
    writes = [
        director.save,
        lambda: Person.objects.filter(pk=director.pk).update(is_superuser=True),
        lambda: Unit.objects.filter(pk=luza.base.pk).update(name="Другая"),
        lambda: Appointment.objects.filter(pk=head.pk).update(until=TODAY),
        lambda: Seat.objects.bulk_create([Seat(unit=luza.council, name="Лишнее", since=TODAY)]),
        lambda: Seat.objects.bulk_update([luza.seats["base"]], ["name"]),
        lambda: DistrictRecord.objects.update(position=1),
    ]
    before = trace()
    for write in writes:
        with pytest.raises(OutsideAnAct), transaction.atomic():
            write()
    assert trace() == before


def test_an_act_on_a_paper_writes_nothing_of_the_organisation_past_its_door(luza: Luza) -> None:
    def by_the_way(plan: Plan, act: Act) -> None:
        Seat.objects.create(unit=luza.council, name="Лишнее", since=TODAY)

    before = trace()
    with pytest.raises(OutsideAnAct), transaction.atomic():
        draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"], fill=by_the_way)
    assert trace() == before


def test_an_act_made_by_a_paper_names_it_and_needs_no_other_right(luza: Luza) -> None:
    deputy = luza.people["deputy"]

    def appointing(plan: Plan, act: Act) -> None:
        appoint(luza.people["observer"], Role.CLERK, luza.base, by=act.by, basis=BASIS)

    plan = draft(Plan, unit=luza.district, title="План", by=deputy, fill=appointing)
    event = last_event()
    assert (event.act, event.actor, event.paper_id, event.capacity) == ("appoint", deputy, plan.pk, "")
    assert list(faults_in(None)) == list(faults_in(plan.pk)) == []


def test_an_act_that_falls_with_its_paper_leaves_nothing(luza: Luza) -> None:
    def appointing(plan: Plan, act: Act) -> None:
        appoint(luza.people["observer"], Role.CLERK, luza.base, by=act.by, basis=BASIS)
        raise ValueError("the paper cannot be drafted after all")

    before = trace()
    with pytest.raises(ValueError, match="after all"), transaction.atomic():
        draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"], fill=appointing)
    assert trace() == before


def test_what_binds_nobody_is_saved_without_an_act(luza: Luza) -> None:
    clerk = luza.people["clerk"]
    before = OrganisationEvent.objects.count()
    clerk.set_password("новый пароль")
    clerk.save()
    Person.objects.filter(pk=clerk.pk).update(last_login=clock.now())
    assert OrganisationEvent.objects.count() == before
    assert list(faults_in(None)) == []


def test_an_act_covers_what_somebody_else_has_written_meanwhile(luza: Luza) -> None:
    stale = Person.objects.get(pk=luza.people["clerk"].pk)
    correct_person(luza.people["clerk"], by=None, basis=BASIS, surname="Замужняя")
    correct_person(stale, by=None, basis=BASIS, given="Анна")
    now = Person.objects.get(pk=stale.pk)
    assert (now.surname, now.given) == ("Замужняя", "Анна")
    assert list(faults_in(None)) == []


def test_erased_data_is_gone_and_the_record_stays_whole(luza: Luza) -> None:
    clerk = luza.people["clerk"]
    correct_person(clerk, by=None, basis="паспорт 33 11 123456", email="private@luza.example")
    salt = clerk.row_salt
    erase_person(clerk, by=None, basis="отзыв согласия")
    erased = Person.objects.get(pk=clerk.pk)
    assert (erased.email, erased.is_active) == (f"erased-{clerk.pk}@erased.invalid", False)
    assert erased.row_salt != salt
    assert [words.basis for words in OrganisationWords.objects.filter(event__person=clerk)] == [
        "отзыв согласия"
    ]
    assert list(faults_in(None)) == []


# --- two districts ----------------------------------------------------------------------------------------------------


def test_two_districts_have_chains_of_their_own(luza: Luza) -> None:
    far = other_district()
    school = founded(far, UnitKind.SCHOOL, "Школа")
    head = entered(far, "far@luza.example", "Дальнев", "Иван")
    before = DistrictRecord.objects.get(pk=luza.district.pk).head
    appoint(head, Role.SCHOOL_HEAD, school, by=None, basis=BASIS)
    assert DistrictRecord.objects.get(pk=luza.district.pk).head == before
    assert DistrictRecord.objects.get(pk=far.pk).position == 4
    with pytest.raises(ValidationError, match="belongs to another district"):
        appoint(head, Role.OBSERVER, luza.district, by=None, basis=BASIS)
    for todo in (
        lambda: correct_person(head, by=luza.people["administrator"], basis=BASIS, surname="Чужой"),
        lambda: change_unit(school, by=luza.people["administrator"], basis=BASIS, name="Чужая"),
    ):
        with pytest.raises(ValidationError, match="This needs the right to"):
            todo()
    assert list(faults_in(None)) == []


# --- the chain --------------------------------------------------------------------------------------------------------


def test_the_database_refuses_to_change_events(luza: Luza) -> None:
    for statement in (
        "UPDATE governance_organisationevent SET act = 'x'",
        "DELETE FROM governance_organisationevent",
    ):
        with (
            past_the_door(),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_command_lets_somebody_look_at_the_repair_pages(
    luza: Luza, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = luza.people["clerk"]
    for ending in (False, True):
        call_command("inspector", clerk.email.upper(), basis=BASIS, end=ending)
        assert Person.objects.get(pk=clerk.pk).is_superuser is not ending
        assert (last_event().act, last_event().actor, last_event().words.basis) == (
            "let_inspect",
            None,
            BASIS,
        )
    for email, basis in (("nobody@luza.example", BASIS), (clerk.email, " ")):
        with pytest.raises(CommandError):
            call_command("inspector", email, basis=basis)
    assert list(faults_in(None)) == []
