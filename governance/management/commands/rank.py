"""The `rank` command: a school tries out its criteria on numbers before it announces them."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.criteria import CriteriaSheet
from governance.documents.law.ranking import rank, read_applicants
from governance.documents.law.validation import ImpossibleInput
from governance.management.json_command import JsonCommand

EXAMPLE = """\
{"criteria": [{"code": "math", "kind": "ratio", "max_value": "31", "points": "100", "weight": "1", "minimum": "8"},
              {"code": "certificate", "kind": "per_unit", "points": "20"},
              {"code": "olympiad_prize", "kind": "per_unit", "points": "10", "cap": "30"},
              {"code": "honours", "kind": "once", "points": "3"}],
 "best_of": [{"codes": ["physics", "informatics"], "take": 1}], "required": ["math"],
 "guarantee": ["federal_winner"], "ahead_of_all": ["gold_medal"], "tie_break": ["certificate", "math"],
 "places": 25,
 "applicants": [{"id": "01", "values": {"math": "25", "certificate": "4.7", "honours": "1"}, "flags": []}]}
"""


class Command(JsonCommand):
    """Read a sheet, places and applicants as JSON from standard input, print the ranking as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]  # told in the language of the reader
        "Rank applicants by a criteria sheet within the places of a class.\n"
        "\n"
        "Give one JSON object on standard input, as in the example below; one JSON object is printed.\n"
        'Marks and points are texts such as "4.7", places, take and round whole numbers.\n'
        "  criteria      kind ratio: the value's part of max_value, times the points;\n"
        "                per_unit: the points for each unit; once: the points for any value above zero;\n"
        "                bands: instead of points a list such as\n"
        '                [{"from": "95", "points": "100"}, {"from": "80", "points": "90"}],\n'
        "                the highest that is reached counts; points may be below zero, their sum is not;\n"
        "                weight multiplies them (1), cap limits them with the weight; minimum: who has\n"
        "                less is not recommended; title and proof are words for people\n"
        "  round         each criterion rounds half up to so many decimals (2)\n"
        "  best_of       of these codes only the best count, the others give 0;\n"
        "                a code without a criterion gives nothing\n"
        '  caps          a list such as [{"codes": ["a", "b"], "cap": "6"}]: the most that several\n'
        "                criteria give together\n"
        "  total_minimum who has a smaller sum is not recommended\n"
        "  required      who has no value for it is not recommended; zero is a value\n"
        "  guarantee     flags that give a place, counted within the places\n"
        "  ahead_of_all  flags that rank before all others, between themselves by points\n"
        "  precedence    instead of it a list of classes of flags: each before the next and all others\n"
        "  keys          values of up to 14 digits that give no points and stand in tie_break alone\n"
        "  tie_break     criteria whose values order equal points, the higher first, no value last;\n"
        "                a minus before the name puts the lower first\n"
        "  places        0 leaves everybody in reserve\n"
        "  applicants    a value may be left out and then gives no points; flags may be left out\n"
        "\n"
        "Printed are those with a rank first, then the others; who shares a rank is ordered by id.\n"
        "  outcome  recommended; tied: not all who share the last rank fit, an additional test decides;\n"
        "           reserve; not_recommended: without a rank\n"
        "  why      the points of every criterion, which add up to the sum; note: no_value, capped,\n"
        "           not_among_best, not_below_zero\n"
        "  reason   where the points alone do not explain the outcome\n"
        "  criteria_hash  names the sheet; places and applicants do not change it\n"
        "\n"
        "Impossible input ends with exit code 2 and one sentence: a number below zero or above max_value,\n"
        "a code or flag that the sheet does not know, an id twice."
    )
    example = EXAMPLE
    # Some ten times what 10,000 applicants take.
    longest_input = 20_000_000

    def answer(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or not data.keys() >= {"criteria", "places", "applicants"}:
            raise ImpossibleInput(
                _(
                    "The input must be one JSON object with “criteria”, “places” and “applicants” in it:"
                    " see rank --help."
                )
            )
        places, applicants = data.pop("places"), data.pop("applicants")
        sheet = CriteriaSheet.from_json(data)
        ranking = rank(sheet, places, read_applicants(sheet, applicants))
        return {
            "ranking": [ranked.to_json() for ranked in ranking],
            "criteria_hash": sheet.criteria_hash,
        }
