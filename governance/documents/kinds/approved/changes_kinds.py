"""The kinds of changes, one for each kind of paper that is changed by a paper of its own."""

from django.utils.translation import gettext_lazy

from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.kinds import APPROVED_KINDS, DistrictRegulation
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import Route
from governance.documents.record.kinds import kind
from governance.roles.unit import UnitKind


@kind("plan_changes")
class PlanChanges(PaperChanges):
    """Изменения в план работы: the council agrees, the director orders, as with the plan itself."""

    kind_label = gettext_lazy("Changes of a work plan")
    kind_label_many = gettext_lazy("Changes of work plans")
    kind_purpose = gettext_lazy("Rows of a plan in force are added, worded anew or taken out.")
    route = Route(decided_by=UnitKind.COUNCIL, by_order=True, published=True)
    retention = gettext_lazy("as the paper that they change")

    class Meta:
        proxy = True


@kind("regulation_changes")
class RegulationChanges(PaperChanges):
    """Изменения в положение о школьном округе: agreed and adopted as the regulation was."""

    kind_label = gettext_lazy("Changes of a regulation")
    kind_label_many = gettext_lazy("Changes of regulations")
    kind_purpose = gettext_lazy("Clauses of a regulation in force are added, worded anew or taken out.")
    route = DistrictRegulation.route
    retention = gettext_lazy("as the paper that they change")

    class Meta:
        proxy = True


CHANGES_KINDS: tuple[type[PaperChanges], ...] = (PlanChanges, RegulationChanges)
# Whatever goes the way of approved papers.
KINDS_ON_THE_WAY: tuple[type[ApprovedPaper], ...] = (*APPROVED_KINDS, *CHANGES_KINDS)
