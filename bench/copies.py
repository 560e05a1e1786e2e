"""Papers by the hundred thousand: copies of those of the demonstration, written past the door as whole as theirs.

Each copy has its own keys, code, number, days and unit, and a valid chain of events of its own. Rows go into the
database by COPY on PostgreSQL, by INSERT on SQLite.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import ForeignKey, JSONField, Max
from viewflow.workflow.status import STATUS

from governance.documents.kinds.admission.applicant import Applicant
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.order.parts import OrderPoint, Visa
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.language.search import searchable
from governance.documents.record.attached import Involvement, Signature, Version
from governance.documents.record.coverage import is_of_record
from governance.documents.record.document import Document, new_code
from governance.documents.record.events import HASHED, Event, EventReason, payload_of
from governance.documents.record.kind_settings import Phase
from governance.documents.record.register import Register
from governance.flows.engine.models import Notice, Process, Task
from governance.proof.canonical_json import sha256
from governance.proof.event_signature import signature_of
from governance.record_rows import Digests, covered, digest, past_the_door
from governance.roles.unit import Unit, UnitKind

READERS = Document.readers.through
EVENT_COLUMNS = [column.attname for column in Event._meta.local_concrete_fields]
# What belongs to a paper, each table after those to which it refers, with the column by which it belongs.
BELONGING: list[tuple[Any, str]] = [
    (Version, "document_id"),
    (Signature, "document_id"),
    (Event, "document_id"),
    (EventReason, "event__document_id"),
    (Involvement, "document_id"),
    (READERS, "document_id"),
    (OrderPoint, "order_id"),
    (Visa, "order_id"),
    (PlanSection, "plan_id"),
    (PlanRow, "section__plan_id"),
    (AgendaItem, "meeting_id"),
    (Attendance, "meeting_id"),
    (Applicant, "application_id"),
    (Claim, "application_id"),
    (Process, "document_id"),
    (Task, "process__document_id"),
    (Notice, "document_id"),
]
# Of a hundred papers so many are of each kind.
KINDS = {"order": 66, "meeting": 15, "plan": 4, "application": 15}
# Of a hundred copies of a kind so many are still under way; meetings lie behind.
OPEN = {"order": 5, "meeting": 0.1, "plan": 5, "application": 5}
# Papers whose life has ended lie up to so many days back, those under way so many.
LONG, SHORT = 3_650, 40
AT_ONCE = 2_000
# How SQLite keeps what it has no type for; all moments were read in UTC.
AS_TEXT: dict[str, Callable[[Any], str]] = {
    "DateField": str,
    "DateTimeField": lambda moment: str(moment.replace(tzinfo=None)),
    "DecimalField": str,
}


@dataclass(frozen=True)
class Place:
    """Where copies go: a school with its people, and the unit whose readers read them."""

    school: Unit
    people: Sequence[int]
    district: Unit


class Table:
    """The rows of one table that belong to a paper, and which of their values differ in each copy."""

    def __init__(self, model: Any, chosen: dict[str, Any]) -> None:
        fields = model._meta.local_concrete_fields
        self.model = model
        self.at = {each.attname: place for place, each in enumerate(fields)}
        kinds = [each.get_internal_type() for each in fields]
        self.dated = [place for place, kind in enumerate(kinds) if kind in {"DateField", "DateTimeField"}]
        self.referring = [
            (place, root_of(each.related_model))
            for place, each in enumerate(fields)
            if isinstance(each, ForeignKey)
        ]
        found = model._base_manager.filter(**chosen).order_by("pk").values_list(*self.at)
        self.rows = [
            [constant(each, value) for each, value in zip(fields, row, strict=True)] for row in found
        ]


def root_of(model: Any) -> Any:
    return Document if issubclass(model, Document) else model


def constant(column: Any, value: Any) -> Any:
    """A value that is the same in all copies as the database takes it; the facts of an event are still to be hashed."""
    if isinstance(column, JSONField):
        return value if column.model is Event else as_json(column, value)
    return column.get_prep_value(value)


def as_json(column: Any, value: Any) -> Any:
    if value is None and column.null:
        return None
    return json.dumps(value, cls=column.encoder, ensure_ascii=False)


class Original:
    """A paper of the demonstration with all that belongs to it, read once."""

    def __init__(self, card: Document) -> None:
        self.card = card
        self.open = card.phase in {Phase.DRAFT, Phase.WITH_SOMEBODY}
        kind = [] if card.model is Document else [Table(card.model, {"pk": card.pk})]
        tables = [Table(Document, {"pk": card.pk}), *kind]
        tables += [Table(model, {by: card.pk}) for model, by in BELONGING]
        self.tables = [table for table in tables if table.rows]
        self.named = sorted(
            set(Involvement.objects.filter(document_id=card.pk).values_list("person_id", flat=True))
        )
        events = Event.objects.filter(document_id=card.pk).exclude(basis=None)
        self.basis_codes = dict(events.values_list("basis_id", "basis__code"))


class Copies:
    """Writes copies; keys, numbers and codes go on where the database ends."""

    def __init__(self, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.originals: dict[tuple[str, bool], list[Original]] = defaultdict(list)
        cards = (
            Document.objects.filter(kind__in=KINDS).exclude(state="draft").select_related("unit", "register")
        )
        for card in cards.order_by("pk"):
            original = Original(card)
            self.originals[card.kind, original.open].append(original)
        everything = [each for originals in self.originals.values() for each in originals]
        models = {table.model for each in everything for table in each.tables if "id" in table.at}
        self.last = {model: top(model) for model in models | {READERS, Involvement}}
        self.numbers: Counter[tuple[int, str]] = Counter()
        self.registers = {(row.unit_id, row.code): row for row in Register.objects.all()}
        numbered = Document.objects.exclude(sequence=None).order_by().values_list("register_id", "period")
        for register, period, last in numbered.annotate(Max("sequence")):
            self.numbers[register, period] = last
        self.written: dict[Any, list[list[Any]]] = defaultdict(list)

    def write(self, places: Iterable[Place], also_named: Sequence[int] = ()) -> None:
        """One copy for each place. `also_named`: people whom each of these papers names besides."""
        with past_the_door(), transaction.atomic():
            for number, place in enumerate(places, start=1):
                self.copy(self.drawn(), place, also_named)
                if number % AT_ONCE == 0:
                    self.flush()
            self.flush()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.last)):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def drawn(self) -> Original:
        kind = self.dice.choices(list(KINDS), list(KINDS.values()))[0]
        is_open = 100 * self.dice.random() < OPEN[kind]
        return self.dice.choice(self.originals[kind, is_open] or self.originals[kind, True])

    def copy(self, original: Original, place: Place, also_named: Sequence[int]) -> None:
        days = timedelta(days=self.dice.randrange(SHORT if original.open else LONG))
        keys: dict[tuple[Any, Any], Any] = {}
        people = {person: place.people[at % len(place.people)] for at, person in enumerate(original.named)}
        code = new_code()
        card: list[Any] = []
        of_card = original.tables[0].at
        events: list[list[Any]] = []
        written: list[tuple[Any, list[Any]]] = []
        for table in original.tables:
            model, at = table.model, table.at
            for row in self.rows_of(table, days, keys):
                if model is Document:
                    card = self.filled_card(row, at, original.card, place, code)
                elif model is Event:
                    events.append(row)
                elif model is READERS:
                    row[at["unit_id"]] = place.district.pk
                elif "public_code" in at:
                    row[at["public_code"]] = code[:6]
                if model in {Involvement, Task}:
                    row[at["person_id"]] = people.get(row[at["person_id"]], row[at["person_id"]])
                if model is Task and row[at["unit_id"]] == original.card.unit_id:
                    row[at["unit_id"]] = card[of_card["unit_id"]]
                if model in {Process, Task} and not original.open and row[at["finished"]] is None:
                    # What a paper of ten years ago still waited for has come long since.
                    row[at["status"]], row[at["finished"]] = STATUS.DONE, row[at["created"]]
                written.append((model, row))
        paper = card[of_card["id"]]
        written.append((READERS, self.row(READERS, document_id=paper, unit_id=place.district.pk)))
        for person in also_named:
            named = self.row(Involvement, document_id=paper, person_id=person, why="reading")
            written.append((Involvement, named))
        for model, row in written:
            self.written[model].append(row)
        # The last event names all rows, and its signature stands for the whole chain.
        rows = digests(written, card[of_card["row_salt"]])
        self.chain(events, rows, code, original.basis_codes)
        last = dict(zip(EVENT_COLUMNS, events[-1], strict=True))
        card[of_card["head"]], card[of_card["head_signature"]] = last["hash"], last["signature"]

    def chain(self, events: list[list[Any]], rows: Digests, code: str, codes: dict[int, str]) -> None:
        at = {name: place for place, name in enumerate(EVENT_COLUMNS)}
        head = ""
        for event in events:
            event[at["previous"]], event[at["previous_signature"]], event[at["signature"]] = head, "", ""
            event[at["rows"]] = rows if event is events[-1] else {}
            head = event[at["hash"]] = sha256(payload_of(code, hashed(event, at, codes)))
        events[-1][at["signature"]] = signature_of(head)

    def rows_of(self, table: Table, days: timedelta, keys: dict[tuple[Any, Any], Any]) -> Iterator[list[Any]]:
        """The rows so many days earlier, with keys of their own and those of the copy to which they belong."""
        key = table.at.get("id")
        for original in table.rows:
            row = original.copy()
            for place in table.dated:
                if row[place] is not None:
                    row[place] -= days
            if key is not None:
                self.last[table.model] += 1
                keys[table.model, row[key]] = row[key] = self.last[table.model]
            for place, target in table.referring:
                if row[place] is not None:
                    row[place] = keys.get((target, row[place]), row[place])
            yield row

    def row(self, model: Any, **values: int | str) -> list[Any]:
        """A new row, with the next key."""
        self.last[model] += 1
        values["id"] = self.last[model]
        return [values[each.attname] for each in model._meta.local_concrete_fields]

    def filled_card(
        self, row: list[Any], at: dict[str, int], original: Document, place: Place, code: str
    ) -> list[Any]:
        unit = place.district if original.unit.kind == UnitKind.DISTRICT else place.school
        row[at["code"]], row[at["unit_id"]], row[at["district_id"]] = code, unit.pk, place.district.pk
        row[at["author_id"]] = place.people[0]
        if original.register is not None:
            register = self.registers.get((unit.pk, original.register.code), original.register)
            period = register.period_of(row[at["registered_on"]])
            self.numbers[register.pk, period] += 1
            sequence = self.numbers[register.pk, period]
            row[at["register_id"]], row[at["period"]] = register.pk, period
            row[at["sequence"]], row[at["suffix"]] = sequence, ""
            row[at["number"]] = register.written(sequence)
            row[at["search"]] = searchable(f"{row[at['title']]} {row[at['number']]}")
        return row

    def flush(self) -> None:
        for model, rows in self.written.items():
            # Several people whom the original names may be one in the copy, as may its readers.
            once = {tuple(row[1:]): row for row in rows} if model in {Involvement, READERS} else {}
            insert(model, list(once.values()) or rows)
        self.written.clear()


def digests(written: Iterable[tuple[Any, list[Any]]], salt: str) -> Digests:
    """What an event that wrote all these rows says of them."""
    named: Digests = {}
    for model, row in written:
        if not is_of_record(model) or model in {Event, EventReason}:
            continue
        values = {
            each.attname: read(each, value)
            for each, value in zip(model._meta.local_concrete_fields, row, strict=True)
        }
        keys = () if issubclass(model, Document) else model.named_by or (model._meta.pk.attname,)
        key = ":".join(str(values[name]) for name in keys)
        columns = [values[each.attname] for each in covered(model)]
        named.setdefault(model.__name__, {})[key] = digest(salt, model, columns)
    return named


def read(column: Any, value: Any) -> Any:
    """The value as the program has it."""
    return json.loads(value) if isinstance(column, JSONField) and isinstance(value, str) else value


def hashed(row: list[Any], at: dict[str, int], codes: dict[int, str]) -> Iterator[Any]:
    for name, column in HASHED.items():
        yield codes.get(row[at["basis_id"]], "") if name == "basis" else row[at[column]]


def top(model: Any) -> int:
    return model._base_manager.aggregate(top=Max("pk"))["top"] or 0


def insert(model: Any, rows: Sequence[list[Any]]) -> None:
    """Write rows, which have the values of all columns of the table itself."""
    fields = model._meta.local_concrete_fields
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    if model is Event:
        for place in (EVENT_COLUMNS.index("facts"), EVENT_COLUMNS.index("rows")):
            for row in rows:
                row[place] = as_json(fields[place], row[place])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        for place, each in enumerate(fields):
            if (kind := each.get_internal_type()) in AS_TEXT:
                for row in rows:
                    row[place] = None if row[place] is None else AS_TEXT[kind](row[place])
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
