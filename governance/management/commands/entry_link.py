"""The `entry_link` command: a way back in for somebody whom no administrator can let in, given on the server."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.desk.accounts.letters import entry_address
from governance.desk.accounts.passes import invite
from governance.roles.person import Person


class Command(BaseCommand):
    help = _(
        "Prints a link that serves once, by which one person chooses a new password. For the last administrator who "
        "has lost theirs, and for accounts that repair the system: all others are let in on the desk. The person is "
        "told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help=_("E-mail, with which they sign in"))

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower(), is_active=True).first()
        if person is None:
            raise CommandError(_("Nobody with an open account signs in with this e-mail."))
        self.stdout.write(entry_address(invite(person, by=None)))
