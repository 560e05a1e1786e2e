"""The `elect` command: a body tries out an election on numbers, without a meeting."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy

from governance.documents.law.election import Poll, elect
from governance.management.json_command import JsonCommand

EXAMPLE = """\
{"posts": 1, "candidates": ["a", "b", "c"], "method": "majority",
 "rule": {"quorum": {"share": "1/2", "strict": true},
          "majority": {"base": "present", "share": "1/2", "strict": true}},
 "roster": 21, "present": 15, "ballots": {"issued": 15, "found": 14, "invalid": 1},
 "votes": {"a": 6, "b": 5, "c": 2}, "round": 1}
"""


class Command(JsonCommand):
    """Read a rule and the votes for candidates as JSON from standard input, print the outcome as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]  # told in the language of the reader
        "Tell who is elected to one or several posts, who is tied, and who goes into a second round.\n"
        "\n"
        "Give one JSON object on standard input, as in the example below; one JSON object is printed.\n"
        "  method      majority: who reaches it; plurality: the most votes win, and the rule\n"
        "              needs no majority\n"
        "  quorum      share and strict; of: roster (usual) or established\n"
        "  base        present, ballots (the valid ones), roster or established\n"
        "  established the seats of the regulation, where the rule names them\n"
        "  ballots     issued to those present, found in the urn, invalid among the found;\n"
        "              an open vote gives as many issued as found\n"
        "  votes       who is left out has none; a ballot names at most as many as there are posts\n"
        "  round       1 (usual) or 2: after the second there is no further one\n"
        "The lists of the answer come with most votes first, equal ones in the order of the candidates.\n"
        "\n"
        "Impossible input, such as more votes than ballots, ends with exit code 2 and one sentence."
    )
    example = EXAMPLE
    longest_input = 100_000

    def answer(self, data: Any) -> dict[str, Any]:
        return asdict(elect(*Poll.from_json(data)))
