"""The money: a trial before the vote, final after it, never above a pool, corrected by a new decision alone."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.rounds import Recusal, Round
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.money import money_text
from governance.record_rows import past_the_door

from .office import COUNCIL, Allotted, RewardOffice, fresh, refused


def test_the_trial_says_value_sums_and_remainder_and_changes_nothing(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.tried(period)
    # 50,000 / 28 = 1785.71…, down to the rouble.
    assert allocation.pools[1] == {
        "code": "teachers",
        "points": "28",
        "value": "1785",
        "paid": "49980.00",
        "remainder": "20.00",
    }
    assert [row["amount"] for row in allocation.rows] == ["32130.00", "17850.00"]
    assert [fresh(one).amount for one in two] == [None, None]


def test_an_absence_counts_by_the_share_of_the_period(office: RewardOffice, period: RewardPeriod) -> None:
    half = office.nominated(period, "maths", {"hours": "10"}, share=Decimal("0.5"))
    whole = office.nominated(period, "second", {"hours": "5"})
    for nomination in (half, whole):
        office.before_council(nomination)
    assert [row["amount"] for row in office.tried(period).rows] == ["25000.00", "25000.00"]


def test_a_cap_returns_its_excess_to_the_pool(office: RewardOffice, period: RewardPeriod) -> None:
    with past_the_door():
        RewardPeriod.objects.filter(pk=period.pk).update(cap=Decimal("20000"))
    office.before_council(office.nominated(period, "maths", {"hours": "9"}))
    office.before_council(office.nominated(period, "second", {"winners": "2"}))
    allocation = office.tried(fresh(period))
    assert [row["amount"] for row in allocation.rows] == ["20000.00", "17850.00"]
    assert allocation.pools[1]["remainder"] == "12150.00"


def test_the_council_votes_on_the_frozen_version_and_no_later_one(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.submitted(period)
    frozen = allocation.present_version
    assert frozen is not None
    assert frozen.content["rows"] == allocation.rows
    protocol = office.decided(allocation)
    link = protocol.links_out.get(target=allocation, effect="approve")
    assert link.version == frozen
    assert [one.present_version.content["points"] for one in two] == ["18", "10"]


def test_a_member_of_the_council_has_no_vote_on_the_own_reward(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.teachers["lalsk"] = office.teacher("head_lalsk", "lalsk")
    office.nominated(period, "maths", {"hours": "9"})
    own = office.before_council(office.nominated(period, "lalsk", {"hours": "3"}, pool="heads"))
    office.decided(own)
    assert fresh(own).state == "supported"
    recusal = Recusal.objects.get()
    assert recusal.person == office.people["head_lalsk"]
    voting = Round.objects.get(item=recusal.item)
    assert voting.ballots.filter(seat=recusal.seat).count() == 0
    assert voting.ballots.count() == 5


def test_whoever_stands_in_the_list_has_no_vote_on_the_list(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    office.teachers["lalsk"] = office.teacher("head_lalsk", "lalsk")
    office.before_council(office.nominated(period, "lalsk", {"hours": "3"}, pool="heads"))
    allocation = office.submitted(period)
    office.decided(allocation)
    assert fresh(allocation).state == "adopted"
    assert [recusal.person for recusal in Recusal.objects.all()] == [office.people["head_lalsk"]]


def test_a_nomination_declined_on_its_own_gets_nothing_and_the_words_stay_with_the_decision(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    protocol = office.decided(two[1], choice="against")
    assert (fresh(two[1]).state, fresh(two[1]).amount) == ("declined", None)
    assert protocol.entries.get().decided != ""
    assert [row["nomination"] for row in office.tried(period).rows] == [two[0].pk]


def test_what_is_supported_on_its_own_stands_in_the_list_with_the_others(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    protocol = office.decided(two[0])
    office.adopted(period)
    assert [fresh(one).amount for one in two] == [Decimal("32130.00"), Decimal("17850.00")]
    assert (fresh(two[0]).supported_by_id, fresh(two[1]).supported_by_id) == (
        protocol.pk,
        Allocation.objects.get().pk,
    )


def test_nothing_is_put_up_while_a_nomination_is_being_verified_or_decided_on_its_own(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    late = office.nominated(period, "russian", {"hours": "3"})
    allocation = office.tried(period)
    office.day = COUNCIL
    with refused("1"):
        office.act(allocation, "submit", office.deputy)
    office.act(late, "withdraw", office.people["director"], reason="представим осенью")
    with past_the_door():
        Nomination.objects.filter(pk=two[0].pk).update(on_agenda=two[1])
    with refused():
        office.act(allocation, "submit", office.deputy)
    with past_the_door():
        Nomination.objects.filter(pk=two[0].pk).update(on_agenda=None)
    assert office.act(allocation, "submit", office.deputy).state == "review"


def test_nobody_is_added_to_an_allocation_that_lies_before_the_council(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.submitted(period)
    late = office.verified(office.nominated(period, "russian", {"hours": "3"}))
    office.day = COUNCIL
    with refused():
        office.act(late, "put_up", office.deputy)
    office.act(allocation, "withdraw", office.deputy, reason="ещё одно представление")
    assert office.act(late, "put_up", office.deputy).state == "review"


def test_a_list_with_somebody_who_was_declined_since_is_not_adopted(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.submitted(period)
    office.decided(two[1], choice="against")
    protocol = office.decided(allocation)
    assert protocol.links_out.get(target=allocation, effect="approve").failure != ""
    assert (fresh(allocation).state, AwardList.objects.count()) == ("review", 0)
    assert [fresh(one).amount for one in two] == [None, None]
    office.act(allocation, "withdraw", office.deputy, reason="одно отклонено")
    allocation = office.act(allocation, "submit", office.deputy)
    office.decided(allocation)
    assert [fresh(one).amount for one in two] == [Decimal("49986.00"), None]


def test_what_the_council_rejects_allots_nothing(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.submitted(period)
    office.decided(allocation, choice="against")
    assert (fresh(allocation).state, AwardList.objects.count()) == ("draft", 0)
    assert [fresh(one).amount for one in two] == [None, None]


def test_a_second_allocation_waits_for_the_first(office: RewardOffice, allotted: Allotted) -> None:
    with refused():
        office.tried(allotted.period)
    office.corrected(allotted.period, {allotted.second.pk: Decimal(5)})
    with refused("2"):
        office.corrected(allotted.period, {allotted.second.pk: Decimal(6)})


def test_only_the_deputy_computes(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    for key in ("director", "secretary", "clerk"):
        with clock.played(COUNCIL), pytest.raises(NotLegal):
            draft_allocation(period, by=office.people[key])
    allocation = office.tried(period)
    with pytest.raises(NotAllowed):
        office.act(allocation, "submit", office.people["director"])


def test_the_order_says_how_many_and_neither_a_name_nor_a_sum(
    office: RewardOffice, allotted: Allotted
) -> None:
    order = office.signed(AwardList.objects.get(unit=office.luza.base))
    said = str(order.content())
    assert "Выплатить премии 1 работнику согласно списку (прилагается на 1 л. в 1 экз.) за счёт" in said
    assert [word for word in ("Мокрушин", "32\u00a0130", "руб.", "рублей") if word in said] == []
    assert order.series == Order.Series.STAFF


def test_a_period_is_closed_when_nobody_waits_and_then_public_without_persons(
    office: RewardOffice, allotted: Allotted
) -> None:
    with refused():
        office.act(allotted.period, "close", office.deputy)
    for award_list in AwardList.objects.all():
        office.signed(award_list)
    closed = office.act(allotted.period, "close", office.deputy)
    assert closed.published_at is not None
    assert [(entry["code"], entry["paid"], entry["people"]) for entry in closed.totals] == [
        ("heads", "0.00", 0),
        ("teachers", "49980.00", 2),
    ]


@given(st.integers(min_value=0, max_value=99_999_999))
def test_money_in_words_says_the_figures_again(kopecks: int) -> None:
    said = money_text(Decimal(kopecks) / 100)
    figures, words = said.split(" (")
    assert figures.replace(" ", "").replace("\u00a0", "") == f"{kopecks // 100}руб.{kopecks % 100:02}коп."
    assert words.endswith(("копейка)", "копейки)", "копеек)"))
