"""Several people at the same moment, on PostgreSQL with real threads and connections."""

from decimal import Decimal
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList, draft_staff_list
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.history import verify
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.admission.test_races import together as run_together
from tests.network.year import SINCE, UNTIL, appointed, put_forward, supported

from .office import COUNCIL, SHEETS, RewardOffice, fresh
from .test_correction import order_on

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres

AT_ONCE = 4
ONE_OF_ALL = ["NotLegal"] * (AT_ONCE - 1) + ["done"]


@pytest.fixture
def office(committed_luza: Luza) -> RewardOffice:
    """The office in committed rows, which other connections see."""
    return RewardOffice(committed_luza)


def together(office: RewardOffice, *acts: Any) -> list[str]:
    return run_together(office, *acts)


def test_of_allocations_drafted_at_once_there_is_one(office: RewardOffice) -> None:
    period = office.open_period()
    office.two(period)
    results = together(office, *[lambda: draft_allocation(period, by=office.deputy)] * AT_ONCE)
    assert results == ONE_OF_ALL
    assert Allocation.objects.count() == 1


def test_an_allocation_put_up_many_times_at_once_is_put_up_once(office: RewardOffice) -> None:
    period = office.open_period()
    office.two(period)
    allocation = office.tried(period)
    results = together(office, *[lambda: perform(allocation, "submit", by=office.deputy)] * AT_ONCE)
    assert results == ONE_OF_ALL
    assert allocation.events.filter(move="submit").count() == 1


def test_a_pool_changed_while_the_allocation_is_put_up_is_in_it_or_is_refused(office: RewardOffice) -> None:
    period = office.open_period()
    office.two(period)
    allocation = office.tried(period)
    pools = [
        {"code": "teachers", "title": "учителя", "row": 3},
        {"code": "heads", "title": "руководители", "row": 2},
    ]
    results = together(
        office,
        lambda: perform(allocation, "submit", by=office.deputy),
        lambda: perform(period, "take_pools", by=office.deputy, estimate=period.estimate, pools=pools),
    )
    assert results in (["done", "done"], ["NotLegal", "done"])
    allocation, period = fresh(allocation), fresh(period)
    assert allocation.state == "review"
    pool = next(entry for entry in allocation.pools if entry["code"] == "teachers")
    assert Decimal(pool["paid"]) + Decimal(pool["remainder"]) == period.pool("teachers").amount


def test_of_corrections_drafted_at_once_there_is_one(office: RewardOffice) -> None:
    allotted = office.allotted()
    acts = [
        lambda key=key: draft_correction(allotted.period, {key: Decimal(5)}, by=office.deputy)
        for key in (allotted.first.pk, allotted.second.pk) * (AT_ONCE // 2)
    ]
    assert together(office, *acts) == ONE_OF_ALL
    assert Allocation.objects.filter(corrects=allotted.allocation).count() == 1


def test_orders_signed_at_once_never_pay_more_than_the_pool(office: RewardOffice) -> None:
    office.allotted()
    first, second = AwardList.objects.order_by("pk")
    with past_the_door():
        AwardRow.objects.update(amount=Decimal(25_001))
    orders = [
        office.act(order_on(award_list), "submit", office.people[clerk])
        for award_list, clerk in ((first, "clerk"), (second, "clerk_second"))
    ]
    heads = [office.people["director"], office.people["head_second"]]
    together(
        office,
        *[
            lambda order=order, head=head: perform(order, "sign", by=head)
            for order, head in zip(orders, heads, strict=True)
        ],
    )
    approved = AwardRow.objects.filter(award_list__state="approved")
    assert [row.amount for row in approved] == [Decimal(25_001)]
    altered_here = {f"изменена строка: строка списка поощрённых {row.pk}" for row in AwardRow.objects.all()}
    assert {fault.sentence for fault in verify()} == altered_here


def test_a_sheet_begun_by_the_teacher_and_the_head_at_once_is_one(office: RewardOffice) -> None:
    period, teacher = office.open_period(), office.people["teacher_maths"]
    office.day = SHEETS
    people = [teacher, office.people["director"]] * (AT_ONCE // 2)
    acts = [lambda by=by: begin_nomination(period, teacher, by=by) for by in people]
    assert together(office, *acts) == ONE_OF_ALL
    assert Nomination.objects.count() == 1


def test_the_same_merit_handed_in_on_two_sheets_at_once_counts_once(office: RewardOffice) -> None:
    period = office.open_period()
    teacher, sheets = office.people["teacher_maths"], []
    for of in (period, office.next_period(period)):
        office.day = SHEETS
        with clock.played(office.day):
            sheet = begin_nomination(of, teacher, by=teacher)
        line = {"code": "winners", "value": "1", "note": "Диплом Иванова"}
        sheets.append(office.act(sheet, "fill", teacher, merits=[line]))
    acts = [lambda sheet=sheet: perform(sheet, "hand_in", by=teacher) for sheet in sheets]
    assert together(office, *acts) == ["NotLegal", "done"]
    assert sorted(fresh(sheet).state for sheet in sheets) == ["draft", "filled"]


def test_a_nomination_put_up_while_the_allocation_is_stands_in_it_or_is_refused(office: RewardOffice) -> None:
    period = office.open_period()
    office.two(period)
    late = office.verified(office.nominated(period, "russian", {"hours": "3"}))
    office.day = COUNCIL
    allocation = office.tried(period)
    together(
        office,
        lambda: perform(allocation, "submit", by=office.deputy),
        lambda: perform(late, "put_up", by=office.deputy),
    )
    allocation, late = fresh(allocation), fresh(late)
    stands = late.pk in {row["nomination"] for row in allocation.rows}
    # Either the list waited for the nomination, or it was refused while somebody was on the way.
    assert (allocation.state, late.state, stands) in (
        ("review", "review", True),
        ("draft", "review", False),
    )


def test_one_row_of_the_estimate_pays_one_of_two_periods_opened_at_once(office: RewardOffice) -> None:
    first = office.open_period()
    periods = []
    pools = [{"code": "teachers", "title": "учителя", "row": 3}]
    for title in ("осень", "зима"):
        with clock.played(office.day):
            period = draft(
                RewardPeriod,
                unit=first.unit,
                title=title,
                by=office.deputy,
                system=first.system,
                starts_on=first.starts_on,
                ends_on=first.ends_on,
                sheets_until=first.sheets_until,
            )
        given = {"estimate": first.estimate, "pools": pools}
        periods.append(office.act(period, "take_pools", office.deputy, **given))
    acts = [lambda period=period: perform(period, "open", by=office.deputy) for period in periods]
    assert together(office, *acts) == ["NotLegal", "done"]


def test_of_two_replacements_of_one_network_teacher_begun_at_once_there_is_one(office: RewardOffice) -> None:
    maths = put_forward(office, "maths")
    supported(office, maths)
    appointed(office)
    maths = fresh(maths)
    given = {"since": SINCE, "until": UNTIL, "replaces": maths}
    acts = [
        lambda key=key: begin_candidacy(
            office.teachers[key], by=office.head_of(office.teachers[key].unit), **given
        )
        for key in ("russian", "second")
    ]
    assert together(office, *acts) == ["NotLegal", "done"]
    assert Candidacy.objects.filter(replaces=maths).count() == 1


def test_of_lists_of_network_teachers_drawn_up_at_once_there_is_one(office: RewardOffice) -> None:
    supported(office, put_forward(office, "maths"))
    clerk = office.people["clerk"]
    results = together(office, *[lambda: draft_staff_list(office.luza.district, by=clerk)] * AT_ONCE)
    assert results == ONE_OF_ALL
    assert StaffList.objects.count() == 1
