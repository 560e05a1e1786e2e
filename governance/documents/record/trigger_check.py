"""The triggers that stand in the database against those that the program makes: missing, weakened, added ones."""

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.guarding import tables
from governance.documents.record.triggers import FUNCTION_BODY, FUNCTION_NAME, WRITTEN_ONCE, expected, normal
from governance.verification import Fault, Scope, source

# Of each trigger: its name, its table, what it does, and whether it does it at all.
Trigger = tuple[str, str, str, bool]

ON_POSTGRESQL = """
    SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled IN ('O', 'A'), p.proname, p.prosrc
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
RULES = """
    SELECT rulename, tablename FROM pg_rules WHERE schemaname = current_schema()
    UNION ALL SELECT 'session_replication_role', '' WHERE current_setting('session_replication_role') <> 'origin'
"""
OURS = (FUNCTION_NAME, normal(FUNCTION_BODY))


@source(lambda n: ngettext("%(n)d trigger", "%(n)d triggers", n) % {"n": n})
def _triggers(scope: Scope) -> Iterator[list[Fault]]:
    wanted, guarded = expected(connection.vendor), {*tables().tables, *WRITTEN_ONCE}
    for name, table, statement, works in _present():
        if name in wanted:
            is_ours = statement == normal(wanted.pop(name))
            yield (
                []
                if is_ours and works
                else [_fault(name, _("the trigger that guards the record has been weakened"))]
            )
        elif table in guarded:
            yield [
                _fault(
                    f"{name} ({table})",
                    _("a trigger stands on a table of the record that does not belong there"),
                )
            ]
    for name in wanted:
        yield [_fault(name, _("the trigger that guards the record is missing"))]
    yield from (
        [_fault(name, _("it switches the triggers of the record off"))] for name in _switches(guarded)
    )


def _fault(name: str, sentence: str) -> Fault:
    return Fault("", 0, sentence, name)


def _present() -> list[Trigger]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            return [(name, table, normal(statement), True) for name, table, statement in cursor]
        cursor.execute(ON_POSTGRESQL)
        return [
            (name, table, _as_made(definition), works and (function, normal(body)) == OURS)
            for name, table, definition, works, function, body in cursor
        ]


def _as_made(definition: str) -> str:
    """What PostgreSQL says of a trigger, in the words in which the program makes it."""
    return normal(definition.replace("DELETE OR UPDATE", "UPDATE OR DELETE").replace(" ON public.", " ON "))


def _switches(guarded: set[str]) -> list[str]:
    """What keeps all triggers from firing, or statements from reaching their tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            [on] = cursor.execute("PRAGMA recursive_triggers").fetchone()
            return [] if on else ["recursive_triggers"]
        cursor.execute(RULES)
        return [name for name, table in cursor if not table or table in guarded]
