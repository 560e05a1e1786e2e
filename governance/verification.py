"""What verifying the record consists of: each source of faults enters itself here, and all of them are asked.

A source looks at things of one sort (papers, files, triggers) and yields for each of them what does not hold, so that
its progress can be told and nothing is kept in memory.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any


class CouldNotLook(Exception):
    """The record cannot be verified: no database, no migration, no file. `str()` is the sentence."""


@dataclass(frozen=True)
class Fault:
    """A fault in the record.

    `paper`: the check code, empty if it is in no paper; `position`: of the event, or the number of the version, 0 if it
    is in none; `subject`: where it is in words of the office.
    """

    paper: str
    position: int
    sentence: str
    subject: str = ""

    def __str__(self) -> str:
        position = f"#{self.position}" if self.position else ""
        where = " ".join(filter(None, [self.subject, self.paper, position]))
        return f"{where}: {self.sentence}" if where else self.sentence


@dataclass(frozen=True)
class Scope:
    """What is to be verified. `papers`: a queryset of cards, None for the whole record; `seal`: the path of a seal."""

    papers: Any = None
    seal: str | None = None


# What a source yields: for each thing that it has looked at, the faults in it.
Looks = Callable[[Scope], Iterator[Sequence[Fault]]]


@dataclass(frozen=True)
class Source:
    """A source of faults. `counted`: so many of its things, in words; `of_papers`: it can look at some papers alone."""

    looks: Looks
    counted: Callable[[int], str]
    of_papers: bool


SOURCES: list[Source] = []


def source(counted: Callable[[int], str], *, of_papers: bool = False) -> Callable[[Looks], Looks]:
    """Decorator: enter a source of faults. It may raise CouldNotLook."""

    def enter(looks: Looks) -> Looks:
        SOURCES.append(Source(looks, counted, of_papers))
        return looks

    return enter


def asked(scope: Scope) -> list[Source]:
    """The sources that have something to look at within this scope."""
    return [each for each in SOURCES if scope.papers is None or each.of_papers]
