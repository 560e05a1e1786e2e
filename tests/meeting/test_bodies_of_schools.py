"""Bodies of a school set up from patterns: members, rules of their own, and who reads what they decide."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.protocol.writing import readers_of
from governance.documents.settings.body_patterns import ASSEMBLY, GOVERNING, PARENTS, PATTERNS, PEDAGOGICAL
from governance.roles.appointment import Appointment
from governance.roles.organisation_check import district_faults
from governance.roles.unit import Unit
from governance.roles.unit_names import shortly
from governance.scenarios.luza import Luza
from tests.meeting.school_body import SINCE, set_up

pytestmark = pytest.mark.django_db


@pytest.mark.any_database
def test_a_body_comes_with_its_seats_rules_registers_and_members(luza: Luza) -> None:
    body = set_up(luza, PEDAGOGICAL)
    held = Appointment.objects.in_force().filter(unit=body).order_by("pk")
    assert [(one.person.surname, one.role, one.title) for one in held] == [
        ("Пелевин", "body_member", "член педагогического совета"),
        ("Винокурова", "body_chair", "председатель педагогического совета"),
        ("Мокрушин", "body_member", "член педагогического совета"),
        ("Дегтярёва", "body_member", "член педагогического совета"),
        ("Тестова", "body_secretary", "секретарь педагогического совета"),
    ]
    assert (body.seats.count(), body.parent) == (12, luza.base)
    assert set(body.registers.values_list("code", flat=True)) >= {"protocol", "extract"}
    rules = Regulation.objects.in_force(body, SINCE)
    assert (rules.sittings_a_year, rules.law.casting_vote, rules.allows_proxy) == (4, True, False)
    assert readers_of(body) == [luza.base]
    assert list(district_faults(luza.district.pk)) == []


def test_groups_keep_their_seats_and_members_chosen_for_years_leave_by_themselves(luza: Luza) -> None:
    body = set_up(luza, GOVERNING)
    assert Counter(body.seats.values_list("group", flat=True)) == dict.fromkeys(
        ("руководитель", "работники", "родители", "обучающиеся", "кооптированные"), 4
    )
    held = Appointment.objects.filter(unit=body, role="body_chair").get()
    assert held.until == date(2014, 8, 31)


def test_half_of_those_present_adopts_in_a_general_assembly_alone() -> None:
    needed = {code: pattern.law.majority.least_of(4) for code, pattern in PATTERNS.items()}
    assert {code for code, votes in needed.items() if votes == 2} == {ASSEMBLY}
    assert not PATTERNS[ASSEMBLY].law.breaks_ties


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Педагогический совет", "совета"),
        ("Общее собрание работников", "собрания"),
        ("Методическое объединение учителей", "объединения"),
        ("Совет методических объединений", "совета"),
        ("Рабочая группа «Автобус»", "группы"),
        ("Апелляционная комиссия", "комиссии"),
    ],
)
def test_members_are_called_by_what_their_body_is(name: str, said: str) -> None:
    assert shortly(Unit(name=name, kind="body")) == said


def test_nothing_of_a_body_is_kept_where_its_name_is_missing(luza: Luza) -> None:
    before = Unit.objects.count()
    with pytest.raises(ValidationError):
        set_up(luza, PARENTS, name=" " * 3, source="")
    assert Unit.objects.count() == before
