"""The `tally` command: a body tries out its deciding rule on numbers, without a meeting."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import Count, VotingRule, decide
from governance.management.json_command import JsonCommand

EXAMPLE = """\
{"rule": {"quorum": {"share": "2/3", "strict": false},
          "majority": {"base": "present", "share": "1/2", "strict": true},
          "casting_vote": false, "recused_count_for_quorum": true, "recused_leave_base": true},
 "roster": 6, "present": 5, "recused": 0, "votes": {"for": 3, "against": 1, "abstain": 1},
 "secret": false, "presiding": "for"}
"""


class Command(JsonCommand):
    """Read a rule and a count as JSON from standard input, print the outcome as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]  # told in the language of the reader
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
    example = EXAMPLE
    # More than a hundred times what a count takes.
    longest_input = 100_000

    def answer(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or "rule" not in data:
            raise ImpossibleInput(_("The input must be one JSON object with “rule” in it: see tally --help."))
        rule = VotingRule.from_json(data.pop("rule"))
        return asdict(decide(rule, Count.from_json(data)))
