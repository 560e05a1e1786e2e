"""What was declared and written on each question of a meeting, read for its page in one query over all the tables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.minutes import MinutesText, Part
from governance.documents.kinds.meeting.rounds import DissentingOpinion, Recusal
from governance.documents.kinds.meeting.table import ItemAbsence
from governance.roles.names import surname_first
from governance.roles.person import Person

# What each row says, besides the name of its person.
COLUMNS = ("sort", "item_id", "key", "words", "number", "at")


@dataclass(frozen=True)
class Note:
    """A recusal, a dissenting opinion or an absence, with the name of the member."""

    seat_id: int
    name: str
    text: str


@dataclass
class Said:
    """All of one question. `texts`: the minutes, those of a part from the first to the present one."""

    recusals: list[Note] = field(default_factory=list)
    dissents: list[Note] = field(default_factory=list)
    absences: list[Note] = field(default_factory=list)
    texts: list[MinutesText] = field(default_factory=list)


def said_on(meeting: MeetingCard) -> defaultdict[int, Said]:
    """By the ids of the questions; one query."""
    first, *others = _parts(meeting)
    said: defaultdict[int, Said] = defaultdict(Said)
    for row in first.union(*others, all=True):
        _put(said[row[1]], *row)
    for each in said.values():
        each.texts.sort(key=lambda text: text.revision)
    return said


def _parts(meeting: MeetingCard) -> Iterator[QuerySet[Any, Any]]:
    notes = (
        (Recusal, "recusals", "reason"),
        (DissentingOpinion, "dissents", "text"),
        (ItemAbsence, "absences", "status"),
    )
    nothing = {
        "number": Value(0, output_field=IntegerField()),
        "at": Cast(Value(None), output_field=DateTimeField()),
    }
    for model, sort, words in notes:
        yield _rows(model, meeting, "person", sort=Value(sort), key=F("seat_id"), words=F(words), **nothing)
    yield _rows(
        MinutesText,
        meeting,
        "author",
        sort=F("part"),
        key=F("author_id"),
        words=F("text"),
        number=F("revision"),
        at=F("written_at"),
    )


def _rows(model: Any, meeting: MeetingCard, person: str, **columns: Any) -> QuerySet[Any, Any]:
    columns["sort"] = Cast(columns["sort"], output_field=CharField(max_length=20))
    columns["words"] = Cast(columns["words"], output_field=TextField())
    rows = model._default_manager.filter(item__meeting_id=meeting.pk)
    named = (f"{person}__{name}" for name in ("surname", "given", "patronymic"))
    of_row = {f"of_row_{name}": value for name, value in columns.items()}
    names = ("item_id" if name == "item_id" else f"of_row_{name}" for name in COLUMNS)
    chosen: QuerySet[Any, Any] = rows.annotate(**of_row).values_list(*names, *named)
    return chosen


def _put(said: Said, sort: str, item: int, key: int, words: str, number: int, at: Any, *name: str) -> None:
    if sort in Part.values:
        surname, given, patronymic = name
        author = Person(pk=key, surname=surname, given=given, patronymic=patronymic)
        text = MinutesText(item_id=item, part=sort, revision=number, text=words, author=author, written_at=at)
        said.texts.append(text)
    else:
        getattr(said, sort).append(Note(key, surname_first(*name), words))
