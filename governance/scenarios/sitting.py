"""A meeting of a collegial body as a scenario plays it: who is there, how they vote, what the protocol says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import make_aware

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.language.phrases import list_date
from governance.documents.record.perform import draft
from governance.roles.body import Seat
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

# How long the last question takes, in minutes.
LASTS = 20


@dataclass(frozen=True)
class Body:
    """A collegial body at work: its seats by key, and who chairs it and keeps its minutes."""

    unit: Unit
    seats: dict[str, Seat]
    chair: Person
    keeper: Person


def council_of(luza: Luza) -> Body:
    return Body(luza.council, luza.seats, luza.people["head_second"], luza.people["secretary"])


def methodical_council_of(luza: Luza) -> Body:
    people = luza.people
    return Body(
        luza.methodical, luza.methodical_seats, people["methodical_chair"], people["methodical_secretary"]
    )


class Sitting:
    """A meeting of a body, the council by default, as it is played: who is there, how they vote."""

    def __init__(self, stage: Stage, luza: Luza, meeting: Meeting, body: Body) -> None:
        self.stage, self.luza, self.meeting, self.body = stage, luza, meeting, body
        self.charged: dict[int, list[dict[str, Any]]] = {}

    @classmethod
    def convene(
        cls, stage: Stage, luza: Luza, held_at: str, *items: dict[str, Any], body: Body | None = None
    ) -> "Sitting":
        """Convene the body for a moment with these questions."""
        sitting = cls.drawn_up(stage, luza, held_at, *items, body=body)
        sitting.secretary("convene")
        return sitting

    @classmethod
    def drawn_up(
        cls, stage: Stage, luza: Luza, held_at: str, *items: dict[str, Any], body: Body | None = None
    ) -> "Sitting":
        """The draft of such a meeting, which nobody is told of."""
        body = body or council_of(luza)
        secretary = body.keeper
        moment = make_aware(datetime.fromisoformat(held_at))
        meeting = stage.begin(
            begin_meeting, secretary, body=body.unit, held_at=moment, place="базовая школа, кабинет 12"
        )
        for item in items:
            meeting = stage.do(meeting, "add_item", secretary, **item)
        return cls(stage, luza, meeting, body)

    def attend(self, **marks: str | tuple[str, str]) -> None:
        """Mark seats: `lalsk="present"`, or with a reason `kulikovo=("excused", "болезнь")`."""
        for key, mark in marks.items():
            status, reason = (mark, "") if isinstance(mark, str) else mark
            acting = self.luza.people["acting_lalsk"] if key == "lalsk" and reason == "и.о." else None
            self.meeting = self.stage.do(
                self.meeting,
                "mark_attendance",
                self.body.keeper,
                seat=self.body.seats[key],
                status=status,
                person=acting,
                reason="" if acting else reason,
            )

    def chair(self, move: str, **facts: Any) -> None:
        if move == "finish":
            self.stage.pass_time(minutes=LASTS)
        self.meeting = self.stage.do(self.meeting, move, self.body.chair, **facts)

    def secretary(self, move: str, **facts: Any) -> None:
        self.meeting = self.stage.do(self.meeting, move, self.body.keeper, **facts)

    def item(self, position: int) -> AgendaItem:
        return self.meeting.items.get(position=position)

    def vote(self, position: int, **choices: str) -> None:
        """One round on an item, opened and closed by the chair."""
        self.chair("open_round", item=self.item(position))
        self.ballots(**choices)
        self.chair("close_round")

    def ballots(self, **choices: str) -> None:
        """Votes by seat, each from its own account: `base="for"`, `kulikovo="aloud:for"` is entered by the secretary,
        `zhivotovo="proxy:head_fabrichnaya:for"` is cast by the holder of the seat's proxy."""
        for key, choice in choices.items():
            seat = self.body.seats[key]
            if choice.startswith("aloud:"):
                self.secretary("enter_ballot", seat=seat, choice=choice.removeprefix("aloud:"), way="aloud")
                continue
            if choice.startswith("proxy:"):
                holder, choice = choice.removeprefix("proxy:").split(":")
                voter = self.luza.people[holder]
            else:
                voter = self.voter(key)
            self.meeting = self.stage.do(self.meeting, "cast", voter, seat=seat, choice=choice)

    def voter(self, key: str) -> Any:
        mark = self.meeting.attendance.select_related("person").get(seat=self.body.seats[key])
        return mark.person

    def charge(self, position: int, points: list[dict[str, Any]]) -> None:
        """What the decision on a question charges people with; its protocol says so."""
        self.charged[position] = points

    def protocol(self, **texts: tuple[str, str, str]) -> Protocol:
        """Complete and sign the protocol: `item_1=(heard, spoke, decided)`; the chair signs first.

        Without a decision in these words the one that follows from the vote stays.
        """
        protocol = self.stage.find(Protocol, meeting=self.meeting)
        secretary = self.body.keeper
        entries: dict[int, dict[str, Any]] = {
            self.item(int(name.removeprefix("item_"))).pk: {
                "heard": heard,
                "spoke": spoke,
                **({"decided": decided} if decided else {}),
            }
            for name, (heard, spoke, decided) in texts.items()
        }
        for number, charged in self.charged.items():
            entries[self.item(number).pk]["points"] = charged
        protocol = self.stage.do(protocol, "revise", secretary, entries=entries)
        protocol = self.stage.do(protocol, "submit", secretary)
        protocol = self.stage.do(protocol, "sign_as_chair", self.body.chair)
        return self.stage.do(protocol, "sign_as_secretary", secretary)


def begin_meeting(*, body: Unit, held_at: Any, place: str, by: Any) -> Meeting:
    """A meeting of the body in the draft."""
    title = f"Заседание {body.form('genitive')} {list_date(held_at.date())}"
    return draft(Meeting, unit=body, title=title, by=by, held_at=held_at, place=place)
