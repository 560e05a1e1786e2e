"""The `start` command: a real district with its first administrator, who comes in by a link that serves once."""

import sys
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.desk.accounts.founding import (
    StartForm,
    found,
    founding_code,
    may_be_founded_on_a_page,
    refuse_a_second,
)
from governance.desk.accounts.letters import entry_address, letters_leave
from governance.management.district_command import DistrictCommand
from governance.roles.entry import last_pass_of
from governance.roles.person import Person

NOT_READY = 2


class Command(DistrictCommand):
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
        parser.add_argument(
            "--code",
            action="store_true",
            help=_("found nothing: print the code that the first page of an empty installation asks for"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError(_("A demonstration is no place for a real district: take DEMO=1 away."))
        try:
            if options["code"]:
                self.tell_code()
                return
            if not options["another"]:
                refuse_a_second()
            person, key = found(self.gathered(options), another=options["another"])
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        except DatabaseError as error:
            raise CommandError(
                _("The database cannot be used (%(why)s): run `manage.py migrate` first.")
                % {"why": str(error).splitlines()[0] if str(error) else type(error).__name__},
                returncode=NOT_READY,
            ) from error
        self.report(person, key)

    def tell_code(self) -> None:
        if not may_be_founded_on_a_page():
            raise CommandError(_("There is a district already: the first page serves no more."))
        self.stdout.write(
            _("Open %(address)s and type this code: %(code)s")
            % {"address": settings.PUBLIC_ADDRESS + reverse("first_page"), "code": founding_code()}
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
        asked = str(field.label) if field.required else f"{field.label} {_('(may be left empty)')}"
        while True:
            try:
                return str(field.clean(input(f"{asked}: ")))
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
