"""Every election of a small body through the door, against somebody who reads the ballots one by one."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement
from typing import Any

import pytest
from django.db import transaction

from governance.documents.kinds.meeting.meeting import Meeting
from governance.scenarios.luza import Luza
from tests.whole import WHOLE

from .election import Names, Voters

HERE = ("base", "second", "lalsk", "kulikovo")
STAND = ("base", "lalsk", "zhivotovo")
# One candidate, two where there are two posts, or against all.
ONE: tuple[Names, ...] = (("base",), ("lalsk",), ("zhivotovo",), ())
TWO: tuple[Names, ...] = (*ONE, ("base", "lalsk"), ("base", "zhivotovo"), ("lalsk", "zhivotovo"))

Case = tuple[int, str, tuple[Names, ...]]


def cases() -> Iterator[Case]:
    """All that four members may choose, whoever of them chooses it; in `make test` those that differ in kind."""
    for posts, names in ((1, ONE), (2, TWO)):
        for winning in ("body", "most"):
            for ballots in combinations_with_replacement(names, len(HERE)):
                yield posts, winning, ballots


THIN: tuple[Case, ...] = (
    (1, "body", (("base",), ("base",), ("base",), ("lalsk",))),
    (1, "body", (("base",), ("base",), ("lalsk",), ("lalsk",))),
    (1, "most", (("base",), ("lalsk",), (), ())),
    (2, "body", (("base", "lalsk"), ("base", "lalsk"), ("base", "zhivotovo"), ())),
)


def naive(posts: int, winning: str, ballots: tuple[Names, ...]) -> dict[str, list[str]]:
    """Read the ballots aloud, keep a tally, and fill the posts from the top."""
    tally = Counter(dict.fromkeys(STAND, 0))
    for ballot in ballots:
        for name in ballot:
            tally[name] += 1
    enough = 1 if winning == "most" else len(ballots) // 2 + 1
    elected: list[str] = []
    tied: list[str] = []
    for number in range(len(ballots), 0, -1):
        equal = [name for name in STAND if tally[name] == number]
        if number < enough or not equal or len(elected) == posts:
            continue
        if len(equal) > posts - len(elected):
            tied = equal
            break
        elected += equal
    left = posts - len(elected)
    others = sorted((name for name in STAND if name not in elected), key=lambda name: -tally[name])
    runoff = []
    if winning == "body" and left:
        last = others[: 2 * left][-1]
        runoff = [name for name in others if tally[name] >= tally[last]]
    return {"elected": elected, "tied": tied, "runoff": runoff}


@pytest.mark.exhaustive
def test_every_election_of_four_members_agrees_with_a_reading_of_the_ballots(
    luza: Luza, record_property: Any
) -> None:
    voters = Voters(luza)
    # "More than half of those present": so that the law and the naive reader ask for the same number.
    voters.decides_by(majority={"base": "present", "share": "1/2", "strict": True})
    tried = list(cases()) if WHOLE else THIN
    polls = {key: polling(voters, *key) for key in dict.fromkeys(case[:2] for case in tried)}
    for posts, winning, ballots in tried:
        # Each case begins with the same open ballot, which is opened once.
        with transaction.atomic():
            meeting = voters.chosen(polls[posts, winning], **dict(zip(HERE, ballots, strict=True)))
            assert voters.result(meeting) == naive(posts, winning, ballots), (posts, winning, ballots)
            transaction.set_rollback(True)
    record_property("cases", len(tried))


def polling(voters: Voters, posts: int, winning: str) -> Meeting:
    election = {"office": "delegate", "posts": posts, "winning": winning}
    return voters.polling(*STAND, here=HERE, **election)
