"""The door of the organisation: people, units, seats, rules, registers and appointments are written by its acts alone.

An act names who did it (None: the program), since when it holds and on what basis. A person needs the right to it in
the district, unless the act is made by a paper in whose act it stands: there the rule of the paper has decided.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from governance import clock
from governance.proof.event_signature import signature_of
from governance.record_rows import OutsideAnAct, Written, present_act, writing
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for
from governance.roles.organisation import (
    DistrictRecord,
    OrganisationAct,
    OrganisationEvent,
    OrganisationWords,
    bound_words,
)
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit
from governance.row_digest import as_json, as_stored

LONGEST_BASIS = 300


@dataclass
class Doing:
    """An act of the organisation that is under way, and what its event is to say beside the rows."""

    person: Person | None = None
    unit: Unit | None = None
    held: Appointment | None = None
    # By the name of the column: [before, after], plain.
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def change(self, row: models.Model, **values: Any) -> bool:
        """Write these columns of a row, as far as they differ; whether any did."""
        _read_again(row)
        fields: dict[str, Any] = {name: row._meta.get_field(name) for name in values}
        before = {name: as_stored(column, getattr(row, column.attname)) for name, column in fields.items()}
        for name, value in values.items():
            setattr(row, name, value)
        after = {name: as_stored(column, getattr(row, column.attname)) for name, column in fields.items()}
        changed = [name for name in values if before[name] != after[name]]
        if changed:
            row.save(update_fields=changed)
            self.changes |= {name: [as_json(before[name]), as_json(after[name])] for name in changed}
        return bool(changed)


def _read_again(row: models.Model) -> None:
    """As it is now, under the lock: a digest covers all columns, those too that somebody has written meanwhile."""
    names = [column.attname for column in row._meta.local_concrete_fields]
    values = type(row)._base_manager.values_list(*names).get(pk=row.pk)
    for name, value in zip(names, values, strict=True):
        setattr(row, name, value)


@contextmanager
def organisation_act(
    act: OrganisationAct,
    district: int,
    *,
    by: Person | None,
    basis: str,
    right: Right | None = Right.SET_UP,
    on: Unit | None = None,
    since: date | None = None,
) -> Iterator[Doing]:
    """Write rows of the organisation of a district inside; the event is appended at the end, or nothing is written.

    Whoever else changes it waits until the transaction ends. `district`: its id; `right`: which one
    a person needs on it, or on the unit `on` of it; None where everybody may do it about themselves. Raises
    ValidationError with a sentence when the basis is missing or too long, or the person has not the right.
    """
    basis = checked_basis(basis)
    cause = present_act()
    with transaction.atomic(savepoint=cause is None), writing() as rows:
        record = _locked(district)
        paper = cause.on_paper if cause is not None else None
        ground = (
            _ground(by, on.pk if on is not None else record.district_id, right) if paper is None else None
        )
        rows.begin_of(record.district_id, record.row_salt)
        doing = Doing(unit=on)
        yield doing
        _append(record, act, doing, rows, by=by, ground=ground, paper=paper, basis=basis, since=since)


def checked_basis(basis: str) -> str:
    """Without blanks around it. Raises ValidationError where it is missing or too long."""
    basis = " ".join(basis.split())
    if not basis:
        raise ValidationError(_("Name the order or the decision that this rests on."))
    if len(basis) > LONGEST_BASIS:
        raise ValidationError(_("The basis is longer than 300 signs: name the paper by its number and date."))
    return basis


def _locked(district: int) -> DistrictRecord:
    record = DistrictRecord.objects.select_for_update().filter(pk=district).first()
    if record is None:
        raise OutsideAnAct(f"The district {district} was not founded by `found_district`.")
    return record


def _ground(by: Person | None, unit: int, right: Right | None) -> Appointment | None:
    """The appointment by which a person acts. Raises ValidationError if there is none."""
    if by is None or right is None:
        return None
    ground = ground_for(by, right, unit)
    if ground is None:
        raise ValidationError(
            _("This needs the right to «%(right)s» in the district; you do not hold it today.")
            % {"right": right.label}
        )
    return ground


def _append(
    record: DistrictRecord,
    act: OrganisationAct,
    doing: Doing,
    rows: Written,
    *,
    by: Person | None,
    ground: Appointment | None,
    paper: int | None,
    basis: str,
    since: date | None,
) -> None:
    words = OrganisationWords(salt=secrets.token_hex(8), basis=basis, changes=doing.changes)
    before = OrganisationEvent.objects.filter(district=record.district_id, position=record.position)
    last = before.values_list("at", flat=True).first()
    now = clock.now()
    event = OrganisationEvent(
        district_id=record.district_id,
        position=record.position + 1,
        act=act,
        actor=by,
        appointment=ground,
        capacity=ground.full_capacity if ground is not None else "",
        paper_id=paper,
        person=doing.person,
        unit=doing.unit,
        held=doing.held,
        since=since or clock.today(),
        rows=rows.close(),
        words_hash=bound_words(words.salt, words.basis, words.changes).digest(),
        # Time never goes back in a record: with a clock behind it, an act has the moment of the one before.
        at=max(now, last or now),
        previous=record.head,
        previous_signature=record.head_signature,
    )
    event.hash = event.computed_hash()
    event.signature = signature_of(event.hash)
    event.save(force_insert=True)
    words.event = event
    words.save(force_insert=True)
    record.position, record.head, record.head_signature = event.position, event.hash, event.signature
    record.save(update_fields=["position", "head", "head_signature"])
