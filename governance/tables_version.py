"""Whether the tables of the database are those of this program, or of an earlier or a later one.

A program that meets tables of a later one would write rows without the columns that it does not know: it refuses to
begin. Tables of an earlier one are brought up by `manage.py migrate`.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import Error as DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import pre_migrate
from django.utils import translation
from django.utils.translation import gettext as _


def missing_file() -> str | None:
    """The name of a file of SQLite that is not there: to connect would make a new one, with nothing in it."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's
        return None
    name = str(connection.settings_dict["NAME"])
    return None if Path(name).is_file() else name


def are_behind() -> bool:
    """Whether migrations of this program have not been run. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def later_migration() -> str | None:
    """A migration that a later program has run, as «app.name». Raises DatabaseError.

    Of each app those count that come after its last one here: earlier ones may have been squashed and removed.
    """
    last: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        last[app] = name
    return next((f"{app}.{name}" for app, name in last.items() if name > last_known(app, name)), None)


def last_known(app: str, otherwise: str) -> str:
    """The name of the last migration that this program has of an app; of one that it does not have, `otherwise`."""
    if app not in apps.app_configs:
        return otherwise
    module, _is_explicit = MigrationLoader.migrations_module(app)
    if module is None:
        return otherwise
    return max((found.name for found in iter_modules(import_module(module).__path__)), default=otherwise)


def objection_to_later_tables() -> str | None:
    """A sentence if the tables are of a later program; None if they are not, or if the database does not answer."""
    try:
        found = None if missing_file() else later_migration()
    except (DatabaseError, ImproperlyConfigured):
        return None
    if found is None:
        return None
    return _(
        "The tables are those of a later version of the program: this one does not know the migration %(migration)s, "
        "and would write incomplete rows. Start the later version; to go back to this one, restore the backup that "
        "was made before the upgrade."
    ) % {"migration": found}


def refuse_later_tables(sender: AppConfig, **kwargs: Any) -> None:
    """Raises CommandError before `migrate` changes anything."""
    with translation.override(settings.LANGUAGE_CODE):  # which `migrate` has put out
        objection = objection_to_later_tables()
    if objection is not None:
        raise CommandError(objection, returncode=2)


def connect(config: AppConfig) -> None:
    """Look before every `migrate`; called when the app is ready."""
    pre_migrate.connect(refuse_later_tables, sender=config, dispatch_uid="governance.tables_version")
