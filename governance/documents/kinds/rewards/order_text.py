"""What an order says of rewards: thanks by name and post, bonuses with their total; the sums stand in the list.

More people read the order than the list. So it names the total only where nobody learns from it what one person gets,
neither from the order alone nor beside the totals of the period, which are public.
"""

from decimal import Decimal

from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.deeds import deed_text
from governance.documents.kinds.rewards.fund import rules_in_force, source_of
from governance.documents.kinds.rewards.period import FEWEST_PAID
from governance.documents.language.money import sum_text
from governance.documents.language.phrases import list_date, number_and_date, plural
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import REWARD_PAYMENT
from governance.documents.settings.forms.rewards import (
    REWARD_CORRECTION_ORDER,
    REWARD_ORDER,
    REWARD_PAY_ORDER,
)
from governance.roles.appointment import Appointment


@order_text("award_list")
def award_list_text(award_list: AwardList) -> OrderText:
    """The order on one list: with money, without, or a correction."""
    rows = list(award_list.rows.select_related("nomination__teacher", "nomination__employment"))
    said = {
        "период": award_list.allocation.reward_period.title,
        "рекомендации": _recommended(award_list),
    }
    concerned: tuple[Appointment, ...] = ()
    if not award_list.with_money:
        # Who gets money stands in the list alone.
        concerned = tuple(row.nomination.employment for row in rows)
        records = {"rewards": [{"поощрение": deed_text(row.nomination, row.measure)} for row in rows]}
        words = REWARD_ORDER.worded(award_list.district_id, records, **said)
    else:
        paid = {
            **said,
            "положение": _rules(award_list),
            "число работников": people_dative(len(rows)),
            "день": list_date(last_day(REWARD_PAYMENT, award_list.district_id)),
        }
        if award_list.is_correction:
            paid["приказы"] = _changed_orders(rows)
            form = REWARD_CORRECTION_ORDER
        else:
            source = source_of(award_list.allocation.reward_period, award_list.unit_id)
            paid |= {"сумма": _total(award_list, rows), "источник": source}
            form = REWARD_PAY_ORDER
        words = form.worded(award_list.district_id, **paid)
    return OrderText.of(words, "order_staff", concerned)


def _rules(award_list: AwardList) -> str:
    """The employer's own local act, in the genitive; empty where there is none."""
    rules = rules_in_force(award_list.unit_id)
    if rules is None or rules.whole.rests_on is None:
        return ""
    return f"{decapitalized(rules.whole.title_in('genitive'))} ({cited(rules.whole.rests_on)})"


def _recommended(award_list: AwardList) -> str:
    """Whose recommendations it follows; empty where the council decides."""
    allocation = award_list.allocation
    if not allocation.is_recommended or allocation.approved_by is None:
        return ""
    return f"{allocation.unit.form('genitive')} ({cited(allocation.approved_by)})"


def _total(award_list: AwardList, rows: list[AwardRow]) -> str:
    """The total, where that tells of nobody what they get; empty otherwise."""
    paid = [row.amount for row in rows if row.amount]
    others = [row for row in award_list.allocation.rows if Decimal(row["amount"])]
    if len(paid) < FEWEST_PAID or 0 < len(others) - len(paid) < FEWEST_PAID:
        return ""
    return sum_text(sum(paid, Decimal(0)))


def _changed_orders(rows: list[AwardRow]) -> str:
    """«приказом от … № …»: the orders by which they are paid so far."""
    earlier = AwardRow.objects.filter(
        nomination__in=[row.nomination_id for row in rows], award_list__state=AwardList.State.APPROVED
    ).select_related("award_list__approved_by")
    orders = {row.award_list.approved_by_id: row.award_list.approved_by for row in earlier.order_by("pk")}
    named = [number_and_date(order.number, order.registered_on) for order in orders.values() if order]
    if not named:
        return ""
    return f"{'приказом' if len(named) == 1 else 'приказами'} {', '.join(named)}"


def people_dative(count: int) -> str:
    """«1 работнику», «5 работникам»."""
    return f"{count} {plural(count, 'работнику', 'работникам', 'работникам')}"
