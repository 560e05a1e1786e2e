"""The fund of one school in a period: the employer's own money, by its own local act (Labour Code, articles 22, 135).

The council allots over the district; nobody but the employer pays, and never above the fund that its director
has named.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import roubles
from governance.documents.language.typed_text import one_line
from governance.documents.record.document import Document
from governance.documents.record.needs import Holder, InForce, Makes, Where
from governance.documents.settings.forms.rewards import REWARD_SOURCE
from governance.record_rows import RecordRow
from governance.roles.rights import Right
from governance.roles.unit import Unit

MOST = Decimal("9999999999.99")
# What a period needs so that rewards can be paid: each school pays by its own rules and its own order.
PAID_BY_SCHOOLS = (
    Holder(Right.DRAFT_PAPER, Where.DISTRICT),
    InForce("bonus_rules", Where.EACH_SCHOOL),
    Makes("order", Where.EACH_SCHOOL),
)


class RewardFund(RecordRow):
    """What one school has for the rewards of a period, out of which money, by which local act."""

    of_paper = "reward_period"
    called = pgettext_lazy("row of the record", "fund of a school")

    reward_period = models.ForeignKey("governance.RewardPeriod", models.PROTECT, related_name="funds")
    school = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    # After «за счёт»: «средств стимулирующей части фонда оплаты труда».
    source = models.CharField(max_length=300)
    rules = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["reward_period_id", "school_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reward_period", "school"], name="one_fund_a_school_and_period"),
            models.CheckConstraint(name="fund_above_zero", condition=Q(amount__gt=0)),
        ]


def fund_part(school_id: int) -> str:
    """The part of a period that the fund of one school is, for the task to name it."""
    return f"fund:{school_id}"


def rules_in_force(school_id: int) -> Document | None:
    """The school's own rules of bonuses, on which the opinion of its employees was heard."""
    approved = Document.objects.filter(kind="bonus_rules", unit_id=school_id, state="approved")
    begun = approved.filter(Q(acts_from=None) | Q(acts_from__lte=clock.today()))
    return begun.order_by("pk").last()


def source_of(period: Any, school_id: int) -> str:
    """«средств стимулирующей части фонда оплаты труда», after «за счёт»; as the director has named it."""
    fund = period.funds.filter(school_id=school_id).first()
    return fund.source.rstrip(".") if fund else REWARD_SOURCE.on(period.district_id)


def set_fund(period: Document, school_id: int, amount: Decimal, source: str, ordered: Decimal) -> RewardFund:
    """Write the fund of a school. Raises NotLegal without its rules in force, or below what is `ordered` already."""
    rules, words = rules_in_force(school_id), one_line(source, 300)
    if rules is None:
        raise NotLegal(
            _(
                "The school has no rules of bonuses in force: adopt them first, with the opinion of the employees."
            )
        )
    if not words:
        raise NotLegal(_("Say out of which money the rewards are paid."))
    if not amount.is_finite() or not 0 < amount <= MOST or amount != round(amount, 2):
        raise NotLegal(_("Give the fund as a sum above zero, with kopecks at most."))
    if amount < ordered:
        raise NotLegal(
            _("Orders in force pay %(paid)s roubles already: the fund cannot be less.")
            % {"paid": roubles(ordered)}
        )
    given = {"amount": amount, "source": words, "rules": rules}
    fund = RewardFund.objects.filter(reward_period_id=period.pk, school_id=school_id).first()
    if fund is None:
        return RewardFund.objects.create(reward_period_id=period.pk, school_id=school_id, **given)
    for name, value in given.items():
        setattr(fund, name, value)
    fund.save()
    return fund


def gaps(period: Any, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Which schools could not pay what an allocation gives their employees, a sentence each; two queries."""
    sums: dict[int, Decimal] = {}
    given = {row["nomination"]: Decimal(row["amount"]) for row in rows}
    units = {}
    for nomination in period.nominations.filter(pk__in=given).select_related("unit").order_by("unit_id"):
        if given[nomination.pk]:
            units[nomination.unit_id] = nomination.unit
            sums[nomination.unit_id] = sums.get(nomination.unit_id, Decimal(0)) + given[nomination.pk]
    funds = {fund.school_id: fund for fund in period.funds.all()}
    return [
        sentence for key, unit in units.items() if (sentence := above_fund(funds.get(key), unit, [sums[key]]))
    ]


def above_fund(fund: RewardFund | None, school: Unit, amounts: Iterable[Decimal]) -> str:
    """Why a school cannot order these sums together, in a sentence; empty when it can."""
    if fund is None:
        return _(
            "«%(school)s» has named no fund for this period: its director names it on the page of the period."
        ) % {"school": school}
    paid = sum(amounts, Decimal(0))
    if paid > fund.amount:
        return _("«%(school)s»: %(paid)s roubles would be paid together, and its fund has %(amount)s.") % {
            "school": school,
            "paid": roubles(paid),
            "amount": roubles(fund.amount),
        }
    return ""
