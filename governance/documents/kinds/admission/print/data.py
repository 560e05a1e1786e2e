"""What the print templates of an admission ask for, in the manner of `governance.documents.printing.data`."""

from typing import NotRequired, TypedDict

from governance.documents.printing.data import CriteriaWords, Fact, Paper, Signature, Stamp


class QuotaLine(TypedDict):
    """A class, or a profile inside it, with its places."""

    school_class: str
    profile: str
    places: str


class Body(TypedDict):
    """A commission with those who sit in it, the chair first."""

    name: str
    members: list[str]


class CampaignData(Paper):
    """The plan of an admission."""

    school: str
    stamps: list[Stamp]
    heading: list[str]  # lines; the first stands alone
    quota: list[QuotaLine]
    places: str  # of all classes together
    days: list[Fact]
    extra: str  # the days of an extra round, opened after the approval; or ""
    criteria: NotRequired[CriteriaWords]
    commissions: list[Body]


class ClaimLine(TypedDict):
    """What an application claims, and what confirms it."""

    title: str
    value: str  # "" of a circumstance
    proof: str


class Receipt(TypedDict):
    """What the parents keep: that the application was taken, with what, and under which code it stands in lists."""

    facts: list[Fact]
    enclosures: list[str]
    taken: str  # «Зарегистрировано …»; or "" where somebody signs for it
    signature: NotRequired[Signature]


class ApplicationData(Paper):
    addressee: list[str]  # lines: to whom, then from whom
    number: str
    date: str  # or ""
    request: str
    facts: list[Fact]
    wishes: list[str]
    general: str  # what is asked for where no profile is reached; or ""
    claims: list[ClaimLine]
    circumstances: list[ClaimLine]
    enclosures: list[str]
    consent: str
    signature: Signature
    receipt: NotRequired[Receipt]


class ConsentData(Paper):
    operator: str
    facts: list[Fact]
    text: list[str]
    signature: Signature


class RatingLine(TypedDict):
    place: str  # "" of those without a rank
    code: str
    points: str
    outcome: str
    note: str


class RatingList(TypedDict):
    """One class or profile: the lines down to the cut-off, what it is, the lines below."""

    title: str
    places: str
    above: list[RatingLine]
    cut: str  # or "" where nobody is recommended
    below: list[RatingLine]


class PointsTable(TypedDict):
    """«Почему столько»: a column a criterion, a line a code; cells are code, points of each, sum."""

    criteria: list[str]
    rows: list[list[str]]
    notes: list[str]


class RatingData(Paper):
    """A rating list. It names nobody: codes alone."""

    school: str
    stamps: list[Stamp]
    heading: list[str]
    rules: str  # by which criteria it was computed, with their hash
    codes: str  # where a pupil finds the code
    lists: list[RatingList]
    why: NotRequired[PointsTable]


class AppealData(Paper):
    addressee: list[str]
    number: str
    date: str
    facts: list[Fact]
    text: list[str]
    corrections: list[Fact]  # the criterion, and what counts if the appeal is upheld
    decision: str
    signature: Signature


class EnrolledLine(TypedDict):
    number: str
    name: str
    application: str
    profile: str  # "" where the class has none


class EnrolledClass(TypedDict):
    name: str
    rows: list[EnrolledLine]


class EnrolmentData(Paper):
    annex: str  # «Приложение к приказу № …»
    school: str
    stamps: list[Stamp]
    heading: list[str]
    classes: list[EnrolledClass]
