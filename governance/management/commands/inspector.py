"""The `inspector` command: let an account look at the repair pages, which change nothing, or no longer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.management.district_command import DistrictCommand
from governance.roles.acts.people import let_inspect
from governance.roles.person import Person


class Command(DistrictCommand):
    help = _(
        "Opens the repair pages (/admin/) to a person of a district, who can look at everything there and change "
        "nothing, or closes them with --end. It gives no right to decide anything, and stands in the record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar=_("EMAIL"))
        parser.add_argument("--basis", required=True, help=_("the order or the decision that it rests on"))
        parser.add_argument("--end", action="store_true", help=_("close them again"))

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError(_("Nobody has this e-mail: enter the person on the desk first."), returncode=2)
        try:
            let_inspect(person, not options["end"], basis=options["basis"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        said = (
            _("%(who)s sees the repair pages no longer.")
            if options["end"]
            else _("%(who)s sees the repair pages.")
        )
        self.stdout.write(said % {"who": person.full_name})
