"""Rewards on a stage: who takes part, how the council decides on them, the orders that follow."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from governance.documents.kinds.approved.kinds import BonusRules, Estimate
from governance.documents.kinds.approved.staff_opinion import StaffOpinion
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.language.clauses import parse_text
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.admission_events import SCAN
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Snapshot, Stage
from governance.scenarios.teachers import OFFICES

TITLE = "второе полугодие 2011/2012 учебного года"
# The first day of the merits, the last one, the last one for sheets.
DAYS = (date(2012, 1, 9), date(2012, 5, 31), date(2012, 5, 12))
# Who drafts the local acts of each school.
DEPUTIES = {"base": "deputy", "second": "deputy_second", "lalsk": "acting_lalsk"}
FUND = Decimal(60_000)
RULES = """
1. Общие положения
1.1. Премии выплачиваются из стимулирующей части фонда оплаты труда по результатам полугодия.
1.2. Размер премии работника определяется по баллам за показатели, утверждённые советом школьного округа.
2. Порядок выплаты
2.1. Премии выплачиваются по приказу директора; сумма премий не превышает фонда, указанного директором на период.
"""
HEARD = "Винокурову С.А."


@dataclass
class Rewarding:
    """The rewards on a stage: who takes part, the period once it is open, the papers as they come to be."""

    luza: Luza
    stage: Stage
    employments: dict[str, Appointment]
    # Who of the council is there when it meets, by seats; all where it does not say.
    present: Collection[str] = ()
    period: RewardPeriod | None = None
    protocols: list[Protocol] = field(default_factory=list)
    orders: dict[str, Order] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    # Of each school: its rules of bonuses, and what the union said of them.
    rules: dict[str, BonusRules] = field(default_factory=dict)
    opinions: dict[str, StaffOpinion] = field(default_factory=dict)

    @property
    def deputy(self) -> Person:
        return self.luza.people["deputy"]

    def school_of(self, unit: Unit) -> str:
        return next(key for key, school in self.luza.schools.items() if school.pk == unit.pk)

    def nomination(self, key: str) -> Nomination:
        """As it stands now."""
        return cast(Nomination, Nomination.objects.get(teacher=self.luza.people[key]))

    def council(self, held: str, *items: "Question") -> Protocol:
        """The council meets; whoever is out of a question has no vote on it."""
        seats = self.present or tuple(self.luza.seats)
        stage, keys = self.stage, {person.pk: key for key, person in self.luza.people.items()}
        subjects = [{"subject": item.paper, "speaker": self.deputy.name} for item in items]
        sitting = Sitting.convene(stage, self.luza, held, *subjects)
        stage.at(held)
        sitting.attend(**dict.fromkeys(seats, "present"))
        sitting.chair("open")
        for position, item in enumerate(items, start=1):
            out = {keys[person] for person in item.paper.recused()}
            voting = [seat for seat in seats if keys[sitting.voter(seat).pk] not in out]
            sitting.vote(position, **dict.fromkeys(voting, item.choice))
        sitting.chair("finish")
        texts = {
            f"item_{position}": (HEARD, item.spoke, item.decided)
            for position, item in enumerate(items, start=1)
        }
        protocol = sitting.protocol(**texts)
        self.protocols.append(protocol)
        return protocol

    def order_on(self, paper: Document, school: str) -> Order:
        """The order that has drafted itself, signed by the school's director."""
        clerk, head = (self.luza.people[key] for key in OFFICES[school])
        order = self.stage.find(Order, links_out__target=paper.pk, links_out__effect="approve")
        order = self.stage.do(order, "submit", clerk)
        order = self.stage.do(order, "sign", head)
        self.orders[f"order-{school}-{order.number}"] = order
        return order

    def adopt_rules(self, asked: str, answered: str) -> None:
        """Each school adopts its rules of bonuses: the union is asked, agrees, and the director orders."""
        stage, people = self.stage, self.luza.people
        for school, deputy in DEPUTIES.items():
            clerk = people[OFFICES[school][0]]
            unit = self.luza.schools[school]
            stage.at(asked)
            rules = stage.begin(begin_rules, people[deputy], unit=unit)
            rules = stage.do(rules, "revise", people[deputy], sections=parse_text(RULES))
            stage.do(rules, "submit", people[deputy])
            sheet = stage.find(StaffOpinion, about=rules.pk)
            body = f"первичной профсоюзной организации {unit.name}"
            self.opinions[school] = stage.do(sheet, "ask", people[deputy], body=body)
        stage.at(answered)
        for school, sheet in self.opinions.items():
            clerk = people[OFFICES[school][0]]
            self.opinions[school] = stage.do(
                sheet,
                "answer",
                clerk,
                agrees=True,
                protocol_number="2",
                protocol_date=stage.moment.date(),
                name="мнение профсоюза.pdf",
                data=SCAN,
            )
            rules = stage.find(BonusRules, pk=sheet.about_id)
            self.order_on(rules, school)
            self.rules[school] = stage.find(BonusRules, pk=sheet.about_id)

    def name_funds(self) -> None:
        """Each director names the fund of the own school for the period."""
        assert self.period is not None, "a period is open"
        for _clerk, head in OFFICES.values():
            facts = {"amount": FUND, "source": "средств стимулирующей части фонда оплаты труда"}
            self.period = self.stage.do(self.period, "name_fund", self.luza.people[head], **facts)


@dataclass(frozen=True)
class Question:
    """A paper on the council's agenda, how everybody votes, what is said and decided."""

    paper: Any
    spoke: str
    decided: str
    choice: str = "for"


def begin_system(*, unit: Unit, by: Person) -> RewardSystem:
    title = "Система мер поощрения учителей, участвующих в профильном обучении"
    return draft(RewardSystem, unit=unit, title=title, by=by)


def begin_estimate(*, unit: Unit, by: Person, year: int = 2012) -> Estimate:
    title = f"Смета расходов школьного округа на {year} год"
    return draft(Estimate, unit=unit, title=title, by=by)


def begin_rules(*, unit: Unit, by: Person) -> BonusRules:
    return draft(BonusRules, unit=unit, title="Положение о премировании работников", by=by)


def begin_period(
    *, unit: Unit, by: Person, system: RewardSystem, title: str = TITLE, days: tuple[date, date, date] = DAYS
) -> RewardPeriod:
    starts_on, ends_on, sheets_until = days
    return draft(
        RewardPeriod,
        unit=unit,
        title=title,
        by=by,
        system=system,
        starts_on=starts_on,
        ends_on=ends_on,
        sheets_until=sheets_until,
    )


def verdicts(paper: Nomination, finding: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Every line accepted but what the finding says of its criterion."""
    return [{"merit": line.pk, "outcome": "accept"} | finding.get(line.code, {}) for line in paper.lines]
