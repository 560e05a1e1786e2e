"""Commands with which people try out their rules: one JSON object in, one out, no database."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, parsed


class PlainHelp(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """Keep the lines of the explanation as they are written."""


class JsonCommand(BaseCommand):
    """Read one JSON value from standard input, print the answer to it as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible.
    """

    example: ClassVar[str]
    longest_input: ClassVar[int]
    # The system checks would query the database.
    requires_system_checks: list[str] = []

    def answer(self, data: Any) -> dict[str, Any]:
        """Return what is printed; raises `ImpossibleInput` where the input is impossible."""
        raise NotImplementedError

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        epilog = _("Example of the input:") + "\n" + self.example
        return super().create_parser(
            prog_name, subcommand, formatter_class=PlainHelp, epilog=epilog, **kwargs
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            text = sys.stdin.read(self.longest_input + 1)
            if len(text) > self.longest_input:
                raise ImpossibleInput(_("The input is too long."))
            answer = self.answer(parsed(text))
        except UnicodeDecodeError:
            self.refuse(_("The input must be a text in UTF-8."))
        except ImpossibleInput as problem:
            self.refuse(str(problem))
        else:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def refuse(self, sentence: str) -> None:
        # Not CommandError: its sentence would be printed behind the name of a Python class.
        self.stderr.write(sentence)
        sys.exit(2)
