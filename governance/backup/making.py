"""Make a backup: all rows as they stood at one moment, while others go on writing, and the files that they name."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from governance import __version__, clock
from governance.backup import tables
from governance.backup.archive import BackupRefused, Manifest, Writing, written_whole
from governance.documents.record.snapshot import one_moment
from governance.proof.event_signature import public_keys
from governance.stored_files import opened


def make_backup(path: Path) -> Manifest:
    """Write the backup to a new file and return its manifest. Raises BackupRefused with a sentence."""
    with one_moment():
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        if "governance_document" not in connection.introspection.table_names():
            raise BackupRefused(
                _("There is no district in this database: set DATABASE_URL to the one of the district.")
            )
        manifest = Manifest(
            program=__version__,
            made_at=clock.now().isoformat(),
            database=connection.vendor,
            migrations=[list(node) for node in applied],
            record_keys=public_keys(),
        )
        with written_whole(path) as target:
            writing = Writing(target, path.parent)
            kept = list(tables.kept(tables.models_of(applied)))
            for model in kept:
                table = tables.described(model)
                with closing(tables.lines(model)) as lines:
                    writing.table(table, lines)
                manifest.tables.append(table)
            for name in files_named(kept):
                if add_file(writing, name):
                    manifest.files += 1
                else:
                    manifest.missing.append(name)
            writing.close(manifest)
    return manifest


def files_named(kept: list[type[models.Model]]) -> Iterator[str]:
    """The names of all files that rows name."""
    for model in kept:
        for column in tables.columns_of(model):
            if isinstance(column, models.FileField):
                named = model._base_manager.exclude(**{column.name: ""}).order_by("pk")
                yield from named.values_list(column.name, flat=True).iterator()


def add_file(writing: Writing, name: str) -> bool:
    """Add a file of the store, or one that is about to be moved there; False if there is none."""
    for _attempt in range(2):  # between two looks it may have been moved to its place
        try:
            with opened(default_storage, name) as content:
                writing.file(name, content)
            return True
        except (FileNotFoundError, SuspiciousOperation):
            continue
    return False
