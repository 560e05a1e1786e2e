"""The `record_key` command: the public key by which the events of this district are verified, or a new private key."""

import base64
import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from governance.documents.seals.models import log_keys
from governance.documents.seals.sealing import districts, origin_of
from governance.proof.event_signature import KEY
from governance.proof.signing_key import LENGTH


class Command(BaseCommand):
    help = _(
        "Prints the public key of the record. With --new prints a private key for RECORD_KEY that nobody has yet; "
        "before it is set, the public key of today goes into RECORD_KEYS_BEFORE, so that earlier events stay "
        "verifiable."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        others = parser.add_mutually_exclusive_group()
        others.add_argument("--new", action="store_true", help=_("print a new private key instead"))
        others.add_argument(
            "--witness",
            action="store_true",
            help=_("print the verifier key of the log of each district instead, as witnesses are given it"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["witness"]:
            for district in districts():
                self.stdout.write(str(log_keys(origin_of(district))[0]))
            return
        fresh = base64.b64encode(secrets.token_bytes(LENGTH)).decode()
        self.stdout.write(fresh if options["new"] else KEY.public_key())
