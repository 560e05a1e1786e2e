"""What a protocol says and its chair and secretary sign: the shape of its frozen words."""

from typing import NotRequired, TypedDict

from governance.roles.names import beside_signature


class RoundData(TypedDict):
    """One vote on an item."""

    name: NotRequired[str]  # «Первое голосование», where there were several
    form: NotRequired[str]  # «открытое», «тайное»
    votes: str  # phrases.voted(5, 1, 0)
    outcome: NotRequired[str]  # «Решение принято: за — 5 при необходимых 4»
    against: list[str]  # names, in an open vote
    recused: list[str]  # «Иванова А.А. — личная заинтересованность»
    entered: list[str]  # names whose vote, given aloud or on paper, the secretary entered
    casting: NotRequired[str]  # name of the presiding person whose vote decided a tie
    annulled: NotRequired[str]  # the reason; the round is struck through


class DissentData(TypedDict):
    name: str
    text: str


class ItemData(TypedDict):
    """One question of a meeting."""

    number: str
    title: str
    heard: list[str]
    spoke: list[str]
    decided: list[str]  # numbered when several
    rounds: list[RoundData]  # in order
    dissents: list[DissentData]


class SignedText(TypedDict):
    """The parts of `ProtocolData` that are signed: all but number, signatures and marks."""

    organization: str
    body: str
    date: str
    place: str
    presiding: str
    presiding_label: str
    secretary: str
    present: list[str]
    absent: list[str]
    invited: list[str]
    quorum: str
    agenda: list[str]
    items: list[ItemData]
    annexes: list[str]


def turned(named: str) -> str:
    """«Крылова И.П., председатель совета» → «И.П. Крылова», as beside a signature."""
    return beside_signature(named.partition(",")[0])
