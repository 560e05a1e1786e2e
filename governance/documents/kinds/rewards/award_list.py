"""Who gets what in one school: the list that its director's order approves (docs/domain.md, "Rewards").

Names and sums stand here alone, with their total; the order says how many. One list with money and one without
for each school; a correction has lists of its own.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.effects import APPROVE, WORD_ANEW
from governance.documents.approval.ordered import ApprovedByOrder, ListState
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.award_changes import ChangedAwardList
from governance.documents.kinds.rewards.card import State as NominationState
from governance.documents.kinds.rewards.effects import REWARD, UNREWARD
from governance.documents.kinds.rewards.fund import above_fund
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.own_decision import DecidedByEmployer, DecidedRow
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, condition, move
from governance.documents.record.under_way import undivided
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.rights import Right
from governance.roles.unit import Unit


@condition(
    gettext_lazy("The council has corrected a sum of this list: reject the order, and draw the list up anew.")
)
def sums_stand(award_list: "AwardList") -> bool:
    return not award_list.rows.exclude(nomination__allotted_by_id=award_list.allocation_id).exists()


def ordered_rows(award_list: "AwardList") -> "models.QuerySet[AwardRow]":
    """What the orders of the period in force pay, and this one would."""
    return AwardRow.objects.filter(
        AwardList.STANDING_ROWS,
        Q(award_list__state=ListState.APPROVED) | Q(award_list_id=award_list.pk),
        award_list__allocation__reward_period=award_list.allocation.reward_period_id,
        amount__isnull=False,
    )


def above_pools(
    award_list: "AwardList", coming: Iterable[Nomination] = (), leaving: Collection[int] = ()
) -> str:
    """Which pool the orders in force and this one would exceed, in a sentence; empty when none.

    As if those `coming` stood on the list, and those `leaving` did not.
    """
    period = award_list.allocation.reward_period
    latest: dict[int, tuple[str, Decimal]] = {}
    rows = ordered_rows(award_list).select_related("nomination")
    for row in rows.order_by("pk"):
        assert row.amount is not None, "filtered"
        if row.nomination_id not in leaving:
            latest[row.nomination_id] = (row.nomination.pool, row.amount)
    latest |= {each.pk: (each.pool, each.amount or Decimal(0)) for each in coming}
    for entry in period.pools:
        paid = sum((amount for pool, amount in latest.values() if pool == entry["code"]), Decimal(0))
        if paid > Decimal(entry["amount"]):
            return _(
                "«%(pool)s»: with this order %(paid)s roubles would be paid, and the pool has %(amount)s."
            ) % {"pool": entry["title"], "paid": f"{paid:.2f}", "amount": entry["amount"]}
    return ""


def above_own_fund(
    award_list: "AwardList", coming: Iterable[Nomination] = (), leaving: Collection[int] = ()
) -> str:
    """Why the school cannot order the list out of its own fund, in a sentence; empty for one without money.

    `coming`, `leaving`: as in `above_pools`.
    """
    if not award_list.with_money:
        return ""
    period, school = award_list.allocation.reward_period, award_list.unit
    rows = ordered_rows(award_list).filter(award_list__unit=school)
    latest = {
        row.nomination_id: row.amount or Decimal(0)
        for row in rows.order_by("pk")
        if row.nomination_id not in leaving
    }
    latest |= {each.pk: each.amount or Decimal(0) for each in coming}
    return above_fund(period.funds.filter(school=school).first(), school, latest.values())


@condition(above_own_fund)
def fits_the_fund(award_list: "AwardList") -> bool:
    return not above_own_fund(award_list)


@condition(above_pools)
def fits_the_pools(award_list: "AwardList") -> bool:
    return not above_pools(award_list)


@kind("award_list")
class AwardList(DecidedByEmployer, ChangedAwardList, ApprovedByOrder):
    """The rewarded teachers of one school, by one order."""

    State = ListState
    effects_in = {
        **dict.fromkeys((State.DRAFT, State.APPROVAL), (WORD_ANEW,)),
        State.APPROVED: (REWARD, UNREWARD),
        State.ANNULLED: (UNREWARD,),
    }
    kind_label = gettext_lazy("List of rewards")
    kind_label_many = gettext_lazy("Lists of rewards")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("Who of one school is rewarded and how; the head of that school orders it.")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    confidential = Right.READ_NOMINATIONS
    personal = True
    retention = gettext_lazy("50 years")
    content_labels = labelled(
        "title rows nomination teacher measure amount was recommended because",
        recommended=gettext_lazy("Recommended by the council"),
        because=gettext_lazy("Why decided otherwise"),
    )
    select_related_fields = ("allocation", "allocation__reward_period", "approved_by")

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="award_lists")
    with_money = models.BooleanField(gettext_lazy("with money"))

    def title_in(self, case: str) -> str:
        return self.noun.head(f"поощрённых работников: {self.allocation.reward_period.title}", case)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "rows": [
                {
                    "nomination": row.nomination.code,
                    "teacher": row.nomination.teacher_id,
                    "measure": row.measure,
                    "amount": f"{row.amount:.2f}" if row.amount is not None else "",
                    "was": f"{row.was:.2f}" if row.was is not None else "",
                    **(
                        {"recommended": row.recommended, "because": row.decided_because}
                        if row.deviates
                        else {}
                    ),
                }
                for row in self.rows.filter(self.SIGNED_ROWS).select_related("nomination")
            ],
        }

    @move(
        source=State.APPROVAL,
        target=State.APPROVED,
        rule=ByPaper(APPROVE),
        words=verb("award list", "Approve", "approved"),
        conditions=(sums_stand, fits_the_pools, fits_the_fund),
    )
    def approve(self, act: Act) -> None:
        """By the director's signed order. Raises NotLegal when the orders together would exceed a pool or the fund."""
        self.check_sums()
        self.approved_by = act.basis
        self.affect(REWARD, self.rows.order_by("nomination_id").values_list("nomination_id", flat=True))

    def check_sums(self, coming: Sequence[Nomination] = (), leaving: Collection[int] = ()) -> None:
        # Two directors sign at once: the second counts what the first has ordered.
        RewardPeriod.locked(self.allocation.reward_period_id)
        if above := above_pools(self, coming, leaving) or above_own_fund(self, coming, leaving):
            raise NotLegal(above)

    def lose_effect(self, act: Act) -> None:
        """Whoever a later list rewards keeps what that one gives."""
        ordered = self.rows.filter(
            nomination__state=NominationState.ORDERED, nomination__allotted_by_id=self.allocation_id
        )
        self.affect(UNREWARD, ordered.order_by("nomination_id").values_list("nomination_id", flat=True))


class AwardRow(DecidedRow):
    """One teacher on the list: the measure and, with money, the sum; of a correction also the sum before."""

    of_paper = "award_list"
    called = pgettext_lazy("row of the record", "award row")

    award_list = models.ForeignKey(AwardList, models.PROTECT, related_name="rows")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="award_rows")
    was = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["award_list_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award_list", "nomination"], name="one_award_row_a_teacher"),
            models.CheckConstraint(name="award_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
        ]


@undivided
def draft_award_lists(allocation: Allocation, keys: Collection[int]) -> list[AwardList]:
    """A list for each school and kind of reward of these nominations, frozen for the order on it."""
    was = {row["nomination"]: Decimal(row["was"]) for row in allocation.rows if "was" in row}
    # What was paid where the employer had decided otherwise.
    paid = AwardRow.objects.filter(
        nomination__in=was, award_list__state=ListState.APPROVED, amount__isnull=False
    )
    was |= {row.nomination_id: row.amount or Decimal(0) for row in paid.order_by("pk")}
    nominations = Nomination.objects.filter(pk__in=keys).select_related(
        "unit", "teacher", "reward_period__system"
    )
    groups: dict[tuple[int, bool], list[Nomination]] = {}
    for nomination in nominations.order_by("teacher__surname", "teacher__given", "pk"):
        money = allocation.reward_period.system.measure(nomination.measure).with_money
        groups.setdefault((nomination.unit_id, money), []).append(nomination)
    return [
        _draft_list(allocation, held[0].unit, money, held, was)
        for (_unit, money), held in sorted(groups.items(), key=lambda item: (item[0][0], not item[0][1]))
    ]


def _draft_list(
    allocation: Allocation, school: Unit, money: bool, held: list[Nomination], was: dict[int, Decimal]
) -> AwardList:
    def write_rows(award_list: AwardList, act: Act) -> None:
        AwardRow.objects.bulk_create(
            AwardRow(
                award_list=award_list,
                nomination=nomination,
                measure=allocation.reward_period.system.measure(nomination.measure).title,
                amount=Decimal(allocation.row_of(nomination.pk)["amount"]) if money else None,
                was=was.get(nomination.pk),
            )
            for nomination in held
        )
        award_list.freeze(act)

    return draft(
        AwardList,
        unit=school,
        readers=[allocation.unit, school.root],
        title=f"Список поощрённых работников: {allocation.reward_period.title}"[:500],
        basis=allocation,
        fill=write_rows,
        allocation=allocation,
        with_money=money,
    )
