"""What has happened to papers, as an event log in XES (IEEE 1849): a trace for each paper, an event for each move.

Programs of process mining read it. It says in which role and for which unit somebody acted, and never who it was.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.kinds import KINDS
from governance.roles.catalogue import Role

EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)
UNKNOWN = "UNKNOWN"


def event_log(title: str, papers: Iterable[Document]) -> Iterator[str]:
    """The document in parts, a trace for each paper in the order given; the papers have their `unit`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">\n'
    for name, prefix, address in EXTENSIONS:
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{address}"/>\n'
    yield '  <global scope="trace">\n' + attribute("concept:name", UNKNOWN) + "  </global>\n"
    yield '  <global scope="event">\n'
    yield attribute("concept:name", UNKNOWN) + attribute("lifecycle:transition", "complete")
    yield attribute("time:timestamp", datetime.fromtimestamp(0, UTC)) + "  </global>\n"
    yield '  <classifier name="Move" keys="concept:name"/>\n'
    yield attribute("concept:name", title)
    for paper in papers:
        yield from trace(paper)
    yield "</log>\n"


def trace(paper: Document) -> Iterator[str]:
    """One query for each paper."""
    yield "  <trace>\n"
    yield attribute("concept:name", str(paper.pk)) + attribute("paper:kind", paper.kind)
    yield attribute("org:group", paper.unit.name)
    rows = (
        Event.objects.filter(document_id=paper.pk)
        .order_by("position")
        .values_list("move", "to_state", "appointment__role", "appointment__unit__name", "at")
    )
    for move, state, role, unit, at in rows.iterator():
        yield "    <event>\n"
        yield attribute("concept:name", done_label(KINDS[paper.kind], move)) + attribute("paper:move", move)
        yield attribute("lifecycle:transition", "complete") + attribute("time:timestamp", at)
        yield attribute("paper:state", state)
        if role:
            yield attribute("org:role", str(Role(role).label)) + attribute("org:group", unit)
        yield "    </event>\n"
    yield "  </trace>\n"


def attribute(key: str, value: Any) -> str:
    if isinstance(value, datetime):
        written = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return f"    <date key={quoteattr(key)} value={quoteattr(written)}/>\n"
    return f"    <string key={quoteattr(key)} value={quoteattr(value)}/>\n"
