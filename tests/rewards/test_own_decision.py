"""The employer decides on what the council recommends: another sum or measure, with the reason, before the order."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.fund import gaps
from governance.documents.record.attached import Link
from governance.documents.record.history import verify
from governance.documents.settings.catalogue import COUNCIL_ON_REWARDS, DECIDES
from governance.flows.engine.models import Notice
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza

from .office import FIRST, Allotted, RewardOffice, fresh, refused

REASON = "Вёл кружок сверх нагрузки, приказ от 10.01.2012 № 3."


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def allotted(office: RewardOffice) -> Allotted:
    return office.allotted()


def list_of_base(office: RewardOffice) -> tuple[AwardList, AwardRow, Order]:
    award_list = AwardList.objects.get(unit=office.luza.base)
    order = Link.objects.get(target=award_list, effect="approve").source.whole
    return award_list, award_list.rows.get(), order


def otherwise(office: RewardOffice, award_list: AwardList, who: AwardRow, **given: Any) -> AwardList:
    facts = {"row": who.pk, "reason": REASON, **given}
    changed: AwardList = office.act(award_list, "decide_otherwise", office.people["director"], **facts)
    return changed


def test_the_director_changes_a_sum_and_the_order_follows(office: RewardOffice, allotted: Allotted) -> None:
    award_list, row, order = list_of_base(office)
    order = office.act(order, "submit", office.people["clerk"])
    before = order.version
    otherwise(office, fresh(award_list), row, amount=Decimal("33000.50"))
    row, order, award_list = fresh(row), fresh(order), fresh(award_list)
    assert (row.amount, row.recommended_amount, row.decided_because) == (
        Decimal("33000.50"),
        Decimal("32130.00"),
        REASON,
    )
    # It stays with its signer, with words and annex of now.
    assert (order.state, order.version, award_list.version) == ("signing", before + 1, 2)
    links = Link.objects.filter(source_id=order.pk, effect="approve")
    assert [link.version.number for link in links if link.version] == [2]
    office.act(order, "sign", office.people["director"])
    assert fresh(award_list).state == "approved"
    assert fresh(allotted.first).amount == Decimal("33000.50")
    assert fresh(allotted.second).amount == Decimal("17850.00")
    assert list(verify()) == []


def test_the_form_is_on_the_page_of_the_list_once_its_order_is_with_the_director(
    office: RewardOffice, allotted: Allotted
) -> None:
    award_list, row, order = list_of_base(office)
    office.act(order, "submit", office.people["clerk"])
    client = Client()
    client.force_login(office.people["director"], backend="governance.desk.base.signed_in.PersonBackend")
    with clock.played(office.day):
        page = client.get(f"/papers/{award_list.pk}/")
    assert (page.status_code, f'<option value="{row.pk}"' in page.content.decode()) == (200, True)


def test_the_list_says_both_and_the_council_is_told(office: RewardOffice, allotted: Allotted) -> None:
    award_list, row, _order = list_of_base(office)
    award_list = otherwise(office, award_list, row, amount=Decimal(30000))
    (line,) = award_list.content()["rows"]
    assert (line["amount"], line["recommended"], line["because"]) == ("30000.00", "32130.00", REASON)
    office.signed(fresh(award_list))
    told = Notice.objects.filter(text="decided_otherwise", document=award_list)
    assert {notice.person_id for notice in told} == {
        office.people["secretary"].pk,
        office.people["head_second"].pk,
    }


def test_a_sum_that_is_set_back_deviates_no_more(office: RewardOffice, allotted: Allotted) -> None:
    award_list, row, _order = list_of_base(office)
    award_list = otherwise(office, award_list, row, amount=Decimal(30000))
    otherwise(office, fresh(award_list), row, amount=Decimal(32130))
    assert (fresh(row).amount, fresh(row).deviates) == (Decimal(32130), False)
    office.signed(fresh(award_list))
    assert not Notice.objects.filter(text="decided_otherwise").exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"amount": Decimal("-1")}, "от 0"),
        ({"amount": Decimal("1.001")}, "копеек"),
        ({"amount": Decimal("NaN")}, "от 0"),
        ({"amount": Decimal(32130)}, "ничего не меняется"),
        ({}, "ничего не меняется"),
        ({"measure": "thanks"}, "Выберите меру"),
        ({"row": 99999, "amount": Decimal(1)}, "Выберите из списка"),
        ({"amount": Decimal(1), "reason": " "}, "Напишите причину"),
    ],
)
def test_what_is_no_other_decision_is_refused(
    office: RewardOffice, allotted: Allotted, given: dict[str, Any], sentence: str
) -> None:
    award_list, row, _order = list_of_base(office)
    with refused(sentence):
        otherwise(office, award_list, row, **given)


@pytest.mark.parametrize("key", ["deputy", "clerk", "secretary", "head_second", "teacher_maths"])
def test_nobody_but_the_director_of_the_school_decides(
    office: RewardOffice, allotted: Allotted, key: str
) -> None:
    award_list, row, _order = list_of_base(office)
    facts = {"row": row.pk, "amount": Decimal(1), "reason": REASON}
    with refused():
        office.act(award_list, "decide_otherwise", office.people[key], **facts)


def test_after_the_signature_nothing_is_decided_otherwise(office: RewardOffice, allotted: Allotted) -> None:
    award_list, row, _order = list_of_base(office)
    office.signed(award_list)
    with refused():
        otherwise(office, fresh(award_list), row, amount=Decimal(1))


def test_words_of_the_clerk_stay_and_the_order_goes_back(office: RewardOffice, allotted: Allotted) -> None:
    award_list, row, order = list_of_base(office)
    clerk = office.people["clerk"]
    order = office.act(order, "revise", clerk, title="О премировании учителя")
    order = office.act(order, "submit", clerk)
    otherwise(office, fresh(award_list), row, amount=Decimal(30000))
    order = fresh(order)
    assert (order.state, order.title) == ("draft", "О премировании учителя")
    order = office.act(order, "submit", clerk)
    office.act(order, "sign", office.people["director"])
    assert fresh(allotted.first).amount == Decimal(30000)
    assert list(verify()) == []


def test_an_annulled_order_leaves_what_the_council_recommended(
    office: RewardOffice, allotted: Allotted
) -> None:
    award_list, row, _order = list_of_base(office)
    otherwise(office, award_list, row, amount=Decimal(30000))
    order = office.signed(fresh(award_list))
    with clock.played(office.day):
        annulling = draft_annulling_order(order, by=office.people["clerk"], reason="не та школа")
    annulling = office.act(annulling, "submit", office.people["clerk"])
    office.act(annulling, "sign", office.people["director"])
    assert (fresh(allotted.first).state, fresh(allotted.first).amount) == ("supported", Decimal(32130))


def test_a_fund_that_does_not_suffice_is_said_before_the_signature(
    office: RewardOffice, allotted: Allotted
) -> None:
    office.funded(fresh(allotted.period), "base", "32000")
    allocation: Allocation = fresh(allotted.allocation)
    (sentence,) = gaps(allotted.period, allocation.rows)
    assert "32" in sentence
    assert "СОШ г. Лузы" in sentence
    # The director decides otherwise, and the order is signed.
    award_list, row, order = list_of_base(office)
    order = office.act(order, "submit", office.people["clerk"])
    with refused("фонде|fund"):
        office.act(order, "sign", office.people["director"])
    otherwise(office, fresh(award_list), row, amount=Decimal(32000))
    office.act(fresh(order), "sign", office.people["director"])
    assert fresh(allotted.first).amount == Decimal(32000)


def test_directors_without_a_fund_are_told_as_soon_as_the_council_has_recommended(
    office: RewardOffice,
) -> None:
    period = office.open_period()
    office.two(period)
    office.funded(fresh(period), "base", "100")
    office.adopted(period)
    told = Notice.objects.filter(text="fund_short").values_list("person_id", flat=True)
    assert set(told) == {office.people["director"].pk}


def test_where_the_council_decides_no_director_does(office: RewardOffice) -> None:
    basis = "решение собрания школ"
    change_setting(office.luza.district, COUNCIL_ON_REWARDS, DECIDES, since=FIRST, by=None, basis=basis)
    office.allotted()
    award_list, row, _order = list_of_base(office)
    with refused("решает совет"):
        otherwise(office, award_list, row, amount=Decimal(1))
