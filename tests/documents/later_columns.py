"""Columns that come when there are rows already, for a process of its own, because the models get these columns."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.db import connection, models

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Remark
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.record_rows import past_the_door
from governance.roles.organisation_check import verify_organisation
from governance.roles.unit import Unit
from governance.row_digest import covered, left_out, names_covered
from governance.scenarios.luza import Luza, found_luza
from governance.verification import Scope
from tests.tampering import alter, another

# By model and name: the field as a migration adds it. Its default is what rows get that are there already.
ADDED: dict[tuple[type[models.Model], str], models.Field[Any, Any]] = {
    (Remark, "tone"): models.CharField(max_length=20, default="", blank=True),
    (Remark, "weight"): models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1)),
    (Document, "valid_until"): models.DateField(null=True),
    (Document, "is_urgent"): models.BooleanField(default=False),
    (Plan, "goals"): models.JSONField(default=dict),
    (Unit, "since"): models.DateTimeField(null=True),
}


def faults() -> int:
    """In the record of all papers, and of the organisation."""
    return len(list(verify())) + sum(len(found) for found in verify_organisation(Scope()))


def begun(luza: Luza, **values: Any) -> Plan:
    """A plan with a remark, whose columns have these values."""

    def fill(plan: Plan, act: Any) -> None:
        Remark.objects.create(document_id=plan.pk, version=0, text="Без срока", made_at=act.at, **values)

    return draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"], fill=fill)


def add_columns() -> None:
    """As a migration does: on SQLite the table is made anew for some of them."""
    for (model, name), field in ADDED.items():
        model.add_to_class(name, field)
        with connection.schema_editor() as editor:
            editor.add_field(model, model._meta.get_field(name))
    forget()


def forget() -> None:
    for read_once in (covered, names_covered, left_out):
        read_once.cache_clear()


def declare() -> None:
    for (model, name), field in ADDED.items():
        said = {**vars(model).get("later", {}), name: field.get_default()}
        model.later = said
    forget()


def tampered(pk: int) -> Iterator[tuple[str, bool]]:
    """Whether another value of each added column is found, in rows of the paper or of its unit; each is taken back."""
    unit = Document.objects.get(pk=pk).unit_id
    for model, name in ADDED:
        row = model._base_manager.get(
            **{"document_id" if model is Remark else "pk": unit if model is Unit else pk}
        )
        column, value = model._meta.get_field(name), getattr(row, name)
        with past_the_door():
            alter(row, column, another(column, value))
            found = faults() > 0
            alter(row, column, value)
        yield f"{model.__name__}.{name}", found


def main() -> None:
    """On an empty database. Prints as JSON what verifying says at each stage."""
    call_command("migrate", verbosity=0)
    luza = found_luza()
    old = begun(luza)
    said: dict[str, Any] = {"before": faults()}
    add_columns()
    said["not declared"] = faults() > 0
    declare()
    said["declared"] = faults()
    said["old rows"] = [name for name, found in tampered(old.pk) if not found]
    new = begun(luza, tone="резко", weight=Decimal("2.50"))
    plain = begun(luza)
    said["new rows"] = faults()
    said["tampered new rows"] = [
        name for paper in (new, plain) for name, found in tampered(paper.pk) if not found
    ]
    with past_the_door():
        # Back to what old rows have: the value is in the digest that the event names.
        models.QuerySet(Remark).filter(document_id=new.pk).update(tone="")
    said["emptied"] = faults()
    sys.stdout.write(json.dumps(said))
