"""The calendar of one person: meetings, their own deadlines, terms of plans and of orders.

Each source is a function; the month page and the calendar file take the entries of all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.desk.base.format import MEANINGS
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.kinds.plan.terms import TermKind
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.visibility import VisiblePapers
from governance.flows.engine.models import Task
from governance.roles.person import Person

AnyRows = TypeVar("AnyRows", bound=QuerySet[Any])

# They stand for the ends of a day while the query for one day is written.
FROM, BEFORE = datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC)
# «Постоянно» and «в течение года» end with the period of the plan, but that day is no deadline.
NO_DEADLINE = (TermKind.ALWAYS.value, TermKind.YEAR.value)
LONGEST_TITLE = 48


@dataclass(frozen=True)
class CalendarReader:
    """The person whose calendar it is, with the result of `rights_of(person)`."""

    person: Person
    pairs: set[tuple[str, int]]
    # How many rows of one day are read of each source for somebody who sees very many papers.
    most: int = 500

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
    """One thing on one day; `at` is set if it has an hour. `mark` identifies it among those of one paper and day."""

    day: date
    subject: str
    paper: int
    mark: str
    meaning: str = "held"
    at: datetime | None = None
    place: str = ""

    @property
    def title(self) -> str:
        """The subject with the hour, for the month page."""
        return f"{timezone.localtime(self.at):%H:%M} {self.subject}" if self.at else self.subject

    @property
    def href(self) -> str:
        return reverse("paper", args=[self.paper])


Source = Callable[[CalendarReader, date, date], Iterator[CalendarEntry]]


def meetings(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """Meetings that have been convened; those still being prepared are left out."""
    called = Meeting.objects.exclude(state=Meeting.State.DRAFT).select_related("unit")
    days = [(start_of(day), start_of(after)) for day, after in days_of(since, until)]
    for meeting in viewer.dated(called, "pk", "held_at", days):
        at = timezone.localtime(meeting.held_at)
        title = f"{meeting.title} ({meeting.state_label})" if meeting.phase == Phase.VOID else meeting.title
        yield CalendarEntry(
            day=at.date(),
            subject=title,
            paper=meeting.pk,
            mark="meeting",
            meaning=MEANINGS[meeting.phase],
            at=meeting.held_at,
            place=meeting.place,
        )


def own_tasks(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """The last days of this person's tasks."""
    today = clock.today()
    due_tasks = Task.objects.waiting_for(viewer.person, viewer.pairs).filter(due__range=(since, until))
    for task in due_tasks.select_related("process__document"):
        assert task.due is not None
        yield CalendarEntry(
            day=task.due,
            subject=f"{task.verb}: {short(task.document.title)}",
            paper=task.process.document_id,
            mark=f"task{task.pk}",
            meaning="alarm" if task.due < today else "due",
        )


def plan_rows(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """Terms of the rows of plans in force; several rows of one plan on one day make one entry."""
    today = clock.today()
    rows = (
        PlanRow.objects.filter(section__plan__state=Plan.State.APPROVED)
        .exclude(term_kind__in=NO_DEADLINE, moved_to=None)
        .annotate(last_day=Coalesce("moved_to", "term_end"))
        .select_related("section__plan")
    )
    rows = viewer.dated(rows, "section__plan_id", "last_day", days_of(since, until))
    rows = rows.order_by("last_day", "section__plan", "section__position", "position")
    for (day, plan), same in groupby(rows, key=lambda row: (row.due, row.section.plan)):
        together = list(same)
        open_ones = [row for row in together if row.done_on is None]
        meaning = "force" if not open_ones else ("alarm" if day < today else "held")
        title = _("Plan: %(activity)s") % {"activity": short(str(together[0]))}
        if len(together) > 1:
            title = ngettext("Plan: %(n)d activity due", "Plan: %(n)d activities due", len(together)) % {
                "n": len(together)
            }
            if 0 < len(open_ones) < len(together):
                title += ", " + _("not done: %(n)d") % {"n": len(open_ones)}
        yield CalendarEntry(day=day, subject=title, paper=plan.pk, mark="rows", meaning=meaning)


def order_points(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """Deadlines of the points of orders that are being carried out."""
    today = clock.today()
    points = (
        OrderPoint.objects.filter(order__state__in=IN_FORCE)
        .annotate(last_day=Coalesce("moved_to", "due"))
        .select_related("order")
    )
    points = viewer.dated(points, "order_id", "last_day", days_of(since, until))
    for point in points.order_by("last_day", "order", "position"):
        late = point.is_open and point.last_day < today
        yield CalendarEntry(
            day=point.last_day,
            subject=_("Order No. %(number)s, point %(point)s: %(text)s")
            % {"number": point.order.number, "point": point.number, "text": short(point.text)},
            paper=point.order_id,
            mark=f"point{point.number}",
            meaning="alarm" if late else ("held" if point.is_open else "force"),
        )


SOURCES: tuple[Source, ...] = (meetings, own_tasks, plan_rows, order_points)


def calendar_entries(viewer: CalendarReader, since: date, until: date) -> list[CalendarEntry]:
    """All entries from `since` to `until`, both included, in the order of time."""
    entries = [entry for source in SOURCES for entry in source(viewer, since, until)]
    return sorted(entries, key=lambda entry: (entry.day, entry.at is None, entry.at or start_of(entry.day)))


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
