"""The name under which this installation presents itself."""

from django.utils.translation import gettext as _

from governance.roles.unit import Unit, UnitKind


def site_name() -> str:
    """The name of the district, of the first where there are several."""
    district = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk").first()
    return district.name if district is not None else _("School district")
