"""Comparing two versions: prose that is edited, prose that is rewritten, and the worst repetitions.

Run: python bench/bench_difference.py. Ends with 1 if a comparison takes more than its budget of steps allows: 15 times
the seconds in which the same machine goes through as many steps of a loop that does nothing else.
"""

import os
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from governance.documents.language.diff import difference
from governance.documents.language.matching import MOST_STEPS, Budget

LIMIT = 15.0
RANDOM = Random(1)
WORDS = [f"слово{number}" for number in range(3000)]


def prose(length: int) -> list[str]:
    """Some words are frequent and most are rare, as in any text."""
    return [WORDS[int(len(WORDS) * RANDOM.random() ** 3)] for _ in range(length)]


def edited(words: list[str], times: int) -> list[str]:
    changed = list(words)
    for _ in range(times):
        changed[RANDOM.randrange(len(changed))] = "правка"
    return changed


def cases() -> dict[str, tuple[Any, Any]]:
    text = prose(5000)
    rows = [{"text": " ".join(prose(20))} for _ in range(300)]
    return {
        "5,000 words, 100 of them edited": (" ".join(text), " ".join(edited(text, 100))),
        "5,000 words rewritten": (" ".join(text), " ".join(prose(5000))),
        "300 rows rewritten": (rows, [{"text": " ".join(prose(20))} for _ in range(300)]),
        "10,000 letters of «a b a b»": ("a b " * 2500, "b b a " * 1667),
        "10,000 lines «a», «b»": (["a", "b"] * 5000, ["b", "b", "a"] * 3333),
    }


def floor() -> float:
    """The seconds of as many steps as a comparison may take."""
    begun = perf_counter()
    for _step in range(MOST_STEPS):
        pass
    return perf_counter() - begun


def main() -> int:
    lowest = floor()
    worst = 0.0
    for name, (old, new) in cases().items():
        budget = Budget()
        begun = perf_counter()
        changes = difference({"text": old}, {"text": new}, budget=budget)
        ratio = (perf_counter() - begun) / lowest
        worst = max(worst, ratio)
        view = "coarse" if any(change.coarse for change in changes) else "exact"
        print(f"{name}: {ratio:.1f} × the floor, {MOST_STEPS - budget.left:,} steps, {view}")
    print(f"floor: {lowest:.2f} s for {MOST_STEPS:,} steps; at most {LIMIT:.0f} × it")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
