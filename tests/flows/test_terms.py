"""The due days of tasks are terms of the district: each setting is some step's, each step's term a setting."""

from datetime import date

import pytest

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.law.working_days import Term, WorkingCalendar
from governance.documents.record.perform import draft
from governance.documents.settings.catalogue import OWN_DAYS
from governance.documents.settings.inquiries import INQUIRY_REGISTERED
from governance.documents.settings.tasks import CORRECT_FIGURES, OF_TASKS, PREPARE_ORDER
from governance.flows.engine.flow import FLOWS, Decide
from governance.flows.engine.models import Task
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza

FRIDAY = date(2011, 9, 9)


def test_every_term_of_a_task_is_that_of_a_step_and_the_other_way_round() -> None:
    nodes = [node for flow in FLOWS.values() for node in flow.instance.nodes()]
    used = {node.within for node in nodes if isinstance(node, Decide) and node.within is not None}
    # The term to correct figures begins when they come back, later than their task.
    # That of the law for a question of the public stands with its other terms.
    assert used | {CORRECT_FIGURES} == {*OF_TASKS, INQUIRY_REGISTERED}


def due_of_order(luza: Luza) -> date | None:
    with clock.played(FRIDAY):
        order = draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])
        return Task.objects.open().get(process__document=order).due


@pytest.mark.django_db
def test_a_task_is_due_by_the_working_days_of_the_district(luza: Luza) -> None:
    act = {"since": date(2011, 9, 1), "by": None, "basis": "приказ № 1"}
    assert due_of_order(luza) == date(2011, 9, 14)
    own = WorkingCalendar(frozenset([date(2011, 9, 13)]))
    change_setting(luza.district, OWN_DAYS, own, **act)
    assert due_of_order(luza) == date(2011, 9, 15)
    change_setting(luza.district, PREPARE_ORDER, Term(1, "days"), **act)
    # The next day is a Saturday.
    assert due_of_order(luza) == date(2011, 9, 12)
