"""How the execution of a plan stands on a day: the council sees it at a glance, the deputy head row by row."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from governance import clock
from governance.documents.kinds.plan.section import PlanRow, PlanSection, RowStatus
from governance.documents.kinds.plan.text import PlanText


@dataclass(frozen=True)
class FollowedRow:
    """A row and how it stands."""

    row: PlanRow
    status: RowStatus


@dataclass(frozen=True)
class Progress:
    """How many rows stand how. Every status is there, also with none."""

    counts: dict[RowStatus, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts[RowStatus.DONE]

    @property
    def overdue(self) -> int:
        return self.counts[RowStatus.OVERDUE]

    @property
    def percent_done(self) -> int:
        """Rounded down: a plan with one row left is never 100 % done."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class FollowedSection(Progress):
    """A section with its rows, in the order of the plan."""

    section: PlanSection
    rows: list[FollowedRow]


@dataclass(frozen=True)
class Execution(Progress):
    """The whole plan on the day `today`."""

    today: date
    sections: list[FollowedSection]


def execution(plan: PlanText, today: date | None = None) -> Execution:
    """How each row stands on `today` (the present day by default); two queries."""
    day = today or clock.today()
    sections = []
    for section in plan.table():
        rows = [FollowedRow(row, row.status(day)) for row in section.rows.all()]
        sections.append(FollowedSection(_counted(rows), section, rows))
    everything = [followed for part in sections for followed in part.rows]
    return Execution(_counted(everything), day, sections)


def _counted(rows: list[FollowedRow]) -> dict[RowStatus, int]:
    counts = Counter(followed.status for followed in rows)
    return {status: counts[status] for status in RowStatus}
