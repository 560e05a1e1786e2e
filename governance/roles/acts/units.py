"""Founding units, and changing their names, addresses and requisites."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.record_rows import past_the_door, written
from governance.roles.acts.door import organisation_act
from governance.roles.organisation import DistrictRecord, OrganisationAct
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


@transaction.atomic
def found_district(name: str, *, short_name: str = "", basis: str, **values: Any) -> Unit:
    """Found a district with the record of its organisation. The program does it: nobody is there yet who could."""
    district = Unit(kind=UnitKind.DISTRICT, name=name, short_name=short_name or name[:60], **values)
    district.full_clean()
    with past_the_door():
        district.save()
        DistrictRecord.objects.create(district=district)
    with organisation_act(OrganisationAct.FOUND_DISTRICT, district.root_id, by=None, basis=basis) as doing:
        doing.unit = district
        written().note(district)
    return district


def found_unit(
    parent: Unit, kind: UnitKind, name: str, *, short_name: str, by: Person | None, basis: str, **values: Any
) -> Unit:
    """Found a school, a council or another body. Raises ValidationError with a sentence."""
    unit = Unit(kind=kind, name=name, short_name=short_name, parent=parent, district=parent.root, **values)
    with organisation_act(OrganisationAct.FOUND_UNIT, parent.root_id, by=by, basis=basis) as doing:
        unit.full_clean(validate_constraints=False)
        if unit.is_base:
            _check_one_base_school(unit)
        unit.save(force_insert=True)
        doing.unit = unit
    return unit


def change_unit(
    unit: Unit, *, by: Person | None, basis: str, since: date | None = None, **values: Any
) -> Unit:
    """Write another name, address or other columns of a unit, as they hold since that day.

    Papers that are signed keep the words that they were signed with. Raises ValidationError with a sentence.
    """
    if since is not None and since > clock.today():
        raise ValidationError(_("This day is still to come: enter the change when it has begun to hold."))
    with transaction.atomic():
        # Before the district, as whoever decides on a membership locks them.
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        with organisation_act(
            OrganisationAct.CHANGE_UNIT, unit.root_id, by=by, basis=basis, since=since
        ) as doing:
            doing.unit = unit
            if values.get("is_base"):
                _check_one_base_school(unit)
            doing.change(unit, **values)
            unit.full_clean(validate_constraints=False)
    return unit


def _check_one_base_school(unit: Unit) -> None:
    if Unit.objects.filter(district_id=unit.district_id, is_base=True).exclude(pk=unit.pk).exists():
        raise ValidationError({"is_base": _("The district has its base school already.")})
