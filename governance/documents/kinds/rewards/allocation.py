"""The allocation of a period's pools: a list with sums on which the council votes (docs/domain.md, "Rewards").

What-if before the vote, final after it; the law is `governance.documents.law.distribution`. It can never exceed a pool,
whatever is corrected later: a correction is a further allocation, with a vote of its own.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.decided import AdoptedByBody, taken_back
from governance.documents.approval.effects import SUPPORT
from governance.documents.approval.ordered import STANDING
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import State as NominationState
from governance.documents.kinds.rewards.computation import (
    STANDS,
    check_nobody_waits,
    check_within_pools,
    compute,
)
from governance.documents.kinds.rewards.effects import ALLOT
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod, check_estimate_holds
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import May, condition, move
from governance.documents.settings.catalogue import COUNCIL_ON_REWARDS, RECOMMENDS
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

COMPUTES = May(Right.VERIFY_NOMINATION, on=lambda allocation: allocation.district)
RECOMMENDED = Noun(
    NounGender.NEUTER,
    "рекомендуемое распределение",
    "рекомендуемого распределения",
    "рекомендуемое распределение",
)
REWARDED = (NominationState.SUPPORTED, NominationState.ORDERED)


@condition(gettext_lazy("Everybody stands on a list that waits for its order."))
def lacks_a_list(allocation: "Allocation") -> bool:
    return allocation.without_list().exists()


@kind("allocation")
class Allocation(AdoptedByBody):
    """Who gets how much of which pool, edition by edition."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("allocation", "Trial")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("allocation", "Before the council")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("allocation", "Adopted")
        DECLINED = "declined", Phase.ENDED, pgettext_lazy("allocation", "Not adopted")

    kind_label = gettext_lazy("Allocation of rewards")
    kind_label_many = gettext_lazy("Allocations of rewards")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("Who gets what from the funds of a period; the council decides.")
    noun = Noun(NounGender.NEUTER, "распределение", "распределения", "распределение")
    confidential = Right.READ_NOMINATIONS
    personal = True
    personal_fields = ("rows", "pools")
    effects_in = {State.ADOPTED: (SUPPORT, ALLOT)}
    content_labels = labelled(
        "title edition pools rows points value paid remainder amount was nomination share",
        points=pgettext_lazy("rewards", "Points"),
        value=gettext_lazy("Value of a point"),
        paid=gettext_lazy("Paid"),
        remainder=gettext_lazy("Remainder"),
    )
    select_related_fields = (
        "reward_period",
        "reward_period__system",
        "reward_period__system__approved_by",
        "approved_by",
        "corrects",
        "on_agenda",
    )

    reward_period = models.ForeignKey(RewardPeriod, models.PROTECT, related_name="allocations")
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), default=1)
    # The adopted allocation that this one corrects, with the reason in its event.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # [{"nomination" (id), "pool", "points", "share", "amount", "note"?, "was"?}]; and what `distribute` says of pools.
    rows: Any = models.JSONField(default=list)
    pools: Any = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reward_period", "edition"], name="one_allocation_an_edition")
        ]

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def is_recommended(self) -> bool:
        """Whether the council only recommends it to the employers, as set for the day of the decision."""
        day = self.approved_by.registered_on if self.approved_by else None
        return COUNCIL_ON_REWARDS.on(self.district_id, day) == RECOMMENDS

    def title_in(self, case: str) -> str:
        noun = RECOMMENDED if self.is_recommended else self.noun
        return noun.head(f"поощрительных выплат за {self.reward_period.title}", case)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "edition": self.edition,
            "reward_period": self.reward_period.code,
            "pools": self.pools,
            "rows": self.rows,
        }

    @cached_property
    def by_nomination(self) -> Mapping[int, dict[str, Any]]:
        return {row["nomination"]: row for row in self.rows}

    def row_of(self, nomination: int) -> dict[str, Any]:
        """What it gives one nomination. Raises NotLegal when that stands not in it."""
        if nomination not in self.by_nomination:
            raise NotLegal(_("This nomination does not stand in the allocation."))
        return self.by_nomination[nomination]

    def changed(self) -> list[dict[str, Any]]:
        """The rows that the adoption carries to their nominations: all, or those that a correction changes."""
        return [row for row in self.rows if self.corrects_id is None or "was" in row]

    def without_list(self) -> models.QuerySet[Nomination]:
        """Those who got what they get from it and stand on no list: a director rejected the order on theirs."""
        return Nomination.objects.filter(allotted_by_id=self.pk, state=NominationState.SUPPORTED).exclude(
            award_rows__award_list__allocation_id=self.pk,
            award_rows__award_list__state__in=STANDING,
        )

    def recused(self) -> dict[int, str]:
        """Whoever stands in the list has no vote on it; by items, each votes on all but the own one."""
        teachers = Nomination.objects.filter(pk__in=[row["nomination"] for row in self.changed()])
        return dict.fromkeys(teachers.values_list("teacher_id", flat=True), "вопрос о собственном поощрении")

    # --- moves ----------------------------------------------------------------------------------------------------

    @move(source=State.DRAFT, rule=COMPUTES, words=verb("allocation", "Compute anew", "computed anew"))
    def recompute(self, act: Act) -> None:
        """What-if: from the nominations as they stand now."""
        if self.corrects_id is not None:
            raise NotLegal(_("A correction is computed when it is drafted: give it up and draft another."))
        self.pools, self.rows = compute(self.reward_period)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=COMPUTES,
        words=verb("allocation", "Put before the council", "put before the council"),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Freeze it as it is computed now.

        Raises NotLegal when nobody stands in it, somebody still waits, the estimate is not in force any more, or a pool
        is exceeded.
        """
        self.reward_period = RewardPeriod.locked(self.reward_period_id)
        if self.corrects_id is None:
            check_nobody_waits(self.reward_period)
            check_estimate_holds(self.reward_period)
            self.pools, self.rows = compute(self.reward_period)
        if not self.rows:
            raise NotLegal(_("No nomination stands before the council: there is nothing to allot."))
        check_within_pools(self.reward_period, self.rows)
        self.freeze(act)

    withdraw = taken_back(COMPUTES)

    @move(
        source=State.DRAFT,
        target=State.DECLINED,
        rule=COMPUTES,
        words=verb("allocation", "Give up", "gave it up"),
        needs_reason=True,
        grave=True,
    )
    def give_up(self, act: Act) -> None:
        """It goes no further; another one can be drafted."""

    def take_effect(self, act: Act) -> None:
        """Nominations on the list are supported by it, and get their sums."""
        check_within_pools(self.reward_period, self.rows)
        keys = [row["nomination"] for row in self.changed()]
        nominations = Nomination.objects.filter(pk__in=keys).order_by("pk")
        may_stand = STANDS if self.corrects_id is None else REWARDED
        gone = next((nomination for nomination in nominations if nomination.state not in may_stand), None)
        if gone is not None:
            raise NotLegal(
                _("«%(paper)s» was decided otherwise since: take the allocation back and compute it anew.")
                % {"paper": gone}
            )
        for nomination in nominations:
            if nomination.state == NominationState.REVIEW:
                self.affect(SUPPORT, [nomination.pk])
            self.affect(ALLOT, [nomination.pk])

    @move(
        source=State.ADOPTED,
        rule=COMPUTES,
        words=verb(
            "allocation", "Draw up the lists for the orders anew", "lists for the orders drawn up anew"
        ),
        conditions=(lacks_a_list,),
    )
    def draw_up_lists(self, act: Act) -> None:
        """A director rejected an order: those on its list stand on a new one, with the sums that were decided."""


@transaction.atomic
def draft_allocation(period: RewardPeriod, *, by: Person) -> Allocation:
    """Draft the allocation over the present nominations. Raises NotLegal if there is an undecided or adopted one."""
    period = locked_free(period)
    if period.allocations.filter(state=Allocation.State.ADOPTED).exists():
        raise NotLegal(_("An allocation of this period is adopted: only a correction can follow it."))
    pools, rows = compute(period)
    return begin_allocation(period, by=by, pools=pools, rows=rows)


def locked_free(period: RewardPeriod) -> RewardPeriod:
    """The period, locked. Raises NotLegal if it is not open, or if an allocation of it is not decided yet."""
    period = RewardPeriod.locked(period.pk)
    if period.state != RewardPeriod.State.OPEN:
        raise NotLegal(_("The period is not open."))
    waiting = period.allocations.filter(state__in=(Allocation.State.DRAFT, Allocation.State.REVIEW)).first()
    if waiting is not None:
        raise NotLegal(_("Edition %(n)d of the allocation is on its way already.") % {"n": waiting.edition})
    return period


def begin_allocation(period: RewardPeriod, *, by: Person, **fields: Any) -> Allocation:
    council = Unit.objects.filter(kind=UnitKind.COUNCIL, district_id=period.district_id).first()
    if council is None:
        raise NotLegal(_("The district has no council that could decide."))
    objection = May(Right.VERIFY_NOMINATION, on=lambda _paper: period.district).objection(period, by)
    if objection is not None:
        raise NotLegal(objection)
    return draft(
        Allocation,
        unit=council,
        readers=[period.district],
        title=f"Распределение поощрительных выплат за {period.title}"[:500],
        by=by,
        basis=period,
        reward_period=period,
        edition=period.allocations.count() + 1,
        **fields,
    )
