"""What a test begins with, played once in a process and copied into the database of each test that asks for it.

Playing a district to the point where a test begins takes longer than most tests; copying its rows takes a moment.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model

from governance.documents.record.attached import Attachment

T = TypeVar("T")


@dataclass
class Kept:
    """What a play returned, the rows that it left in the tables, and the contents of its files by their names."""

    result: Any
    rows: list[list[Model]]
    files: dict[str, bytes]


@dataclass
class Memory:
    """The plays of this process, by their names."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def recall(self, name: str, play: Callable[[], T], *, on_empty: bool = False) -> T:
        """What `play` returns, with the rows that it adds to the database.

        A play is known by its name and what the database held before it, so it is played anew where that is not the
        same; the database is not asked for a play that begins with nothing (`on_empty`). A play adds rows: what it
        changes in rows that stood before it is not kept.
        """
        before = dict.fromkeys(_models(), frozenset()) if on_empty else _held()
        # A test that commits has all tables emptied after it, and the rights and kinds of rows get other keys then.
        rights = Permission.objects.order_by("pk").values_list("pk", flat=True).first()
        name = f"{name} {rights} {hash(frozenset(before.items()))}"
        if name not in self.kept:
            result = play()
            self.kept[name] = Kept(copy.deepcopy(result), _added(before), _files())
            return result
        kept = self.kept[name]
        for rows in kept.rows:
            _insert(copy.deepcopy(rows))
        for stored in Attachment.objects.exclude(file=""):
            storage, place = stored.file.storage, str(stored.file.name)
            if not storage.exists(place):
                storage.save(place, ContentFile(kept.files[place]))
        return cast(T, copy.deepcopy(kept.result))


def _models() -> list[type[Model]]:
    """Those that plays write; a parent's table comes before its children's."""
    found = [Group, *apps.get_app_config("governance").get_models(include_auto_created=True), LogEntry]
    return sorted(
        (model for model in found if not model._meta.proxy), key=lambda model: len(model._meta.parents)
    )


def _held() -> dict[type[Model], frozenset[Any]]:
    return {model: frozenset(model._base_manager.values_list("pk", flat=True)) for model in _models()}


def _added(before: Mapping[type[Model], frozenset[Any]]) -> list[list[Model]]:
    found = [list(model._base_manager.exclude(pk__in=keys).order_by("pk")) for model, keys in before.items()]
    return [rows for rows in found if rows]


def _files() -> dict[str, bytes]:
    return {str(stored.file.name): stored.file.read() for stored in Attachment.objects.exclude(file="")}


def _insert(rows: list[Model]) -> None:
    """Into the model's own table alone, in batches that the database takes."""
    manager: Any = type(rows[0])._base_manager
    fields = type(rows[0])._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, rows) or len(rows)
    for start in range(0, len(rows), size):
        manager._insert(rows[start : start + size], fields=fields, using=connection.alias, raw=True)
