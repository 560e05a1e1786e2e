"""What a director's order says of rewards: how many are paid; names, sums and their total stand in the list alone.

More people read the order than the list, and a total tells each of two what the other gets, or beside the totals of
the period what was paid in another school.
"""

from decimal import Decimal

from num2words import num2words

from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.language.phrases import plural, roubles


@order_text("award_list")
def award_list_text(award_list: AwardList) -> OrderText:
    """The order on one list: with money, without, or a correction."""
    period = award_list.allocation.reward_period.title
    count = award_list.rows.count()
    preamble = "В соответствии с системой мер поощрения учителей, участвующих в профильном обучении"
    if not award_list.with_money:
        return OrderText(
            title=f"О поощрении работников: {period}",
            points=(f"Объявить поощрение {people_dative(count)} согласно списку (прилагается).",),
            series="order_staff",
            preamble=preamble,
        )
    if award_list.is_correction:
        title, verb = f"О внесении изменений в выплату поощрений: {period}", "Изменить размер выплаты"
    else:
        title, verb = f"О поощрительных выплатах: {period}", "Выплатить поощрение"
    return OrderText(
        title=title,
        points=(f"{verb} {people_dative(count)} согласно списку (прилагается).",),
        series="order_staff",
        preamble=preamble,
    )


def people_dative(count: int) -> str:
    """«1 работнику», «5 работникам»."""
    return f"{count} {plural(count, 'работнику', 'работникам', 'работникам')}"


def money_text(amount: Decimal) -> str:
    """«2 541 руб. 00 коп. (две тысячи пятьсот сорок один рубль 00 копеек)»."""
    whole, kopecks = roubles(amount).split(",")
    return f"{whole} руб. {kopecks} коп. ({spelt_out(amount)})"


def spelt_out(amount: Decimal) -> str:
    """«две тысячи пятьсот сорок один рубль 00 копеек»."""
    whole, kopecks = divmod(int(amount * 100), 100)
    rouble = plural(whole, "рубль", "рубля", "рублей")
    kopeck = plural(kopecks, "копейка", "копейки", "копеек")
    return f"{num2words(whole, lang='ru')} {rouble} {kopecks:02} {kopeck}"
