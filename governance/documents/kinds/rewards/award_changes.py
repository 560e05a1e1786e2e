"""What an order changes in a list of rewards: who is taken off, who of those decided on by the council is added.

A sum is changed by a correction of the council's, and by nothing here.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.changed_list import ADD, EXCLUDE, ChangedList, RowChange, Wanted
from governance.documents.approval.ordered import STANDING
from governance.documents.kinds.rewards.card import State as NominationState
from governance.documents.kinds.rewards.deeds import deed_text
from governance.documents.kinds.rewards.effects import REWARD, UNREWARD
from governance.documents.kinds.rewards.fund import source_of
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import REWARD_PAYMENT
from governance.documents.settings.forms.rewards import (
    REWARD_ADDITION,
    REWARD_DEED_ADDITION,
    REWARD_EXCLUSION,
)
from governance.roles.appointment import Appointment
from governance.roles.names import Case


class ChangedAwardList(ChangedList):
    """The base of the list: its changes by orders of the same director."""

    allocation: Any
    allocation_id: int
    approved_by: Any
    with_money: Any
    measures: Any

    class Meta(ChangedList.Meta):
        abstract = True

    @property
    def is_correction(self) -> bool:
        return self.allocation.corrects_id is not None

    @property
    def paid_by(self) -> date:
        """The last day on which it is paid."""
        assert self.approved_by is not None, "ordered"
        return last_day(REWARD_PAYMENT, self.district_id, self.approved_by.registered_on)

    @property
    def is_paid(self) -> bool:
        return bool(self.with_money) and clock.today() > self.paid_by

    def rewarded(self) -> list[tuple[int, Any]]:
        """The rows with their numbers, of those who are rewarded by this list and no later one."""
        rows = enumerate(self.rows.select_related("nomination__teacher"), start=1)
        return [
            (number, row)
            for number, row in rows
            if row.excluded_by_id is None
            and row.nomination.state == NominationState.ORDERED
            and (row.added_by_id or row.nomination.allotted_by_id == self.allocation_id)
        ]

    def addable(self) -> list[Nomination]:
        """Those of the school to whom the council gives such a reward, while no order does and none is to do it."""
        codes = {measure.code for measure in self.measures}
        listed = self.rows.model.objects.filter(
            self.STANDING_ROWS, award_list__state__in=STANDING, nomination__unit_id=self.unit_id
        )
        return list(
            Nomination.objects.filter(
                unit_id=self.unit_id,
                reward_period_id=self.allocation.reward_period_id,
                state=NominationState.SUPPORTED,
                allotted_by__isnull=False,
                measure__in=codes,
            )
            .exclude(pk__in=listed.values("nomination_id"))
            .select_related("teacher", "employment__unit", "allotted_by", "reward_period__system")
            .order_by("teacher__surname", "teacher__given", "pk")
        )

    def possible_changes(self) -> list[RowChange]:
        """Somebody is taken off while nothing is paid: what was paid is not taken back (Labour Code, article 137), and
        a sum is changed by a correction of the council's. Sums stand in no order, so a row is named by its number."""
        if self.is_correction:
            return []
        leaves = [] if self.is_paid else [self._exclusion(number, row) for number, row in self.rewarded()]
        return leaves + [self._addition(nomination) for nomination in self.addable()]

    def _exclusion(self, number: int, row: Any) -> RowChange:
        """More people read the order than the list."""
        teacher = row.nomination.teacher
        whom = f"позицию {number}" if self.with_money else teacher.in_case(Case.ACCUSATIVE)
        label = f"№ {number}" if self.with_money else f"№ {number}, {teacher.name}"
        words = REWARD_EXCLUSION.filled(self.district_id, кого=whom)
        return RowChange(EXCLUDE, str(row.nomination_id), label, words)

    def _addition(self, nomination: Nomination) -> RowChange:
        decision = self.allocation.approved_by
        assert decision is not None, "the council has decided"
        decided = f"{decision.unit.form('genitive')} ({cited(decision)})"
        if self.with_money:
            words = REWARD_ADDITION.filled(
                self.district_id,
                представление=nomination.code,
                решение=decided,
                источник=source_of(self.allocation.reward_period, self.unit_id),
                день=list_date(last_day(REWARD_PAYMENT, self.district_id)),
            )
        else:
            deed = decapitalized(deed_text(nomination, self._measure_title(nomination)))
            words = REWARD_DEED_ADDITION.filled(self.district_id, решение=decided, поощрение=deed)
        return RowChange(ADD, str(nomination.pk), f"{nomination.teacher.name}, {nomination.code}", words)

    def _measure_title(self, nomination: Nomination) -> str:
        return str(next(measure.title for measure in self.measures if measure.code == nomination.measure))

    @property
    def unchanged_because(self) -> str:
        if self.is_correction:
            return _("A correction is changed by another correction of the council's.")
        if self.is_paid:
            return _(
                "It was to be paid by %(day)s: what was paid is not taken back by an order, and a sum is changed by a "
                "correction of the council's."
            ) % {"day": list_date(self.paid_by)}
        return ""

    def employments(self, keys: Sequence[str]) -> list[Appointment]:
        """Who gets money stands in the list alone."""
        if self.with_money:
            return []
        nominations = Nomination.objects.filter(pk__in=map(int, keys))
        held = nominations.select_related("employment__person", "employment__unit").order_by("pk")
        return [nomination.employment for nomination in held]

    def check_changes(self, wanted: Sequence[Wanted]) -> None:
        super().check_changes(wanted)
        keys = {made: {int(each.key) for each in wanted if each.action == made} for made in (ADD, EXCLUDE)}
        if keys[ADD] and self.with_money:
            coming = [nomination for nomination in self.addable() if nomination.pk in keys[ADD]]
            self.check_sums(coming, keys[EXCLUDE])

    def check_sums(self, coming: Sequence[Nomination] = (), leaving: Collection[int] = ()) -> None:
        """Raises NotLegal when the orders in force and this list together would exceed a pool or the fund.

        As if those `coming` stood on it, and those `leaving` did not.
        """
        raise NotImplementedError

    def exclude_row(self, act: Act, change: Wanted) -> None:
        """The teacher is not rewarded by this order any more."""
        row = self.rows.get(nomination_id=int(change.key))
        row.excluded_by = act.basis
        row.save(update_fields=["excluded_by"])
        self._affect_by(act, UNREWARD, row.nomination_id)

    def add_row(self, act: Act, change: Wanted) -> None:
        """With the measure and the sum that the council has decided on; nobody is paid above a pool or the fund."""
        nomination = Nomination.objects.get(pk=int(change.key))
        row = self.rows.filter(nomination=nomination).first() or self.rows.model(
            award_list=self, nomination=nomination, added_by=act.basis
        )
        # Whoever was taken off before stands in the own row again.
        row.measure, row.excluded_by = self._measure_title(nomination), None
        row.recommended_measure, row.recommended_amount, row.decided_because = "", None, ""
        row.amount = nomination.amount if self.with_money else None
        row.save()
        self._affect_by(act, REWARD, nomination.pk)

    def _affect_by(self, act: Act, effect: str, nomination: int) -> None:
        """Each order does it anew: somebody may be taken off and added more than once."""
        order = act.basis.pk if act.basis else None
        Link.objects.create(source_id=self.pk, target_id=nomination, effect=effect, place=str(order))
