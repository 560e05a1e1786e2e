"""Before the order: the teacher's consent, the agreement with the own school, what happens without them."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.network.staff_list import draft_staff_list
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.record.history import verify
from tests.memory import recalled
from tests.rewards.office import RewardOffice, fresh, refused
from tests.scans import SCANNED_PDF

from .test_way import network_teachers
from .year import (
    TERMS,
    agreement_of,
    appointed,
    consent_of,
    consented,
    listed,
    lists_of,
    order_on,
    put_forward,
    put_up,
    ready,
    supported,
)

AUTUMN = date(2012, 10, 1)


@pytest.fixture
@recalled
def maths(office: RewardOffice) -> Any:
    """Supported by the council, and asked."""
    candidacy = put_forward(office, "maths")
    office.decided(candidacy)
    return fresh(candidacy)


def by_hand(office: RewardOffice, **changed: Any) -> dict[str, Any]:
    return {"signed_on": office.day, "name": "лист.pdf", "data": SCANNED_PDF, **changed}


# --- the consent ------------------------------------------------------------------------------------------------------


def test_only_the_teacher_consents_and_once(office: RewardOffice, maths: Any) -> None:
    consent = consent_of(maths)
    for key in ("director", "clerk", "teacher_russian", "head_second", "deputy"):
        with refused():
            office.act(consent, "give", office.people[key])
    consent = office.act(consent, "give", maths.teacher)
    assert (consent.state, consent.given_on, fresh(maths).state) == ("given", office.day, "consented")
    with refused():
        office.act(consent, "give", maths.teacher)


def test_whoever_refuses_is_not_appointed(office: RewardOffice, maths: Any) -> None:
    office.act(consent_of(maths), "refuse", maths.teacher)
    assert fresh(maths).state == "refused"
    with refused("Назначать пока некого"), clock.played(office.day):
        draft_staff_list(office.luza.district, by=office.people["clerk"])


def test_a_sheet_signed_by_hand_is_entered_by_the_clerk_of_the_own_school(
    office: RewardOffice, maths: Any
) -> None:
    consent = consent_of(maths)
    for key in ("clerk_second", "director", "teacher_maths"):
        with refused():
            office.act(consent, "enter_answer", office.people[key], consents=True, **by_hand(office))
    for day in (office.day + timedelta(days=1), office.day - timedelta(days=1)):
        with refused("Дата подписи"):
            office.act(
                consent,
                "enter_answer",
                office.people["clerk"],
                consents=True,
                **by_hand(office, signed_on=day),
            )
    with refused():
        office.act(
            consent, "enter_answer", office.people["clerk"], consents=True, **by_hand(office, data=b"?")
        )
    consent = office.act(consent, "enter_answer", office.people["clerk"], consents=True, **by_hand(office))
    signature = consent.signatures.get()
    assert (consent.state, signature.person, signature.way) == ("given", maths.teacher, "paper")


@pytest.mark.parametrize("was", ["draft", "given"])
def test_a_refusal_on_paper_ends_the_candidacy(office: RewardOffice, maths: Any, was: str) -> None:
    consent = consent_of(maths)
    if was == "given":
        consent = office.act(consent, "give", maths.teacher)
        with refused("Согласие уже дано"):
            office.act(consent, "enter_answer", office.people["clerk"], consents=True, **by_hand(office))
    consent = office.act(consent, "enter_answer", office.people["clerk"], consents=False, **by_hand(office))
    assert (consent.state, fresh(maths).state) == ("refused" if was == "draft" else "withdrawn", "refused")


def test_a_consent_that_is_taken_back_stops_the_order_and_not_the_others(
    office: RewardOffice, maths: Any
) -> None:
    russian = put_forward(office, "russian")
    office.decided(russian)
    ready(office, maths, russian)
    (school_list,) = listed(office).school_lists.all()
    order = office.act(order_on(school_list), "submit", office.people["clerk"])
    office.act(consent_of(maths), "withdraw", maths.teacher)
    assert (fresh(maths).state, agreement_of(maths).state) == ("refused", "ended")
    with refused("Согласия больше нет: Мокрушин"):
        office.act(order, "sign", office.people["director"])
    office.act(order, "reject", office.people["director"], reason="согласие отозвано")
    appointed(office)
    assert network_teachers(AUTUMN) == [russian.teacher]


def test_after_the_order_no_consent_is_taken_back(office: RewardOffice, maths: Any) -> None:
    ready(office, maths)
    appointed(office)
    with refused("Приказ уже подписан"):
        office.act(consent_of(maths), "withdraw", maths.teacher)
    with refused("Приказ уже подписан"):
        office.act(
            consent_of(maths), "enter_answer", office.people["clerk"], consents=False, **by_hand(office)
        )
    assert network_teachers(AUTUMN) == [maths.teacher]


def test_with_the_candidacy_ends_what_was_asked_because_of_it(office: RewardOffice, maths: Any) -> None:
    put_up(office, maths)
    office.act(maths, "withdraw", office.people["director"], reason="уволился")
    assert (consent_of(maths).state, agreement_of(maths).state) == ("lapsed", "not_concluded")


# --- the agreement ----------------------------------------------------------------------------------------------------


def test_nobody_is_appointed_before_both_sides_have_signed(office: RewardOffice, maths: Any) -> None:
    agreement = put_up(office, maths)
    for key in ("head_second", "clerk", "teacher_russian", "teacher_maths"):
        with refused():
            office.act(agreement, "sign_for_school", office.people[key])
    with refused():
        office.act(agreement, "sign_as_employee", office.people["director"])
    agreement = office.act(agreement, "sign_for_school", office.people["director"])
    with refused():
        office.act(agreement, "sign_for_school", office.people["director"])
    with refused(), clock.played(office.day):
        draft_staff_list(office.luza.district, by=office.people["clerk"])
    agreement = office.act(agreement, "sign_as_employee", maths.teacher)
    assert (agreement.state, agreement.number, fresh(maths).state) == ("in_force", "1-ТД", "ready")


@pytest.mark.parametrize(
    "wrong",
    [{"contract_number": " "}, {"pay": ""}, {"contract_date": date(2012, 8, 21)}],
    ids=["no number", "no pay", "of tomorrow"],
)
def test_an_agreement_names_the_contract_and_the_pay(
    office: RewardOffice, maths: Any, wrong: dict[str, Any]
) -> None:
    agreement = consented(office, maths)
    with refused():
        office.act(agreement, "submit", office.people["clerk"], **{**TERMS, **wrong})
    with refused():
        office.act(agreement, "submit", office.people["clerk_second"], **TERMS)
    agreement = office.act(agreement, "submit", office.people["clerk"], **TERMS)
    assert agreement.employer.person == office.people["director"]


def test_an_agreement_taken_back_voids_what_was_signed(office: RewardOffice, maths: Any) -> None:
    agreement = office.act(put_up(office, maths), "sign_as_employee", maths.teacher)
    agreement = office.act(agreement, "recall", office.people["clerk"], reason="другая доплата")
    agreement = office.act(agreement, "submit", office.people["clerk"], **{**TERMS, "pay": "4000 рублей"})
    assert agreement.awaited_sides == {"employer", "teacher"}
    agreement = office.act(agreement, "sign_for_school", office.people["director"])
    assert agreement.state == "partly_signed"


def test_a_director_does_not_sign_with_themself(office: RewardOffice) -> None:
    office.teachers["head"] = office.teacher("head_second", "second")
    candidacy = put_forward(office, "head")
    office.decided(candidacy)
    candidacy = fresh(candidacy)
    agreement = put_up(office, candidacy)
    head, clerk = office.people["head_second"], office.people["clerk_second"]
    assert agreement.employer.unit.kind == "outside"
    with refused("действует другой человек"):
        office.act(agreement, "sign_for_school", head)
    agreement = office.act(agreement, "sign_as_employee", head)
    agreement = office.act(agreement, "enter_signature", clerk, side="employer", **by_hand(office))
    assert (agreement.state, fresh(candidacy).state) == ("in_force", "ready")
    assert agreement.signatures.get(place="employer").person == agreement.employer.person


# --- replacing --------------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def taught(office: RewardOffice) -> Any:
    """Mathematics is taught by the base school; another school puts forward who takes over."""
    maths = put_forward(office, "maths")
    supported(office, maths)
    appointed(office)
    office.day = date(2013, 1, 14)
    other = put_forward(office, "second", replaces=fresh(maths))
    supported(office, other)
    return fresh(maths), fresh(other)


def test_each_school_decides_on_its_own_of_those_who_change(office: RewardOffice, taught: Any) -> None:
    maths, other = taught
    lists = lists_of(listed(office))
    said = {name: ([row.candidacy for row in each.entries()], each.leaving()) for name, each in lists.items()}
    assert said == {"СОШ г. Лузы": ([], [maths]), "СОШ № 2 г. Лузы": ([other], [])}
    order = order_on(lists["СОШ г. Лузы"])
    assert order.title == "О прекращении дополнительной работы сетевого педагога"


def test_nobody_is_released_without_three_working_days(office: RewardOffice, taught: Any) -> None:
    maths, _other = taught
    school_list = lists_of(listed(office))["СОШ г. Лузы"]
    assert school_list.released_from(maths) == date(2013, 1, 18)
    order = office.act(order_on(school_list), "submit", office.people["clerk"])
    office.day = date(2013, 1, 15)
    with refused("за 3 рабочих дня"):
        office.act(order, "sign", office.people["director"])
    office.act(order, "reject", office.people["director"], reason="поздно")
    second = office.people["clerk_second"], office.people["head_second"]
    office.ordered(
        lists_of(maths.staff_rows.model.objects.latest("pk").staff_list)["СОШ № 2 г. Лузы"], *second
    )
    # The successor teaches; the release follows by the next edition.
    again = lists_of(listed(office))
    assert {name: each.leaving() for name, each in again.items()} == {"СОШ г. Лузы": [maths]}
    office.ordered(again["СОШ г. Лузы"], office.people["clerk"], office.people["director"])
    assert (fresh(maths).state, fresh(maths).until) == ("ended", date(2013, 1, 18))
    assert list(verify()) == []


def test_an_annulled_order_takes_its_appointments_with_it(office: RewardOffice, maths: Any) -> None:
    ready(office, maths)
    (school_list,) = appointed(office).school_lists.all()
    order = order_on(school_list)
    people = office.people
    office.day += timedelta(days=1)
    with clock.played(office.day):
        annulling = draft_annulling_order(order, by=people["clerk"], reason="ошибка в часах")
    annulling = office.act(annulling, "submit", people["clerk"])
    office.act(annulling, "sign", people["director"])
    assert (fresh(school_list).state, fresh(maths).state) == ("annulled", "ready")
    assert network_teachers(AUTUMN) == []
