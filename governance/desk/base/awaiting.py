"""What the frame of every page says: tasks, unread notices and open votes of its reader, all in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db.models import Count, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from governance.documents.kinds.meeting.awaited_ballots import (
    OpenBallot,
    ballots_by_proxy,
    own_ballots,
    sheets_to_give,
)
from governance.flows.engine.models import Notice, Task
from governance.flows.engine.snoozing import asleep
from governance.roles.person import Person

TASK, NOTICES, ROUND, SHEET = "task", "notices", "round", "sheet"
BALLOT_COLUMNS = OpenBallot._fields


@dataclass(frozen=True)
class OpenVote:
    """One line of the bar of open votes. `seats`: those for which the reader votes by proxy; `own`: for themselves."""

    body: str
    question: str
    href: str
    # «до 12.09 18:00»; empty for a round, which lasts until it is closed.
    until: str
    own: bool
    seats: Sequence[str]
    # Tells it apart from every other, and from the same one in which fewer seats are awaited.
    key: str


@dataclass(frozen=True)
class Awaiting:
    """`due`: the due day of each task; `unread`: how many notices; `votes`: what is to be voted on."""

    due: Sequence[date | None] = ()
    unread: int = 0
    votes: Sequence[OpenVote] = ()

    @property
    def imprint(self) -> str:
        """Changes when the bar or the count of notices does."""
        return imprint_of(self.votes, self.unread)


def imprint_of(votes: Iterable[OpenVote], unread: int) -> str:
    said = "\n".join([str(unread), *(vote.key for vote in votes)])
    return sha256(said.encode()).hexdigest()[:16]


def awaiting(person: Person, pairs: set[tuple[str, int]] | None) -> Awaiting:
    """All of it; `pairs`: what `rights_of` says of this person. None leaves the tasks out."""
    parts = [_ballots(ROUND, own_ballots(person)), _ballots(ROUND, ballots_by_proxy(person))]
    parts.append(_ballots(SHEET, sheets_to_give(person)))
    unread = Notice.objects.filter(person_id=person.pk, read_at=None, archived_at=None)
    counted = unread.order_by().values("person_id").annotate(ballot_key=Count("pk"))
    parts.append(_row(counted, NOTICES, ballot_key=F("ballot_key")))
    if pairs is not None:
        tasks = Task.objects.waiting_for(person, pairs).exclude(asleep(person)).order_by()
        parts.append(_row(tasks, TASK, day=F("due")))
    rows = list(parts[0].union(*parts[1:], all=True))
    return Awaiting(
        due=[row[1] for row in rows if row[0] == TASK],
        unread=next((row[2] for row in rows if row[0] == NOTICES), 0),
        votes=_votes([(row[0], OpenBallot(*row[2:])) for row in rows if row[0] in (ROUND, SHEET)]),
    )


def _ballots(what: str, ballots: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return _row(ballots, what, **{name: F(name) for name in BALLOT_COLUMNS})


def _row(rows: QuerySet[Any, Any], what: str, **given: Any) -> QuerySet[Any, Any]:
    """These rows with the columns that all parts of the union have; what is not given is empty."""
    columns: dict[str, Any] = {
        "day": Cast(Value(None), DateField()),
        "ballot_key": Value(0),
        "paper_key": Value(0),
        "moment": Cast(Value(None), DateTimeField()),
        "body_name": Value(""),
        "asked": Value(""),
        "absent_seat": Value(""),
        **given,
    }
    named = {f"of_{name}": value for name, value in columns.items()}
    return rows.annotate(of_what=Value(what), **named).values_list("of_what", *named)


def _votes(ballots: list[tuple[str, OpenBallot]]) -> list[OpenVote]:
    """Rounds before sheets, the oldest first; the seats of one round together."""
    ordered = sorted(ballots, key=lambda ballot: (ballot[0], ballot[1].moment, ballot[1].ballot_key))
    return [
        _vote(what, [ballot for _what, ballot in group])
        for (what, _key), group in groupby(ordered, key=lambda ballot: (ballot[0], ballot[1].ballot_key))
    ]


def _vote(what: str, ballots: Sequence[OpenBallot]) -> OpenVote:
    first = ballots[0]
    seats = sorted(ballot.absent_seat for ballot in ballots if ballot.absent_seat)
    own = len(seats) < len(ballots)
    address = reverse("meeting" if what == ROUND else "paper", args=[first.paper_key])
    until = timezone.localtime(first.moment).strftime("%d.%m.%Y %H:%M") if what == SHEET else ""
    return OpenVote(
        body=first.body_name,
        question=first.asked,
        href=f"{address}#current-title" if what == ROUND else f"{address}#decision",
        until=until,
        own=own,
        seats=seats,
        key=f"{what} {first.ballot_key} {own} {len(seats)} {until}",
    )
