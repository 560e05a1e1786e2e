"""The `deadline` command: when a term ends, counted with days off."""

from typing import Any

from django.utils.translation import gettext_lazy

from governance.documents.law.working_days import deadline_from_json
from governance.management.json_command import JsonCommand

EXAMPLE = """\
{"from": "2026-04-30", "term": {"count": 3, "unit": "working_days"}, "roll": true,
 "days_off": ["2026-05-02"], "working": []}
"""


class Command(JsonCommand):
    """Read a day and a term as JSON from standard input, print the last day of the term as JSON.

    Ends with exit code 2 and one sentence on standard error where the input is impossible. Uses no database.
    """

    help = gettext_lazy(  # type: ignore[assignment]  # told in the language of the reader
        "Tell the last day of a term; the day of the event is not counted.\n"
        "\n"
        "Give one JSON object on standard input, as in the example below; one JSON object is printed.\n"
        "  unit      working_days, days, weeks or months\n"
        "  roll      true: an end on a day off moves to the next working day\n"
        "  days_off  the district's own days off\n"
        "  working   days that the district works against the calendar\n"
        "The five-day week, holidays and moved days of the Russian production calendar are known; where the\n"
        "moved days of a year are not, the answer says so.\n"
        "\n"
        "Impossible input ends with exit code 2 and one sentence."
    )
    example = EXAMPLE
    longest_input = 100_000

    def answer(self, data: Any) -> dict[str, Any]:
        counted = deadline_from_json(data)
        return {"last_day": counted.last_day.isoformat(), "why": counted.why}
