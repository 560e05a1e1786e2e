"""What sittings tell, for the indicators of the district."""

from datetime import date

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.law.indicators import Measured
from governance.documents.record.measures import measure
from governance.roles.unit import UnitKind

CONVENED = (Meeting.State.HELD, Meeting.State.NOT_HELD)


@measure(
    "sittings_held",
    label="Заседания совета: состоялись из созванных",
    counted="Заседания и заочные голосования совета округа, назначенные на дни периода: состоявшиеся, к сумме "
    "состоявшихся и не состоявшихся без кворума.",
)
def sittings_held(district: int, since: date, until: date) -> Measured:
    convened = Meeting.objects.filter(
        district_id=district,
        unit__kind=UnitKind.COUNCIL,
        state__in=CONVENED,
        held_at__date__range=(since, until),
    )
    return Measured.of(convened.filter(state=Meeting.State.HELD).count(), convened.count())
