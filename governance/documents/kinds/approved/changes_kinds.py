"""The kinds of changes, one for each kind of paper that is changed by a paper of its own, on whose route it goes."""

from django.utils.translation import gettext_lazy

from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.kinds import (
    APPROVED_KINDS,
    BonusRules,
    DistrictRegulation,
    Programme,
    SigningRules,
)
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

    class Meta:
        proxy = True


@kind("regulation_changes")
class RegulationChanges(PaperChanges):
    """Изменения в положение о школьном округе: agreed and adopted as the regulation was."""

    kind_label = gettext_lazy("Changes of a regulation")
    kind_label_many = gettext_lazy("Changes of regulations")
    kind_purpose = gettext_lazy("Clauses of a regulation in force are added, worded anew or taken out.")
    route = DistrictRegulation.route

    class Meta:
        proxy = True


@kind("programme_changes")
class ProgrammeChanges(PaperChanges):
    """Изменения в образовательную программу: the methodical council decides, the director orders."""

    kind_label = gettext_lazy("Changes of a programme")
    kind_label_many = gettext_lazy("Changes of programmes")
    kind_purpose = gettext_lazy("Clauses of a programme in force are added, worded anew or taken out.")
    route = Programme.route

    class Meta:
        proxy = True


@kind("signing_changes")
class SigningRulesChanges(PaperChanges):
    """Изменения в положение о простой электронной подписи; whoever has joined it is told of them."""

    kind_label = gettext_lazy("Changes of the rules on signing")
    kind_label_many = gettext_lazy("Changes of the rules on signing")
    kind_purpose = gettext_lazy("Clauses of the rules on signing are added, worded anew or taken out.")
    route = SigningRules.route

    class Meta:
        proxy = True


@kind("bonus_rules_changes")
class BonusRulesChanges(PaperChanges):
    """Изменения в положение о премировании: the employees' body is heard on them as on the rules themselves."""

    kind_label = gettext_lazy("Changes of rules of bonuses")
    kind_label_many = gettext_lazy("Changes of rules of bonuses")
    kind_purpose = gettext_lazy("Clauses of a school's rules of bonuses are added, worded anew or taken out.")
    route = BonusRules.route

    class Meta:
        proxy = True


CHANGES_KINDS: tuple[type[PaperChanges], ...] = (
    *(PlanChanges, RegulationChanges),
    *(ProgrammeChanges, SigningRulesChanges, BonusRulesChanges),
)
# Whatever goes the way of approved papers.
KINDS_ON_THE_WAY: tuple[type[ApprovedPaper], ...] = (*APPROVED_KINDS, *CHANGES_KINDS)
