"""What further ways of voting add to a protocol: sentences about a vote, and papers that are annexed to it.

A module that knows such a way (votes by sheets, groups, a counting commission) enters its function here; the protocol
prints what it returns, on the page and on paper, without knowing the way.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round

# Sentences about one closed vote, printed behind its result in this order. Its rolls and ballots are read already.
SENTENCES: list[Callable[[Round], list[str]]] = []
# The papers that lie with the protocol of a meeting: «Протокол счётной комиссии № 1 на 1 л.».
ANNEXES: list[Callable[[Meeting], list[str]]] = []

OfRound = TypeVar("OfRound", bound=Callable[[Round], list[str]])
OfMeeting = TypeVar("OfMeeting", bound=Callable[[Meeting], list[str]])


def said_of_votes(sentences: OfRound) -> OfRound:
    """Function decorator: what it returns is printed with each vote."""
    SENTENCES.append(sentences)
    return sentences


def annexed(papers: OfMeeting) -> OfMeeting:
    """Function decorator: what it returns is listed as annexes."""
    ANNEXES.append(papers)
    return papers


def sentences_of(round: Round) -> Iterator[str]:
    for sentences in SENTENCES:
        yield from sentences(round)


def annexes_of(meeting: Meeting) -> Iterator[str]:
    for papers in ANNEXES:
        yield from papers(meeting)
