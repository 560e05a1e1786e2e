"""The shapes of what the open interface answers, each with an example, for its description."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from governance.documents.record.kind_settings import Phase


class Unit(Schema):
    id: int = Field(examples=[3])
    name: str = Field(examples=["КОГОКУ СОШ г. Лузы"])


class PersonName(Schema):
    id: int = Field(examples=[7])
    name: str = Field(examples=["Мелехина О.П."])


class PaperCard(Schema):
    """The registration card of a paper."""

    id: int = Field(examples=[12])
    code: str = Field(description="Check code, as on the printed copy.", examples=["K7M29QXT4BDF"])
    kind: str = Field(examples=["order"])
    title: str = Field(examples=["О проведении дня открытых дверей"])
    state: str = Field(examples=["signed"])
    state_label: str = Field(examples=["Подписан"])
    phase: Phase = Field(description="What the states of all kinds have in common.", examples=["in_force"])
    unit: Unit
    author: PersonName | None
    number: str = Field(examples=["41-ОД"])
    registered_on: date | None = Field(examples=["2011-09-14"])
    acts_from: date | None = Field(description="From when it acts, where that is later.", examples=[None])
    version: int = Field(description="The number of the frozen version; 0 before the first.", examples=[1])
    revision: int = Field(description="How many moves were made on it.", examples=[4])
    created_at: datetime
    changed_at: datetime
    published_at: datetime | None


class Papers(Schema):
    items: list[PaperCard]
    next: str | None = Field(examples=["/api/v1/papers?after=1317441600000000-12"])


class PaperLinks(Schema):
    desk: str = Field(examples=["/papers/12/"])
    pdf: str | None = Field(examples=["/api/v1/papers/12/pdf"])
    versions: str = Field(examples=["/api/v1/papers/12/versions"])
    events: str = Field(examples=["/api/v1/papers/12/events"])
    files: str = Field(examples=["/api/v1/papers/12/files"])
    moves: str = Field(examples=["/api/v1/papers/12/moves"])


class Paper(PaperCard):
    check_code: str = Field(examples=["K7M2-9QXT-4BDF"])
    sha256: str = Field(description="Of the frozen version; empty before the first.", examples=[""])
    content: dict[str, Any] = Field(
        description="What is voted on or signed, in the words of its kind.",
        examples=[{"title": "О проведении дня открытых дверей", "points": []}],
    )
    links: PaperLinks


class VersionRow(Schema):
    number: int = Field(examples=[1])
    sha256: str
    created_at: datetime


class VersionText(VersionRow):
    content: dict[str, Any]


class EventRow(Schema):
    """A line of the history of a paper."""

    position: int = Field(examples=[4])
    move: str = Field(examples=["sign"])
    done: str = Field(examples=["подписан"])
    who: str = Field(description="The person, or the paper by which it follows.", examples=["Мелехина О.П."])
    capacity: str = Field(examples=["директор КОГОКУ СОШ г. Лузы"])
    reason: str
    from_state: str = Field(examples=["review"])
    to_state: str = Field(examples=["signed"])
    version: int
    at: datetime
    hash: str


class FileRow(Schema):
    id: int
    name: str = Field(examples=["смета.pdf"])
    media_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="In bytes.", examples=[20480])
    sha256: str
    added_at: datetime
    href: str


class MoveField(Schema):
    """A value that a move asks for, as the field of its form."""

    name: str = Field(examples=["due"])
    label: str = Field(examples=["Срок"])
    required: bool
    type: str = Field(
        description="text, number, date, datetime, yes-no, choice, choices, file", examples=["date"]
    )
    choices: list[tuple[str, str]] | None = Field(description="Values and their labels.", default=None)
    help: str = ""


class MoveRow(Schema):
    """A move that is possible in the present state."""

    name: str = Field(examples=["submit"])
    label: str = Field(examples=["Передать на подпись"])
    allowed: bool = Field(description="Whether this person can make it now.")
    objection: str | None = Field(description="Why this person may not.", examples=[None])
    missing: str | None = Field(description="What the paper lacks for it.", examples=[None])
    needs_reason: bool
    signed_on_desk: bool = Field(description="A signature: no token makes it.")
    fields: list[MoveField] = []
    desk: str | None = Field(description="The page on which it is made.", examples=["/papers/12/"])


class MoveMade(Schema):
    """The paper after a move."""

    id: int = Field(examples=[12])
    kind: str = Field(examples=["order"])
    state: str = Field(examples=["review"])
    phase: Phase
    version: int = Field(examples=[1])
    revision: int = Field(examples=[5])
    number: str = Field(examples=[""])
    href: str = Field(examples=["/api/v1/papers/12"])


class MoveAsked(Schema):
    """What a move needs: a reason, and the values of its form by the names of its fields."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {"example": {"reason": "Нет сметы", "facts": {}}},
    }

    reason: str = Field("", max_length=5000)
    facts: dict[str, Any] = Field(default_factory=dict, description="As `fields` of the move name them.")


class MoveName(Schema):
    name: str
    label: str


class StateName(MoveName):
    phase: Phase


class KindRow(Schema):
    """A kind of paper as it declares itself."""

    name: str = Field(examples=["order"])
    label: str = Field(examples=["Приказ"])
    purpose: str
    confidential: bool = Field(description="Such papers have personal data; each reading is recorded.")
    states: list[StateName]
    moves: list[MoveName]


class RegisterRow(Schema):
    """A series of numbers; the papers in it: /papers?register=…"""

    id: int
    code: str = Field(examples=["order"])
    title: str = Field(examples=["Приказы по основной деятельности"])
    template: str = Field(examples=["{n}-ОД"])
    reset: str = Field(examples=["calendar_year"])
    unit: Unit
    papers: str = Field(examples=["/api/v1/papers?register=3"])


class FeedRow(Schema):
    """That something was done on a paper which one may see."""

    id: int
    paper: int
    position: int
    kind: str
    move: str
    from_state: str
    to_state: str
    at: datetime
    href: str


class Feed(Schema):
    items: list[FeedRow]
    next: str | None
    last: str | None = Field(description="The cursor after the last item: ask with it for what comes later.")


class DecisionRow(Schema):
    """What a body decided on one question of a protocol."""

    protocol: int
    number: str
    body: Unit
    held_on: date
    question: str
    decision: str
    standing: str = Field(examples=["in_force"])
    standing_label: str
    vote: str = Field(examples=["за — 5, против — 1, воздержались — 0 (открытое)"])
    about: int | None = Field(description="The paper that it is about, if one may see that.")
    points: list[str]


class Decisions(Schema):
    items: list[DecisionRow]
    next: str | None


class DayRow(Schema):
    """What stands on a day of the calendar."""

    day: date
    at: datetime | None
    subject: str = Field(examples=["Совет о плане работы"])
    place: str
    calendar: str = Field(examples=["meetings"])
    cancelled: bool
    paper: int
    href: str


class IndicatorRow(Schema):
    """One indicator of a report that is in force."""

    code: str
    title: str
    target: str
    value: str = Field(description="Of the district; empty where it is not known.")
    before: str = Field(description="A year ago.")
    reached: bool | None
    schools: dict[str, str] = Field(description="By the id of the school.")


class ReportRow(Schema):
    paper: int
    starts_on: date
    ends_on: date
    rows: list[IndicatorRow]


class Me(Schema):
    """As whom one calls, until when and for what."""

    person: PersonName
    purpose: str | None
    scope: str | None = Field(examples=["read"])
    until: date | None
    appointments: list[str] = Field(examples=[["секретарь совета (Совет школьного округа)"]])
