"""What plans tell of their execution, for the indicators of the district."""

from datetime import date

from django.db.models.functions import Coalesce

from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.law.indicators import Measured
from governance.documents.record.kind_settings import Phase
from governance.documents.record.measures import measure

BINDING = [*Plan.states_in(Phase.IN_FORCE), *Plan.states_in(Phase.ENDED)]


def rows_due(district: int, since: date, until: date) -> tuple[int, int, int]:
    """Of the rows whose term ends in this time: all, those done until its end, those done in their term; one query."""
    due = Coalesce("moved_to", "term_end")
    done = list(
        PlanRow.objects.filter(
            section__plan__district_id=district, section__plan__state__in=BINDING, excluded_by=None
        )
        .annotate(day=due)
        .filter(day__range=(since, until))
        .order_by()
        .values_list("done_on", "day")
    )
    return (
        len(done),
        sum(on is not None and on <= until for on, _day in done),
        sum(on is not None and on <= day for on, day in done),
    )


@measure(
    "plan_done",
    label="Мероприятия планов: выполнено из подлежащих выполнению",
    counted="Мероприятия утверждённых планов округа, срок которых истёк за период: отмеченные выполненными, "
    "к общему числу.",
)
def plan_done(district: int, since: date, until: date) -> Measured:
    due, done, _in_time = rows_due(district, since, until)
    return Measured.of(done, due)


@measure(
    "plan_in_time",
    label="Мероприятия планов: выполнено в срок",
    counted="Мероприятия утверждённых планов округа, срок которых истёк за период: выполненные не позднее своего "
    "срока (перенесённого — не позднее нового), к общему числу.",
)
def plan_in_time(district: int, since: date, until: date) -> Measured:
    due, _done, in_time = rows_due(district, since, until)
    return Measured.of(in_time, due)
