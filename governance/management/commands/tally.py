"""The `tally` command: a body tries its regulation on numbers, before or without any meeting."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.documents.voting import Count, ImpossibleCount, Rule, decide

# More than a hundred times what a count takes.
LONGEST_INPUT = 100_000

EXAMPLE = """\
{"rule": {"quorum": {"share": "2/3", "strict": false},
          "majority": {"base": "present", "share": "1/2", "strict": true},
          "casting_vote": false, "recused_count_for_quorum": true, "recused_leave_base": true},
 "roster": 6, "present": 5, "recused": 0, "votes": {"for": 3, "against": 1, "abstain": 1},
 "secret": false, "presiding": "for"}
"""


class PlainHelp(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """Keep the lines of the explanation as they are written."""


class Command(BaseCommand):
    """Read a rule and a count as JSON from standard input, print the outcome as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]
        "Tell whether a vote is adopted under a body's deciding rule.\n"
        "\n"
        "Give one JSON object on standard input, as in the example below; one JSON object is printed.\n"
        "  share      a fraction of 1\n"
        "  strict     true: more than the share; false: at least the share\n"
        "  base       present: everybody present, abstaining works against;\n"
        "             cast: only votes for and against; roster: all filled seats\n"
        "  roster     the number of filled seats\n"
        "  present    how many are present, the recused among them\n"
        "  recused    how many of those present have no vote on this item\n"
        "  votes      who is present and in none of the three gave no vote\n"
        "  presiding  what the presiding person did: for, against, abstain, recused;\n"
        "             absent also stands for one who gave no vote\n"
        "\n"
        "Impossible input, such as more votes than voters, ends with exit code 2 and one sentence."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        epilog = _("Example of the input:") + "\n" + EXAMPLE
        return super().create_parser(
            prog_name, subcommand, formatter_class=PlainHelp, epilog=epilog, **kwargs
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            outcome = decide(*_read(sys.stdin.read(LONGEST_INPUT + 1)))
        except ImpossibleCount as problem:
            # Not CommandError: its sentence would be printed behind the name of a Python class.
            self.stderr.write(str(problem))
            sys.exit(2)
        self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False))


def _read(text: str) -> tuple[Rule, Count]:
    """Read the input; raises `ImpossibleCount` for whatever is not one rule with one count."""
    if len(text) > LONGEST_INPUT:
        raise ImpossibleCount(_("The input is too long for one count."))
    try:
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repetition)
    except ImpossibleCount:
        raise
    except json.JSONDecodeError as error:
        raise ImpossibleCount(
            _("The input is not JSON: look at line %(line)d, position %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; brackets within brackets
        raise ImpossibleCount(
            _("The input cannot be read: a number is too long or brackets too deep.")
        ) from error
    if not isinstance(data, dict) or "rule" not in data:
        raise ImpossibleCount(_("The input must be one JSON object with “rule” in it: see tally --help."))
    rule = Rule.from_json(data.pop("rule"))
    return rule, Count.from_json(data)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is given twice: JSON would silently keep the last one."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ImpossibleCount(_("A name is given twice in one object of the input."))
    return values
