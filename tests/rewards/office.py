"""Rewards as their people play them: the deputy for the district, heads, teachers, the council, directors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from django.apps import apps
from django.db import connection

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.approved.kinds import BonusRules, Estimate
from governance.documents.kinds.approved.staff_opinion import StaffOpinion
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.language.clauses import parse_text
from governance.documents.record.perform import draft
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.office import Office, fresh
from tests.scans import SCANNED_PDF

FIRST, SHEETS, VERIFIED, COUNCIL = date(2012, 2, 1), date(2012, 5, 10), date(2012, 5, 14), date(2012, 5, 24)
CRITERIA = {
    "criteria": [
        {
            "code": "hours",
            "kind": "per_unit",
            "points": "2",
            "cap": "20",
            "title": "Часы сетевых занятий в неделю",
        },
        {"code": "winners", "kind": "per_unit", "points": "5", "cap": "25", "title": "Победители олимпиад"},
        {"code": "course", "kind": "once", "points": "4", "title": "Свой дистанционный курс"},
    ]
}
RULES = """
1. Общие положения
1.1. Премии выплачиваются из стимулирующей части фонда оплаты труда.
"""
MEASURES = [
    {"code": "bonus", "title": "премия", "with_money": True},
    {"code": "thanks", "title": "благодарность", "certified": True},
]


@dataclass
class Allotted:
    """A period whose allocation of two nominations is adopted; the orders wait for their directors."""

    period: RewardPeriod
    first: Nomination
    second: Nomination
    allocation: Allocation

    @property
    def amounts(self) -> list[Decimal | None]:
        return [fresh(one).amount for one in (self.first, self.second)]


class RewardOffice(Office):
    """The rewards of spring 2012."""

    changing = ("day", "teachers")

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        self.day = FIRST
        self.teachers: dict[str, Appointment] = {}
        self.teachers = {
            "maths": self.teacher("teacher_maths", "base"),
            "russian": self.teacher("teacher_russian", "base"),
            "second": self.teacher("methodical_chair", "second"),
        }

    @recalled
    def teacher(self, key: str, school: str) -> Appointment:
        return appoint(
            self.people[key],
            Role.TEACHER,
            self.luza.schools[school],
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
            by=None,
        )

    @property
    def deputy(self) -> Person:
        return self.people["deputy"]

    @recalled
    def system(self) -> RewardSystem:
        with clock.played(self.day):
            system = draft(
                RewardSystem, unit=self.luza.district, title="Система мер поощрения", by=self.deputy
            )
        system = self.act(system, "revise", self.deputy, criteria=CRITERIA, measures=MEASURES)
        system = self.act(system, "submit", self.deputy)
        self.decided(system)
        return fresh(system)

    @recalled
    def estimate(self) -> Estimate:
        """Adopted: rows with sums of 50 000 and 10 000 roubles for the spring, of 40 000 for the autumn."""
        with clock.played(self.day):
            paper = draft(Estimate, unit=self.luza.district, title="Смета на 2012 год", by=self.deputy)
        rows = [
            {"article": "Поощрение", "purpose": "учителям", "quantity": "1", "price": "50000"},
            {"article": "Поощрение", "purpose": "руководителям", "quantity": "1", "price": "10000"},
            {"article": "Поощрение", "purpose": "учителям осенью", "quantity": "1", "price": "40000"},
        ]
        paper = self.act(
            paper,
            "revise",
            self.deputy,
            rows=rows,
            period=(date(2012, 1, 1), date(2012, 12, 31)),
            money="бюджет",
        )
        paper = self.act(paper, "submit", self.deputy)
        self.decided(paper)
        self.ordered(paper, self.people["clerk"], self.people["director"])
        return fresh(paper)

    @recalled
    def open_period(self) -> RewardPeriod:
        """With a pool of 50,000 roubles for teachers and one of 10,000 for heads."""
        system, estimate = self.system(), self.estimate()
        with clock.played(self.day):
            period = draft(
                RewardPeriod,
                unit=self.luza.district,
                title="второе полугодие 2011/2012 учебного года",
                by=self.deputy,
                system=system,
                starts_on=date(2012, 1, 9),
                ends_on=date(2012, 5, 31),
                sheets_until=date(2012, 5, 12),
            )
        pools = [
            {"code": "teachers", "title": "учителя", "row": 1},
            {"code": "heads", "title": "руководители", "row": 2},
        ]
        period = self.act(period, "take_pools", self.deputy, estimate=estimate, pools=pools)
        period = self.act(period, "open", self.deputy)
        for school in ("base", "second"):
            self.adopted_rules(school)
            period = self.funded(period, school)
        return cast(RewardPeriod, period)

    @recalled
    def adopted_rules(self, school: str) -> BonusRules:
        """The school's own rules of bonuses, in force after the union agreed."""
        deputy, clerk = (("deputy", "clerk"), ("deputy_second", "clerk_second"))[school == "second"]
        unit, people = self.luza.schools[school], self.people
        with clock.played(self.day):
            rules = draft(BonusRules, unit=unit, title="Положение о премировании", by=people[deputy])
        rules = self.act(rules, "revise", people[deputy], sections=parse_text(RULES))
        rules = self.act(rules, "submit", people[deputy])
        sheet = StaffOpinion.objects.get(about=rules)
        sheet = self.act(sheet, "ask", people[deputy], body="первичной профсоюзной организации")
        answer = {
            "protocol_number": "1",
            "protocol_date": self.day,
            "name": "мнение.pdf",
            "data": SCANNED_PDF,
        }
        self.act(sheet, "answer", people[clerk], agrees=True, **answer)
        self.ordered(fresh(rules), people[clerk], self.head_of(unit))
        return cast(BonusRules, fresh(rules))

    @recalled
    def funded(self, period: RewardPeriod, school: str, amount: str = "60000") -> RewardPeriod:
        facts = {"amount": Decimal(amount), "source": "средств стимулирующей части фонда оплаты труда"}
        head = self.head_of(self.luza.schools[school])
        return cast(RewardPeriod, self.act(period, "name_fund", head, **facts))

    @recalled
    def next_period(self, period: RewardPeriod) -> RewardPeriod:
        """Of the autumn, open beside the first, with a pool of its own row."""
        with clock.played(self.day):
            other = draft(
                RewardPeriod,
                unit=period.unit,
                title="первое полугодие 2012/2013 учебного года",
                by=self.deputy,
                system=period.system,
                starts_on=date(2012, 9, 1),
                ends_on=date(2012, 12, 28),
                sheets_until=date(2012, 12, 10),
            )
        pools = [{"code": "teachers", "title": "учителя", "row": 3}]
        other = self.act(other, "take_pools", self.deputy, estimate=period.estimate, pools=pools)
        return cast(RewardPeriod, self.act(other, "open", self.deputy))

    def head_of(self, school: Unit) -> Person:
        key = next(key for key, unit in self.luza.schools.items() if unit.pk == school.pk)
        return self.people["director" if key == "base" else f"head_{key}"]

    def nominated(
        self, period: RewardPeriod, key: str, values: dict[str, str], measure: str = "bonus", **given: Any
    ) -> Nomination:
        self.day = SHEETS
        employment = self.teachers[key]
        teacher = employment.person
        with clock.played(self.day):
            nomination = begin_nomination(period, teacher, by=teacher, employment=employment)
        merits = [{"code": code, "value": value, "note": f"{code} {key}"} for code, value in values.items()]
        nomination = self.act(nomination, "fill", teacher, merits=merits)
        nomination = self.act(nomination, "hand_in", teacher)
        head = self.head_of(employment.unit)
        nomination = self.act(nomination, "revise", head, measure=measure, **given)
        return cast(Nomination, self.act(nomination, "nominate", head))

    @recalled
    def verified(self, nomination: Nomination) -> Nomination:
        self.day = VERIFIED
        verdicts = [{"merit": line.pk, "outcome": "accept"} for line in nomination.lines]
        return cast(Nomination, self.act(nomination, "verify", self.deputy, verdicts=verdicts))

    @recalled
    def before_council(self, nomination: Nomination) -> Nomination:
        nomination = self.verified(nomination)
        self.day = COUNCIL
        return cast(Nomination, self.act(nomination, "put_up", self.deputy))

    # --- the money ------------------------------------------------------------------------------------------------

    @recalled
    def two(self, period: RewardPeriod) -> tuple[Nomination, Nomination]:
        """18 points of the base school and 10 of the second before the council."""

        first = self.before_council(self.nominated(period, "maths", {"hours": "9"}))
        return first, self.before_council(self.nominated(period, "second", {"winners": "2"}))

    @recalled
    def tried(self, period: RewardPeriod) -> Allocation:
        with clock.played(self.day):
            return draft_allocation(period, by=self.deputy)

    @recalled
    def submitted(self, period: RewardPeriod) -> Allocation:
        return cast(Allocation, self.act(self.tried(period), "submit", self.deputy))

    @recalled
    def adopted(self, period: RewardPeriod) -> Allocation:
        """What stands before the council, decided as one list; lists for the orders are drafted."""
        allocation = self.submitted(period)
        self.decided(allocation)
        return cast(Allocation, fresh(allocation))

    @recalled
    def allotted(self) -> Allotted:
        """The two, adopted: at 1785 roubles a point."""

        period = self.open_period()
        first, second = self.two(period)
        return Allotted(period, first, second, self.adopted(period))

    @recalled
    def corrected(self, period: RewardPeriod, points: dict[int, Decimal]) -> Allocation:
        """A correction before the council."""
        with clock.played(self.day):
            correction = draft_correction(period, points, by=self.deputy)
        return cast(Allocation, self.act(correction, "submit", self.deputy))

    def signed(self, award_list: AwardList) -> Order:
        """The order on a list, signed by the director of its school."""
        base = award_list.unit_id == self.luza.base.pk
        clerk = self.people["clerk" if base else "clerk_second"]
        return self.ordered(award_list, clerk, self.head_of(award_list.unit))


@contextmanager
def refused(match: str | None = None) -> Iterator[None]:
    """One clear sentence, and not one row is changed."""
    before = everything()
    with pytest.raises(Refused, match=match) as caught:
        yield
    said = str(caught.value)
    assert (said[-1], "\n" in said, "%(" in said) == (".", False, False)
    assert everything() == before


def everything() -> dict[str, list[Any]]:
    """All rows of the application."""
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("governance").get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")
            found[model._meta.db_table] = cursor.fetchall()
    return found
