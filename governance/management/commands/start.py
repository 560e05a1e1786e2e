"""The `start` command: a real district with its first administrator, who comes in by a link that serves once."""

import sys
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.letters import entry_address, letters_leave
from governance.desk.accounts.passes import invite
from governance.documents.record.numbering import open_registers
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.acts.units import found_district, found_unit
from governance.roles.catalogue import Role
from governance.roles.entry import last_pass_of
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

BASIS = "начало работы программы"
NOT_READY = 2


class StartForm(forms.Form):
    """What a district begins with; each field is an option of the command, or is asked for."""

    district = forms.CharField(label=gettext_lazy("Name of the district"), max_length=200)
    school = forms.CharField(
        label=gettext_lazy("Name of the base school (may be left empty)"), max_length=200, required=False
    )
    surname = forms.CharField(label=gettext_lazy("Surname of the administrator"), max_length=80)
    given = forms.CharField(label=gettext_lazy("Given name"), max_length=80)
    patronymic = forms.CharField(
        label=gettext_lazy("Patronymic (may be left empty)"), max_length=80, required=False
    )
    email = forms.EmailField(label=gettext_lazy("E-mail, with which they sign in"))


class Command(BaseCommand):
    help = _(
        "Founds a district with its first administrator, and prints the link by which they choose a password. What is "
        "not given by an option is asked for. The administrator enters everything else on the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, field in StartForm().fields.items():
            parser.add_argument(f"--{name}", help=str(field.label))
        parser.add_argument(
            "--another", action="store_true", help=_("found it beside a district that is there already")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError(_("A demonstration is no place for a real district: take DEMO=1 away."))
        try:
            self.refuse_a_second(options["another"])
            given = self.gathered(options)
            with transaction.atomic():
                person, key = started(given)
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        except DatabaseError as error:
            raise CommandError(
                _("The database cannot be used (%(why)s): run `manage.py migrate` first.")
                % {"why": str(error).splitlines()[0] if str(error) else type(error).__name__},
                returncode=NOT_READY,
            ) from error
        self.report(person, key)

    def refuse_a_second(self, another: bool) -> None:
        there = Unit.objects.filter(kind=UnitKind.DISTRICT).first()
        if there is not None and not another:
            raise CommandError(
                _(
                    "There is a district already: «%(name)s». Its administrator enters people and units on the desk; "
                    "to found another one beside it, add --another."
                )
                % {"name": there.name}
            )

    def gathered(self, options: dict[str, Any]) -> dict[str, str]:
        """What was given by options, and at a terminal what is still missing. Raises CommandError with sentences."""
        given = {name: options[name] for name in StartForm.base_fields if options[name] is not None}
        if sys.stdin.isatty():
            for name, field in StartForm().fields.items():
                if name not in given:
                    given[name] = self.asked(field)
        form = StartForm(given)
        if not form.is_valid():
            raise CommandError(
                "\n".join(f"--{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items())
            )
        return form.cleaned_data

    def asked(self, field: forms.Field) -> str:
        while True:
            try:
                return str(field.clean(input(f"{field.label}: ")))
            except ValidationError as refusal:
                self.stderr.write(" ".join(refusal.messages))

    def report(self, person: Person, key: str) -> None:
        row = last_pass_of(person)
        assert row is not None
        until = timezone.localtime(row.until).strftime("%d.%m.%Y %H:%M")
        self.stdout.write(
            _("Founded: «%(district)s». Administrator: %(name)s, %(email)s.")
            % {"district": person.district.name, "name": person.full_name, "email": person.email}
        )
        self.stdout.write(
            _("Open this address until %(until)s and choose a password; it serves once:") % {"until": until}
        )
        self.stdout.write(entry_address(key))
        self.stdout.write(
            _("A letter with the same address goes to the mailbox as soon as `manage.py worker` runs.")
            if letters_leave()
            else _("Mail is not set up (EMAIL_HOST), so no letter goes out.")
        )


def started(given: dict[str, str]) -> tuple[Person, str]:
    """The administrator of a new district, and the key of their link. Raises ValidationError with a sentence."""
    district = found_district(given["district"], basis=BASIS)
    units = [district]
    if given["school"]:
        short = given["school"][:60]
        units.append(
            found_unit(
                district,
                UnitKind.SCHOOL,
                given["school"],
                short_name=short,
                by=None,
                basis=BASIS,
                is_base=True,
            )
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
