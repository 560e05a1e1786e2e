"""Diagrams of flows: every step is drawn once, and a paper is marked only for those who may see it."""

from collections.abc import Callable
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from governance.documents.kinds.order.order import Order
from governance.documents.settings import tasks
from governance.flows.engine.flow import FLOWS
from governance.scenarios.luza import Luza

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
SVG = "{http://www.w3.org/2000/svg}"


def diagram(name: str) -> ElementTree.Element:
    out = StringIO()
    call_command("flow_diagram", name, stdout=out)
    return ElementTree.fromstring(out.getvalue())


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_node_and_edge_of_a_flow_is_drawn_once(name: str) -> None:
    nodes = list(FLOWS[name].instance.nodes())
    drawn = diagram(name)
    assert len(drawn.findall(f"{SVG}g")) == len(nodes)
    assert len(drawn.findall(f"{SVG}polyline")) == sum(len(list(node._outgoing())) for node in nodes)


def test_a_flow_that_does_not_exist_is_refused_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="There is no flow UnheardOfFlow"):
        diagram("UnheardOfFlow")


def test_the_steps_of_a_flow_stand_below_in_words(luza: Luza, desk: Desk) -> None:
    steps = desk("director").get("/flows/OrderFlow/").context["steps"]
    sign = next(row for row in steps if row.step.title == "Sign the order")
    assert (sign.who, sign.now) == ("whoever holds the right to «sign orders»", False)
    assert sign.step.within == tasks.SIGN_ORDER
    assert sign.term == str(tasks.SIGN_ORDER.default)


def test_a_paper_is_marked_at_its_present_step(submitted: Order, desk: Desk) -> None:
    steps = desk("deputy").get(f"/flows/OrderFlow/?paper={submitted.pk}").context["steps"]
    assert [row.step.title for row in steps if row.now] == ["Sign the order"]


def test_a_paper_that_one_may_not_see_is_marked_for_nobody(submitted: Order, desk: Desk) -> None:
    assert desk("head_lalsk").get(f"/flows/OrderFlow/?paper={submitted.pk}").status_code == 404
    assert desk("deputy").get(f"/flows/PlanFlow/?paper={submitted.pk}").status_code == 404


def test_an_unknown_flow_is_not_found(luza: Luza, desk: Desk, visitor: Client) -> None:
    assert desk("director").get("/flows/UnheardOfFlow/").status_code == 404
    assert visitor.get("/flows/OrderFlow/").status_code == 302


@pytest.mark.parametrize(
    ("former", "present"),
    [("UnsettledFlow", "UnresolvedFlow"), ("UnsettledOrderFlow", "UnresolvedOrderFlow")],
)
def test_a_former_address_of_a_flow_shows_the_same_page(
    luza: Luza, desk: Desk, former: str, present: str
) -> None:
    director = desk("director")
    pages = [director.get(f"/flows/{name}/") for name in (former, present)]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].context["title"] == pages[1].context["title"]


def test_all_flows_are_listed(luza: Luza, desk: Desk) -> None:
    assert len(desk("director").get("/flows/").context["flows"]) == len(FLOWS)
