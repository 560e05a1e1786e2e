"""What a protocol says and its chair and secretary sign: the shape of its frozen words."""

from typing import NotRequired, TypedDict

from governance.roles.names import beside_signature


class RoundData(TypedDict):
    """One vote on an item. Of an annulled one only this is told, and nothing of who voted how."""

    name: str  # «первое голосование» where there were several, or ""
    annulled: NotRequired[str]  # «Первое голосование аннулировано: неясный вопрос.»
    motion: NotRequired[str]  # what was put to the vote: «за удовлетворение апелляции № 2-А»
    form: NotRequired[str]  # «открытое», «тайное»
    votes: NotRequired[str]  # «за — 5, против — 1, воздержались — 0», and how many did not vote
    recusals: NotRequired[int]  # how many took no part for that
    # Whether the majority that the rule asks for was found; never the decision itself.
    outcome: NotRequired[str]
    rule: NotRequired[str]  # where it is another one than the rule at the head of the protocol
    against: NotRequired[list[str]]  # names, in an open vote
    abstained: NotRequired[list[str]]
    silent: NotRequired[list[str]]
    recused: NotRequired[list[str]]  # «Иванова А.А. — личная заинтересованность»
    entered: NotRequired[list[str]]  # names whose vote, given aloud or on paper, the secretary entered
    casting: NotRequired[str]  # name of the presiding person whose vote decided a tie
    notes: NotRequired[list[str]]  # further sentences (`additions`)


class DissentData(TypedDict):
    name: str
    text: str


class DecidedPoint(TypedDict):
    text: str
    terms: str  # «Ответственный: … Срок: до 01.12.2011. Контроль: …», or ""


class ItemData(TypedDict):
    """One question of a meeting."""

    number: str
    title: str
    taking_part: list[
        str
    ]  # how many decided on it, and who was represented: sentences, as an extract says them
    away: str  # «При рассмотрении вопроса отсутствовала Попова Т.Н.», of those who attended the meeting
    heard: list[str]
    spoke: list[str]
    rounds: list[RoundData]  # in order
    decided: list[str]  # numbered when several
    points: NotRequired[list[DecidedPoint]]  # of the decision, numbered after its sentences
    dissents: list[DissentData]


class AgendaLine(TypedDict):
    title: str
    speaker: str


class AbsenteeData(TypedDict):
    """What the protocol of an absentee vote says instead of who was there."""

    announced: str  # «16.11.2011»
    until: str  # until when sheets were taken: «18.11.2011 18:00»
    place: str  # where those on paper were returned
    took_part: list[str]
    silent: list[str]
    void: list[str]  # with the reason


class SignedText(TypedDict):
    """The parts of `ProtocolData` that are signed: all but number, signatures and marks."""

    organization: str
    body: str
    date: str
    place: str  # where it is drawn up: «г. Луза»
    venue: str  # where the meeting was held: «базовая школа, кабинет 12»
    time: str  # «начало в 10:00, окончание в 11:20»
    presiding: str
    presiding_label: str
    secretary: str
    counted: str  # who counted the votes
    present: list[str]
    absent: list[str]
    invited: list[str]
    quorum: str
    agenda: list[AgendaLine]
    items: list[ItemData]
    absentee: NotRequired[AbsenteeData]
    commission: NotRequired[list[str]]  # how the sitting voted on its counting commission, a paragraph each
    annexes: list[str]  # papers that lie with it (`additions`)


def turned(named: str) -> str:
    """«Крылова И.П., председатель совета» → «И.П. Крылова», as beside a signature."""
    return beside_signature(named.partition(",")[0])
