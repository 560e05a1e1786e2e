"""Appointments are the only source of rights, and they know dates."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance import clock
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.door import organisation_act
from governance.roles.acts.people import let_sign_in
from governance.roles.acts.rights import align_rights, group_for
from governance.roles.appointment import Appointment
from governance.roles.catalogue import ROLES, Role
from governance.roles.may import ground_for, holders, holders_of, rights_of
from governance.roles.organisation import OrganisationAct
from governance.roles.rights import Right
from governance.roles.unit import UnitGroupPermission, UnitUserPermission
from governance.scenarios.luza import Luza
from tests.founding import repairer

ORDER = "приказ от 01.11.2011 № 5-К"


def test_director_of_the_base_school_may_sign_its_orders(luza: Luza) -> None:
    assert ground_for(luza.people["director"], Right.SIGN_ORDER, luza.base.pk) is not None


def test_director_of_another_school_may_not_sign_orders_of_the_base_school(luza: Luza) -> None:
    assert ground_for(luza.people["head_lalsk"], Right.SIGN_ORDER, luza.base.pk) is None


def test_every_role_carries_exactly_what_the_catalogue_says(luza: Luza) -> None:
    for role, row in ROLES.items():
        kind = sorted(row.held_at)[0]
        units = {"district": luza.district, "school": luza.base, "council": luza.council}
        unit = units.get(str(kind))
        if unit is None:
            continue
        with organisation_act(OrganisationAct.ALIGN_RIGHTS, unit.root_id, by=None, basis=ORDER):
            group = group_for(role, unit)
        held = set(
            UnitGroupPermission.objects.filter(group=group).values_list(
                "permission__codename", "content_object_id"
            )
        )
        wanted = {(right.value, unit.pk) for right in row.own}
        wanted |= {(right.value, unit.root_id) for right in row.district}
        assert held == wanted


def test_a_group_whose_catalogue_row_shrank_loses_the_right(luza: Luza) -> None:
    group = luza.appointments["observer"][0].group
    other = UnitGroupPermission.objects.filter(permission__codename=Right.VOTE.value).first()
    assert other is not None
    with past_the_door():
        UnitGroupPermission.objects.create(
            group=group, permission=other.permission, content_object=luza.district
        )
    assert align_rights(luza.district)
    assert not align_rights(luza.district)
    assert not UnitGroupPermission.objects.filter(group=group, permission=other.permission).exists()


def test_an_appointment_that_ended_yesterday_gives_nothing_today(luza: Luza) -> None:
    appointment = luza.appointments["director"][0]
    dismiss(appointment, by=None, basis="приказ об увольнении")
    assert ground_for(luza.people["director"], Right.SIGN_ORDER, luza.base.pk) is None


def test_the_last_day_of_an_appointment_still_counts(luza: Luza) -> None:
    dismiss(luza.appointments["director"][0], until=clock.today(), by=None, basis="приказ об увольнении")
    assert ground_for(luza.people["director"], Right.SIGN_ORDER, luza.base.pk) is not None


def test_an_appointment_that_begins_tomorrow_gives_nothing_today(luza: Luza) -> None:
    person = luza.people["observer"]
    appoint(person, Role.CLERK, luza.base, basis=ORDER, since=clock.today() + timedelta(days=1), by=None)
    assert ground_for(person, Right.DRAFT_ORDER, luza.base.pk) is None


def test_rights_of_a_past_day_can_be_asked(luza: Luza) -> None:
    dismiss(luza.appointments["director"][0], until=date(2011, 9, 30), by=None, basis="приказ об увольнении")
    director = luza.people["director"]
    assert ground_for(director, Right.SIGN_ORDER, luza.base.pk, date(2011, 9, 30)) is not None
    assert ground_for(director, Right.SIGN_ORDER, luza.base.pk, date(2011, 10, 1)) is None


def test_a_deactivated_person_has_no_rights_left(luza: Luza) -> None:
    director = luza.people["director"]
    let_sign_in(director, False, by=None, basis=ORDER)
    assert rights_of(director) == set()
    assert director.pk not in {holder.person_id for holder in holders(Right.SIGN_ORDER, luza.base.pk)}


def test_a_superuser_gets_no_right_to_decide(luza: Luza) -> None:
    inspector = repairer(luza.district)
    assert not inspector.has_perm("governance.sign_order", luza.base)
    assert inspector.has_perm("governance.change_unit")
    assert rights_of(inspector) == set()


def test_has_perm_answers_from_appointments_in_one_query(
    luza: Luza, django_assert_num_queries: object
) -> None:
    director = luza.people["director"]
    with django_assert_num_queries(1):
        assert director.has_perm("governance.sign_order", luza.base)


def test_an_acting_head_signs_and_the_capacity_says_so(luza: Luza) -> None:
    substitute = luza.people["acting_lalsk"]
    appoint(
        substitute,
        Role.SCHOOL_HEAD,
        luza.schools["lalsk"],
        basis=ORDER,
        until=clock.today() + timedelta(days=10),
        stands_for=luza.appointments["head_lalsk"][0],
        title="и.о. директора МОКУ СОШ пгт Лальск",
        by=None,
    )
    ground = ground_for(substitute, Right.SIGN_ORDER, luza.schools["lalsk"].pk)
    assert ground is not None
    assert ground.is_acting
    assert ground.capacity == "и.о. директора МОКУ СОШ пгт Лальск"


def test_a_stand_in_needs_an_end(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(
            luza.people["acting_lalsk"],
            Role.SCHOOL_HEAD,
            luza.schools["lalsk"],
            basis=ORDER,
            stands_for=luza.appointments["head_lalsk"][0],
            by=None,
        )
    assert not Appointment.objects.filter(person=luza.people["acting_lalsk"]).exists()


def test_nobody_stands_in_for_themselves(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(
            luza.people["head_lalsk"],
            Role.SCHOOL_HEAD,
            luza.schools["lalsk"],
            basis=ORDER,
            until=clock.today(),
            stands_for=luza.appointments["head_lalsk"][0],
            by=None,
        )


def test_a_stand_in_is_not_stood_in_for(luza: Luza) -> None:
    until = clock.today() + timedelta(days=5)
    acting = appoint(
        luza.people["acting_lalsk"],
        Role.SCHOOL_HEAD,
        luza.schools["lalsk"],
        basis=ORDER,
        until=until,
        stands_for=luza.appointments["head_lalsk"][0],
        by=None,
    )
    with pytest.raises(ValidationError):
        appoint(
            luza.people["clerk"],
            Role.SCHOOL_HEAD,
            luza.schools["lalsk"],
            basis=ORDER,
            until=until,
            stands_for=acting,
            by=None,
        )


def test_an_appointment_names_its_basis(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(luza.people["observer"], Role.CLERK, luza.base, basis="  ", by=None)


def test_an_appointment_does_not_end_before_it_begins(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(
            luza.people["observer"],
            Role.CLERK,
            luza.base,
            basis=ORDER,
            since=date(2011, 10, 2),
            until=date(2011, 10, 1),
            by=None,
        )


def test_a_role_is_held_only_where_it_belongs(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(luza.people["observer"], Role.COUNCIL_CHAIR, luza.base, basis=ORDER, by=None)


def test_a_seat_is_filled_once_at_a_time(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        appoint(
            luza.people["observer"],
            Role.COUNCIL_MEMBER,
            luza.council,
            basis=ORDER,
            seat=luza.seats["kulikovo"],
            by=None,
        )


def test_a_seat_that_was_left_can_be_filled_again(luza: Luza) -> None:
    dismiss(
        luza.appointments["head_kulikovo"][1], until=date(2011, 10, 1), by=None, basis="приказ об увольнении"
    )
    appointment = appoint(
        luza.people["observer"],
        Role.COUNCIL_MEMBER,
        luza.council,
        basis=ORDER,
        since=date(2011, 10, 2),
        seat=luza.seats["kulikovo"],
        by=None,
    )
    assert appointment.seat == luza.seats["kulikovo"]


def test_holders_of_several_rights_come_with_one_query(luza: Luza, django_assert_num_queries: object) -> None:
    keys = {(Right.SIGN_ORDER.value, luza.base.pk), (Right.VOTE.value, luza.council.pk)}
    with django_assert_num_queries(1):
        found = holders_of(keys)
    assert [holder.person for holder in found[(Right.SIGN_ORDER.value, luza.base.pk)]] == [
        luza.people["director"]
    ]
    assert len(found[(Right.VOTE.value, luza.council.pk)]) == 6


def test_no_right_is_ever_granted_to_a_person_directly(luza: Luza) -> None:
    assert UnitUserPermission.objects.count() == 0
