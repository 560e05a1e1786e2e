"""What decisions tell of their execution, for the indicators of the district."""

from datetime import date

from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from governance.documents.kinds.protocol.execution import SIGNED
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.law.indicators import Measured
from governance.documents.record.measures import measure


@measure(
    "points_in_time",
    label="Пункты решений коллегиальных органов: исполнено в срок",
    counted="Пункты подписанных протоколов со сроком, истёкшим за период: исполненные не позднее срока (продлённого "
    "— не позднее нового), к общему числу; пункт, переданный в приказ, считается по приказу.",
)
def points_in_time(district: int, since: date, until: date) -> Measured:
    points = (
        DecisionPoint.objects.filter(
            protocol__district_id=district, protocol__state__in=SIGNED, taken_by=None
        )
        .annotate(day=Coalesce("moved_to", "turn", "due"))
        .filter(day__range=(since, until))
        .order_by()
        .values_list("done_at", "day")
    )
    counted = list(points)
    in_time = sum(at is not None and localdate(at) <= day for at, day in counted)
    return Measured.of(in_time, len(counted))
