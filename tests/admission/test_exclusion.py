"""A pupil who gives up an enrolled place: excluded by an order, by which the next is enrolled, within the places."""

from collections import Counter
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.order.order import Order
from governance.documents.printing.registry import print_data
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.flows.engine.models import Task
from governance.scenarios.luza import Luza
from tests.memory import recalled

from .office import AFTER, MATHS, Office, fresh

pytestmark = pytest.mark.django_db


class Enrolled:
    """Two places in maths, three who want one: two are enrolled, the third waits in reserve."""

    def __init__(self, luza: Luza) -> None:
        self.office = Office(luza)
        self.first, self.second, self.third = self.play()
        self.enrolment = Enrolment.objects.get()
        self.order: Any = Order.objects.get(series="order_pupils")

    @recalled
    def play(self) -> list[Application]:
        office = self.office
        campaign = office.announced()
        applied = [
            office.applied(campaign, [MATHS], {"math": mark, "certificate": "4"}, general_too=False)
            for mark in ("31", "30", "29")
        ]
        for application in applied:
            office.checked(application)
        rating = office.published(campaign)
        office.on(AFTER)
        office.act(rating, "enrol", office.clerk)
        office.ordered(Enrolment.objects.get())
        return [fresh(application) for application in applied]

    def states(self) -> list[str]:
        return [fresh(each).state for each in (self.first, self.second, self.third)]

    def next_takes_it(self) -> None:
        self.office.act(fresh(self.third), "offer_place", self.office.secretary, offer=MATHS)
        self.office.parent(fresh(self.third), "take_place")

    def drafted(self) -> Order:
        self.office.act(fresh(self.enrolment), "draft_exclusion", self.office.clerk)
        return Order.objects.filter(amends=self.order).latest("pk")

    def signed(self, order: Order) -> Any:
        order = self.office.act(order, "submit", self.office.clerk)
        return self.office.act(order, "sign", self.office.director)

    def tasks(self) -> list[str]:
        live = Task.objects.open().filter(process__document=self.enrolment.pk)
        return sorted(task.flow_task.name for task in live)

    def names(self) -> list[str]:
        data: Any = print_data(fresh(self.enrolment))
        return [row["application"] for found in data["classes"] for row in found["rows"]]


@pytest.fixture
def enrolled(luza: Luza) -> Enrolled:
    return Enrolled(luza)


def texts(order: Order) -> list[str]:
    return [point["text"] for point in fresh(order).content()["points"]]


@pytest.mark.quick
def test_one_order_excludes_whoever_gave_the_place_up_and_enrols_the_next(enrolled: Enrolled) -> None:
    assert (enrolled.states(), enrolled.tasks()) == (["enrolled", "enrolled", "reserve"], [])
    enrolled.office.parent(enrolled.first, "decline")
    assert (enrolled.states(), enrolled.tasks()) == (["leaving", "enrolled", "reserve"], ["draft"])
    enrolled.next_takes_it()
    order = enrolled.drafted()
    assert (enrolled.states(), enrolled.tasks()) == (["leaving", "enrolled", "recommended"], ["order"])
    assert (order.title, texts(order)) == (
        "О внесении изменений в приказ от 12.07.2012 № 1-У",
        [
            "Внести изменение в приказ от 12.07.2012 № 1-У: исключить из списка зачисленных в 10 «А» класс "
            "(физико-математический профиль) обучающегося (заявление № 1) на основании заявления от 12.07.2012.",
            "Зачислить с 01.09.2012 в 10 «А» класс (физико-математический профиль) обучающегося "
            "(заявление № 3, из резерва).",
        ],
    )
    enrolled.signed(order)
    assert (enrolled.states(), enrolled.tasks()) == (["excluded", "enrolled", "enrolled"], [])
    assert enrolled.names() == ["№ 2", "№ 3"]
    data: Any = print_data(fresh(enrolled.order))
    assert data["wording"] == "в редакции приказа от 12.07.2012 № 2-У"
    assert len(data["edition"]["rows"]) == 2
    assert list(verify()) == []


def test_the_original_list_stays_readable_with_the_orders_that_changed_it(enrolled: Enrolled) -> None:
    enrolled.office.parent(enrolled.first, "decline")
    enrolled.next_takes_it()
    enrolled.signed(enrolled.drafted())
    data: Any = print_data(fresh(enrolled.enrolment))
    assert [row["note"] for found in data["classes"] for row in found["rows"]] == [
        "",
        "зачислен приказом от 12.07.2012 № 2-У",
    ]
    assert [(row["application"], row["note"]) for row in data["excluded"]] == [
        ("№ 1", "исключён приказом от 12.07.2012 № 2-У")
    ]
    assert fresh(enrolled.enrolment).counts() == {"10 «А», физико-математический профиль": 2}


def test_the_next_is_not_enrolled_above_the_places_while_the_first_stands_on_the_order(
    enrolled: Enrolled,
) -> None:
    enrolled.office.parent(enrolled.first, "decline")
    enrolled.next_takes_it()
    rating = enrolled.enrolment.rating
    before = Event.objects.count()
    with pytest.raises(NotLegal, match="зачислять некого"):
        enrolled.office.act(fresh(rating), "enrol", enrolled.office.clerk)
    assert (Event.objects.count(), Enrolment.objects.count()) == (before, 1)
    order = enrolled.drafted()
    with pytest.raises(NotLegal, match="места заняты"):
        enrolled.office.act(order, "write_changes", enrolled.office.clerk, changes=only(enrolled, "add_row"))
    assert len(texts(order)) == 2


def only(enrolled: Enrolled, action: str) -> list[dict[str, Any]]:
    enrolment = fresh(enrolled.enrolment)
    return [
        {"action": change.action, "paper": enrolment, "row": change.key, "text": change.words}
        for change in enrolment.changes_due()
        if change.action == action
    ]


def test_without_anybody_to_follow_the_order_excludes_alone_and_the_next_is_enrolled_later(
    enrolled: Enrolled,
) -> None:
    enrolled.office.parent(enrolled.first, "decline")
    order = enrolled.drafted()
    assert len(texts(order)) == 1
    enrolled.signed(order)
    enrolled.next_takes_it()
    enrolled.office.act(fresh(enrolled.enrolment.rating), "enrol", enrolled.office.clerk)
    enrolled.office.ordered(Enrolment.objects.latest("pk"))
    assert enrolled.states() == ["excluded", "enrolled", "enrolled"]


def test_a_rejected_order_leaves_the_list_and_the_task_comes_back(enrolled: Enrolled) -> None:
    enrolled.office.parent(enrolled.first, "decline")
    order = enrolled.drafted()
    with pytest.raises(NotLegal, match="уже готовится"):
        enrolled.office.act(fresh(enrolled.enrolment), "draft_exclusion", enrolled.office.clerk)
    enrolled.office.act(order, "submit", enrolled.office.clerk)
    enrolled.office.act(fresh(order), "reject", enrolled.office.director, reason="Ошибка")
    assert (enrolled.states(), enrolled.tasks()) == (["leaving", "enrolled", "reserve"], ["draft"])
    enrolled.signed(enrolled.drafted())
    assert enrolled.states() == ["excluded", "enrolled", "reserve"]


def test_nobody_else_drafts_it_and_nothing_is_excluded_by_hand(enrolled: Enrolled) -> None:
    with pytest.raises(NotLegal, match="Никто из списка"):
        enrolled.office.act(enrolled.enrolment, "draft_exclusion", enrolled.office.clerk)
    enrolled.office.parent(enrolled.first, "decline")
    before = Event.objects.count()
    for move, who in (("draft_exclusion", "head_second"), ("change_list", "director")):
        with pytest.raises(NotAllowed):
            enrolled.office.act(fresh(enrolled.enrolment), move, enrolled.office.people[who])
    with pytest.raises(NotAllowed):
        enrolled.office.act(fresh(enrolled.first), "exclude", enrolled.office.secretary)
    assert Event.objects.count() == before


def test_the_secretary_enters_a_refusal_that_was_given_on_paper(enrolled: Enrolled) -> None:
    from .test_in_the_parents_place import REQUEST, WHY

    enrolled.office.act(enrolled.first, "decline", enrolled.office.secretary, reason=WHY, **REQUEST)
    assert (enrolled.states(), enrolled.tasks()) == (["leaving", "enrolled", "reserve"], ["draft"])


def test_those_on_orders_are_never_more_than_the_places(enrolled: Enrolled) -> None:
    enrolled.office.parent(enrolled.first, "decline")
    enrolled.office.parent(enrolled.second, "decline")
    enrolled.next_takes_it()
    enrolled.signed(enrolled.drafted())
    assert Counter(enrolled.states()) == Counter(excluded=2, enrolled=1)
    assert fresh(enrolled.first.campaign).places_left()[MATHS] == 1
