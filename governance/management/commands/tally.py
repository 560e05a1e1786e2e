"""The `tally` command: a body tries out its deciding rule on numbers, without a meeting."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import Count, GroupedCount, VotingRule, decide, decide_in_groups
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
        "             cast: only votes for and against; roster: all filled seats;\n"
        "             established: all seats, the vacant ones too\n"
        "  roster     the number of filled seats\n"
        "  present    how many are present, the recused among them\n"
        "  recused    how many of those present have no vote on this item\n"
        "  votes      who is present and in none of the three gave no vote\n"
        "  presiding  what the presiding person did: for, against, abstain, recused;\n"
        "             absent also stands for one who gave no vote\n"
        "\n"
        "What may be left out of the rule:\n"
        "  quorum.of        roster (usual) or established: of which number the share is taken\n"
        "  tie              adopted: as many for as against, and somebody for, is adopted;\n"
        "                   only with more than 1/2 and without a casting vote\n"
        "  secret           never, allowed (usual) or always\n"
        "  repeated_quorum  share and strict for a sitting called again\n"
        "  absentee         none (usual), votes or votes_and_quorum: what the sheets of\n"
        "                   members who are not present count for\n"
        "  groups           together, quorum_each or each: how a body of groups counts\n"
        "and of the input:\n"
        "  established      the seats of the regulation, where the rule names them\n"
        "  repeated         true: the sitting is called again\n"
        "  absentee         for, against, abstain by sheet; recused: absent and recused\n"
        "  groups           a list instead of roster, present, recused and votes:\n"
        "                   each with code, roster, present, recused, votes; with\n"
        "                   quorum_each and each the answer has a list groups too\n"
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
        grouped = data.get("groups") is not None
        if grouped != (rule.groups is not None):
            raise ImpossibleInput(_("“groups” must stand in the rule and in the input, or in neither."))
        if grouped:
            return decide_in_groups(rule, GroupedCount.from_json(data)).to_json()
        data.pop("groups", None)
        return decide(rule, Count.from_json(data)).to_json()
