"""Founding a district with its first administrator, by the command `start` and on the first page alike."""

import secrets

from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.passes import invite
from governance.desk.base.fields import text_field
from governance.documents.record.numbering import open_registers
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.acts.units import found_district, found_unit
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

BASIS = "начало работы программы"


class StartForm(forms.Form):
    """What a district begins with; each field is a field of the first page, and an option of the command."""

    district = text_field(
        gettext_lazy("Name of the district"),
        200,
        missing=gettext_lazy("Give the district its name."),
        help_text=gettext_lazy("As papers name it, for example: Лузский образовательный округ."),
    )
    school = text_field(
        gettext_lazy("Name of the base school"),
        200,
        required=False,
        help_text=gettext_lazy("Schools can be entered later as well, all at once from a table."),
    )
    surname = text_field(
        gettext_lazy("Surname of the administrator"), 80, missing=gettext_lazy("Give the surname.")
    )
    given = text_field(gettext_lazy("Given name"), 80, missing=gettext_lazy("Give the given name."))
    patronymic = text_field(gettext_lazy("Patronymic"), 80, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail, with which they sign in"),
        error_messages={"required": gettext_lazy("Give the e-mail: they sign in with it.")},
    )


def is_founded() -> bool:
    """Whether there is a district already."""
    return Unit.objects.filter(kind=UnitKind.DISTRICT).exists()


def may_be_founded_on_a_page() -> bool:
    """Whether the first page serves: nothing is there yet, and this is no demonstration."""
    return not settings.DEMO and not is_founded()


def refuse_a_second() -> None:
    """Raises ValidationError with a sentence if there is a district already."""
    there = Unit.objects.filter(kind=UnitKind.DISTRICT).first()
    if there is not None:
        raise ValidationError(
            _(
                "There is a district already: «%(name)s». Its administrator enters people and units on the desk; "
                "to found another one beside it, use the command `manage.py start --another`."
            )
            % {"name": there.name}
        )


def founding_code() -> str:
    """What the first page asks for: whoever can read it on the server may found the district, and nobody else."""
    digits = salted_hmac("governance.founding", "first page", algorithm="sha256").hexdigest()[:12].upper()
    return "-".join(digits[at : at + 4] for at in range(0, 12, 4))


def is_founding_code(typed: str) -> bool:
    """Whether that is the code; blanks, dashes and the size of letters do not matter."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return secrets.compare_digest(plain.encode(), founding_code().replace("-", "").encode())


@transaction.atomic
def found(given: dict[str, str], *, another: bool = False) -> tuple[Person, str]:
    """The administrator of a new district, and the key of the link by which they choose a password.

    Raises ValidationError with a sentence; so it does where there is a district already, unless `another` is wanted.
    """
    # Whoever founds another district at the same moment waits here, and then finds this one.
    ContentType.objects.select_for_update().get_or_create(app_label="governance", model="unit")
    if not another:
        refuse_a_second()
    district = found_district(given["district"], basis=BASIS)
    units = [district]
    if given["school"]:
        name, short = given["school"], given["school"][:60]
        units.append(
            found_unit(district, UnitKind.SCHOOL, name, short_name=short, by=None, basis=BASIS, is_base=True)
        )
    open_registers(*units)
    person = enter_person(
        district,
        given["email"],
        by=None,
        basis=BASIS,
        surname=given["surname"],
        given=given["given"],
        patronymic=given["patronymic"],
    )
    appoint(person, Role.ADMINISTRATOR, district, by=None, basis=BASIS)
    return person, invite(person, by=None)
