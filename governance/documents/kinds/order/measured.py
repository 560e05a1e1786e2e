"""What orders tell of their execution, for the indicators of the district."""

from datetime import date

from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.law.indicators import Measured
from governance.documents.record.kind_settings import Phase
from governance.documents.record.measures import measure

SIGNED = [*Order.states_in(Phase.IN_FORCE), *Order.states_in(Phase.ENDED)]


@measure(
    "orders_in_time",
    label="Пункты приказов: исполнено в срок",
    counted="Пункты подписанных приказов школ округа со сроком, истёкшим за период: исполненные не позднее срока "
    "(продлённого — не позднее нового), к общему числу.",
)
def orders_in_time(district: int, since: date, until: date) -> Measured:
    points = (
        OrderPoint.objects.filter(order__district_id=district, order__state__in=SIGNED, lapsed_at=None)
        .annotate(day=Coalesce("moved_to", "due"))
        .filter(day__range=(since, until))
        .order_by()
        .values_list("done_at", "day")
    )
    counted = list(points)
    return Measured.of(sum(at is not None and localdate(at) <= day for at, day in counted), len(counted))
