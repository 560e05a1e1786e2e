"""What candidacies and orders tell of the network's lessons, for the indicators of the district."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import hours_of
from governance.documents.law.indicators import Measured
from governance.documents.record.measures import measure
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role


@measure(
    "network_hours",
    label="Сетевые часы: обеспечены назначенными педагогами",
    counted="Часы в неделю, которые на последний день периода ведут назначенные приказами сетевые педагоги, к часам в "
    "неделю всех кандидатур, поддержанных советом на этот день (заменённая кандидатура не считается дважды).",
)
def network_hours(district: int, since: date, until: date) -> Measured:
    supported = list(
        Candidacy.objects.filter(
            district_id=district, supported_by__registered_on__lte=until, since__lte=until, until__gte=until
        ).order_by("pk")
    )
    appointments = Appointment.objects.in_force(until).filter(role=Role.NETWORK_TEACHER, unit_id=district)
    teaching = set(appointments.values_list("person_id", flat=True))
    given = [one for one in supported if one.appointed_by_id and one.teacher_id in teaching]
    replaced = {one.replaces_id for one in given}
    return Measured(_hours(given), _hours(one for one in supported if one.pk not in replaced))


def _hours(candidacies: Iterable[Candidacy]) -> Decimal:
    return hours_of(subject for candidacy in candidacies for subject in candidacy.subjects)
