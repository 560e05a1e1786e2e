"""What admissions tell, as counts alone, for the indicators of the district."""

from datetime import date

from django.db.models import QuerySet

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import ON_THE_LIST, State
from governance.documents.law.indicators import Measured
from governance.documents.record.measures import measure

# What was never submitted, or was taken back, asked for no place.
NOT_COUNTED = (State.DRAFT, State.WITHDRAWN)


def applications(district: int, since: date, until: date) -> QuerySet[Application]:
    counted = Application.objects.filter(district_id=district, submitted_at__date__range=(since, until))
    return counted.exclude(state__in=NOT_COUNTED).order_by()


@measure(
    "applicants_per_place",
    label="Приём в 10-е классы: заявлений на одно место",
    counted="Заявления о приёме в 10-е классы, поданные за период (без отозванных), к числу мест тех кампаний, "
    "в которые они поданы.",
)
def applicants_per_place(district: int, since: date, until: date) -> Measured:
    submitted = applications(district, since, until)
    campaigns = Campaign.objects.filter(pk__in=submitted.values("campaign_id"))
    places = sum(
        entry["places"] for classes in campaigns.values_list("classes", flat=True) for entry in classes
    )
    return Measured.of(submitted.count(), places, times=1)


@measure(
    "first_wish_met",
    label="Приём в 10-е классы: зачислены по первому желанию",
    counted="Зачисленные в тот класс (профиль), который назван в заявлении первым, к числу поданных за период "
    "заявлений (без отозванных).",
)
def first_wish_met(district: int, since: date, until: date) -> Measured:
    submitted = applications(district, since, until).values_list("state", "place", "wishes")
    met = sum(state in ON_THE_LIST and wishes[:1] == [place] for state, place, wishes in submitted)
    return Measured.of(met, len(submitted))
