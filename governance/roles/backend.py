"""`person.has_perm("governance.sign_order", school)` answers from appointments in force, in one query."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


class AppointmentBackend(BaseBackend):
    """Rights on units only. About anything else it answers False, and Django asks the next backend."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not isinstance(obj, Unit) or not isinstance(user_obj, Person):
            return False
        try:
            right = Right(perm.removeprefix("governance."))
        except ValueError:
            return False
        return ground_for(user_obj, right, obj.pk) is not None
