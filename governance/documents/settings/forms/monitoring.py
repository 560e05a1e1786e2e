"""The words of papers on monitoring: how figures come about, what a report finds."""

from django.utils.functional import Promise
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

FOUND = {
    "показатель": "Доля выпускников 9 классов, допущенных к ГИА",
    "значение": "97,5 % (117 из 120)",
    "цель": "не менее 98 %",
    "изменение": "на 1,5 больше, чем год назад (96 %)",
    "без кого": "СОШ пгт Лальск",
}
OPTIONAL = frozenset({"изменение", "без кого"})
PURPOSE = _("A sentence of the report that the deputy can change.")


def finding(name: str, label: Promise, words: str, *without: str) -> FormSetting:
    blanks = {blank: example for blank, example in FOUND.items() if blank not in without}
    optional = OPTIONAL & blanks.keys()
    return FormSetting(name, label, PURPOSE, TO_BE_CHECKED, words, blanks=blanks, optional=optional)


FINDING_REACHED = finding(
    "finding_reached",
    _("Report on the monitoring: a target is reached"),
    "{показатель}: {значение}, цель ({цель}) достигнута[; {изменение}][. Нет данных: {без кого}].",
)
FINDING_MISSED = finding(
    "finding_missed",
    _("Report on the monitoring: a target is not reached"),
    "{показатель}: {значение}, цель ({цель}) не достигнута[; {изменение}][. Нет данных: {без кого}].",
)
FINDING = finding(
    "finding",
    _("Report on the monitoring: a figure without a target"),
    "{показатель}: {значение}[; {изменение}][. Нет данных: {без кого}].",
    "цель",
)
FINDING_NO_DATA = finding(
    "finding_no_data",
    _("Report on the monitoring: there is no figure"),
    "{показатель}: нет данных[ (не передали: {без кого})].",
    *("значение", "цель", "изменение"),
)

WITHHELD_FIGURES = FormSetting(
    "withheld_figures",
    _("Report on the monitoring: figures that are not told"),
    _("Printed where a figure of a school would tell of people whom one knows."),
    TO_BE_CHECKED,
    "«Не раскрывается» стоит вместо показателя школы, если за ним менее {число} человек, и вместо показателя, по "
    "которому такой можно вычислить из показателя округа.",
    blanks={"число": "3"},
)

OF_MONITORING = (
    INDICATOR_RULES,
    FINDING_REACHED,
    FINDING_MISSED,
    FINDING,
    FINDING_NO_DATA,
    WITHHELD_FIGURES,
)
