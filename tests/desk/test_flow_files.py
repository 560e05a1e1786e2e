"""A flow and what has happened in it, as files that programs of process management read."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator

from governance.documents.kinds.order.order import Order
from governance.documents.record.events import Event
from governance.flows.charts.bpmn import bpmn
from governance.flows.engine.flow import FLOWS, Await, Decide
from governance.scenarios.luza import Luza

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DRAWN = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def model_of(name: str) -> Any:
    return etree.parse(BytesIO(bpmn(FLOWS[name], "The way")))


def log_of(client: Client) -> bytes:
    answer: Any = client.get("/flows/OrderFlow/log.xes")
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_a_parser_of_bpmn_takes_each_flow_by_the_schema_of_the_standard(name: str) -> None:
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_xml(model_of(name))
    read = parser.get_process_parser(name).get_spec().task_specs
    assert {node.name for node in FLOWS[name].instance.nodes()} <= read.keys()


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_step_and_way_of_a_flow_is_in_its_model_and_has_a_place(name: str) -> None:
    model = model_of(name)
    nodes = list(FLOWS[name].instance.nodes())
    ways = sum(len(list(node._outgoing())) for node in nodes)
    assert len(model.findall(f".//{BPMN}userTask")) == sum(isinstance(node, Decide) for node in nodes)
    assert len(model.findall(f".//{BPMN}receiveTask")) == sum(isinstance(node, Await) for node in nodes)
    assert len(model.findall(f".//{BPMN}sequenceFlow")) == ways
    assert len(model.findall(f".//{DRAWN}BPMNShape")) == len(nodes)
    assert len(model.findall(f".//{DRAWN}BPMNEdge")) == ways


def test_the_page_of_a_flow_gives_its_model(luza: Luza, desk: Desk) -> None:
    answer = desk("director").get("/flows/OrderFlow/model.bpmn")
    assert answer["Content-Disposition"] == 'attachment; filename="OrderFlow.bpmn"'
    assert answer.content == bpmn(FLOWS["OrderFlow"], "Order")


def test_the_page_counts_how_often_each_step_was_come_to(submitted: Order, desk: Desk) -> None:
    context = desk("deputy").get("/flows/OrderFlow/").context
    counted = {row.step.name: row.times for row in context["steps"] if row.times}
    assert counted == {"prepare": 1, "sign": 1}
    assert context["paths"].runs == 1
    assert context["paths"].ways["start", "prepare"] == 1
    assert {box.times for box in context["drawing"].boxes} == {0, 1}


def test_nothing_is_counted_of_papers_that_one_may_not_see(submitted: Order, desk: Desk) -> None:
    assert desk("head_lalsk").get("/flows/OrderFlow/").context["paths"].runs == 0


def test_process_mining_reads_what_has_happened_to_a_paper(
    submitted: Order, desk: Desk, tmp_path: Path
) -> None:
    import pm4py

    file = tmp_path / "log.xes"
    file.write_bytes(log_of(desk("deputy")))
    log = pm4py.read_xes(str(file), variant="lxml", return_legacy_log_object=True)
    assert [trace.attributes["concept:name"] for trace in log] == [str(submitted.pk)]
    events = Event.objects.filter(document_id=submitted.pk).order_by("position")
    assert [event["paper:move"] for event in log[0]] == list(events.values_list("move", flat=True))
    assert [event["time:timestamp"].timestamp() for event in log[0]] == pytest.approx(
        [at.timestamp() for at in events.values_list("at", flat=True)], abs=0.001
    )


def test_the_log_names_nobody_and_no_paper_that_one_may_not_see(submitted: Order, desk: Desk) -> None:
    assert submitted.author.surname not in log_of(desk("deputy")).decode()
    assert b"<trace>" not in log_of(desk("head_lalsk"))


def test_an_unknown_flow_has_no_files(luza: Luza, desk: Desk) -> None:
    for file in ("model.bpmn", "log.xes"):
        assert desk("director").get(f"/flows/UnheardOfFlow/{file}").status_code == 404
