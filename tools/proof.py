"""The table of `make proof`: what was tried on each database, how many cases, whether all held, how long it took.

With --write the table goes into docs/proof.md too. Ends with code 1 when something has failed or was not run.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent.parent
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
PAGE = BASE / "docs" / "proof.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


@dataclass
class Tried:
    """One test on one database; its parameters together."""

    seconds: float = 0.0
    runs: int = 0
    failed: int = 0
    cases: int = 0
    figures: list[str] = field(default_factory=list)

    def add(self, report: dict[str, Any]) -> None:
        self.runs += 1
        self.failed += report["outcome"] != "passed"
        self.seconds += report["seconds"]
        for name, value in report["figures"].items():
            if name == "cases" and isinstance(value, int):
                self.cases += value
            else:
                self.figures.append(str(value) if name == "cases" else f"{name}: {value}")

    def __str__(self) -> str:
        held = f"**{self.failed} failed**" if self.failed else "held"
        number = f"{self.cases or self.runs:,}".replace(",", " ")
        return "; ".join([f"{held}, {number}, {self.seconds:.0f} s", *self.figures])


def read(folder: Path) -> dict[str, dict[str, Tried]]:
    """By test, by database."""
    found: dict[str, dict[str, Tried]] = {}
    for database in DATABASES:
        path = folder / f"{database}.json"
        for report in json.loads(path.read_text(encoding="utf-8")) if path.exists() else ():
            found.setdefault(report["test"], {}).setdefault(database, Tried()).add(report)
    return found


def table(found: dict[str, dict[str, Tried]]) -> str:
    """In Markdown: tests as sentences, by their files."""
    lines = ["| what is tried | where | " + " | ".join(DATABASES.values()) + " |", "|---|---|---|---|"]
    for test in sorted(found):
        path, _colons, name = test.partition("::")
        sentence = name.rpartition("::")[2].removeprefix("test_").replace("_", " ")
        cells = [str(found[test].get(database, "—")) for database in DATABASES]
        lines.append(f"| {sentence} | {path} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write(figures: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _found: BEGIN + figures + END, text), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/proof.md")
    parser.add_argument("--folder", type=Path, default=BASE / ".proof")
    arguments = parser.parse_args()
    found = read(arguments.folder)
    runs = [tried for of_test in found.values() for tried in of_test.values()]
    figures = table(found)
    total = (
        f"{len(found)} tests, {sum(tried.cases or tried.runs for tried in runs):,} cases, ".replace(
            ",", " ", 1
        )
        + f"{sum(tried.failed for tried in runs)} failed, {sum(tried.seconds for tried in runs) / 60:.0f} minutes "
        "of work.\n"
    )
    sys.stdout.write(figures + "\n" + total)
    if arguments.write:
        write(f"Run on {datetime.now().astimezone():%d.%m.%Y}: {total}\n{figures}")
    missing = [name for key, name in DATABASES.items() if not (arguments.folder / f"{key}.json").exists()]
    for name in missing:
        sys.stderr.write(f"There is no run on {name}.\n")
    return int(bool(missing) or not runs or any(tried.failed for tried in runs))


if __name__ == "__main__":
    sys.exit(main())
