"""What a process leaves in the storage when it dies: files that wait for their place are moved, the others erased."""

from dataclasses import dataclass
from datetime import datetime

from governance.documents.record.kept_files import FileColumn, file_columns, is_left, side_by_side, staged
from governance.stored_files import STAGED, discard, settle


@dataclass
class Swept:
    """How many files were moved to the places that rows name, and how many that no row names were erased."""

    moved: int = 0
    erased: int = 0


def recover() -> int:
    """Move the files that are committed and still staged to their places. Returns how many. Raises OSError."""
    return sum(_recovered(column).moved for column in file_columns())


def sweep(now: datetime | None = None) -> Swept:
    """Do the same, and erase what no row has named for a day: it may hold personal data. Raises OSError."""
    swept = Swept()
    for column in file_columns():
        objection = column.objection()
        if objection is not None:
            raise OSError(objection)
        done = _recovered(column, erase=True, now=now)
        swept.moved += done.moved
        swept.erased += done.erased
        for name, rows, _lies in side_by_side(column):
            if not rows and is_left(column.storage, name, now):
                column.storage.delete(name)
                swept.erased += 1
    return swept


def _recovered(column: FileColumn, *, erase: bool = False, now: datetime | None = None) -> Swept:
    swept, waiting = Swept(), staged(column)
    if not waiting:
        return swept
    rows = column.model._base_manager.filter(**{f"{column.field.name}__in": waiting})
    committed = set(rows.values_list(column.field.name, flat=True))
    for place in sorted(committed):
        settle(column.storage, place)
        swept.moved += 1
    for place in sorted(waiting - committed):
        if erase and is_left(column.storage, STAGED + place, now):
            discard(column.storage, place)
            swept.erased += 1
    return swept
