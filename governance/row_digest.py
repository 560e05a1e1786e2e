"""The digest of a row: one value that changes with any column of the row, and with no column that came after it.

Events name by it the rows that their acts wrote (`record_rows`).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def as_stored(column: Any, value: Any) -> Any:
    """The value of a column as the database would return it: plain, in UTC, with its decimal places."""
    if value is None:
        return None
    if isinstance(column, models.JSONField):
        return json.loads(json.dumps(value, cls=column.encoder), cls=column.decoder)
    value = column.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-column.decimal_places))
    # A member of an enumeration is stored as its value, a file as its name.
    return str(value) if isinstance(value, str | models.fields.files.FieldFile) else value


def as_json(value: Any) -> Any:
    """A value of the database as plain JSON."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, date | Decimal) else value


@cache
def covered(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a model that a digest covers; its key is none of them."""
    derived = getattr(model, "derived", {})
    return tuple(
        column
        for column in model._meta.local_concrete_fields
        if not column.primary_key and column.name not in derived
    )


@cache
def names_covered(model: type[models.Model]) -> tuple[str, ...]:
    """The names of these columns; of a reference to a row of no record, the path to what it says."""
    spelt = getattr(model, "spelt", {})
    return tuple(spelt.get(column.name, column.attname) for column in covered(model))


def later_columns(model: type[models.Model]) -> dict[str, Any]:
    """The columns `later` of a model and of what it inherits, each with the value that rows before it got."""
    return {
        name: value for base in reversed(model.__mro__) for name, value in vars(base).get("later", {}).items()
    }


@cache
def left_out(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """Of the names `names_covered` those of `later` columns, each with the value, as JSON, that no digest names."""
    later = later_columns(model)
    return tuple(
        (name, ENCODER.encode(as_json(as_stored(column, later[column.name]))))
        for column, name in zip(covered(model), names_covered(model), strict=True)
        if column.name in later
    )


def digest(salt: str, model: type[models.Model], values: Iterable[Any]) -> str:
    """The SHA-256 of a row, from the values of the columns that are `covered`, as they are stored.

    A column that came `later` is left out where it holds what the rows before it got. So these keep their digests, and
    since it is left out for that one value alone, any other one gives another digest.
    """
    plain = dict(zip(names_covered(model), map(as_json, values), strict=True))
    for name, value in left_out(model):
        if ENCODER.encode(plain[name]) == value:
            del plain[name]
    return hashlib.sha256(f"{salt}:{ENCODER.encode(plain)}".encode()).hexdigest()


def values_of(row: models.Model, model: type[models.Model] | None = None) -> list[Any]:
    """The values of the columns that are `covered`, as the row of the database has them."""
    model = model or type(row)
    named = zip(covered(model), names_covered(model), strict=True)
    return [
        attrgetter(name.replace("__", "."))(row) if "__" in name else as_stored(column, getattr(row, name))
        for column, name in named
    ]
