"""The words of papers on monitoring: how figures come about, what a report finds."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

INDICATOR_RULES = FormSetting(
    "indicator_rules",
    _("List of indicators: how figures come about"),
    _("Printed at the end of the list, a point a line."),
    TO_BE_CHECKED,
    "Школы передают числа, а не сведения о людях: ни фамилий, ни иных персональных данных показатели не содержат.\n"
    "Значение округляется один раз, до указанного знака после запятой, половина — в большую сторону.\n"
    "Чего не передано, то не равно нулю: показатель, для которого не хватает числа или в котором пришлось бы делить на "
    "ноль, не имеет данных. Значение по округу считается по школам, передавшим данные; остальные называются.\n"
    "Числа, которые запрашиваются чаще раза в год, за год складываются.\n"
    "Рядом с процентами приводятся числа, из которых они получены.",
)

OF_MONITORING = (INDICATOR_RULES,)
