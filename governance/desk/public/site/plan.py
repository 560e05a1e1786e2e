"""The plan in force with what was done of it, row by row: statuses alone, no report that somebody has written."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse

from governance import clock
from governance.desk.public.site.site import Site, rendered, site_page
from governance.documents.kinds.plan.execution import Execution, execution
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import RowStatus

MEANINGS = {
    RowStatus.DONE: "force",
    RowStatus.OVERDUE: "alarm",
    RowStatus.NOW: "held",
    RowStatus.MOVED: "due",
}


@dataclass(frozen=True)
class FollowedPlan:
    plan: Plan
    execution: Execution


def plan_in_force(site: Site) -> FollowedPlan | None:
    """The published plan of today, else the latest one that is in force; three queries."""
    today = clock.today()
    plans = Plan.objects.filter(
        district_id=site.district_id, published_at__isnull=False, state=Plan.State.APPROVED
    ).order_by("-approved_on", "-pk")
    of_today = plans.filter(Q(period_start__lte=today) | Q(period_start=None), Q(period_end__gte=today))
    # The plan of the whole year comes before those of a week or a summer.
    plan = of_today.order_by("period_start", "-period_end", "pk").first() or plans.first()
    return FollowedPlan(plan, execution(plan, today)) if plan is not None else None


@site_page
def plan(site: Site) -> HttpResponse:
    return rendered(
        site, "governance/site/plan.html", followed=plan_in_force(site), meanings=MEANINGS, here="site_plan"
    )
