"""Going back a migration is refused where rows would go with it: tables and columns are dropped of empty tables alone.

It is refused, too, where it would stop half-way, at a migration of some package that cannot be taken back.

`manage.py migrate` announces its plan before it changes anything, so one look at it holds for every migration, whoever
wrote it. The way back to an earlier version on a filled database is the backup that was made before the upgrade.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.signals import pre_migrate
from django.utils import translation
from django.utils.translation import gettext as _

# Their rows are made from the program at each migration.
MADE_ANEW = {"django_content_type", "auth_permission"}


def database_operations(found: Iterable[Operation]) -> Iterator[Operation]:
    """The operations that change the database, out of those that separate it from the state."""
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from database_operations(operation.database_operations)
        else:
            yield operation


def tables_lost(app: str, operation: Operation, before: ProjectState, after: ProjectState) -> list[str]:
    """The tables that lose rows, or a column of all their rows, when an operation is taken back.

    `before` and `after`: the state without and with the migration of the operation. A removed column counts as lost,
    for it comes back empty, and so does one that changes its type, for databases cut what does not fit.
    """
    if isinstance(operation, operations.CreateModel):
        model = state_of(app, operation.name_lower, after, before)
        relations = [name for name, field in model.fields.items() if field.many_to_many]
        tables = [table_of(model), *(table_of(model, name) for name in relations)]
    elif isinstance(operation, operations.AddField) and operation.field.many_to_many:
        tables = [table_of(state_of(app, operation.model_name_lower, after, before), operation.name)]
    elif isinstance(operation, operations.AddField | operations.RemoveField) or (
        isinstance(operation, operations.AlterField) and is_of_other_type(app, operation, before, after)
    ):
        tables = [table_of(state_of(app, operation.model_name_lower, after, before))]
    else:
        tables = []
    return [table for table in tables if table not in MADE_ANEW]


def state_of(app: str, model: str, *states: ProjectState) -> ModelState:
    """A model in the first of these states that has it: a later operation may have removed or renamed it."""
    return next(state.models[app, model] for state in states if (app, model) in state.models)


def table_of(model: ModelState, relation: str = "") -> str:
    """The table of a model, or of one of its relations of many to many."""
    table: str = model.options.get("db_table") or f"{model.app_label}_{model.name_lower}"
    if not relation:
        return table
    field = model.fields[relation]
    return getattr(field, "db_table", None) or f"{table}_{relation}"


def is_of_other_type(
    app: str, operation: operations.AlterField, before: ProjectState, after: ProjectState
) -> bool:
    """Whether a column gets another type when the change of its field is taken back."""
    old, new = (
        state_of(app, operation.model_name_lower, *states).fields.get(operation.name)
        for states in ((before, after), (after, before))
    )
    if old is None or new is None:
        return True
    return (type(old), getattr(old, "max_length", None)) != (type(new), getattr(new, "max_length", None))


def rows_lost(
    connection: BaseDatabaseWrapper, plan: Iterable[tuple[Migration, bool]]
) -> dict[str, tuple[str, int]]:
    """What the migrations of a plan that go back would drop: table → the migration that goes, how many rows it has."""
    executor = MigrationExecutor(connection)
    present = set(connection.introspection.table_names())
    found: dict[str, tuple[str, int]] = {}
    for migration, backwards in plan:
        if not backwards:
            continue
        node = migration.app_label, migration.name
        before = executor.loader.project_state(node, at_end=False)
        after = executor.loader.project_state(node, at_end=True)
        for operation in database_operations(migration.operations):
            for table in tables_lost(migration.app_label, operation, before, after):
                if table in present and table not in found and (rows := count(connection, table)):
                    found[table] = ".".join(node), rows
    return found


def count(connection: BaseDatabaseWrapper, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


def refuse_to_lose_rows(
    sender: AppConfig, using: str, plan: list[tuple[Migration, bool]], **kwargs: Any
) -> None:
    """Raises CommandError when the plan would drop rows; nothing has been changed then."""
    lost = rows_lost(connections[using], plan)
    if not lost:
        return
    first = next(iter(lost.values()))[0]
    rows = ", ".join(f"{table} ({number})" for table, (_migration, number) in sorted(lost.items()))
    with translation.override(settings.LANGUAGE_CODE):  # which `migrate` has put out
        sentence = _(
            "Going back before %(migration)s would drop rows, so nothing was changed. They stand in: %(rows)s. "
            "To return to an earlier version, restore the backup that was made before the upgrade."
        ) % {"migration": first, "rows": rows}
    raise CommandError(sentence, returncode=2)


def refuse_to_stop_half_way(sender: AppConfig, plan: list[tuple[Migration, bool]], **kwargs: Any) -> None:
    """Raises CommandError when the plan goes back over what cannot be taken back; nothing has been changed then."""
    for migration, backwards in plan:
        if backwards and not all(one.reversible for one in database_operations(migration.operations)):
            with translation.override(settings.LANGUAGE_CODE):  # which `migrate` has put out
                sentence = _(
                    "The migration %(migration)s, which would go too, cannot be taken back, so nothing was changed. To "
                    "begin anew, make a new database (createdb, or a new name of the file of SQLite) and set "
                    "DATABASE_URL to it."
                ) % {"migration": f"{migration.app_label}.{migration.name}"}
            raise CommandError(sentence, returncode=2)


def connect(config: AppConfig) -> None:
    """Look at every plan of `migrate`; called when the app is ready."""
    for refuses in (refuse_to_lose_rows, refuse_to_stop_half_way):
        pre_migrate.connect(refuses, sender=config, dispatch_uid=f"governance.{refuses.__name__}")
