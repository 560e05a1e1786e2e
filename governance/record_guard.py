"""The guard of the record stands around every statement, and sees to it that events name what is saved and deleted."""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate

from governance.record_rows import OutsideAnAct, RecordRow, is_past_the_door, noted, present_act

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# The columns that a statement of Django's sets; what follows the word WHERE sets none.
SETS = re.compile(r'"(\w+)" = ')


# Whether `manage.py migrate` is at work, which also moves the rows of the record into new tables.
_migrating: ContextVar[bool] = ContextVar("migrating", default=False)


class Guard:
    """Refuses statements that write to a table of the record outside of an act."""

    def __init__(self, rows: Iterable[type[RecordRow]], cards: Iterable[type[models.Model]]) -> None:
        self.rows = {model._meta.db_table: model for model in rows}
        self.tables = self.rows.keys() | {model._meta.db_table for model in cards}

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITES.match(sql)
        if match is not None and match[1] in self.tables and not (is_past_the_door() or _migrating.get()):
            self.check(match[1], sql)
        return execute(sql, params, many, context)

    def check(self, table: str, sql: str) -> None:
        model = self.rows.get(table)
        if model is not None and model.derived and sql.startswith("UPDATE"):
            columns = SETS.findall(sql.split(" WHERE ")[0])
            if columns and model.are_derived(columns):
                return
        present = present_act()
        if present is None:
            raise OutsideAnAct(f"{table} is written by acts alone.")
        if model is not None:
            present.check(model)
            if present.closed:
                raise OutsideAnAct(f"{table} is written before the event of the act, not after it.")
            present.unnamed.add(table)


def _after_save(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordRow) and not instance.are_derived(kwargs["update_fields"]):
        noted(instance)


def _after_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordRow):
        noted(instance, ended=True)


def _begin_to_migrate(**kwargs: Any) -> None:
    _migrating.set(True)


def _have_migrated(**kwargs: Any) -> None:
    _migrating.set(False)


def connect() -> None:
    """Name the rows that are saved and deleted one by one; called when the app is ready."""
    post_save.connect(_after_save, dispatch_uid="governance.record_guard.save")
    post_delete.connect(_after_delete, dispatch_uid="governance.record_guard.delete")
    pre_migrate.connect(_begin_to_migrate, dispatch_uid="governance.record_guard.migrate")
    post_migrate.connect(_have_migrated, dispatch_uid="governance.record_guard.migrated")
