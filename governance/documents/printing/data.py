"""What the print templates ask for: the whole text of a paper, already worded, as plain strings.

A gatherer fills one of these from the database (words through `wording` and `names`) and hands it to
`printing.render`. Strings are printed literally; an empty string or list means that the paper has no such
part, and nothing is printed for it.
"""

from typing import Literal, NotRequired, TypedDict


class Check(TypedDict):
    """How a reader of a printed copy verifies it."""

    address: str  # the public page, spelt out for those without a camera
    code: str  # the short code to type there
    qr: str  # printing.qr_svg(address)


class Paper(TypedDict):
    """What every kind has."""

    title: str  # of the file, as a reader shows it: «Протокол № 3 от 12.09.2011»
    created: str  # ISO date or moment of the content, so that the same paper always gives the same bytes
    status: NotRequired[str]  # «ПРОЕКТ», «ЧЕРНОВИК» while the paper binds nobody; on every page
    void: NotRequired[str]  # «приказ № 91-од от «01» марта 2012 г.»: what took the force away
    check: NotRequired[Check]


class Signature(TypedDict):
    """A line with the position at the left and the name at the right; between them the room for the hand.

    `system` puts the text of the mark into a thin frame below (wording.confirmed_in_system), `paper` writes
    it (wording.signed_on_paper) on the line, `none` leaves the line empty.
    """

    position: str
    name: str  # names.signature_line
    mark: Literal["system", "paper", "none"]
    text: NotRequired[str]


class Stamp(TypedDict):
    """СОГЛАСОВАНО or УТВЕРЖДАЮ at the head of an approved paper, computed from the paper it rests on."""

    heading: str  # «УТВЕРЖДАЮ»
    who: str  # «директор базовой школы»
    signer: NotRequired[str]  # «Л.В. Пелевин»: prints a line for the hand before it
    basis: str  # «приказ № 83-од от «14» сентября 2011 г.», or the blanks
    void: NotRequired[str]  # the reason; the stamp is struck through


class Fact(TypedDict):
    """A label with what it says: «Дата рождения», «03.05.1996»."""

    label: str
    text: str


class Part(TypedDict):
    """A heading with its list, before the table of a plan: composition, aims, functions."""

    heading: str
    items: list[str]
    numbered: NotRequired[bool]


class PlanRow(TypedDict):
    number: str
    activity: str
    term: str
    executors: str


class PlanSection(TypedDict):
    title: str
    rows: list[PlanRow]


class Author(TypedDict):
    position: str
    name: str


class PlanData(Paper):
    stamps: list[Stamp]  # at the left, at the right
    heading: list[str]  # lines; the first stands alone: «План», «работы Лузского школьного округа», …
    parts: list[Part]
    sections: list[PlanSection]
    author: NotRequired[Author]


class Round(TypedDict):
    """One vote on an item."""

    name: NotRequired[str]  # «Первое голосование», where there were several
    form: NotRequired[str]  # «открытое», «тайное»
    votes: str  # wording.voted(5, 1, 0)
    outcome: NotRequired[str]  # «Решение принято: за — 5 при необходимых 4»
    against: list[str]  # names, in an open vote
    recused: list[str]  # «Иванова А.А. — личная заинтересованность»
    entered: list[str]  # names whose vote, given aloud or on paper, the secretary entered
    casting: NotRequired[str]  # name of the presiding person whose vote decided a tie
    annulled: NotRequired[str]  # the reason; the round is struck through


class Dissent(TypedDict):
    name: str
    text: str


class Item(TypedDict):
    """One question of a meeting."""

    number: str
    title: str
    heard: list[str]
    spoke: list[str]
    decided: list[str]  # numbered when several
    rounds: list[Round]  # in order
    dissents: list[Dissent]


class ProtocolData(Paper):
    body: str  # in the genitive under ПРОТОКОЛ: «заседания совета Лузского школьного округа»
    organization: NotRequired[str]  # over ПРОТОКОЛ
    date: str  # of the meeting, not of drafting
    number: str  # «№ 3» or wording.blank_number()
    place: str
    presiding: str
    presiding_label: NotRequired[str]  # «Председатель» unless somebody stood in: «Председательствующий»
    secretary: str
    present: list[str]  # numbered when over ten
    absent: list[str]  # «Петров П.П. (болезнь)»
    invited: list[str]
    quorum: str  # the sentence with the rule
    agenda: list[str]
    items: list[Item]
    annexes: list[str]
    signatures: list[Signature]


class ExtractData(Paper):
    organization: NotRequired[str]
    body: str  # «заседания совета Лузского школьного округа»
    protocol: str  # wording.number_and_date(…)
    place: str
    attended: str  # in one line
    item: Item
    signed: list[Author]  # who signed the protocol
    certifier: Signature
    certified_on: str  # wording.paper_date(…), or "" for a blank


class Point(TypedDict):
    """One point of an order. Its number is kept with it, because other papers cite «пункт 2.1»."""

    number: str
    text: str
    executor: NotRequired[str]
    due: NotRequired[str]
    points: list["Point"]


class Visa(TypedDict):
    position: str
    name: str
    mark: NotRequired[str]  # «согласовано 13.09.2011», with the remark if there was one


class Acquainted(TypedDict):
    name: str
    date: str  # "" prints blank lines for the hand


class OrderData(Paper):
    organization: str  # the full name of the school
    authority: NotRequired[str]  # whom it belongs to, over the name
    date: str  # or ""
    number: str  # «№ 83-од» or wording.blank_number()
    place: str
    heading: str  # «Об утверждении плана работы …»
    grounds: str
    points: list[Point]
    control: NotRequired[str]  # becomes the last point
    annexes: list[str]
    signature: Signature
    visas: list[Visa]
    acquainted: list[Acquainted]


class Clause(TypedDict):
    number: str  # «2.3»
    text: str


class TextSection(TypedDict):
    """A heading with its clauses; the heading may be empty."""

    number: str
    title: str
    clauses: list[Clause]


class TableColumn(TypedDict):
    label: str
    numeric: bool  # stands at the right
    width: int  # its share of the sheet


class TableCell(TypedDict):
    text: str
    numeric: bool


class TableSums(TypedDict):
    """A line of sums: its name over the first `span` columns, then a cell a column."""

    label: str  # «Итого», «Всего»
    span: int
    cells: list[TableCell]


class TableGroup(TypedDict):
    """Rows under a heading of their own, with their sums; without a title the rows alone."""

    title: str
    rows: list[list[TableCell]]
    sums: NotRequired[TableSums]


class DataTable(TypedDict):
    columns: list[TableColumn]
    groups: list[TableGroup]
    sums: NotRequired[TableSums]


class ApprovedData(Paper):
    """What regulations, estimates, schedules and their like print; a kind leaves out the parts that it has not."""

    stamps: list[Stamp]  # at the left and the right, further ones in pairs below
    heading: list[str]  # lines; the first stands alone: «Положение», «о Лузском школьном округе»
    facts: list[str]  # «Источник средств: …»
    sections: list[TextSection]
    table: NotRequired[DataTable]
    landscape: bool
    void_word: str  # «УТРАТИЛО СИЛУ»
    author_label: str  # «Составитель», «Разработано»
    author: NotRequired[Author]


class Side(TypedDict):
    """One party at the foot of a contract."""

    role: str  # «Базовая школа», «Школа»
    name: str
    details: list[str]  # address and requisites, a line each
    signature: Signature


class AgreementData(Paper):
    """A contract or an additional agreement."""

    number: str  # «№ 3-Д» or wording.blank_number()
    date: str  # of the last signature, or ""
    place: str
    subject: str  # under the name of the kind: «о сотрудничестве …», «к договору № 3-Д …»
    preamble: str
    basis: str  # the laws and papers that it rests on, each with its day
    notes: list[str]  # «С изменениями: …», «Школа участвует по …»: what came after the signatures
    sections: list[TextSection]
    sides: list[Side]
    void_word: NotRequired[str]  # «РАСТОРГНУТ», «ИСТЁК» beside `void`


class Piece(TypedDict):
    """Words of a form, or the name of a blank in it."""

    text: str
    blank: bool


class FormClause(TypedDict):
    number: str
    pieces: list[Piece]


class FormSection(TypedDict):
    number: str
    title: str
    clauses: list[FormClause]


class Blank(TypedDict):
    name: str
    label: str


class FormData(Paper):
    """The common form of contracts, its blanks open."""

    heading: str
    basis: str
    sections: list[FormSection]
    blanks: list[Blank]  # those that are filled for each school
    term: str


class Disagreement(TypedDict):
    """One clause over which two wordings stood."""

    number: str
    ours: str
    theirs: str
    why: NotRequired[str]
    outcome: str  # «Принята редакция школы», or "" while nobody has answered
    agreed: str
    reason: NotRequired[str]  # why a proposed wording was declined


class DisagreementLine(TypedDict):
    """Who submitted a protocol of disagreements, who answered it, and on which day."""

    label: str
    position: str
    name: str
    day: str


class DisagreementRound(TypedDict):
    """What one unit objected to in one version."""

    heading: str
    remark: str
    rows: list[Disagreement]
    lines: list[DisagreementLine]


class DisagreementsData(Paper):
    subject: str  # «к договору …»
    columns: tuple[str, str, str]  # «Редакция базовой школы», «Редакция школы», «Согласованная редакция»
    rounds: list[DisagreementRound]


class CriterionLine(TypedDict):
    """What one criterion gives, in words (criteria.words)."""

    title: str
    how: str  # «20 баллов за единицу, не больше 30»
    proof: str  # what confirms it
    marks: list[str]  # «обязательно», «при равенстве баллов — 1-й»


class CircumstanceLine(TypedDict):
    """What gives a place or a rank whatever the points."""

    title: str
    gives: str  # «место гарантировано»
    proof: str


class CriteriaWords(TypedDict):
    """A sheet of criteria as criteria.typ prints it inside a paper."""

    lines: list[CriterionLine]
    groups: list[str]  # «Из «Физика», «Информатика» засчитывается лучший результат.»
    circumstances: list[CircumstanceLine]
    notes: list[str]  # «Баллы по каждому критерию округляются до сотых.»
