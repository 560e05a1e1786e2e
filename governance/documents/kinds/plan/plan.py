"""The plan of a district's work for a period, usually a school year.

The council agrees to exactly the version that was voted on, and the director of the base school approves that version
by an order. Both act through their papers, nobody by hand (docs/domain.md, "Approved papers").
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.plan.amended import PlanAmended
from governance.documents.record.kinds import kind
from governance.documents.record.transitions import May
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind


def is_no_districts(plan: "Plan", person: Person) -> "str | Promise | None":
    if plan.unit.kind == UnitKind.DISTRICT:
        return None
    return gettext_lazy("A work plan is drawn up for a district, not for «%(unit)s».") % {"unit": plan.unit}


@kind("plan")
class Plan(PlanAmended):
    """What the district does in a period: aims, functions, and a table of activities with terms and executors.

    `text` has its text, `following` its year in force; it is approved like every approved paper.
    """

    State = ApprovalState

    kind_label = gettext_lazy("Work plan")
    kind_label_many = gettext_lazy("Work plans")
    kind_purpose = gettext_lazy(
        "What the district does in a year, who does it and until when; the council agrees, an order approves."
    )
    charged_parts = "PlanRow"
    drafted_by = May(Right.DRAFT_PAPER, unless=is_no_districts)

    class Meta(PlanAmended.Meta):
        constraints: ClassVar = [
            *PlanAmended.Meta.constraints,
            models.CheckConstraint(
                name="plan_period_whole_and_in_order",
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__isnull=False, period_start__lte=F("period_end")),
            ),
            models.CheckConstraint(
                name="plan_approved_by_order_on_a_day",
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False, agreed_by__isnull=False),
            ),
        ]
