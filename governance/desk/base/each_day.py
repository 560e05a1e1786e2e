"""The first rows of each day, however many a day has: for calendars over more rows than anybody looks at."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

AnyRows = TypeVar("AnyRows", bound=QuerySet[Any])

# They stand for the ends of a day while the query for one day is written.
FROM, BEFORE = datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC)


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
