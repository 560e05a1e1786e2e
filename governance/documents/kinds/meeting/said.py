"""What was declared and written on each question of a meeting, read for its page in one query over all the tables."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.item_files import ItemFile
from governance.documents.kinds.meeting.minutes import MinutesText, Part
from governance.documents.kinds.meeting.named import NamedPerson
from governance.documents.kinds.meeting.rounds import DissentingOpinion, Recusal
from governance.documents.kinds.meeting.speeches import Speech
from governance.documents.kinds.meeting.table import ItemAbsence
from governance.roles.names import surname_first
from governance.roles.person import Person

# What each row says, besides the name of its person.
COLUMNS = (
    "sort",
    "item_id",
    "key",
    "words",
    "number",
    "at",
    "until",
    "limit",
    "person",
    "changed",
    "withdrawn",
)
SPEECH, NAMED, FILE = "speech", "named:", "file"
NO_NUMBER = Cast(Value(None), output_field=IntegerField())
NO_TIME = Cast(Value(None), output_field=DateTimeField())
NOTHING = {"number": NO_NUMBER, "at": NO_TIME, "until": NO_TIME, "limit": NO_NUMBER, "person": NO_NUMBER}
NOTHING |= {"changed": NO_TIME, "withdrawn": NO_TIME}


@dataclass(frozen=True)
class Note:
    """A recusal, a dissenting opinion or an absence, with the name of the member."""

    seat_id: int
    name: str
    text: str


@dataclass(frozen=True)
class FileNote:
    """A standing file of a question; `replaced_at`: when it took the place of another."""

    attachment_id: int
    name: str
    size: int
    replaced_at: datetime | None


@dataclass
class Said:
    """All of one question. `texts`: the minutes, those of a part from the first to the present one."""

    recusals: list[Note] = field(default_factory=list)
    dissents: list[Note] = field(default_factory=list)
    absences: list[Note] = field(default_factory=list)
    texts: list[MinutesText] = field(default_factory=list)
    # Who waits for the word, has it, or has spoken, in the order in which they do.
    speeches: list[Speech] = field(default_factory=list)
    withdrawn: list[Speech] = field(default_factory=list)
    named: list[NamedPerson] = field(default_factory=list)
    files: list[FileNote] = field(default_factory=list)


def said_on(meeting: MeetingCard) -> defaultdict[int, Said]:
    """By the ids of the questions; one query."""
    first, *others = _parts(meeting)
    said: defaultdict[int, Said] = defaultdict(Said)
    for row in first.union(*others, all=True):
        _put(said[row[1]], *row)
    for each in said.values():
        each.named.sort(key=lambda row: row.position)
        each.files.sort(key=lambda file: file.attachment_id)
        each.texts.sort(key=lambda text: text.revision)
        each.speeches.sort(key=lambda speech: (speech.given_at is None, speech.given_at or 0, speech.place))
    return said


def _parts(meeting: MeetingCard) -> Iterator[QuerySet[Any, Any]]:
    notes = (
        (Recusal, "recusals", "reason"),
        (DissentingOpinion, "dissents", "text"),
        (ItemAbsence, "absences", "status"),
    )
    for model, sort, words in notes:
        yield _rows(model, meeting, "person", sort=Value(sort), key=F("seat_id"), words=F(words))
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
    yield _rows(
        Speech,
        meeting,
        "person",
        sort=Value(SPEECH),
        key=F("pk"),
        words=F("name"),
        number=F("place"),
        at=F("given_at"),
        until=F("ended_at"),
        limit=F("limit"),
        person=F("person_id"),
        changed=F("changed_at"),
        withdrawn=F("withdrawn_at"),
    )

    yield _rows(
        NamedPerson,
        meeting,
        "person",
        sort=Concat(Value(NAMED), F("part")),
        key=F("pk"),
        words=F("words"),
        number=F("position"),
        person=F("person_id"),
    )
    yield _rows(
        ItemFile,
        meeting,
        "added_by",
        ItemFile.objects.standing(),
        sort=Value(FILE),
        key=F("attachment_id"),
        words=F("attachment__name"),
        number=F("attachment__size"),
        at=F("replaces__replaced_at"),
    )


def _rows(
    model: Any, meeting: MeetingCard, named: str, among: Any = None, /, **columns: Any
) -> QuerySet[Any, Any]:
    columns["sort"] = Cast(columns["sort"], output_field=CharField(max_length=20))
    columns["words"] = Cast(columns["words"], output_field=TextField())
    columns = {**NOTHING, **columns}
    rows = model._default_manager if among is None else among
    rows = rows.filter(item__meeting_id=meeting.pk).order_by()
    names_of_person = (f"{named}__{name}" for name in ("surname", "given", "patronymic"))
    of_row = {f"of_row_{name}": value for name, value in columns.items()}
    names = ("item_id" if name == "item_id" else f"of_row_{name}" for name in COLUMNS)
    chosen: QuerySet[Any, Any] = rows.annotate(**of_row).values_list(*names, *names_of_person)
    return chosen


def _put(said: Said, sort: str, item: int, key: int, words: str, number: int, at: Any, *more: Any) -> None:
    until, limit, person, changed, withdrawn, *name = more
    if sort == SPEECH:
        speech = Speech(pk=key, item_id=item, name=words, place=number, person_id=person, limit=limit)
        speech.given_at, speech.ended_at, speech.withdrawn_at, speech.changed_at = (
            at,
            until,
            withdrawn,
            changed,
        )
        (said.withdrawn if withdrawn else said.speeches).append(speech)
    elif sort.startswith(NAMED):
        row = NamedPerson(pk=key, item_id=item, words=words, position=number, part=sort.removeprefix(NAMED))
        if person is not None:
            surname, given, patronymic = name
            row.person = Person(pk=person, surname=surname, given=given, patronymic=patronymic)
        said.named.append(row)
    elif sort == FILE:
        said.files.append(FileNote(key, words, number, at))
    elif sort in Part.values:
        surname, given, patronymic = name
        author = Person(pk=key, surname=surname, given=given, patronymic=patronymic)
        text = MinutesText(item_id=item, part=sort, revision=number, text=words, author=author, written_at=at)
        said.texts.append(text)
    else:
        getattr(said, sort).append(Note(key, surname_first(*name), words))
