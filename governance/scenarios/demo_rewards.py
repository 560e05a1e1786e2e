"""Rewards and network teachers of the demonstration: the spring of 2011 rewarded and ordered, the autumn on its way.

In August the council adopts the system of measures and the estimate, then one allocation and seven network teachers at
one sitting. In November a sheet stands in every state, the allocation is tried, one network teacher has been replaced.
"""

from datetime import date

from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.rewards.allocation import draft_allocation
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.system import RewardSystem
from governance.roles.appointment import Appointment
from governance.scenarios import motivation_sheets as sheets, network_teachers as network
from governance.scenarios.admission_events import SCAN
from governance.scenarios.demo_reward_sheets import (
    BEFORE_THE_COUNCIL,
    ESTIMATE,
    FILLED,
    IN_AUGUST,
    INSTEAD,
    NOMINATED,
    REPLACED_SINCE,
    SINCE,
    SPRING,
    TEACHERS,
    UNFINISHED,
    UNTIL,
    VERIFIED,
    VERIFIED_ON,
    WAITING,
    WITH_FILE,
    SampleSheet,
)
from governance.scenarios.luza import Luza
from governance.scenarios.rewarding import (
    Question,
    Rewarding,
    begin_estimate,
    begin_period,
    begin_system,
    verdicts,
)
from governance.scenarios.stage import Stage
from governance.scenarios.teachers import OFFICES

Employments = dict[str, Appointment]


def fill_summer(luza: Luza, employments: Employments) -> None:
    """Before the school year: the spring is rewarded, the network teachers of the year are appointed."""
    stage = Stage(begins="2011-08-02 10:00")
    rewarding = Rewarding(luza, stage, employments, present=IN_AUGUST)
    appointing = network.Played(luza, stage, employments)
    adopt(rewarding)
    rewarding.adopt_rules("2011-08-05 11:30", "2011-08-05 11:45")
    stage.at("2011-08-05 12:00")
    open_period(
        rewarding,
        "второе полугодие 2010/2011 учебного года",
        days=(date(2011, 1, 10), date(2011, 5, 31), date(2011, 8, 12)),
        rows=(1, 2),
    )
    for number, (key, sheet) in enumerate(SPRING.items()):
        stage.at(f"2011-08-{8 + number // 4:02} {9 + number % 4:02}:10")
        nominate(rewarding, key, sheet)
    stage.at("2011-08-15 10:00")
    verified = [verify(rewarding, key, sheet) for key, sheet in SPRING.items()]
    stage.at("2011-08-23 09:00")
    for paper in verified:
        stage.do(paper, "put_up", rewarding.deputy)
    allocation = stage.begin(draft_allocation, rewarding.deputy, rewarding.period)
    allocation = stage.do(allocation, "submit", rewarding.deputy)
    candidates = [appointing.put_forward(entry, since=SINCE, until=UNTIL) for entry in TEACHERS]
    rewarding.council(
        "2011-08-25 14:00",
        Question(
            allocation,
            "Пелевин Л.В.: суммы посчитаны по утверждённым правилам.",
            "Утвердить распределение поощрительных выплат.",
        ),
        *(Question(paper, "", network.decision_on(paper, "for")) for paper in candidates),
    )
    stage.at("2011-08-26 10:00")
    for award_list in allocation.award_lists.order_by("pk"):
        rewarding.order_on(award_list, rewarding.school_of(award_list.unit))
    stage.at("2011-08-26 15:00")
    assert rewarding.period is not None
    stage.do(rewarding.period, "close", rewarding.deputy)
    stage.at("2011-08-26 16:00")
    appointing.settle(candidates)
    appointing.appoint("2011-08-29 10:00", "2011-08-30 11:00", "2011-08-31 09:00")


def fill_autumn(luza: Luza, employments: Employments) -> None:
    """After the sittings of the autumn: a sheet in every state, a trial, a replacement, a candidate who waits."""
    stage = Stage(begins="2011-10-17 10:00")
    rewarding = Rewarding(luza, stage, employments)
    appointing = network.Played(luza, stage, employments)
    open_period(
        rewarding,
        "первое полугодие 2011/2012 учебного года",
        days=(date(2011, 9, 1), date(2011, 12, 30), date(2011, 11, 30)),
        rows=(3, 4),
    )
    for number, (key, sheet) in enumerate(VERIFIED.items()):
        stage.at(f"2011-11-{1 + number // 3:02} {9 + number % 3 * 2:02}:20")
        nominate(rewarding, key, sheet)
    verified = {}
    for key, moment in VERIFIED_ON.items():
        stage.at(moment)
        verified[key] = verify(rewarding, key, VERIFIED[key])
    stage.at("2011-11-17 15:00")
    for key in BEFORE_THE_COUNCIL:
        stage.do(verified[key], "put_up", rewarding.deputy)
    stage.begin(draft_allocation, rewarding.deputy, rewarding.period)
    for key, sheet in NOMINATED.items():
        nominate(rewarding, key, sheet)
    for key, sheet in FILLED.items():
        fill(rewarding, key, sheet)
    stage.at("2011-11-18 10:00")
    teacher = luza.people[sheets.OBJECTING]
    objected = stage.do(verified[sheets.OBJECTING], "object_to", teacher, objection=sheets.OBJECTION)
    stage.do(objected, "enclose", teacher, name="диплом призёра.pdf", data=SCAN)
    # Another teacher of English takes over; the list of the year gets its second edition.
    leaves = Candidacy.objects.get(teacher=luza.people[network.LEAVES])
    takes_over = appointing.put_forward(INSTEAD, since=REPLACED_SINCE, until=UNTIL, replaces=leaves)
    rewarding.council("2011-11-18 11:00", Question(takes_over, "", network.decision_on(takes_over, "for")))
    stage.at("2011-11-18 12:00")
    appointing.settle([takes_over])
    appointing.appoint("2011-11-18 13:00", "2011-11-18 14:00", "2011-11-18 15:00")
    appointing.put_forward(WAITING, since=date(2011, 12, 1), until=UNTIL)


def adopt(rewarding: Rewarding) -> None:
    """The council adopts for what is rewarded and agrees to the money of the year."""
    stage, deputy, district = rewarding.stage, rewarding.deputy, rewarding.luza.district
    system = stage.begin(begin_system, deputy, unit=district)
    system = stage.do(system, "revise", deputy, criteria=sheets.CRITERIA, measures=sheets.MEASURES)
    system = stage.do(system, "submit", deputy)
    estimate = stage.begin(begin_estimate, deputy, unit=district, year=2011)
    year = (date(2011, 1, 1), date(2011, 12, 31))
    estimate = stage.do(
        estimate, "revise", deputy, rows=ESTIMATE, period=year, money="средства базовой школы"
    )
    estimate = stage.do(estimate, "submit", deputy)
    rewarding.council(
        "2011-08-04 14:00",
        Question(system, "Крылова И.П.: критерии понятны учителям.", "Утвердить систему мер поощрения."),
        Question(estimate, "Пелевин Л.В.: средства есть.", "Согласовать смету на 2011 год."),
    )
    stage.at("2011-08-05 11:00")
    stage.do(rewarding.order_on(estimate, "base"), "confirm_read", deputy)


def open_period(
    rewarding: Rewarding, title: str, days: tuple[date, date, date], rows: tuple[int, int]
) -> None:
    """Its pools are the rows of the estimate for teachers and for heads."""
    stage, deputy, luza = rewarding.stage, rewarding.deputy, rewarding.luza
    system = RewardSystem.objects.get(district=luza.district)
    period = stage.begin(begin_period, deputy, unit=luza.district, system=system, title=title, days=days)
    pools = [pool | {"row": row} for pool, row in zip(sheets.POOLS, rows, strict=True)]
    estimate = Estimate.objects.get(district=luza.district, state=Estimate.State.APPROVED)
    period = stage.do(period, "take_pools", deputy, estimate=estimate, pools=pools)
    rewarding.period = stage.do(period, "open", deputy)
    rewarding.name_funds()


def fill(rewarding: Rewarding, key: str, sheet: SampleSheet) -> Nomination:
    """The teacher's own part; one of them has not handed it in yet."""
    stage, teacher = rewarding.stage, rewarding.luza.people[key]
    employment = rewarding.employments[key]
    paper = stage.begin(begin_nomination, teacher, rewarding.period, teacher, employment=employment)
    merits = sheet.merits
    if key in WITH_FILE:
        paper = stage.do(paper, "enclose", teacher, name="расписание занятий.pdf", data=SCAN)
        merits[0]["proof"] = paper.attachments.get()
    paper = stage.do(paper, "fill", teacher, merits=merits)
    return paper if key == UNFINISHED else stage.do(paper, "hand_in", teacher)


def nominate(rewarding: Rewarding, key: str, sheet: SampleSheet) -> None:
    """The teacher hands the sheet in, the head of the school puts it forward; the methodists put a head forward."""
    paper = fill(rewarding, key, sheet)
    head = OFFICES[rewarding.school_of(paper.unit)][1]
    by = rewarding.luza.people["methodical_chair" if key == head else head]
    facts = {"measure": sheet.measure, "pool": sheet.pool, "merit_summary": sheets.SUMMARY}
    paper = rewarding.stage.do(paper, "revise", by, **facts, **sheet.given)
    rewarding.stage.do(paper, "nominate", by)


def verify(rewarding: Rewarding, key: str, sheet: SampleSheet) -> Nomination:
    """The deputy accepts every line but what is found of a criterion."""
    assert rewarding.period is not None, "sheets are filled in an open period"
    paper = Nomination.objects.get(reward_period=rewarding.period, teacher=rewarding.luza.people[key])
    answers = verdicts(paper, sheet.findings)
    return rewarding.stage.do(paper, "verify", rewarding.deputy, verdicts=answers)
