"""Who gets what in one school: the list that its director's order approves (docs/domain.md, "Rewards").

Names and sums stand here alone, with their total; the order says how many. One list with money and one without
for each school; a correction has lists of its own.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.changed_list import EXCLUDE, ChangedList, RowChange, Wanted
from governance.documents.approval.effects import APPROVE, WORD_ANEW
from governance.documents.approval.ordered import ApprovedByOrder, ListState
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.card import State as NominationState
from governance.documents.kinds.rewards.effects import REWARD, UNREWARD
from governance.documents.kinds.rewards.fund import above_fund
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.own_decision import DecidedByEmployer, DecidedRow
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, condition, move
from governance.documents.record.under_way import undivided
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import REWARD_PAYMENT
from governance.roles.names import Case
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


def above_pools(award_list: "AwardList") -> str:
    """Which pool the orders in force and this one would exceed, in a sentence; empty when none."""
    period = award_list.allocation.reward_period
    latest: dict[int, tuple[str, Decimal]] = {}
    rows = ordered_rows(award_list).select_related("nomination")
    for row in rows.order_by("pk"):
        assert row.amount is not None, "filtered"
        latest[row.nomination_id] = (row.nomination.pool, row.amount)
    for entry in period.pools:
        paid = sum((amount for pool, amount in latest.values() if pool == entry["code"]), Decimal(0))
        if paid > Decimal(entry["amount"]):
            return _(
                "«%(pool)s»: with this order %(paid)s roubles would be paid, and the pool has %(amount)s."
            ) % {"pool": entry["title"], "paid": f"{paid:.2f}", "amount": entry["amount"]}
    return ""


def above_own_fund(award_list: "AwardList") -> str:
    """Why the school cannot order the list out of its own fund, in a sentence; empty for one without money."""
    if not award_list.with_money:
        return ""
    period, school = award_list.allocation.reward_period, award_list.unit
    rows = ordered_rows(award_list).filter(award_list__unit=school)
    latest = {row.nomination_id: row.amount or Decimal(0) for row in rows.order_by("pk")}
    return above_fund(period.funds.filter(school=school).first(), school, latest.values())


@condition(above_own_fund)
def fits_the_fund(award_list: "AwardList") -> bool:
    return not above_own_fund(award_list)


@condition(above_pools)
def fits_the_pools(award_list: "AwardList") -> bool:
    return not above_pools(award_list)


@kind("award_list")
class AwardList(DecidedByEmployer, ChangedList, ApprovedByOrder):
    """The rewarded teachers of one school, by one order."""

    State = ListState
    effects_in = {
        **dict.fromkeys((State.DRAFT, State.APPROVAL), (WORD_ANEW,)),
        State.APPROVED: (REWARD, UNREWARD),
        State.ANNULLED: (UNREWARD,),
    }
    kind_label = gettext_lazy("List of rewards")
    kind_label_many = gettext_lazy("Lists of rewards")
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

    @property
    def is_correction(self) -> bool:
        return self.allocation.corrects_id is not None

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
                for row in self.rows.select_related("nomination")
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
        # Two directors sign at once: the second counts what the first has ordered.
        RewardPeriod.locked(self.allocation.reward_period_id)
        if above := above_pools(self) or above_own_fund(self):
            raise NotLegal(above)
        self.approved_by = act.basis
        self.affect(REWARD, self.rows.order_by("nomination_id").values_list("nomination_id", flat=True))

    # --- changed by an order ------------------------------------------------------------------------------------------

    @property
    def paid_by(self) -> date:
        """The last day on which it is paid."""
        assert self.approved_by is not None, "ordered"
        return last_day(REWARD_PAYMENT, self.district_id, self.approved_by.registered_on)

    def rewarded(self) -> "list[tuple[int, AwardRow]]":
        """The rows with their numbers, of those who are rewarded by this list and no later one."""
        rows = enumerate(self.rows.select_related("nomination__teacher"), start=1)
        return [
            (number, row)
            for number, row in rows
            if row.excluded_by_id is None
            and row.nomination.state == NominationState.ORDERED
            and row.nomination.allotted_by_id == self.allocation_id
        ]

    def possible_changes(self) -> list[RowChange]:
        """Somebody is taken off while nothing is paid: what was paid is not taken back (Labour Code, article 137), and
        a sum is changed by a correction of the council's. Sums stand in no order, so a row is named by its number."""
        if self.is_correction or (self.with_money and clock.today() > self.paid_by):
            return []
        return [
            RowChange(
                EXCLUDE,
                str(row.nomination_id),
                f"№ {number}" if self.with_money else f"№ {number}, {row.nomination.teacher.name}",
                f"исключить из списка поощрённых работников {self._named(number, row)}",
            )
            for number, row in self.rewarded()
        ]

    def _named(self, number: int, row: "AwardRow") -> str:
        """More people read the order than the list."""
        if self.with_money:
            return f"позицию {number}"
        return row.nomination.teacher.in_case(Case.ACCUSATIVE)

    @property
    def unchanged_because(self) -> str:
        if self.is_correction:
            return _("A correction is changed by another correction of the council's.")
        if self.with_money and clock.today() > self.paid_by:
            return _(
                "It was to be paid by %(day)s: what was paid is not taken back by an order, and a sum is changed by a "
                "correction of the council's."
            ) % {"day": list_date(self.paid_by)}
        return ""

    def exclude_row(self, act: Act, change: Wanted) -> None:
        """The teacher is not rewarded by this order any more."""
        row = self.rows.get(nomination_id=int(change.key))
        row.excluded_by = act.basis
        row.save(update_fields=["excluded_by"])
        self.affect(UNREWARD, [row.nomination_id])

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
