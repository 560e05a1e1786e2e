"""A flow in BPMN 2.0 (ISO/IEC 19510): its steps, ways and their places, as programs for process models read it."""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _
from viewflow.workflow import flow
from viewflow.workflow.base import Node
from viewflow.workflow.chart import Edge, Shape, calc_layout_data

from governance.flows.engine.flow import Await, Decide, PaperFlow, Step

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
CANVAS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": CANVAS, "di": LINES}

# The element of a node; the first class that fits. A step that waits for another paper receives word of it. What a
# flow divides all goes on side by side; no flow divides on a condition.
ELEMENTS: tuple[tuple[type[Node], str], ...] = (
    (flow.StartHandle, "startEvent"),
    (flow.End, "endEvent"),
    (Decide, "userTask"),
    (Await, "receiveTask"),
    (flow.Function, "serviceTask"),
    (flow.Split, "parallelGateway"),
    (flow.Join, "parallelGateway"),
    (flow.If, "exclusiveGateway"),
    (flow.Switch, "exclusiveGateway"),
)


def bpmn(flow_class: type[PaperFlow], title: str) -> bytes:
    """The flow as an XML document, with the places that `viewflow` gives its nodes; `title` names it for people."""
    for prefix, address in PREFIXES.items():
        ElementTree.register_namespace(prefix, address)
    grid = calc_layout_data(flow_class)
    root = Element(f"{{{MODEL}}}definitions", {"id": "definitions", "targetNamespace": "urn:district:flows"})
    process = SubElement(
        root,
        f"{{{MODEL}}}process",
        {"id": flow_class.name, "name": title, "processType": "Private"},
    )
    edges = {edge_id(edge): edge for edge in grid.edges}
    for cell in grid.cells:
        process.append(element(cell.node, edges))
    for key, edge in edges.items():
        process.append(sequence_flow(key, edge))
    diagram = SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram", "name": title})
    plane = SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": flow_class.name})
    for cell in grid.cells:
        draw_shape(plane, cell.node, cell.shape)
    for key, edge in edges.items():
        draw_edge(plane, key, edge.segments)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def edge_id(edge: Edge) -> str:
    return f"way.{edge.src.name}.{edge.dst.name}.{edge.edge_class}"


def element(node: Node, edges: dict[str, Edge]) -> Element:
    """The node with the ways that lead to it and from it, in the order that the schema asks for."""
    kind = next(name for known, name in ELEMENTS if isinstance(node, known))
    made = Element(f"{{{MODEL}}}{kind}", {"id": node.name})
    if isinstance(node, Step):
        made.set("name", str(node.title))
    if isinstance(node, flow.Switch):
        others = next(
            (key for key, edge in edges.items() if edge.src is node and not condition_of(edge)), None
        )
        if others is not None:
            made.set("default", others)
    for key, edge in edges.items():
        if edge.dst is node:
            SubElement(made, f"{{{MODEL}}}incoming").text = key
    for key, edge in edges.items():
        if edge.src is node:
            SubElement(made, f"{{{MODEL}}}outgoing").text = key
    return made


def sequence_flow(key: str, edge: Edge) -> Element:
    made = Element(
        f"{{{MODEL}}}sequenceFlow", {"id": key, "sourceRef": edge.src.name, "targetRef": edge.dst.name}
    )
    answer = {"cond_true": _("yes"), "cond_false": _("no")}.get(edge.edge_class)
    if answer is not None and isinstance(edge.src, flow.If):
        made.set("name", answer)
    condition = condition_of(edge)
    if condition:
        SubElement(made, f"{{{MODEL}}}conditionExpression").text = condition
    return made


def condition_of(edge: Edge) -> str:
    """On which condition the way is taken, in words of the program; nothing where there is none."""
    if isinstance(edge.src, flow.If):
        asked = expression(edge.src._condition, edge)
        return asked if edge.edge_class == "cond_true" else f"not ({asked})"
    if isinstance(edge.src, flow.Switch):
        return expression(dict(edge.src._activate_next)[edge.dst], edge)
    return ""


def expression(condition: Any, edge: Edge) -> str:
    """Nothing for the way of all other cases."""
    if condition is None:
        return ""
    named = str(getattr(condition, "expression", "") or condition.__name__)
    # A test without a name is called after its junction.
    return edge.src.name if named == "<lambda>" else named


def draw_shape(plane: Element, node: Node, shape: Shape) -> None:
    drawn = SubElement(
        plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"shape.{node.name}", "bpmnElement": node.name}
    )
    SubElement(
        drawn,
        f"{{{CANVAS}}}Bounds",
        {name: str(getattr(shape, name)) for name in ("x", "y", "width", "height")},
    )


def draw_edge(plane: Element, key: str, points: Iterable[tuple[float, float]]) -> None:
    drawn = SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"edge.{key}", "bpmnElement": key})
    for x, y in points:
        SubElement(drawn, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(y)})
