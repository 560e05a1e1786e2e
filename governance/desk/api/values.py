"""What calls may ask for, as narrow as it is read: a day is written as a day, a kind is one that there is."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from ninja import Field
from pydantic import BeforeValidator

from governance.desk.base.keys import LONGEST_KEY
from governance.documents.record.kinds import KINDS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MOST = 200
# The kinds of paper; a kind that is declared is a value at once.
Kind = Enum("Kind", {name: name for name in sorted(KINDS)}, type=str)  # type: ignore[misc]  # made at run time


def written_day(value: Any) -> Any:
    """Numbers would be read as seconds."""
    if isinstance(value, str) and len(value) == 10:
        # Time zones are added to it: neither end of the calendar of computers.
        return min(max(date.fromisoformat(value), FIRST_DAY), LAST_DAY)
    raise ValueError("a day, as 2012-09-01")


def written_moment(value: Any) -> Any:
    if not isinstance(value, str) or "T" not in value.upper():
        raise ValueError("a moment with its zone, as 2012-09-01T08:00:00Z")
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment with its zone, as 2012-09-01T08:00:00Z")
    return max(moment, EPOCH)


Day = Annotated[date, BeforeValidator(written_day)]
Moment = Annotated[datetime, BeforeValidator(written_moment)]
Key = Annotated[int, Field(ge=1, le=10**LONGEST_KEY - 1)]
Word = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
Text = Annotated[str, Field(max_length=200, pattern="^[^\\x00]*$")]
Year = Annotated[int, Field(ge=1900, le=2100)]
PageNumber = Annotated[int, Field(ge=1, le=10_000)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,16}-[0-9]{1,18}$",
        description="Where the page before ended: the address in its `next` has it.",
        examples=["1317441600000000-12"],
    ),
]


def page_of(rows: QuerySet[Any], moment: str, after: str | None, limit: int) -> tuple[list[Any], str | None]:
    """The next rows after a cursor, by a moment and their key; and the cursor after them, if there are more."""
    if after is not None:
        micros, key = map(int, after.split("-"))
        at = EPOCH + timedelta(microseconds=micros)
        rows = rows.filter(Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "pk__gt": key}))
    found = list(rows.order_by(moment, "pk")[: limit + 1])
    if len(found) <= limit:
        return found, None
    return found[:limit], cursor_of(found[limit - 1], moment)


def cursor_of(row: Any, moment: str) -> str:
    return f"{(getattr(row, moment) - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def further(request: Any, after: str | None = None, *, page: int | None = None) -> str | None:
    """The address of the next page of the same question; None where there is none."""
    if after is None and page is None:
        return None
    asked = request.GET.copy()
    asked["after" if page is None else "page"] = after if page is None else page
    return f"{request.path}?{asked.urlencode()}"


def desk_address(name: str, *named: object) -> str:
    return reverse(name, args=named)


def binary(media_type: str) -> dict[str, Any]:
    """How a file stands in the description."""
    return {"responses": {200: {"description": "OK", "content": {media_type: {}}}}}


# The headers of a call that changes a paper.
ONCE: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": True,
            "description": "A new one, for example a UUID, for each thing to do; the same when it is sent again.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[A-Za-z0-9_-]+$"},
            "example": "3f8a6f0e-9a49-4a0e-9d8e-1f0a4c1f8a55",
        },
        {
            "in": "header",
            "name": "If-Match",
            "required": True,
            "description": "The ETag with which the paper was read.",
            "schema": {"type": "string", "pattern": '^"[0-9]{1,9}(-[0-9a-f]{1,64})?"$'},
            "example": '"4-9f86d081884c7d659a2feaa0"',
        },
    ]
}
