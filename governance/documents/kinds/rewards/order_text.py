"""What an order says of rewards: thanks by name and post, bonuses with their total; the sums stand in the list.

More people read the order than the list. So it names the total only where nobody learns from it what one person gets,
neither from the order alone nor beside the totals of the period, which are public.
"""

from datetime import date
from decimal import Decimal

from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.deeds import deed_text
from governance.documents.kinds.rewards.fund import rules_in_force
from governance.documents.kinds.rewards.period import FEWEST_PAID
from governance.documents.language.money import sum_text
from governance.documents.language.phrases import list_date, number_and_date, plural
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import REWARD_PAYMENT
from governance.documents.settings.forms import REWARD_LAW, REWARD_PAY_LAW, REWARD_PAY_POINT


@order_text("award_list")
def award_list_text(award_list: AwardList) -> OrderText:
    """The order on one list: with money, without, or a correction."""
    period = award_list.allocation.reward_period
    rows = list(award_list.rows.select_related("nomination__teacher", "nomination__employment"))
    if not award_list.with_money:
        title = f"О поощрении работников за {period.title}"
        points = [
            "Утвердить список поощрённых работников (прилагается).",
            *(deed_text(row.nomination, row.measure) for row in rows),
        ]
    elif award_list.is_correction:
        title = f"О внесении изменений в приказ о премировании работников за {period.title}"
        points = [
            f"Изменить размеры премий {people_dative(len(rows))}{_changed_orders(rows)} согласно списку (прилагается) "
            f"и произвести перерасчёт до {list_date(_until(award_list))}.",
            REWARD_PAY_POINT.on(award_list.district_id),
        ]
    else:
        title = f"О премировании работников за {period.title}"
        points = [
            f"Выплатить премии {people_dative(len(rows))} согласно списку (прилагается){_total(award_list, rows)} "
            f"за счёт {source_of(award_list)} до {list_date(_until(award_list))}.",
            REWARD_PAY_POINT.on(award_list.district_id),
        ]
    return OrderText(title=title, points=tuple(points), series="order_staff", preamble=_preamble(award_list))


def _preamble(award_list: AwardList) -> str:
    law = (REWARD_PAY_LAW if award_list.with_money else REWARD_LAW).on(award_list.district_id)
    rules = rules_in_force(award_list.unit_id) if award_list.with_money else None
    if rules is not None and rules.whole.rests_on is not None:
        title = decapitalized(rules.whole.title_in("genitive"))
        law = f"{law}, на основании {title} ({cited(rules.whole.rests_on)})"
    allocation = award_list.allocation
    if not allocation.is_recommended or allocation.approved_by is None:
        return law
    return (
        f"{law}, с учётом рекомендаций {allocation.unit.form('genitive')} ({cited(allocation.approved_by)})"
    )


def source_of(award_list: AwardList) -> str:
    """«средств стимулирующей части фонда оплаты труда», after «за счёт»; as the director has named it."""
    fund = award_list.allocation.reward_period.funds.filter(school_id=award_list.unit_id).first()
    return fund.source.rstrip(".") if fund else "средств фонда оплаты труда учреждения"


def _until(award_list: AwardList) -> date:
    return last_day(REWARD_PAYMENT, award_list.district_id)


def _total(award_list: AwardList, rows: list[AwardRow]) -> str:
    """« в общей сумме …», where that tells of nobody what they get; empty otherwise."""
    paid = [row.amount for row in rows if row.amount]
    others = [row for row in award_list.allocation.rows if Decimal(row["amount"])]
    if len(paid) < FEWEST_PAID or 0 < len(others) - len(paid) < FEWEST_PAID:
        return ""
    return f" в общей сумме {sum_text(sum(paid, Decimal(0)))}"


def _changed_orders(rows: list[AwardRow]) -> str:
    """«, установленные приказом от … № …,»: the orders by which they are paid so far."""
    earlier = AwardRow.objects.filter(
        nomination__in=[row.nomination_id for row in rows], award_list__state=AwardList.State.APPROVED
    ).select_related("award_list__approved_by")
    orders = {row.award_list.approved_by_id: row.award_list.approved_by for row in earlier.order_by("pk")}
    named = [number_and_date(order.number, order.registered_on) for order in orders.values() if order]
    if not named:
        return ""
    return f", установленные {'приказом' if len(named) == 1 else 'приказами'} {', '.join(named)},"


def people_dative(count: int) -> str:
    """«1 работнику», «5 работникам»."""
    return f"{count} {plural(count, 'работнику', 'работникам', 'работникам')}"
