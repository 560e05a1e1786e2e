"""Rewards of spring 2012: three schools, two pools, eighteen nominations, from the system of measures to a correction.

A member of the council is nominated and has no vote on it; one nomination is declined; one objection is upheld; a cap
returns its excess to the pool; one teacher was absent half of the period; after the orders one sum is corrected.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.print.certificate import certificate_data, has_certificate
from governance.documents.kinds.rewards.system import RewardSystem
from governance.roles.names import Case
from governance.scenarios import motivation_sheets as sheets
from governance.scenarios.admission_events import SCAN
from governance.scenarios.luza import Luza
from governance.scenarios.motivation_sheets import SHEETS
from governance.scenarios.rewarding import (
    Question,
    Rewarding,
    begin_estimate,
    begin_period,
    begin_system,
    verdicts,
)
from governance.scenarios.stage import Snapshot, Stage
from governance.scenarios.teachers import OFFICES, employ_teachers


@dataclass
class Played:
    """The papers of the spring."""

    rewarding: Rewarding

    @property
    def papers(self) -> dict[str, Any]:
        """By the names of the files that the scenario writes: kind and number, the school before it."""
        luza, period = self.rewarding.luza, self.rewarding.period
        lists: dict[str, AwardList] = {}
        for award_list in AwardList.objects.order_by("pk"):
            school = self.rewarding.school_of(award_list.unit)
            number = sum(name.startswith(f"award_list-{school}-") for name in lists) + 1
            lists[f"award_list-{school}-{number}"] = award_list
        nominations = {
            f"nomination-{number}": self.rewarding.nomination(key)
            for number, key in enumerate(SHEETS, start=1)
        }
        certificates = [paper for paper in nominations.values() if has_certificate(paper)]
        return {
            "reward_system": RewardSystem.objects.get(district=luza.district),
            "reward_period": period,
            "estimate": Estimate.objects.get(district=luza.district),
            **nominations,
            **self.rewarding.snapshots,
            **{f"allocation-{paper.edition}": paper for paper in Allocation.objects.order_by("edition")},
            **lists,
            **{f"bonus_rules-{school}": paper for school, paper in self.rewarding.rules.items()},
            **{f"staff_opinion-{school}": paper for school, paper in self.rewarding.opinions.items()},
            **{f"protocol-{paper.number}": paper for paper in self.rewarding.protocols},
            **self.rewarding.orders,
            **{
                f"certificate-{number}": Snapshot("certificate", certificate_data(paper))
                for number, paper in enumerate(certificates, start=1)
            },
        }

    def unreached(self) -> list[str]:
        """Which nomination, list, order or sum is not what the spring ends with."""
        wanted = dict.fromkeys(SHEETS, State.ORDERED.value) | {sheets.DECLINED: State.DECLINED.value}
        missed = [
            f"{paper.code}: {paper.state_label}"
            for key, state in wanted.items()
            if (paper := self.rewarding.nomination(key)).state != state
        ]
        expected = [
            ("Nominations", Nomination.objects.count(), 18),
            (
                "Allocations",
                list(Allocation.objects.order_by("edition").values_list("state", flat=True)),
                ["adopted", "adopted"],
            ),
            ("Lists", AwardList.objects.filter(state=AwardList.State.APPROVED).count(), 6),
            ("Orders", sorted({order.state for order in self.rewarding.orders.values()}), ["signed"]),
            ("Period", RewardPeriod.objects.get().state, RewardPeriod.State.CLOSED.value),
        ]
        return missed + [f"{name}: {found}" for name, found, wished in expected if found != wished]


def play_motivation(luza: Luza, stage: Stage) -> Played:
    """Play the spring from the system of measures to the closing of the period."""
    rewarding = Rewarding(luza, stage, employ_teachers(luza))
    system, estimate = adopt_system_and_estimate(rewarding)
    rewarding.adopt_rules("2012-01-31 10:00", "2012-02-02 12:00")
    rewarding.period = open_period(rewarding, system, estimate)
    rewarding.name_funds()
    for place, key in enumerate(SHEETS):
        stage.at(f"2012-05-{2 + place // 3:02} {9 + place % 3 * 2:02}:10")
        nominate(rewarding, key)
    verify(rewarding)
    put_up(rewarding)
    allocation = decide(rewarding)
    reward(rewarding, allocation, "2012-05-31 10:00")
    correct(rewarding)
    stage.at("2012-06-22 12:00")
    rewarding.period = stage.do(rewarding.period, "close", rewarding.deputy)
    return Played(rewarding)


def adopt_system_and_estimate(rewarding: Rewarding) -> tuple[RewardSystem, Estimate]:
    """The council adopts for what is rewarded and agrees to the money; the director approves the estimate by order."""
    stage, deputy = rewarding.stage, rewarding.deputy
    stage.at("2012-01-23 10:00")
    system = stage.begin(begin_system, deputy, unit=rewarding.luza.district)
    system = stage.do(system, "revise", deputy, criteria=sheets.CRITERIA, measures=sheets.MEASURES)
    system = stage.do(system, "submit", deputy)
    estimate = stage.begin(begin_estimate, deputy, unit=rewarding.luza.district)
    year = (date(2012, 1, 1), date(2012, 12, 31))
    estimate = stage.do(
        estimate, "revise", deputy, rows=sheets.ESTIMATE, period=year, money="средства базовой школы"
    )
    estimate = stage.do(estimate, "submit", deputy)
    rewarding.council(
        "2012-01-26 14:00",
        Question(system, "Крылова И.П.: критерии понятны учителям.", "Утвердить систему мер поощрения."),
        Question(estimate, "Пелевин Л.В.: средства есть.", "Согласовать смету на 2012 год."),
    )
    stage.at("2012-01-30 11:00")
    rewarding.order_on(estimate, "base")
    return stage.find(RewardSystem, pk=system.pk), stage.find(Estimate, pk=estimate.pk)


def open_period(rewarding: Rewarding, system: RewardSystem, estimate: Estimate) -> RewardPeriod:
    """Two pools out of the estimate, down to the rouble, with a cap for one person."""
    stage, deputy = rewarding.stage, rewarding.deputy
    stage.at("2012-02-06 10:00")
    period = stage.begin(begin_period, deputy, unit=rewarding.luza.district, system=system)
    period = stage.do(period, "revise", deputy, cap=sheets.CAP)
    period = stage.do(period, "take_pools", deputy, estimate=estimate, pools=sheets.POOLS)
    return stage.do(period, "open", deputy)


def nominate(rewarding: Rewarding, key: str) -> None:
    """The teacher fills the own sheet and hands it in, the head nominates; a head is nominated by the methodists."""
    stage, sheet, teacher = rewarding.stage, SHEETS[key], rewarding.luza.people[key]
    employment = rewarding.employments[key]
    paper = stage.begin(begin_nomination, teacher, rewarding.period, teacher, employment=employment)
    paper = stage.do(paper, "fill", teacher, merits=sheet.merits())
    paper = stage.do(paper, "hand_in", teacher)
    head = OFFICES[rewarding.school_of(employment.unit)][1]
    by = rewarding.luza.people["methodical_chair" if key == sheets.MEMBER else head]
    paper = stage.do(
        paper,
        "revise",
        by,
        measure=sheet.measure,
        pool=sheet.pool,
        merit_summary=sheets.SUMMARY,
        **sheet.given,
    )
    stage.do(paper, "nominate", by)


def verify(rewarding: Rewarding) -> None:
    """The deputy looks at every line; one teacher objects with a diploma, and is right."""
    stage = rewarding.stage
    stage.at("2012-05-14 10:00")
    for key in SHEETS:
        paper = rewarding.nomination(key)
        stage.do(paper, "verify", rewarding.deputy, verdicts=verdicts(paper, sheets.FINDINGS.get(key, {})))
    stage.at("2012-05-16 15:00")
    teacher = rewarding.luza.people[sheets.OBJECTING]
    paper = rewarding.nomination(sheets.OBJECTING)
    paper = stage.do(paper, "object_to", teacher, objection=sheets.OBJECTION)
    paper = stage.do(paper, "enclose", teacher, name="диплом призёра.pdf", data=SCAN)
    stage.at("2012-05-17 11:00")
    stage.do(
        paper,
        "answer_objection",
        rewarding.deputy,
        reason="Второй диплом приложен и засчитан.",
        verdicts=verdicts(paper, {}),
    )


def put_up(rewarding: Rewarding) -> None:
    """After the term for objections; the trial shows what the sums would be."""
    stage = rewarding.stage
    stage.at("2012-05-22 09:00")
    for key in SHEETS:
        stage.do(rewarding.nomination(key), "put_up", rewarding.deputy)
    allocation = stage.begin(draft_allocation, rewarding.deputy, rewarding.period)
    rewarding.snapshots["allocation-trial"] = Snapshot.of(allocation)


def decide(rewarding: Rewarding) -> Allocation:
    """Two nominations are questions of their own, then the allocation decides on the others as one list."""
    stage, people = rewarding.stage, rewarding.luza.people
    own, other = rewarding.nomination(sheets.MEMBER), rewarding.nomination(sheets.DECLINED)
    member, teacher = (people[key].in_case(Case.GENITIVE) for key in (sheets.MEMBER, sheets.DECLINED))
    rewarding.council(
        "2012-05-23 14:00",
        Question(
            own,
            "Крылова И.П.: голосуем без Жданова Н.С.",
            f"Поддержать представление к поощрению {member}",
        ),
        Question(
            other,
            "Шестакова О.И.: представить в следующем периоде.",
            f"Отклонить представление к поощрению {teacher}",
            choice="against",
        ),
    )
    for paper in (own, other):
        stage.find(Nomination, pk=paper.pk)
    stage.at("2012-05-24 10:00")
    allocation = Allocation.objects.get()
    allocation = stage.do(allocation, "recompute", rewarding.deputy)
    allocation = stage.do(allocation, "submit", rewarding.deputy)
    rewarding.council(
        "2012-05-28 14:00",
        Question(
            allocation,
            "Пелевин Л.В.: суммы посчитаны по утверждённым правилам.",
            "Утвердить распределение поощрительных выплат.",
        ),
    )
    return stage.find(Allocation, pk=allocation.pk)


def reward(rewarding: Rewarding, allocation: Allocation, moment: str) -> None:
    """Each school's director signs an order on each list of the school."""
    rewarding.stage.at(moment)
    for award_list in allocation.award_lists.order_by("pk"):
        rewarding.order_on(award_list, rewarding.school_of(award_list.unit))
        rewarding.stage.find(AwardList, pk=award_list.pk)
        for row in award_list.rows.order_by("pk"):
            rewarding.stage.find(Nomination, pk=row.nomination_id)


def correct(rewarding: Rewarding) -> None:
    """Hours were counted twice: a decision of its own, and an order of its own, with the sum before and after."""
    stage = rewarding.stage
    stage.at("2012-06-13 10:00")
    points = {rewarding.nomination(sheets.CORRECTED).pk: sheets.POINTS_CORRECTED}
    correction = stage.begin(draft_correction, rewarding.deputy, rewarding.period, points)
    correction = stage.do(correction, "submit", rewarding.deputy)
    rewarding.council(
        "2012-06-15 14:00",
        Question(
            correction,
            "Крылова И.П.: часы двух групп стоят в расписании как одно занятие.",
            "Утвердить распределение поощрительных выплат, редакция 2.",
        ),
    )
    reward(rewarding, stage.find(Allocation, pk=correction.pk), "2012-06-18 10:00")
