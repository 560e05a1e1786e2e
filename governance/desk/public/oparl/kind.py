"""What all objects of OParl have: an address, a type, when they were first and last told, and that they are gone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from governance.desk.public.papers import published
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.roles.organisation import OrganisationEvent
from governance.roles.unit import UnitKind

SCHEMA = "https://schema.oparl.org/1.1/"
BASE = "/oparl/1.1/"
BODIES = (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL, UnitKind.SCHOOL)
# The moves that take a paper off the public pages.
TAKEN_OFF = ("unpublish", "close_agenda")
Told = dict[str, Any]


def address(name: str, key: object) -> str:
    return f"{settings.PUBLIC_ADDRESS}{BASE}{name}/{key}"


def moment(at: datetime | None) -> str | None:
    return None if at is None else timezone.localtime(at).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Kind:
    """One type: its rows with `told_first` and `told_last`, what is told of each, and what was taken back."""

    # As it is called in addresses, and as the type of its objects.
    name: str
    type: str
    # The name of the list in a body.
    listed: str
    rows: Callable[[], QuerySet[Any]]
    build: Callable[[Sequence[Any]], list[Told]]
    of_district: str = "district"
    key: str = "code"
    gone: Callable[[], QuerySet[Any]] | None = None

    def told(self, rows: Iterable[Any]) -> list[Told]:
        """What is told of these rows, those that were taken back among them."""
        rows = list(rows)
        built = dict(zip((row.pk for row in rows), self.build(rows), strict=True))
        found = []
        for row in rows:
            common = {
                "id": address(self.name, getattr(row, self.key)),
                "type": SCHEMA + self.type,
                "created": moment(row.told_first),
                "modified": moment(row.told_last),
            }
            own = {"deleted": True} if row.is_gone else built[row.pk]
            found.append({name: value for name, value in {**common, **own}.items() if value is not None})
        return found


def of_papers(kinds: Iterable[str], *, but: str = "") -> Callable[[], QuerySet[Any]]:
    def rows() -> QuerySet[Any]:
        found = published().filter(kind__in=kinds).exclude(kind=but).select_related("unit")
        return dated(found, F("published_at"), F("changed_at"))

    return rows


def taken_off(kinds: Iterable[str], *, but: str = "") -> Callable[[], QuerySet[Any]]:
    def rows() -> QuerySet[Any]:
        was = Event.objects.filter(document_id=OuterRef("pk"), move__in=TAKEN_OFF)
        off = Document.objects.filter(Exists(was), published_at=None, kind__in=kinds).exclude(kind=but)
        return dated(off, F("created_at"), F("changed_at"), is_gone=True)

    return rows


def dated(rows: QuerySet[Any], first: Any, last: Any, *, is_gone: bool = False) -> QuerySet[Any]:
    return rows.annotate(told_first=first, told_last=last, is_gone=Value(is_gone)).order_by("told_last", "pk")


def dated_by_record(rows: QuerySet[Any], **path: OuterRef) -> QuerySet[Any]:
    """Dated by the record of the organisation."""
    events = OrganisationEvent.objects.filter(**path).order_by()
    ends = [Subquery(events.order_by(order).values("at")[:1]) for order in ("position", "-position")]
    return dated(rows, *ends)


def without_none(told: Told) -> Told:
    return {name: value for name, value in told.items() if value is not None}
