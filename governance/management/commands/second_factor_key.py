"""The `second_factor_key` command: a new key for the secrets of second factors, and their move to the key of today."""

import base64
import secrets
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.desk.accounts.second_factor import renew_secrets
from governance.management.district_command import DistrictCommand
from governance.proof.signing_key import LENGTH


class Command(DistrictCommand):
    help = _(
        "With --new prints a key for SECOND_FACTOR_KEY that nobody has yet; the key of before goes into "
        "SECOND_FACTOR_KEYS_BEFORE. With --renew encrypts all secrets under the key of today, so that those of before "
        "can be taken out."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--new", action="store_true", help=_("print a new key"))
        what.add_argument(
            "--renew", action="store_true", help=_("encrypt all secrets under the key of today")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new"]:
            self.stdout.write(base64.b64encode(secrets.token_bytes(LENGTH)).decode())
            return
        renewed, unreadable = renew_secrets()
        self.stdout.write(_("Encrypted under the key of today: %(n)d.") % {"n": renewed})
        if unreadable:
            raise CommandError(
                _(
                    "Not readable by any known key: %(n)d. Put the key of before into SECOND_FACTOR_KEYS_BEFORE."
                )
                % {"n": unreadable}
            )
