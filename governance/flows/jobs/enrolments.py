"""The term of the order of enrolment: the school is told before it ends, and once it is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.order_term import awaited_orders
from governance.documents.language.phrases import list_date
from governance.documents.settings.calendar import calendar_of
from governance.flows.engine import notices
from governance.flows.engine.models import Notice
from governance.flows.jobs.job import job
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right


@dataclass(frozen=True)
class OrderDue:
    """The order of an admission that is due on a day, for at least one pupil."""

    campaign: Campaign
    last: date

    @property
    def text(self) -> str:
        return "enrolment_late" if clock.today() > self.last else "enrolment_due"


def orders_due() -> Iterable[OrderDue]:
    """Those that end on the next working day or before it."""
    for campaign in Campaign.objects.filter(state=Campaign.State.ANNOUNCED).order_by("pk"):
        tomorrow = clock.today() + timedelta(days=1)
        soon = calendar_of(campaign.district_id).next_working(tomorrow)
        days = {term.last for _application, term in awaited_orders(campaign.pk) if term.last <= soon}
        yield from (OrderDue(campaign, day) for day in sorted(days))


@job(_("Told that an order of enrolment is due"), orders_due)
def tell_of_enrolments(due: OrderDue) -> list[Person]:
    """Tell those of the school who draft and sign orders, once before the day and once after it. Returns whom."""
    campaign, day = due.campaign, list_date(due.last)
    with transaction.atomic():
        told = set(
            Notice.objects.filter(document_id=campaign.pk, text=due.text, facts__day=day).values_list(
                "person_id", flat=True
            )
        )
        people = {
            held.person_id: held.person
            for right in (Right.DRAFT_ORDER, Right.SIGN_ORDER)
            for held in holders(right, campaign.unit_id)
            if held.person_id not in told
        }
        if people:
            notices.notify(people.values(), campaign, due.text, day=day)
    return list(people.values())
