"""`manage.py check` refuses an incomplete catalogue of roles."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from governance.roles.catalogue import ROLES, Role
from governance.roles.rights import Right


@register()
def catalogue_is_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every role has a row in the catalogue, and every right is carried by some role."""
    errors: list[CheckMessage] = [
        Error(f"Role {role.value} has no row in ROLES: say what it carries.", id="governance.E001")
        for role in Role
        if role not in ROLES
    ]
    carried = {right for row in ROLES.values() for right in row.own | row.district}
    errors += [
        Error(f"Right {right.value} is carried by no role: nobody could ever use it.", id="governance.E002")
        for right in Right
        if right not in carried
    ]
    return errors
