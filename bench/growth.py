"""How the cost of a computation grows with its input: ten times the input, at most so many times the seconds."""

import sys
from collections.abc import Callable
from time import process_time
from typing import TypeVar

ROUNDS = 5
T = TypeVar("T")


def seconds(work: Callable[[T], object], inputs: list[T]) -> list[float]:
    """The best of some rounds for each input, in seconds of the processor: other programs do not count."""
    best = [float("inf")] * len(inputs)
    for _round in range(ROUNDS):
        for index, given in enumerate(inputs):
            start = process_time()
            work(given)
            best[index] = min(best[index], process_time() - start)
    return best


def measure(what: str, work: Callable[[T], object], make: Callable[[int], T], few: int, limit: float) -> int:
    """Print the seconds for `few` and for ten times as many; return 1 if their ratio is over the limit."""
    many = 10 * few
    little, much = seconds(work, [make(few), make(many)])
    ratio = much / little
    sys.stdout.write(
        f"{what}: {few:,} in {little:.3f} s, {many:,} in {much:.3f} s, ratio {ratio:.1f} (limit {limit:g})\n"
    )
    return int(ratio > limit)
