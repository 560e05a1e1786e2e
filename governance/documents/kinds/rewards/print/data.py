"""What the print templates of rewards ask for, in the manner of `governance.documents.printing.data`."""

from typing import NotRequired, TypedDict

from governance.documents.printing.data import CriteriaWords, Fact, Paper, Signature, Stamp


class MeasureLine(TypedDict):
    title: str
    how: str  # «выплачивается из фонда по баллам»


class SystemData(Paper):
    stamps: list[Stamp]
    heading: list[str]  # lines; the first stands alone
    measures: list[MeasureLine]
    criteria: NotRequired[CriteriaWords]
    rules: list[str]


class PoolLine(TypedDict):
    category: str
    row: str  # the place in the estimate
    amount: str


class TotalLine(TypedDict):
    """What a pool came to, without a person; `paid` and `remainder` are "" where too few share it."""

    category: str
    people: str
    value: str
    paid: str
    remainder: str


class PeriodData(Paper):
    heading: list[str]
    facts: list[Fact]
    pools: list[PoolLine]
    rules: list[str]
    totals: list[TotalLine]
    totals_note: str


class MeritLine(TypedDict):
    """What was claimed, what counts, and why not the same."""

    criterion: str
    note: str
    claimed: str
    counted: str  # "" while nobody has verified
    reason: str


class PointsLine(TypedDict):
    criterion: str
    how: str
    value: str
    points: str


class NominationData(Paper):
    heading: list[str]
    facts: list[Fact]
    summary: list[str]  # the merits in words, by paragraphs
    merits: list[MeritLine]
    points: list[PointsLine]
    sum: str
    share: str  # how the share of the period changes the sum; or ""
    objection: list[str]
    decision: str
    signature: Signature


class AllotmentLine(TypedDict):
    name: str
    school: str
    share: str
    points: str
    was: str  # of a correction the sum before; or ""
    amount: str
    note: str


class AllotmentPool(TypedDict):
    """One pool: the lines by name, and what it came to."""

    title: str
    facts: list[Fact]
    rows: list[AllotmentLine]


class MeasuredLine(TypedDict):
    name: str
    school: str
    measure: str


class AllocationData(Paper):
    stamps: list[Stamp]
    heading: list[str]
    facts: list[Fact]
    corrected: bool
    pools: list[AllotmentPool]
    measured: list[MeasuredLine]  # rewarded without money


class AwardLine(TypedDict):
    name: str  # in the dative
    position: str
    measure: str
    was: str
    amount: str
    words: str  # the sum spelt out


class AwardListData(Paper):
    annex: str  # «Приложение к приказу № …»
    school: str
    stamps: list[Stamp]
    heading: list[str]
    with_money: bool
    corrected: bool
    rows: list[AwardLine]
    total: str  # or "" without money


class CertificateData(Paper):
    """One sheet to hang up: what it is, what is done, to whom, for what."""

    kind: str  # «ГРАМОТА»
    verb: str  # «награждается»
    name: str
    position: str
    grounds: str
    year: str
    place: str
    order: str
    signature: Signature
