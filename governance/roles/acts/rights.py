"""Permissions: only this module writes them, as the catalogue says, inside an act of the organisation."""

from django.contrib.auth.models import Group, Permission

from governance.roles.acts.door import organisation_act
from governance.roles.catalogue import ROLES, Role
from governance.roles.organisation import OrganisationAct
from governance.roles.unit import Unit, UnitGroupPermission


def group_for(role: Role, unit: Unit) -> Group:
    """The group of one role at one unit, with exactly the rights of the catalogue on the unit and on its district."""
    name = f"{role.value}@{unit.pk}"
    group = Group.objects.filter(name=name).first() or Group.objects.create(name=name)
    wanted = wanted_rights(role, unit)
    rows = UnitGroupPermission.objects.filter(group=group).select_related("permission")
    held = {(row.content_object_id, row.permission.codename): row for row in rows}
    for key in held.keys() - wanted:
        held[key].delete()
    missing = wanted - held.keys()
    if missing:
        permissions = {
            permission.codename: permission
            for permission in Permission.objects.filter(
                content_type__app_label="governance", content_type__model="unit"
            )
        }
        UnitGroupPermission.objects.bulk_create(
            UnitGroupPermission(group=group, permission=permissions[codename], content_object_id=unit_id)
            for unit_id, codename in sorted(missing)
        )
    return group


def align_rights(district: Unit) -> bool:
    """Give every role of a district the rights that the catalogue of this version says; whether any differed."""
    units = {unit.pk: unit for unit in Unit.objects.filter(district=district).select_related("district")}
    units[district.pk] = district
    held: dict[str, set[tuple[int, str]]] = {}
    rows = UnitGroupPermission.objects.filter(content_object__in=units)
    for name, unit_id, codename in rows.values_list(
        "group__name", "content_object_id", "permission__codename"
    ):
        held.setdefault(name, set()).add((unit_id, codename))
    stale = [
        (role, units[unit_id])
        for name, present in held.items()
        for role, unit_id in [parted(name)]
        if unit_id in units and present != wanted_rights(role, units[unit_id])
    ]
    if not stale:
        return False
    basis = "перечень прав этой версии программы"
    with organisation_act(OrganisationAct.ALIGN_RIGHTS, district.root_id, by=None, basis=basis) as doing:
        doing.unit = district
        for role, unit in stale:
            group_for(role, unit)
    return True


def parted(name: str) -> tuple[Role, int]:
    """Role and unit by the name of their group."""
    role, unit_id = name.split("@")
    return Role(role), int(unit_id)


def wanted_rights(role: Role, unit: Unit) -> set[tuple[int, str]]:
    """The (unit id, right) pairs that the catalogue gives a role at a unit."""
    own = {(unit.pk, right.value) for right in ROLES[role].own}
    return own | {(unit.root_id, right.value) for right in ROLES[role].district}
