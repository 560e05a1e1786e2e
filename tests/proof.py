"""What `make proof` has tried, kept for its table: a line for each test, with the figures that the test tells.

A test tells how many cases it has tried by `record_property("cases", number)`, and whatever else it has to say by other
properties: `record_property("found", 98)`. `tools/proof.py` makes one table of the runs on both databases.
A run of some files alone (`make proof ARGS=tests/seals`) takes the place of what these have told before.
"""

import json
import re

import pytest
from django.conf import settings

from tests.whole import WHOLE

FOLDER = settings.BASE_DIR / ".proof"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Written by the process that has the reports of all."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not WHOLE or reporter is None or hasattr(session.config, "workerinput"):
        return
    found = [
        {
            "test": re.sub(r"\[.*|@.*", "", report.nodeid).removeprefix("tests/"),
            "outcome": outcome,
            "seconds": round(report.duration, 1),
            "figures": dict(report.user_properties),
        }
        for outcome in ("passed", "failed", "error")
        for report in reporter.getreports(outcome)
    ]
    page = FOLDER / f"{settings.TEST_DB}.json"
    again = {one["test"] for one in found}
    earlier = json.loads(page.read_text(encoding="utf-8")) if page.exists() else []
    FOLDER.mkdir(exist_ok=True)
    page.write_text(
        json.dumps(
            [one for one in earlier if one["test"] not in again] + found, ensure_ascii=False, indent=1
        ),
        encoding="utf-8",
    )
