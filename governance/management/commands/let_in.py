"""The `let_in` command: a link for somebody who cannot get in and whom no administrator can help."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.desk.accounts.letters import entry_address
from governance.desk.accounts.passes import end_second_factor, invite
from governance.management.district_command import DistrictCommand
from governance.roles.person import Person


class Command(DistrictCommand):
    help = _(
        "Prints a link by which a person chooses a new password, once and within its term; the person is told of it. "
        "For the server alone: whoever has the link is that person. The usual way is an administrator on the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help=_("the e-mail with which they sign in"))
        parser.add_argument(
            "--without-second-factor",
            action="store_true",
            help=_("end their second factors too, if they have lost them"),
        )

    def handle(self, *args: Any, email: str, without_second_factor: bool, **options: Any) -> None:
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(_("Nobody signs in with %(email)s.") % {"email": email}, returncode=2)
        if not person.is_active:
            raise CommandError(
                _("This account is closed: an administrator opens it again on the desk."), returncode=2
            )
        if without_second_factor:
            end_second_factor(person, by=None)
        self.stdout.write(entry_address(invite(person, by=None)))
