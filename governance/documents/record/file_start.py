"""The folder of files when the program is set up and when a server starts."""

import os
from typing import Any

from django.db import Error as DatabaseError, connection
from django.utils.translation import gettext as _

from governance.documents.record.kept_files import FileColumn, file_columns, in_storage
from governance.stored_files import LocalFiles


def make_first_folder(sender: Any, **kwargs: Any) -> None:
    """After the migrations: make the folder as long as no row names a file. Later its absence is a fault."""
    columns = file_columns()
    for folder in {column.storage.location for column in columns if isinstance(column.storage, LocalFiles)}:
        in_use = (column for column in columns if getattr(column.storage, "location", None) == folder)
        if not os.path.isdir(folder) and not any(map(_has_rows, in_use)):
            os.makedirs(folder)


def objection_to_files() -> str | None:
    """A sentence if the files of papers can be neither kept nor read, or are not there; None if all is well."""
    return next(filter(None, (column.objection() or _emptied(column) for column in file_columns())), None)


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
