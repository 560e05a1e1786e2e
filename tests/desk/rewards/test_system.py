"""The system of rewards and its periods on the desk."""

from decimal import Decimal

import pytest

from governance import clock
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.perform import draft
from tests.desk.rewards.conftest import Desk, pages, text
from tests.rewards.office import FIRST, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def drafted_system(office: RewardOffice) -> RewardSystem:
    with clock.played(FIRST):
        return draft(RewardSystem, unit=office.luza.district, title="Система", by=office.deputy)


MEASURE = {
    "measure-0-code": "",
    "measure-0-title": "премия",
    "measure-0-with_money": "on",
    "measure-1-code": "",
    "measure-1-title": "благодарность",
    "measure-1-certified": "on",
}
CRITERION = {
    "criterion-0-code": "hours",
    "criterion-0-title": "Часы занятий",
    "criterion-0-kind": "per_unit",
    "criterion-0-points": "2",
    "criteria-decimals": "2",
}


def test_a_system_is_written_on_one_page(rewarding: RewardOffice, desk: Desk) -> None:
    system = drafted_system(rewarding)
    deputy = pages(desk, "deputy", FIRST)
    typed = {
        "title": "Система мер",
        "time_to_object_0": "7",
        "time_to_object_1": "working_days",
        "do": "save",
        **MEASURE,
        **CRITERION,
    }
    answer = deputy.post("reward_system_edit", system.pk, **typed)
    assert answer.status_code == 302, text(answer)
    system = fresh(system)
    assert (system.title, system.time_to_object, system.sheet.criteria[0].name) == (
        "Система мер",
        {"count": 7, "unit": "working_days"},
        "Часы занятий",
    )
    assert [(one.title, one.with_money, one.certified) for one in system.all_measures] == [
        ("премия", True, False),
        ("благодарность", False, True),
    ]


def test_a_refused_system_keeps_all_that_was_typed(rewarding: RewardOffice, desk: Desk) -> None:
    system = drafted_system(rewarding)
    typed = {
        "title": "Система мер",
        "time_to_object_0": "1000",
        "time_to_object_1": "days",
        "do": "save",
        **MEASURE,
        **CRITERION,
    }
    answer = pages(desk, "deputy", FIRST).post("reward_system_edit", system.pk, **typed)
    assert answer.status_code == 422
    for word in ("1000", "благодарность", "Часы занятий", "A term has at most a year"):
        assert word in text(answer)
    assert fresh(system).measures == []


@pytest.mark.parametrize("key", ["director", "clerk", "secretary", "teacher_maths", "observer"])
def test_only_the_deputy_for_the_district_begins_a_system_or_a_period(
    rewarding: RewardOffice, desk: Desk, key: str
) -> None:
    for name in ("reward_system_new", "reward_period_new"):
        assert pages(desk, key, FIRST).get(name).status_code == 404
        assert pages(desk, "deputy", FIRST).get(name).status_code == 200


def test_the_pools_of_a_period_are_rows_of_the_estimate(rewarding: RewardOffice, desk: Desk) -> None:
    system, estimate = rewarding.system(), rewarding.estimate()
    deputy = pages(desk, "deputy", FIRST)
    days = {"starts_on": "2012-01-09", "ends_on": "2012-05-31", "sheets_until": "2012-05-12"}
    begun = deputy.post("reward_period_new", title="полугодие", system=system.pk, **days)
    period = RewardPeriod.objects.get()
    assert begun.status_code == 302
    shown = deputy.get("reward_period_edit", period.pk)
    assert "50\u00a0000,00" in text(shown)
    typed = {
        "title": "полугодие",
        **days,
        "rounding": "down_kopeck",
        "cap": "5000,50",
        "estimate": str(estimate.pk),
        "pool-0-code": "",
        "pool-0-title": "учителя",
        "pool-0-row": "1",
        "do": "save",
    }
    answer = deputy.post("reward_period_edit", period.pk, **typed)
    assert answer.status_code == 302, text(answer)
    period = fresh(period)
    assert (period.rounding, period.cap) == ("down_kopeck", Decimal("5000.50"))
    assert [(pool["title"], pool["amount"]) for pool in period.pools] == [("учителя", "50000")]
    wrong = deputy.post("reward_period_edit", period.pk, **{**typed, "pool-0-title": "", "title": "иначе"})
    assert wrong.status_code == 422
    assert "иначе" in text(wrong)
    assert fresh(period).title == "полугодие"
