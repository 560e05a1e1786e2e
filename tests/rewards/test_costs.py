"""What the pages of rewards and of network teachers ask of the database: a dozen queries, however many sheets."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import clock
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.rewards.allocation import draft_allocation
from governance.documents.kinds.rewards.nomination import begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.perform import draft
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from tests.founding import entered
from tests.network.year import LOAD, SINCE, UNTIL, appointed, put_forward, supported

from .office import COUNCIL, SHEETS, VERIFIED, RewardOffice, fresh

pytestmark = pytest.mark.any_database

MOST = 12
Asked = tuple[str, str, list[int]]


def costs(office: RewardOffice, day: date, pages: Iterable[Asked]) -> dict[str, int]:
    """How many queries each page takes the second time: (who, name of the address, its arguments)."""
    found = {}
    for key, name, args in pages:
        client = Client()
        client.force_login(office.people[key], backend="governance.desk.base.signed_in.PersonBackend")
        address = reverse(name, args=args)
        with clock.played(day):
            assert client.get(address).status_code == 200, (key, address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
        found[f"{key} {address}"] = len(asked)
    return found


def dear(found: dict[str, int]) -> dict[str, int]:
    return {page: count for page, count in found.items() if count > MOST}


def before_council(office: RewardOffice, period: RewardPeriod, numbers: Iterable[int]) -> None:
    """Further teachers of the base school with sheets before the council."""
    for n in numbers:
        key = f"t{n}"
        person = entered(office.luza.district, f"{key}@luza.example", f"Учителев{n}", "Иван")
        given: dict[str, Any] = {"basis": "трудовой договор", "since": date(2011, 8, 1), "title": "учитель"}
        office.people[key] = person
        office.teachers[key] = appoint(person, Role.TEACHER, office.luza.base, **given, by=None)
        office.before_council(office.nominated(period, key, {"hours": "3", "winners": "1"}))


def test_pages_of_rewards_take_a_dozen_queries_and_no_more_for_more_sheets(
    office: RewardOffice, period: RewardPeriod
) -> None:
    maths = office.nominated(period, "maths", {"hours": "9", "winners": "1", "course": "1"})
    waiting = [("deputy", "nomination_verify", [maths.pk]), ("deputy", "paper", [maths.pk])]
    assert dear(costs(office, SHEETS, waiting)) == {}
    maths = office.verified(maths)
    verified: list[Asked] = [
        ("teacher_maths", "nomination_object", [maths.pk]),
        ("teacher_maths", "paper", [maths.pk]),
    ]
    assert dear(costs(office, VERIFIED, verified)) == {}
    maths = office.act(maths, "object_to", office.people["teacher_maths"], objection="Победителей двое")
    assert dear(costs(office, VERIFIED, [("deputy", "nomination_answer", [maths.pk])])) == {}
    verdicts = [{"merit": line.pk, "outcome": "accept"} for line in maths.lines]
    maths = office.act(maths, "answer_objection", office.deputy, verdicts=verdicts, reason="Диплом один")
    office.day = COUNCIL
    maths = office.act(maths, "put_up", office.deputy)

    before_council(office, period, range(2))
    with clock.played(office.day):
        allocation = draft_allocation(period, by=office.deputy)
    lists: list[Asked] = [
        *((key, "rewards", []) for key in ("deputy", "director", "secretary", "methodical_chair")),
        ("teacher_maths", "rewards", []),
        ("deputy", "allocation", [allocation.pk]),
        ("deputy", "paper", [allocation.pk]),
        ("deputy", "paper", [period.pk]),
        ("secretary", "paper", [maths.pk]),
        ("deputy", "reward_picture", [period.pk]),
        ("observer", "reward_picture", [period.pk]),
        ("director", "nomination_new", [period.pk]),
    ]
    of_three = costs(office, COUNCIL, lists[:-1])
    before_council(office, period, range(2, 17))
    assert period.nominations.count() == 18
    allocation = office.act(allocation, "recompute", office.deputy)
    of_eighteen = costs(office, COUNCIL, lists[:-1])
    assert of_eighteen == of_three
    assert dear(of_eighteen) == {}
    assert dear(costs(office, SHEETS, lists[-1:])) == {}

    office.decided(office.act(allocation, "submit", office.deputy))
    award_list = fresh(allocation).award_lists.get()
    decided: list[Asked] = [
        ("deputy", "allocation", [allocation.pk]),
        ("secretary", "allocation", [allocation.pk]),
        ("deputy", "allocation_correct", [allocation.pk]),
        ("deputy", "reward_picture", [period.pk]),
        ("director", "paper", [maths.pk]),
        ("teacher_maths", "paper", [maths.pk]),
    ]
    assert dear(costs(office, COUNCIL, decided)) == {}
    office.ordered(award_list, office.people["clerk"], office.people["director"])
    ordered: list[Asked] = [
        ("director", "paper", [award_list.pk]),
        ("teacher_maths", "rewards", []),
        ("deputy", "rewards", []),
        *(("deputy", "paper_readings", [paper.pk]) for paper in (allocation, award_list, maths)),
    ]
    assert dear(costs(office, COUNCIL, ordered)) == {}


def test_forms_of_rewards_take_a_dozen_queries(office: RewardOffice, period: RewardPeriod) -> None:
    office.day = SHEETS
    teacher = office.people["teacher_maths"]
    with clock.played(office.day):
        sheet = begin_nomination(period, teacher, by=teacher, employment=office.teachers["maths"])
        system = draft(RewardSystem, unit=office.luza.district, title="Система", by=office.deputy)
    merits = [{"code": "hours", "value": "9"}, {"code": "winners", "value": "1"}]
    sheet = office.act(sheet, "fill", teacher, merits=merits)
    drafts: list[Asked] = [
        ("teacher_maths", "nomination_fill", [sheet.pk]),
        ("deputy", "reward_system_edit", [system.pk]),
        ("deputy", "reward_period_edit", [period.pk]),
        ("deputy", "reward_system_new", []),
        ("deputy", "reward_period_new", []),
        ("director", "paper", [period.system_id]),
    ]
    assert dear(costs(office, SHEETS, drafts)) == {}
    sheet = office.act(sheet, "hand_in", teacher)
    asked: list[Asked] = [
        (key, "nomination_complete", [sheet.pk]) for key in ("director", "methodical_chair")
    ]
    assert dear(costs(office, SHEETS, asked)) == {}


def test_pages_of_network_teachers_take_a_dozen_queries_and_no_more_for_more_teachers(
    office: RewardOffice,
) -> None:
    office.day = date(2012, 8, 20)
    maths = put_forward(office, "maths")
    supported(office, maths)
    staff_list = appointed(office)
    pages: list[Asked] = [(key, "network_teachers", []) for key in ("clerk", "director", "observer")]
    pages += [("director", "paper", [paper.pk]) for paper in (maths, staff_list)]
    pages.append(("director", "candidacy_begin", []))
    of_one = costs(office, office.day, pages[:3])
    others = [put_forward(office, key) for key in ("russian", "second")]
    supported(office, *others)
    appointed(office)
    assert costs(office, office.day, pages[:3]) == of_one
    assert dear(costs(office, office.day, pages)) == {}
    with clock.played(office.day):
        head = office.people["head_lalsk"]
        employment = appoint(
            office.people["acting_lalsk"],
            Role.TEACHER,
            office.luza.schools["lalsk"],
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
            by=None,
        )
        begun = begin_candidacy(employment, by=head, since=SINCE, until=UNTIL)
    office.act(begun, "revise", head, load=LOAD)
    assert dear(costs(office, office.day, [("head_lalsk", "candidacy_edit", [begun.pk])])) == {}
