"""Everybody and everything renamed, and the living rows edited, past the door: nothing that binds may say so."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from governance.documents.approval.amendments import EditionText
from governance.documents.approval.opinions.models import Opinion, Proposal
from governance.documents.kinds.order.parts import Acquaintance, Visa
from governance.documents.record.attached import Attachment, Link, Signature, Version
from governance.documents.record.document import Document
from governance.documents.record.row_check import row_models, tables_of_kinds
from governance.documents.record.version_text import VersionText
from governance.record_rows import past_the_door
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit

# What is frozen itself: words, signatures, visas and answers with their names, what links say, files, the cards.
FROZEN = {
    Acquaintance,
    Attachment,
    Document,
    EditionText,
    Link,
    Opinion,
    Proposal,
    Signature,
    Version,
    VersionText,
    Visa,
}
# Columns of kinds that are written by a later act, and so stand beside the frozen words, and why.
LATER = {
    ("Consent", "salt"): "not printed",
    ("Extract", "issued_to"): "to whom it went is said beside the sheet",
    ("Incoming", "resolution"): "written on the paper by a later act",
    ("Incoming", "executor_named"): "named by the resolution",
    ("Incoming", "result"): "reported by a later act",
    ("Nomination", "nominator"): "frozen itself, on the day of the act",
    ("RewardPeriod", "totals"): "what the adopted allocation came to, once the period is closed",
    ("RewardPeriod", "pools"): "the names of the pools beside the totals",
}


def rename_all() -> None:
    """People, schools, bodies, positions."""
    with past_the_door():
        for person in Person.objects.all():
            person.surname, person.given, person.patronymic = f"Переименован{person.pk}", "Щука", "Щукович"
            person.forms = {}
            person.save()
        for unit in Unit.objects.all():
            unit.name = unit.short_name = f"Переименованное {unit.pk}"
            unit.place = unit.address = unit.requisites = "Иной город"
            unit.forms = {}
            unit.save()
        models.QuerySet(Appointment).update(title="иная должность")


def edit_all() -> None:
    """The texts of all living rows: what people typed, in columns of text and inside of JSON."""
    with past_the_door():
        for model in (*tables_of_kinds(), *row_models()):
            names = list(living_columns(model))
            for row in models.QuerySet(model).all() if names else ():
                changed = {name: edited(getattr(row, name)) for name in names}
                models.QuerySet(model).filter(pk=row.pk).update(**changed)


def living_columns(model: type[models.Model]) -> Iterator[str]:
    """The columns of free text and of JSON; one with choices, a code or a hash would only break the row."""
    if model in FROZEN:
        return
    for column in model._meta.local_concrete_fields:
        free = isinstance(column, models.TextField) or (
            isinstance(column, models.CharField) and (column.max_length or 0) >= 100 and not column.choices
        )
        if (free or isinstance(column, models.JSONField)) and (model.__name__, column.name) not in LATER:
            yield column.name


def edited(value: Any) -> Any:
    """Other words at each place where words stand; keys, numbers and codes in Latin letters stay."""
    if isinstance(value, dict):
        return {key: edited(part) for key, part in value.items()}
    if isinstance(value, list):
        return [edited(part) for part in value]
    if isinstance(value, str) and any("а" <= sign <= "я" for sign in value.lower()):
        return f"Подменено {value}"[: max(len(value), 1)]
    return value
