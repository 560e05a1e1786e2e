"""Terms of the points of orders in the calendar."""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, days_of, short
from governance.desk.base.calendars import day_calendar
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.parts import OrderPoint


@day_calendar("orders", gettext_lazy("Points of orders"), place=3)
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
            changed=point.order.changed_at,
        )
