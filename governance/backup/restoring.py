"""Restore a backup into an empty database and an empty store of files, of whatever kind they are."""

from pathlib import Path
from typing import IO

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.utils.translation import gettext as _

from governance.backup import tables
from governance.backup.archive import FILES, TABLES, BackupRefused, Manifest, altered, checked, members
from governance.proof.event_signature import public_keys
from governance.record_rows import past_the_door


def restore(path: Path) -> Manifest:
    """Restore everything, and bring it to the present migrations. Raises BackupRefused; then nothing has been written.

    The tables are built by the migrations that the backup names, so their triggers are made anew, and rows of an
    earlier version are loaded as they were and migrated then.
    """
    manifest = checked(path)
    executor = MigrationExecutor(connection)
    executor.loader, applied = tables.loaded((app, name) for app, name in manifest.migrations)
    unknown = [node for node in applied if node not in executor.loader.graph.nodes]
    if unknown:
        raise BackupRefused(
            _(
                "The backup was made by a newer version of the program (%(version)s), which has the migration "
                "%(migration)s: install that one."
            )
            % {"version": manifest.program, "migration": ".".join(unknown[0])}
        )
    refuse_what_is_not_empty()
    with past_the_door():  # migrations of packages write to people, too
        executor.migrate(last_of(executor.loader.graph, applied))
        load(path, manifest)
        call_command("migrate", interactive=False, verbosity=0)
    return manifest


def last_of(graph: MigrationGraph, migrations: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of these migrations the last ones of each app: what comes before them is applied with them."""
    chosen = set(migrations)
    return [
        node
        for node in migrations
        if not any(child.key in chosen and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]


def refuse_what_is_not_empty() -> None:
    """Raises BackupRefused if the database has tables, or the store of files has files."""
    if connection.introspection.table_names():
        raise BackupRefused(
            _(
                "The database is not empty, and nothing is written over it: make a new one (createdb, or a new name of "
                "the file of SQLite) and set DATABASE_URL to it."
            )
        )
    objection = getattr(default_storage, "objection", lambda: None)()
    if objection is not None:
        raise BackupRefused(objection)
    folders, files = default_storage.listdir("")
    if [name for name in (*folders, *files) if not name.startswith(".")]:
        raise BackupRefused(
            _(
                "The store of files is not empty, and nothing is written over it: set FILES_DIR to a new folder."
            )
        )


def load(path: Path, manifest: Manifest) -> None:
    """Load rows and files; the rows in one transaction, with all references tested at its end."""
    by_name = {table.name: table for table in manifest.tables}
    apps = tables.models_of([(app, name) for app, name in manifest.migrations])
    with (
        members(path) as found,
        connection.constraint_checks_disabled(),
        past_the_door(),
        transaction.atomic(),
    ):
        for name, content in found:
            if name.startswith(TABLES):
                table = by_name[name.removeprefix(TABLES).removesuffix(".jsonl")]
                tables.load(apps.get_model(table.model), table, content)
            elif name.startswith(FILES):
                put(name.removeprefix(FILES), content)
        connection.check_constraints()


def put(name: str, content: IO[bytes]) -> None:
    """Store a file under the very name that its row has. Raises BackupRefused for a name that leads elsewhere."""
    try:
        stored = default_storage.save(name, File(content, name))
    except SuspiciousOperation as error:
        raise altered() from error
    if stored != name:
        raise BackupRefused(
            _("The store of files gives its own names: %(name)s cannot be restored.") % {"name": name}
        )


def keys_to_add(manifest: Manifest) -> list[str]:
    """The public keys that signed the record and are not known to this machine."""
    known = set(public_keys())
    return [key for key in manifest.record_keys if key not in known]
