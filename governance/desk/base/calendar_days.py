"""What stands in the calendar of one person, and how the rows of some days are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator

from governance.documents.record.document import Document
from governance.documents.record.visibility import VisiblePapers
from governance.roles.person import Person

AnyRows = TypeVar("AnyRows", bound=QuerySet[Any])

# They stand for the ends of a day while the query for one day is written.
FROM, BEFORE = datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC)
LONGEST_TITLE = 120


@dataclass(frozen=True)
class CalendarReader:
    """The person whose calendar it is, with the result of `rights_of(person)`."""

    person: Person
    pairs: set[tuple[str, int]]
    # How many rows of one day are read of each source for somebody who sees very many papers.
    most: int = 500
    # Whether they read it signed in, and not on a telephone by a private address: then it tells whom papers are about.
    at_desk: bool = False

    @cached_property
    def papers(self) -> VisiblePapers:
        papers: VisiblePapers = Document.objects.seen_by(self.person, self.pairs)
        return papers

    def dated(self, rows: AnyRows, path: str, field: str, days: Sequence[tuple[date, date]]) -> AnyRows:
        """The rows of these days that belong to papers that this person may see, by the path to the id of the paper."""
        seen = self.papers.among(rows, path)
        if self.papers.are_many:
            return first_of_each_day(seen, field, days, self.most)
        return within(seen, field, days[0][0], days[-1][1])


@dataclass(frozen=True)
class CalendarEntry:
    """One thing on one day; `at` is set if it has an hour. `mark` identifies it among those of one paper, for good."""

    day: date
    subject: str
    paper: int
    mark: str
    meaning: str = "held"
    at: datetime | None = None
    place: str = ""
    # When its paper last changed.
    changed: datetime | None = None
    is_void: bool = False
    # The name of the calendar that it stands in.
    calendar: str = ""

    @property
    def title(self) -> str:
        """The subject with the hour, for the month page."""
        return f"{timezone.localtime(self.at):%H:%M} {self.subject}" if self.at else self.subject

    @property
    def href(self) -> str:
        return reverse("paper", args=[self.paper])


def days_of(since: date, until: date) -> list[tuple[date, date]]:
    """Each day from `since` to `until`, with the day after it."""
    days = (since + timedelta(days=place) for place in range((until - since).days + 1))
    return [(day, day + timedelta(days=1)) for day in days]


def short(text: str) -> str:
    return Truncator(text).chars(LONGEST_TITLE)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# --- the first rows of each day, however many a day has ---------------------------------------------------------------


def first_of_each_day(rows: AnyRows, field: str, days: Sequence[tuple[date, date]], most: int) -> AnyRows:
    """At most so many rows of each day, on PostgreSQL. SQLite serves one district, and gives all rows of these days.

    `field` is the day or the moment of a row; `days` are the first and the first further value of each day.
    """
    if connection.vendor != "postgresql":
        return within(rows, field, days[0][0], days[-1][1])
    moments = isinstance(days[0][0], datetime)
    first, further = (FROM, BEFORE) if moments else (FROM.date(), BEFORE.date())
    of_one_day = within(rows, field, first, further).order_by(field).values("pk")[:most]
    sql, params = of_one_day.query.sql_with_params()
    ends = {first: "day.first", further: "day.further"}
    places = (ends.get(param, "%s") if isinstance(param, date) else "%s" for param in params)
    pieces = sql.split("%s")
    lateral = "".join(piece + place for piece, place in zip(pieces, [*places, ""], strict=True))
    kind = "timestamptz" if moments else "date"
    # One query for all days, which is planned once.
    of_days = f"unnest(%s::{kind}[], %s::{kind}[]) AS day(first, further)"
    each = f"SELECT key FROM {of_days}, LATERAL ({lateral}) AS of_one_day(key)"
    given = [[day[0] for day in days], [day[1] for day in days]]
    with connection.cursor() as cursor:
        cursor.execute(each, [*given, *(param for param in params if param not in ends)])
        return rows.filter(pk__in=[key for (key,) in cursor.fetchall()])


def within(rows: AnyRows, field: str, first: date, further: date) -> AnyRows:
    """The rows from a day or moment on, before another one."""
    return rows.filter(**{f"{field}__gte": first, f"{field}__lt": further})
