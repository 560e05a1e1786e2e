"""The words of papers on rewards: the orders of the schools, and how points become sums."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.order_form import OrderForm

PAY_LAW = (
    "В соответствии со статьями 135 и 191 Трудового кодекса Российской Федерации"
    "[, на основании {положение}][, с учётом рекомендаций {рекомендации}]"
)
ACCOUNTANT = "Главному бухгалтеру обеспечить начисление и выплату премий в указанный срок."
PERIOD = {"период": "второе полугодие 2011/2012 учебного года"}
RECOMMENDED = {"рекомендации": "Совета школьного округа (протокол от 28.05.2012 № 6)"}
RULES = {"положение": "положения о премировании (приказ от 10.01.2012 № 4-ОД)"}
PAID = {"число работников": "4 работникам", "день": "10.06.2012"}

REWARD_ORDER = OrderForm(
    "reward_order",
    _("Order of thanks and other measures without money"),
    _("A point for each who is rewarded."),
    _("Labour Code, article 191"),
    "О поощрении работников за {период}\n"
    "В соответствии со статьёй 191 Трудового кодекса Российской Федерации[, с учётом рекомендаций {рекомендации}]\n"
    "Утвердить список поощрённых работников (прилагается).\n"
    "{поощрение}",
    blanks={
        **PERIOD,
        **RECOMMENDED,
        "поощрение": "Объявить благодарность Лаптеву В.А., учителю истории, за вклад в профильное обучение.",
    },
    optional=frozenset(RECOMMENDED),
    repeated={"rewards": frozenset({"поощрение"})},
)
REWARD_PAY_ORDER = OrderForm(
    "reward_pay_order",
    _("Order of bonuses"),
    _("The sums stand in the list; the total is named where it tells of nobody what they get."),
    _("Labour Code, articles 135 and 191"),
    "О премировании работников за {период}\n"
    f"{PAY_LAW}\n"
    "Выплатить премии {число работников} согласно списку (прилагается)[ в общей сумме {сумма}] за счёт {источник} до "
    "{день}.\n"
    f"{ACCOUNTANT}",
    blanks={
        **PERIOD,
        **RULES,
        **RECOMMENDED,
        **PAID,
        "сумма": "19 225 (девятнадцать тысяч двести двадцать пять) рублей 50 копеек",
        "источник": "средств стимулирующей части фонда оплаты труда",
    },
    optional=frozenset({*RULES, *RECOMMENDED, "сумма"}),
)
REWARD_CORRECTION_ORDER = OrderForm(
    "reward_correction_order",
    _("Order that changes bonuses"),
    _("After the council has corrected an allocation that was paid by already."),
    _("Labour Code, articles 135 and 191"),
    "О внесении изменений в приказ о премировании работников за {период}\n"
    f"{PAY_LAW}\n"
    "Изменить размер премии {число работников}[, установленный {приказы},] согласно списку (прилагается) и произвести "
    "перерасчёт до {день}.\n"
    f"{ACCOUNTANT}",
    blanks={**PERIOD, **RULES, **RECOMMENDED, **PAID, "приказы": "приказом от 31.05.2012 № 12-ЛС"},
    optional=frozenset({*RULES, *RECOMMENDED}),
)
REWARD_SOURCE = FormSetting(
    "reward_source",
    _("Order of bonuses: the source, where the director has named none"),
    _("After «за счёт»."),
    TO_BE_CHECKED,
    "средств фонда оплаты труда учреждения",
)
REWARD_EXCLUSION = FormSetting(
    "reward_exclusion",
    _("Order that changes the list of rewards: who is taken off"),
    _("Ends the point «To amend the order …:»; more people read the order than the list of sums."),
    TO_BE_CHECKED,
    "исключить из списка поощрённых работников {кого}",
    blanks={"кого": "позицию 3"},
)
REWARD_ADDITION = FormSetting(
    "reward_addition",
    _("Order that changes the list of bonuses: who is added"),
    _("A point of its own, which names nobody: the name and the sum stand in the list."),
    TO_BE_CHECKED,
    "Дополнить список поощрённых работников работником по представлению {представление}, поощрение которого "
    "предусмотрено решением {решение}. Премию в размере, указанном в списке, выплатить за счёт {источник} до {день}.",
    blanks={
        "представление": "9F2K-4D7M",
        "решение": "Совета школьного округа (протокол от 28.05.2012 № 6)",
        "источник": "средств стимулирующей части фонда оплаты труда",
        "день": "10.06.2012",
    },
)
REWARD_DEED_ADDITION = FormSetting(
    "reward_deed_addition",
    _("Order that changes the list of other rewards: who is added"),
    _("A point of its own."),
    TO_BE_CHECKED,
    "Дополнить список поощрённых работников в соответствии с решением {решение}: {поощрение}",
    blanks={
        "решение": "Совета школьного округа (протокол от 28.05.2012 № 6)",
        "поощрение": "объявить благодарность Лаптеву В.А., учителю истории, за вклад в профильное обучение "
        "старшеклассников Лузского школьного округа.",
    },
)
REWARD_GROUNDS = FormSetting(
    "reward_grounds",
    _("Orders of thanks and certificates: for what"),
    _("The merits themselves are for those who decide."),
    TO_BE_CHECKED,
    "за вклад в профильное обучение старшеклассников {округа}",
    blanks={"округа": "Лузского школьного округа"},
)
REWARD_SYSTEM_RULES = FormSetting(
    "reward_system_rules",
    _("System of rewards: how it is gone about"),
    _("The last section, a rule a line."),
    TO_BE_CHECKED,
    "Учитель заполняет лист достижений и прикладывает подтверждения. Одно достижение засчитывается один раз.\n"
    "Каждая строка листа проверяется: принимается, исправляется или отклоняется с указанием причины.\n"
    "Учитель вправе возразить в течение {срок} после проверки.\n"
    "Член совета не голосует по вопросу о собственном поощрении.\n"
    "Выплаты не превышают утверждённого фонда; исправление принимается новым решением совета.",
    blanks={"срок": "5 дней"},
)
REWARD_PERIOD_RULES = FormSetting(
    "reward_period_rules",
    _("Period of rewards: how a sum follows from points"),
    _("A rule a line."),
    TO_BE_CHECKED,
    "Стоимость балла — фонд категории, делённый на сумму засчитанных баллов, с округлением вниз до {чего}.\n"
    "Засчитанные баллы — баллы, умноженные на долю отработанного периода.\n"
    "[Одному человеку выплачивается не больше {предел} руб.; превышение возвращается в остаток фонда.]",
    blanks={"чего": "рубля", "предел": "10 000,00"},
)
REWARD_TOTALS_NOTE = FormSetting(
    "reward_totals_note",
    _("Period of rewards: sums that are not named"),
    _("Below the totals of a closed period."),
    TO_BE_CHECKED,
    "Суммы не указаны, где в категории поощрено меньше {число} человек.",
    blanks={"число": "3"},
)

OF_REWARDS = (
    REWARD_ORDER,
    REWARD_PAY_ORDER,
    REWARD_CORRECTION_ORDER,
    REWARD_SOURCE,
    REWARD_EXCLUSION,
    REWARD_ADDITION,
    REWARD_DEED_ADDITION,
    REWARD_GROUNDS,
    REWARD_SYSTEM_RULES,
    REWARD_PERIOD_RULES,
    REWARD_TOTALS_NOTE,
)
