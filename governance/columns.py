"""Columns with a default or a check of the program's own, which migrations see as the plain columns that they are.

A migration that named a function of the program would tie that function to its module for good.
"""

from typing import Any

from django.db import models


class _PlainInMigrations(models.Field):
    """Leaves the program's own functions out of what migrations are told of a column."""

    plain: type[models.Field]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        for own in ("default", "validators"):
            kwargs.pop(own, None)
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs


class OwnCharField(_PlainInMigrations, models.CharField):
    """A short text whose default or check is a function of the program."""

    plain = models.CharField


class OwnDateField(_PlainInMigrations, models.DateField):
    plain = models.DateField


class OwnDateTimeField(_PlainInMigrations, models.DateTimeField):
    """A moment whose default is a function of the program: `clock.now`."""

    plain = models.DateTimeField
