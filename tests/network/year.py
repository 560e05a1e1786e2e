"""A year of network teachers as its people play it: put forward, consent and agreement, the orders of the schools."""

from datetime import date
from typing import Any, cast

from governance import clock
from governance.documents.kinds.network.agreement import WorkAgreement
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import WorkConsent
from governance.documents.kinds.network.school_list import SchoolList
from governance.documents.kinds.network.staff_list import StaffList, draft_staff_list
from governance.documents.kinds.order.order import Order
from governance.roles.person import Person
from governance.roles.unit import Unit
from tests.memory import recalled
from tests.rewards.office import RewardOffice, fresh

LOAD = [{"name": "математика", "grades": [9, 10, 11], "hours": "3"}]
SINCE, UNTIL = date(2012, 9, 1), date(2013, 5, 31)
TERMS = {
    "contract_number": "14",
    "contract_date": date(2011, 8, 1),
    "pay": "3000 рублей в месяц",
}


@recalled
def put_forward(office: RewardOffice, key: str, replaces: Candidacy | None = None) -> Candidacy:
    employment = office.teachers[key]
    head = office.head_of(employment.unit)
    with clock.played(office.day):
        candidacy = begin_candidacy(employment, by=head, since=SINCE, until=UNTIL, replaces=replaces)
    candidacy = office.act(candidacy, "revise", head, load=LOAD, training="курсы ИКТ, 72 часа")
    return cast(Candidacy, office.act(candidacy, "submit", head))


def clerk_of(office: RewardOffice, school: Unit) -> Person:
    return office.people["clerk" if school == office.luza.base else "clerk_second"]


def consent_of(candidacy: Candidacy) -> WorkConsent:
    return WorkConsent.objects.get(candidacy=candidacy)


def agreement_of(candidacy: Candidacy) -> WorkAgreement:
    return WorkAgreement.objects.get(candidacy=candidacy)


@recalled
def consented(office: RewardOffice, candidacy: Candidacy) -> WorkAgreement:
    """The teacher consents; the agreement waits for its clerk."""
    office.act(consent_of(candidacy), "give", candidacy.teacher)
    return agreement_of(candidacy)


@recalled
def put_up(office: RewardOffice, candidacy: Candidacy) -> WorkAgreement:
    """The agreement awaits both signatures."""
    agreement = consented(office, candidacy)
    return cast(WorkAgreement, office.act(agreement, "submit", clerk_of(office, agreement.unit), **TERMS))


@recalled
def ready(office: RewardOffice, *candidacies: Candidacy) -> None:
    """Teacher and director have signed, so the order can follow."""
    for candidacy in candidacies:
        agreement = put_up(office, candidacy)
        office.act(agreement, "sign_as_employee", candidacy.teacher)
        office.act(agreement, "sign_for_school", office.head_of(agreement.unit))


@recalled
def supported(office: RewardOffice, *candidacies: Candidacy) -> None:
    """The council supports them, and they settle it with their schools."""
    office.decided(*candidacies)
    ready(office, *candidacies)


@recalled
def listed(office: RewardOffice) -> StaffList:
    """The next edition; the orders of the schools wait for their clerks."""
    with clock.played(office.day):
        return draft_staff_list(office.luza.district, by=office.people["clerk"])


def order_on(school_list: SchoolList) -> Order:
    return Order.objects.get(links_out__target=school_list, links_out__effect="approve")


@recalled
def signed(office: RewardOffice, staff_list: StaffList) -> None:
    """Each director signs the order of the own school."""
    for school_list in staff_list.school_lists.order_by("unit_id"):
        office.ordered(school_list, clerk_of(office, school_list.unit), office.head_of(school_list.unit))


@recalled
def appointed(office: RewardOffice) -> StaffList:
    staff_list = listed(office)
    signed(office, staff_list)
    return cast(StaffList, fresh(staff_list))


def lists_of(staff_list: StaffList) -> dict[str, Any]:
    """By the short name of the school."""
    return {school_list.unit.short_name: school_list for school_list in staff_list.school_lists.all()}
