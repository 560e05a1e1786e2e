"""The set phrases of orders: what they rest on, approve, change and repeal, and who sees to it."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import ANNEXED, TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import PassageForm

ORDER = {"приказ": "от 14.09.2011 № 83-ОД"}
TITLED = {**ORDER, "заголовок": "Об утверждении плана работы"}
PAPER = {"документа": "плана работы Совета школьного округа на 2011/2012 учебный год"}
EDITION = {"новая редакция": "в новой редакции"}
POINT = {"пункт": "2"}
REWORDED = {**POINT, "текст": "Представить отчёт до 15.06.2012."}

ORDER_GROUNDS = FormSetting(
    "order_grounds",
    _("Order: the decisions that it rests on"),
    _("Stands before «ПРИКАЗЫВАЮ», with what its drafter adds."),
    TO_BE_CHECKED,
    "На основании {решений}",
    blanks={"решений": "решения Совета школьного округа (протокол от 12.09.2011 № 3, вопрос 2)"},
)
ORDER_CONTROL_KEPT = FormSetting(
    "order_control_kept",
    _("Order: the director controls it"),
    _("The last point."),
    TO_BE_CHECKED,
    "Контроль за исполнением приказа оставляю за собой.",
)
ORDER_CONTROL = FormSetting(
    "order_control",
    _("Order: somebody else controls it"),
    _("The last point."),
    TO_BE_CHECKED,
    "Контроль за исполнением приказа возложить на {кого}.",
    blanks={"кого": "Коротаеву Н.С."},
)
ORDER_LABELS = PassageForm(
    "order_labels",
    _("Order: what stands over its parts"),
    _(
        "A line each: over the points; over the visas; over those who have read it; before who has prepared it."
    ),
    _("State standard ГОСТ Р 7.0.97"),
    "ПРИКАЗЫВАЮ:\nВизы:\nС приказом ознакомлены:\nИсп.:",
    exactly=4,
)
ORDER_CHARGE = FormSetting(
    "order_charge",
    _("Order: who carries out a point, and until when"),
    _("Below the point."),
    TO_BE_CHECKED,
    "[Ответственный: {ответственный}.][ Срок: {срок}.]",
    blanks={"ответственный": "Тестова А.П., делопроизводитель", "срок": "15.06.2012"},
)
ORDER_ROLL = FormSetting(
    "order_roll",
    _("Order about people: the roll of those who have read it"),
    _("Below the signatures."),
    TO_BE_CHECKED,
    "С приказом ознакомлены: лист ознакомления прилагается.",
)
APPROVING_TITLE = FormSetting(
    "order_approving_title",
    _("Order that approves a paper: its title"),
    _("The paper is named in the genitive."),
    TO_BE_CHECKED,
    "Об утверждении {документа}[ {новая редакция}]",
    blanks={**PAPER, **EDITION},
)
APPROVING_POINT = FormSetting(
    "order_approving_point",
    _("Order that approves a paper: what it approves"),
    _("The first point; the paper is named in the accusative."),
    TO_BE_CHECKED,
    "Утвердить {документ}[ {новая редакция}] (прилагается).",
    blanks={"документ": "план работы Совета школьного округа на 2011/2012 учебный год", **EDITION},
    says=ANNEXED,
)
ANNEX_COUNTED = FormSetting(
    "order_annex_counted",
    _("Order that approves a paper: how long the annex is"),
    _("Instead of «(прилагается)», once the sheets of the annex are counted."),
    _("State standard ГОСТ Р 7.0.97"),
    "(прилагается на {листов} л. в {экземпляров} экз.)",
    blanks={"листов": "5", "экземпляров": "1"},
)
ORDER_BEGINS = FormSetting(
    "order_begins",
    _("Order: from when it acts"),
    _("Where it names a day."),
    TO_BE_CHECKED,
    "Настоящий приказ вступает в силу с {день}.",
    blanks={"день": "01.09.2012"},
)
APPROVED_BEGINS = FormSetting(
    "order_approved_begins",
    _("Order that approves a paper: from when the paper acts"),
    _("Where the order names a day; the paper is named in the accusative."),
    TO_BE_CHECKED,
    "Ввести в действие {документ} с {день}.",
    blanks={"документ": "положение о Лузском школьном округе", "день": "01.09.2012"},
)
EXECUTION_POINT = FormSetting(
    "order_execution_point",
    _("Order that approves a paper: its execution"),
    _("The author of the paper is named as executor."),
    TO_BE_CHECKED,
    "Организовать исполнение {документа}.",
    blanks=PAPER,
)
REPEALING_TITLE = FormSetting(
    "order_repealing_title",
    _("Order that repeals another one: its title"),
    _("From its day on."),
    TO_BE_CHECKED,
    "О признании утратившим силу приказа {приказ}",
    blanks=ORDER,
)
REPEALING_POINT = FormSetting(
    "order_repealing_point",
    _("Order that repeals another one: the point"),
    _("Also in the order that approves a new edition."),
    TO_BE_CHECKED,
    "Признать утратившим силу приказ {приказ} «{заголовок}»[ с {день}].",
    blanks={**TITLED, "день": "01.09.2012"},
)
ANNULLING_TITLE = FormSetting(
    "order_annulling_title",
    _("Order that annuls another one: its title"),
    _("From the beginning."),
    TO_BE_CHECKED,
    "Об отмене приказа {приказ}",
    blanks=ORDER,
)
ANNULLING_POINT = FormSetting(
    "order_annulling_point",
    _("Order that annuls another one: the point"),
    _("From the beginning."),
    TO_BE_CHECKED,
    "Приказ {приказ} «{заголовок}» отменить.",
    blanks=TITLED,
)
REVIVING_POINT = FormSetting(
    "order_reviving_point",
    _("Order that annuls another one: what stands again"),
    _("A point for each, where the drafter says so; without it nothing that was ended stands again."),
    TO_BE_CHECKED,
    "Восстановить действие {документа}.",
    blanks={"документа": "приказа от 14.09.2011 № 83-ОД «Об утверждении плана работы»"},
)
AMENDING_TITLE = FormSetting(
    "order_amending_title",
    _("Order that changes another one: its title"),
    _("Names the order that is changed."),
    TO_BE_CHECKED,
    "О внесении изменений в приказ {приказ}",
    blanks=ORDER,
)
AMENDING_POINT = FormSetting(
    "order_amending_point",
    _("Order that changes another one: one change"),
    _("The change is worded by the forms below."),
    TO_BE_CHECKED,
    "Внести изменение в приказ {приказ}: {изменение}.",
    blanks={**ORDER, "изменение": "пункт 2 исключить"},
)
AMENDING_POINTS = FormSetting(
    "order_amending_points",
    _("Order that changes another one: several changes"),
    _("The changes follow as subpoints."),
    TO_BE_CHECKED,
    "Внести в приказ {приказ} следующие изменения:",
    blanks=ORDER,
)
POINT_REWORDED = FormSetting(
    "order_point_reworded",
    _("Order that changes another one: a point has other words"),
    _("A subpoint, or the end of the only point."),
    TO_BE_CHECKED,
    "пункт {пункт} изложить в следующей редакции: «{текст}»",
    blanks=REWORDED,
)
POINT_ADDED = FormSetting(
    "order_point_added",
    _("Order that changes another one: a point is added"),
    _("A subpoint, or the end of the only point."),
    TO_BE_CHECKED,
    "дополнить пунктом {пункт} следующего содержания: «{текст}»",
    blanks=REWORDED,
)
POINT_EXCLUDED = FormSetting(
    "order_point_excluded",
    _("Order that changes another one: a point is taken out"),
    _("A subpoint, or the end of the only point."),
    TO_BE_CHECKED,
    "пункт {пункт} исключить",
    blanks=POINT,
)
POINT_REPEALED = FormSetting(
    "order_point_repealed",
    _("Order that changes another one: a point loses its force"),
    _("A subpoint, or the end of the only point."),
    TO_BE_CHECKED,
    "пункт {пункт} признать утратившим силу",
    blanks=POINT,
)

OF_ORDERS = (
    ORDER_GROUNDS,
    ORDER_CONTROL_KEPT,
    ORDER_CONTROL,
    ORDER_LABELS,
    ORDER_CHARGE,
    ORDER_ROLL,
    APPROVING_TITLE,
    APPROVING_POINT,
    ANNEX_COUNTED,
    ORDER_BEGINS,
    APPROVED_BEGINS,
    EXECUTION_POINT,
    REPEALING_TITLE,
    REPEALING_POINT,
    ANNULLING_TITLE,
    ANNULLING_POINT,
    REVIVING_POINT,
    AMENDING_TITLE,
    AMENDING_POINT,
    AMENDING_POINTS,
    POINT_REWORDED,
    POINT_ADDED,
    POINT_EXCLUDED,
    POINT_REPEALED,
)
