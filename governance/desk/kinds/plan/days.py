"""Terms of the rows of plans in the calendar."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance import clock
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, days_of, short
from governance.desk.base.calendars import day_calendar
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.kinds.plan.terms import NO_DEADLINE


@day_calendar("plans", gettext_lazy("Activities of plans"), place=2)
def plan_rows(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """Terms of the rows of plans in force; several rows of one plan on one day make one entry."""
    today = clock.today()
    rows = (
        PlanRow.objects.filter(section__plan__state=Plan.State.APPROVED, excluded_by=None)
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
        yield CalendarEntry(
            day=day,
            subject=title,
            paper=plan.pk,
            mark=f"rows-{day.isoformat()}",
            meaning=meaning,
            changed=plan.changed_at,
        )
