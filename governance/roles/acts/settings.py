"""Changing a setting of a district from a day on."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.roles.acts.door import checked_basis, organisation_act
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.setting import DistrictSetting, Setting, forget_all
from governance.roles.unit import Unit

T = TypeVar("T")


def change_setting(
    district: Unit, setting: Setting[T], value: T, *, since: date, by: Person | None, basis: str
) -> DistrictSetting:
    """Enter what a district has decided about a setting; it holds from that day until a later decision does.

    Raises ValidationError with a sentence for an impossible value, and where it holds from that day on already.
    """
    act = organisation_act(OrganisationAct.CHANGE_SETTING, district.root_id, by=by, basis=basis, since=since)
    forget_all()
    with act as doing:
        # Under the lock of the district, so nobody else changes it meanwhile.
        before, after = setting.to_json(setting.on(district.root_id, since)), setting.to_json(value)
        if before == after:
            raise ValidationError(_("It is so already on that day: there is nothing to change."))
        row = DistrictSetting(
            district=district.root, name=setting.name, since=since, value=after, basis=checked_basis(basis)
        )
        row.full_clean()
        row.save(force_insert=True)
        doing.unit = district.root
        doing.changes = {setting.name: [before, after]}
    forget_all()
    return row
