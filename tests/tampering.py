"""Rows of the record altered, removed and inserted past the door, whatever their model: the sweep of `test_rows`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import DatabaseError, models, transaction

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.row_check import row_models, tables_of_kinds
from governance.record_rows import OrganisationRow, past_the_door
from governance.roles.organisation_check import organisation_models, verify_organisation
from governance.row_digest import covered
from governance.verification import Fault, Scope

# What came of a tampering.
FOUND, REFUSED, MISSED = "found", "refused by the database", "missed"


@dataclass(frozen=True)
class Tampering:
    """One tampering: with which model, with what of it, and what came of it."""

    model: str
    what: str
    outcome: str


def swept() -> list[type[models.Model]]:
    """The models of the record, whose rows a sweep tampers with."""
    return [*tables_of_kinds(), *row_models(), *organisation_models()]


def without_rows() -> set[str]:
    """The models of the record of which the present database has no row, by name."""
    return {model.__name__ for model in swept() if not model._base_manager.exists()}


def sweep(*, whole: bool) -> Iterator[Tampering]:
    """Alter each column of a row of each table of the record, remove the row, and insert a copy of it.

    Unless it is the `whole` sweep, only the first column that a digest covers stands for all of a table.
    """
    for model in swept():
        row = model._base_manager.order_by("-pk").first()
        if row is None:
            continue
        paper = None if issubclass(model, OrganisationRow) else paper_of(row)
        columns = [column for column in model._meta.local_concrete_fields if not column.primary_key]
        for column in columns if whole else covered(model)[:1]:
            other = another(column, getattr(row, column.attname))
            # Nothing else can be put into a reference where there is no row to refer to.
            if other != getattr(row, column.attname):
                yield tried(row, paper, column.name, partial(alter, row, column, other))
        if not isinstance(row, Document):
            yield tried(row, paper, "(removed)", partial(remove, row))
            yield tried(row, paper, "(inserted)", partial(insert, row))


def paper_of(row: models.Model) -> int:
    """The id of the paper to which a row belongs."""
    if isinstance(row, Document):
        return row.pk
    path = f"{type(row).of_paper}_id"
    paper: int = type(row)._base_manager.values_list(path, flat=True).get(pk=row.pk)
    return paper


def tried(row: models.Model, paper: int | None, what: str, tamper: Any) -> Tampering:
    """Do it, verify the paper, or else the organisation, and take it back."""
    outcome = REFUSED
    with undone(), past_the_door():
        try:
            with transaction.atomic():
                where = tamper() or paper
        except DatabaseError:
            pass
        else:
            outcome = FOUND if any(faults_in(where)) else MISSED
    return Tampering(type(row).__name__, what, outcome)


def faults_in(paper: int | None) -> Iterator[Fault]:
    """In the record of a paper, or of the organisation."""
    if paper is not None:
        yield from verify(Document.objects.filter(pk=paper))
        return
    for faults in verify_organisation(Scope()):
        yield from faults


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def alter(row: models.Model, column: Any, other: Any) -> None:
    """Write another value into one column of a row."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**{column.name: other})


def another(column: Any, value: Any) -> Any:
    """Some other value that the column can hold."""
    if column.is_relation:
        others = column.related_model._base_manager.exclude(pk=value).order_by("pk")
        return others.values_list("pk", flat=True).first()
    if isinstance(column, models.JSONField):
        return {"altered": True}
    if isinstance(column, models.BooleanField):
        return not value
    if isinstance(column, models.DateField):
        moment = clock.now() if isinstance(column, models.DateTimeField) else clock.today()
        return (value or moment) + timedelta(days=1)
    if isinstance(column, models.DecimalField):
        return (value or Decimal(0)) + 1
    if isinstance(column, models.IntegerField):
        return (value or 0) + 1
    choices = [choice for choice, _label in column.flatchoices if choice != value]
    if choices:
        return choices[0]
    return ("x" if str(value)[:1] != "x" else "y") + str(value)[1:]


def remove(row: models.Model) -> None:
    models.QuerySet(type(row)).filter(pk=row.pk)._raw_delete("default")


def insert(row: models.Model) -> int | None:
    """Insert a copy of a row; where columns have to be unique, they get other values. Returns the paper that has it."""
    model = type(row)
    values = {column.attname: getattr(row, column.attname) for column in model._meta.local_concrete_fields}
    del values[model._meta.pk.attname]
    unique = {name for constraint in model._meta.total_unique_constraints for name in constraint.fields}
    unique |= {name for names in model._meta.unique_together for name in names}
    owner = getattr(model, "of_paper", "").split("__")[0]
    for column in model._meta.local_concrete_fields:
        if (column.unique and not column.primary_key) or (column.name in unique and column.name != owner):
            values[column.attname] = another(column, values[column.attname])
    [copy] = models.QuerySet(model).bulk_create([model(**values)])
    return None if isinstance(copy, OrganisationRow) else paper_of(copy)
