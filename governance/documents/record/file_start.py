"""The folder of files when the program is set up and when a server starts."""

import os
import sys
from typing import Any

from django.db import Error as DatabaseError, connection
from django.utils.translation import gettext as _

from governance.documents.record.file_sweep import recover
from governance.documents.record.kept_files import FileColumn, file_columns, in_storage
from governance.proof.event_signature import missing_key
from governance.stored_files import LocalFiles

# With this code of a worker, gunicorn stops instead of starting another one.
REFUSED = 4


def make_first_folder(sender: Any, **kwargs: Any) -> None:
    """After the migrations: make the folder as long as no row names a file. Later its absence is a fault."""
    for column in file_columns():
        storage = column.storage
        if isinstance(storage, LocalFiles) and not os.path.isdir(storage.location) and not _has_rows(column):
            os.makedirs(storage.location)


def begin_serving() -> None:
    """Before the first request: refuse to serve without key or files, and move files that a dead process has staged."""
    objections = (column.objection() or _emptied(column) for column in file_columns())
    for objection in (missing_key(), *objections):
        if objection is not None:
            print(objection, file=sys.stderr, flush=True)  # noqa: T201  no server is there to tell it
            # Out of the thread, too, in which `runserver` loads the program.
            os._exit(REFUSED)
    try:
        recover()
    except (DatabaseError, OSError):
        # They are read from where they are staged; the next start or `daily` moves them.
        return


def _emptied(column: FileColumn) -> str | None:
    """A sentence if rows name files and there is none at all: the disk is not mounted."""
    try:
        if not _has_rows(column) or next(in_storage(column.storage, column.folder), None) is not None:
            return None
    except DatabaseError:
        return None
    return _(
        "The folder of files is empty, and papers have files: is its disk mounted, is FILES_DIR the right one?"
    )


def _has_rows(column: FileColumn) -> bool:
    if column.model._meta.db_table not in connection.introspection.table_names():
        return False
    return column.model._base_manager.exclude(**{column.field.name: ""}).exists()
