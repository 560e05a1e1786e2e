"""The `distribute` command: a council tries out what its points are worth before it votes."""

from typing import Any

from django.utils.translation import gettext_lazy

from governance.documents.law.distribution import Funds, distribute
from governance.management.json_command import JsonCommand

EXAMPLE = """\
{"pools": [{"code": "teachers", "amount": "50000.00"}], "rounding": "down_rouble", "cap_per_person": null,
 "awards": [{"id": "t1", "pool": "teachers", "points": "21", "share": "1"},
            {"id": "t2", "pool": "teachers", "points": "391", "share": "1"}]}
"""


class Command(JsonCommand):
    """Read pools and awards as JSON from standard input, print the amounts as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]  # told in the language of the reader
        "Share reward pools among people by their points.\n"
        "\n"
        "Give one JSON object on standard input, as in the example below; one JSON object is printed.\n"
        'Sums, points and shares are texts such as "50000.00".\n'
        "  pools           a code and an amount in roubles and kopecks each\n"
        "  rounding        down_rouble or down_kopeck: how the value of a point is rounded down\n"
        "  cap_per_person  nobody is paid more, over all their pools: a later pool pays what the cap\n"
        "                  leaves; null or left out: no cap\n"
        "  coefficient     above 0; multiplies every amount, the pool is not exceeded; 1 if left out\n"
        "  awards          one for each person in a pool; share: the part of the period worked, from 0 to 1,\n"
        "                  1 if left out; points times share are counted\n"
        "\n"
        "  value      the pool divided by its counted points, rounded down; 0 where there are none\n"
        "  amount     counted points times value and coefficient, rounded down to the kopeck;\n"
        "             note: capped; pools: what each pays, where there are several\n"
        "  remainder  the pool less what is paid; what a cap keeps back (excess) stays in it and\n"
        "             is not shared out again\n"
        "\n"
        "Pools are printed by code, awards by id. Impossible input ends with exit code 2 and one\n"
        "sentence: a number below zero, an unknown pool, a share above 1, a code twice, an id twice in a pool."
    )
    example = EXAMPLE
    # Some ten times what 20,000 teachers take.
    longest_input = 20_000_000

    def answer(self, data: Any) -> dict[str, Any]:
        return distribute(Funds.from_json(data)).to_json()
