"""The points of decisions as their register shows them: by whom, how they stand, and all that was reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, Case, DateTimeField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.components import Badge
from governance.desk.base.format import day
from governance.desk.papers.reporting import state_of_point
from governance.documents.approval.execution.rows import Executor, Report
from governance.documents.kinds.protocol.decisions import Standing
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.names import surname_first

EXECUTOR, REPORT = "executor", "report"


@dataclass(frozen=True)
class ReportLine:
    """What was reported, and whether it was sent back: `accepted` is None while nobody has answered it."""

    text: str
    made_at: datetime
    author: str
    has_files: bool
    accepted: bool | None
    answer: str


@dataclass(frozen=True)
class PointRow:
    """A point of a decision: who answers for it and who executes it with them, how it stands, what they reported."""

    point: DecisionPoint
    executors: Sequence[str]
    state: Badge
    reports: Sequence[ReportLine]

    @property
    def responsible(self) -> str:
        return self.executors[0] if self.executors else ""

    @property
    def others(self) -> str:
        return "; ".join(self.executors[1:])

    @property
    def sentence(self) -> str:
        """As a table file has it, on one line."""
        said = [
            f"{day(timezone.localdate(one.made_at))} {one.author}: {one.text or '—'}" for one in self.reports
        ]
        parts = (
            self.point.text,
            "; ".join(self.executors),
            self.point.due_words,
            str(self.state.word),
            *(said or [self.point.done_note]),
        )
        return ". ".join(part.rstrip(".") for part in parts if part)


def in_brief(points: Sequence[PointRow]) -> Badge:
    """How many points a decision has, and how the worst of them stands."""
    late = sum(one.state.meaning == "alarm" for one in points)
    said = ngettext("%(n)d point", "%(n)d points", len(points)) % {"n": len(points)}
    if late:
        return Badge("alarm", _("%(points)s, late: %(late)d") % {"points": said, "late": late})
    if all(one.state.meaning == "force" for one in points):
        return Badge("force", _("%(points)s, all carried out") % {"points": said})
    return Badge("held", said)


def executors_and_reports(
    points: Sequence[DecisionPoint],
) -> tuple[dict[str, list[str]], dict[str, list[ReportLine]]]:
    """The words of the executors and the reports, by part; one query."""
    parts = {
        "document__in": {point.protocol_id for point in points},
        "part__in": {one.part for one in points},
    }
    has_files = Case(When(files=[], then=Value(False)), default=Value(True))
    author = (f"author__{name}" for name in ("surname", "given", "patronymic"))
    made = Report.objects.filter(**parts).order_by()
    charged = Executor.objects.filter(**parts).order_by()
    no_moment, unanswered, none = Value(None, DateTimeField()), Value(None, BooleanField()), Value("")
    rows = made.values_list(
        Value(REPORT), "part", "pk", "text", "made_at", *author, has_files, "accepted", "answer"
    ).union(
        charged.values_list(
            Value(EXECUTOR),
            "part",
            "position",
            "words",
            no_moment,
            none,
            none,
            none,
            Value(False),
            unanswered,
            none,
        ),
        all=True,
    )
    executors: dict[str, list[str]] = defaultdict(list)
    reports: dict[str, list[ReportLine]] = defaultdict(list)
    for what, part, _place, text, made_at, surname, given, patronymic, *rest in sorted(
        rows, key=itemgetter(0, 1, 2)
    ):
        if what == EXECUTOR:
            executors[part].append(text)
        else:
            reports[part].append(ReportLine(text, made_at, surname_first(surname, given, patronymic), *rest))
    return executors, reports


def points_of(entries: Sequence[Any]) -> dict[int, list[PointRow]]:
    """The points of the decisions of signed protocols, by question; two queries where there are any."""
    signed = {
        entry.item_id: entry
        for entry in entries
        if entry.has_points and entry.protocol.state in Protocol.IN_FORCE
    }
    if not signed:
        return {}
    points = list(
        DecisionPoint.objects.filter(item__in=signed).select_related(
            "item", "taken_by", "control_by", "done_by"
        )
    )
    executors, reports = executors_and_reports(points)
    found: dict[int, list[PointRow]] = defaultdict(list)
    for point in points:
        suspended = signed[point.item_id].standing in (Standing.SUSPENDED, Standing.CANCELLED)
        state = state_of_point(point, suspended=suspended)
        row = PointRow(point, executors.get(point.part, []), state, reports.get(point.part, []))
        found[point.item_id].append(row)
    return found
