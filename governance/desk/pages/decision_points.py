"""The points of decisions as their register shows them: by whom, how they stand, what was reported last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from governance.desk.base.components import Badge
from governance.desk.papers.reporting import state_of_point
from governance.documents.approval.execution.rows import Executor
from governance.documents.kinds.protocol.decisions import Standing
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.kinds.protocol.protocol import Protocol


@dataclass(frozen=True)
class PointRow:
    """A point of a decision: by whom, how it stands, and the last that was reported."""

    point: DecisionPoint
    responsible: str
    state: Badge

    @property
    def sentence(self) -> str:
        """As a table file has it, on one line."""
        parts = (
            self.point.text,
            self.responsible,
            self.point.due_words,
            str(self.state.word),
            self.point.done_note,
        )
        return ". ".join(part.rstrip(".") for part in parts if part)


def points_of(entries: Sequence[Any]) -> dict[int, list[PointRow]]:
    """The points of the decisions of signed protocols, by question; one query where there are any."""
    signed = {
        entry.item_id: entry
        for entry in entries
        if entry.has_points and entry.protocol.state in Protocol.IN_FORCE
    }
    if not signed:
        return {}
    part = Concat(Value("point:"), Cast(OuterRef("pk"), CharField()))
    executors = Executor.objects.filter(document_id=OuterRef("protocol_id"), part=part).order_by("position")
    points = (
        DecisionPoint.objects.filter(item__in=signed)
        .select_related("item", "taken_by", "control_by")
        .annotate(responsible=Subquery(executors.values("words")[:1]))
    )
    found: dict[int, list[PointRow]] = {}
    for point in points:
        suspended = signed[point.item_id].standing in (Standing.SUSPENDED, Standing.CANCELLED)
        row = PointRow(point, point.responsible or "", state_of_point(point, suspended=suspended))
        found.setdefault(point.item_id, []).append(row)
    return found
