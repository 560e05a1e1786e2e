"""What contracts tell of the membership, for the indicators of the district."""

from datetime import date

from django.db.models import Q

from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.law.indicators import Measured
from governance.documents.record.measures import measure
from governance.roles.unit import Unit, UnitKind


@measure(
    "contracts_in_force",
    label="Договоры с базовой школой: действуют",
    counted="Школы округа, кроме базовой, с которыми на последний день периода действует договор о сотрудничестве, "
    "к числу этих школ.",
)
def contracts_in_force(district: int, since: date, until: date) -> Measured:
    schools = Unit.objects.filter(district_id=district, kind=UnitKind.SCHOOL, is_base=False)
    held = Contract.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=until), district_id=district, in_force_since__lte=until
    ).exclude(state=Contract.State.NOT_CONCLUDED)
    bound = (
        ContractParty.objects.filter(Q(leaves_on=None) | Q(leaves_on__gte=until), unit__in=schools)
        .filter(paper__in=held.values("pk"))
        .values("unit_id")
        .distinct()
    )
    return Measured.of(bound.count(), schools.count())
