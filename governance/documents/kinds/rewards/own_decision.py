"""The employer's own decision on what the council recommends: another sum or measure for somebody, with the reason.

Money and measure belong to the employer (Labour Code of Russia, articles 22, 135 and 191). What the council recommended
stays beside what was decided, on the page, in the record and on paper, where the council reads it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.changed_list import ListRow
from governance.documents.approval.effects import APPROVE, WORD_ANEW
from governance.documents.approval.ordered import APPROVAL, DRAFT
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.fund import MOST
from governance.documents.kinds.rewards.measures import Measure
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May, condition, move
from governance.roles.rights import Right


class DecidedRow(ListRow):
    """A row of the list: what is given, and beside it what the council had recommended, where that is other."""

    measure = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    recommended_measure = models.CharField(max_length=200, blank=True, default="")
    recommended_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # Why the employer has decided otherwise; empty where it follows the council.
    decided_because = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def deviates(self) -> bool:
        return bool(self.decided_because)

    @property
    def recommended(self) -> str:
        """What the council recommended and the employer decided otherwise: «5000.00», «грамота», «премия, 5000.00»."""
        measure = "" if self.recommended_measure == self.measure else self.recommended_measure
        amount = "" if self.recommended_amount is None else f"{self.recommended_amount:.2f}"
        return ", ".join(filter(None, [measure, amount]))


@condition(
    gettext_lazy("The council decides about rewards in this district: only a correction changes a sum.")
)
def is_recommended(award_list: "DecidedByEmployer") -> bool:
    return bool(award_list.allocation.is_recommended)


class DecidedByEmployer(Paper):
    """The base of the list: until the order on it is signed its director decides about each who stands on it."""

    rows: Any
    allocation: Any
    with_money: Any

    class Meta(Paper.Meta):
        abstract = True

    @property
    def measures(self) -> list[Measure]:
        """Those that the list can give: with money or without, as the list itself."""
        every = self.allocation.reward_period.system.all_measures
        return [measure for measure in every if measure.with_money == self.with_money]

    @cached_property
    def given(self) -> Mapping[int, Any]:
        """The rows by nomination; once signed they change no more."""
        return {row.nomination_id: row for row in self.rows.all()}

    def measure_of(self, nomination: int) -> tuple[str, Decimal | None]:
        """The code of the measure and the sum that a nomination gets by this list."""
        row = self.given[nomination]
        return next(measure.code for measure in self.measures if measure.title == row.measure), row.amount

    @move(
        source=(DRAFT, APPROVAL),
        rule=May(Right.SIGN_ORDER),
        conditions=(is_recommended,),
        words=verb(
            "award list",
            "Decide otherwise than recommended",
            "decided otherwise than the council recommended",
        ),
        needs_reason=True,
        inner=True,
    )
    def decide_otherwise(
        self, act: Act, *, row: int, amount: Decimal | None = None, measure: str = ""
    ) -> None:
        """Give one who stands on the list another sum or measure. The order on it gets the words that follow.

        Raises NotLegal for a row that is not there, a sum that is none, or where nothing changes.
        """
        given = self.rows.filter(pk=row).first()
        if given is None:
            raise NotLegal(_("Choose from the list whom it concerns."))
        before = given.amount, given.measure
        if not given.deviates:
            given.recommended_amount, given.recommended_measure = before
        given.amount = self._sum(given.amount, amount)
        given.measure = self._measure(given.measure, measure)
        if (given.amount, given.measure) == before:
            raise NotLegal(_("Give another sum or another measure: nothing would change."))
        is_back = (given.amount, given.measure) == (given.recommended_amount, given.recommended_measure)
        given.decided_because = "" if is_back else act.reason
        given.save()
        self.freeze(act)
        self._word_orders_anew()
        act.facts["nomination"] = given.nomination_id

    def _sum(self, present: Decimal | None, wanted: Decimal | None) -> Decimal | None:
        if wanted is None:
            return present
        if not self.with_money:
            raise NotLegal(_("This list gives no money."))
        if not wanted.is_finite() or not 0 <= wanted <= MOST or wanted != round(wanted, 2):
            raise NotLegal(_("Give the sum in roubles, from 0, with kopecks at most."))
        return wanted

    def _measure(self, present: str, wanted: str) -> str:
        if not wanted:
            return present
        title = next((measure.title for measure in self.measures if measure.code == wanted), None)
        if title is None:
            raise NotLegal(_("Choose the measure from the list."))
        return title

    def _word_orders_anew(self) -> None:
        """Of the order that is to approve the list; each version changes its words once."""
        orders = Link.objects.filter(
            target_id=self.pk, effect=APPROVE, source__state__in=("draft", "agreeing", "signing")
        )
        Link.objects.bulk_create(
            Link(source_id=self.pk, target_id=order, effect=WORD_ANEW, place=str(self.version))
            for order in orders.values_list("source_id", flat=True)
        )
