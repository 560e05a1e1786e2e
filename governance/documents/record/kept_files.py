"""All files of the storage beside the rows that name them, whatever their model, in one pass without keeping either."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db import connection
from django.db.models import Model
from django.db.models.functions import Collate
from django.utils import timezone

from governance.documents.record.rows_by_paper import ROWS
from governance.stored_files import STAGED, StoredFileField

# A file that no row names yet may belong to a request that is under way; after so long it does not.
UNNAMED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class FileColumn:
    """A column that names files, of whatever model, with the hashes beside it."""

    model: type[Model]
    field: StoredFileField

    @property
    def storage(self) -> Storage:
        return self.field.storage

    @property
    def folder(self) -> str:
        """The first folder of all its files."""
        return str(self.field.upload_to).split("/")[0]

    def objection(self) -> str | None:
        """Why its files can be neither kept nor read, as a sentence; None if they can."""
        asked = getattr(self.storage, "objection", None)
        return asked() if asked is not None else None

    def rows(self, papers: Any = None) -> Iterator["NamedFile"]:
        """The files that its rows name, in the order of their names; of these papers alone, if any are given."""
        path: str = getattr(self.model, "of_paper", "")
        rows: Any = self.model._base_manager.exclude(**{self.field.name: ""})
        if papers is not None:
            rows = rows.filter(**{f"{path}__in": papers.order_by().values("pk")}) if path else rows.none()
        card = [f"{path}__{name}" for name in ("code", "kind", "number")] if path else []
        # As Python orders text, whatever the language of the database.
        binary = Collate(self.field.name, "C" if connection.vendor == "postgresql" else "BINARY")
        rows = rows.order_by(binary).values_list(self.field.name, "pk", "sha256", *card)
        for name, key, digest, *paper in rows.iterator(ROWS):
            yield NamedFile(name, self, key, digest, *paper)


@dataclass(frozen=True)
class NamedFile:
    """A file as a row names it, with what is known of its paper."""

    name: str
    column: FileColumn
    key: int
    sha256: str
    code: str = ""
    kind: str = ""
    number: str = ""


def file_columns() -> list[FileColumn]:
    """Found from the models."""
    return [
        FileColumn(model, field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, StoredFileField)
    ]


def in_storage(storage: Storage, folder: str) -> Iterator[str]:
    """The names of all files under a folder, in their order. Raises OSError if the storage is out of reach."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    # With its slash a folder stands where its files do.
    for name in sorted([*files, *(f"{each}/" for each in folders)]):
        if name.endswith("/"):
            yield from in_storage(storage, f"{folder}/{name[:-1]}")
        else:
            yield f"{folder}/{name}"


def side_by_side(column: FileColumn) -> Iterator[tuple[str, list[NamedFile], bool]]:
    """Each name of a file, with the rows that name it, and whether it lies in its place."""
    named = ((row.name, row) for row in column.rows())
    lying = ((name, None) for name in in_storage(column.storage, column.folder))
    present, rows, lies = "", list[NamedFile](), False
    for name, row in heapq.merge(named, lying, key=lambda each: each[0]):
        if name != present:
            if present:
                yield present, rows, lies
            present, rows, lies = name, [], False
        if row is None:
            lies = True
        else:
            rows.append(row)
    if present:
        yield present, rows, lies


def staged(column: FileColumn) -> set[str]:
    """The places for which files are staged: of what is under way, and of processes that died."""
    names = in_storage(column.storage, f"{STAGED}{column.folder}")
    return {name.removeprefix(STAGED) for name in names}


def is_left(storage: Storage, name: str, now: datetime | None = None) -> bool:
    """Whether a file that no row names has been lying there for so long that no request waits for it."""
    try:
        written = storage.get_modified_time(name)
    except FileNotFoundError:
        return False
    return written < (now or timezone.now()) - UNNAMED_FOR
