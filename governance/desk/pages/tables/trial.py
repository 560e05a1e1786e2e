"""Entering the rows of a table: tried first, so that each row gets its sentence, and entered all or none.

A trial is the entering itself, taken back at its end: what it reports is what happens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction

from governance.desk.pages.tables.columns import TableColumn, TableRow, check_cells
from governance.roles.organisation import DistrictRecord
from governance.roles.unit import Unit


class Standing(StrEnum):
    NEW = "force"
    KNOWN = "quiet"
    FAULTY = "alarm"


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row, in words."""

    row: TableRow
    name: str
    standing: Standing
    said: Sequence[str]


# Enters one row: whether anything is new, and what is done in words. Raises ValidationError.
Enter = Callable[[TableRow], tuple[bool, str]]


@dataclass(frozen=True)
class Report:
    outcomes: Sequence[Outcome]

    def _count(self, standing: Standing) -> int:
        return sum(outcome.standing == standing for outcome in self.outcomes)

    @property
    def new(self) -> int:
        return self._count(Standing.NEW)

    @property
    def known(self) -> int:
        return self._count(Standing.KNOWN)

    @property
    def faulty(self) -> int:
        return self._count(Standing.FAULTY)

    @property
    def can_be_entered(self) -> bool:
        return bool(self.new) and not self.faulty


def enter_rows(
    rows: Sequence[TableRow],
    columns: Sequence[TableColumn],
    district: Unit,
    enter: Enter,
    name: Callable[[TableRow], str],
    *,
    on_trial: bool,
) -> Report:
    """Enter the rows of a table, in their order. On trial, or where a row is refused, nothing of it stays."""
    outcomes = []
    with transaction.atomic():
        # Whoever enters another table of this district at the same moment waits, and then finds these rows.
        DistrictRecord.objects.select_for_update().get(district=district)
        for row in rows:
            if row.is_sample:
                continue
            outcomes.append(_entered(row, columns, enter, name(row)))
        report = Report(outcomes)
        if on_trial or not report.can_be_entered:
            transaction.set_rollback(True)
    return report


def _entered(row: TableRow, columns: Sequence[TableColumn], enter: Enter, name: str) -> Outcome:
    if faults := check_cells(row, columns):
        return Outcome(row, name, Standing.FAULTY, faults)
    try:
        with transaction.atomic():
            is_new, said = enter(row)
    except ValidationError as refusal:
        return Outcome(row, name, Standing.FAULTY, refusal.messages)
    return Outcome(row, name, Standing.NEW if is_new else Standing.KNOWN, [said])
