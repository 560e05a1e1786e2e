"""`manage.py read_bounces`: note the letters that came back, out of a mail on the input or a mailbox."""

import imaplib
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from governance.flows.jobs.bounces import take
from governance.letters.bounce_mailbox import read_mailbox, read_maildir
from governance.letters.bounces import LONGEST
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = "Note letters that came back: a report from the input, from a Maildir, or from BOUNCES_MAILBOX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maildir", type=Path, help="a folder in Maildir form")
        parser.add_argument("--mailbox", action="store_true", help="the mailbox that BOUNCES_MAILBOX names")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["maildir"]:
                taken = read_maildir(options["maildir"], take)
            elif options["mailbox"]:
                if not settings.BOUNCES_MAILBOX:
                    raise CommandError("BOUNCES_MAILBOX is not set.")
                taken = read_mailbox(settings.BOUNCES_MAILBOX, take)
            else:
                taken = int(take(sys.stdin.buffer.read(LONGEST + 1)))
        except (OSError, imaplib.IMAP4.error) as error:
            raise CommandError(f"The mailbox cannot be read: {error}") from error
        self.stdout.write(f"Reports about letters of ours: {taken}")
