"""Standing legal words of papers, as forms that a lawyer of the district changes without programming.

A form holds words and named blanks in braces: «предупредив не позднее чем за {срок}». What was frozen before a change
keeps its words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.settings.kinds import TextSetting

BLANK = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, eq=False)
class FormSetting(TextSetting):
    """Words of a paper; `blanks` are the names that may stand in braces, each with an example for the preview.

    Every blank has to stand somewhere, unless it is `optional`: nothing that the paper must say can be lost.
    """

    longest: int = 6000
    blanks: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        named = BLANK.findall(text)
        if set("{}") & set(BLANK.sub("", text)):
            raise ValidationError(_("A brace is open or closed alone: every blank needs both."))
        if unknown := [name for name in named if name not in self.blanks]:
            known = ", ".join(f"{{{name}}}" for name in self.blanks) or _("none")
            raise ValidationError(
                _("The paper does not know the blank {%(name)s}. It knows: %(known)s.")
                % {"name": unknown[0][:40], "known": known}
            )
        if missing := [name for name in self.blanks if name not in {*named, *self.optional}]:
            raise ValidationError(
                _("The blank {%(name)s} is missing: the paper has to say it.") % {"name": missing[0]}
            )
        return text

    def filled(self, district: int, day: date | None = None, **said: str) -> str:
        """The words that hold in a district on a day, with what is said in the blanks."""
        return fill(self.on(district, day), said)

    def with_examples(self, text: str) -> str:
        return fill(text, self.blanks)


def fill(text: str, said: Mapping[str, str]) -> str:
    return BLANK.sub(lambda blank: said.get(blank[1], blank[0]), text)


TO_BE_CHECKED = gettext_lazy("shipped with the program; to be checked by a lawyer of the district")

REWARD_LAW = FormSetting(
    "reward_law",
    gettext_lazy("Order of thanks and other measures: the law it rests on"),
    gettext_lazy("Begins the order on rewards without money."),
    TO_BE_CHECKED,
    "В соответствии со статьёй 191 Трудового кодекса Российской Федерации",
)
REWARD_PAY_LAW = FormSetting(
    "reward_pay_law",
    gettext_lazy("Order of bonuses: the law it rests on"),
    gettext_lazy("Begins the order on bonuses; the employer's own local act can be named here."),
    TO_BE_CHECKED,
    "В соответствии со статьями 135 и 191 Трудового кодекса Российской Федерации",
)
REWARD_PAY_POINT = FormSetting(
    "reward_pay_point",
    gettext_lazy("Order of bonuses: the point on payment"),
    gettext_lazy("Who pays."),
    TO_BE_CHECKED,
    "Главному бухгалтеру обеспечить начисление и выплату премий в указанный срок.",
)
EMPLOYEE_CONSENT = FormSetting(
    "employee_consent",
    gettext_lazy("Consent of a network teacher"),
    gettext_lazy("What the employee signs, one paragraph a line."),
    TO_BE_CHECKED,
    "Я, {работник}, в соответствии со статьёй 60.2 Трудового кодекса Российской Федерации даю согласие на выполнение "
    "наряду с работой, определённой трудовым договором, дополнительной работы сетевого педагога {округ} {срок} в "
    "следующем объёме: {объём}.\n"
    "Моя кандидатура поддержана советом школьного округа{решение}.\n"
    "Мне известно, что размер доплаты устанавливается соглашением сторон трудового договора и что я имею право "
    "досрочно отказаться от дополнительной работы, предупредив об этом директора в письменной форме не позднее чем за "
    "{предупреждение}.",
    blanks={
        "работник": "Винокурова Светлана Андреевна",
        "округ": "Лузского школьного округа",
        "срок": "с 01.09.2012 по 31.05.2013",
        "объём": "физика, 10 и 11 классы, по 3 часа в неделю в каждом",
        "решение": " (протокол от 20.08.2012 № 1)",
        "предупреждение": "3 рабочих дня",
    },
)
ADDITIONAL_AGREEMENT = FormSetting(
    "additional_agreement",
    gettext_lazy("Additional agreement with a network teacher"),
    gettext_lazy("The clauses, one a line; their numbers come by themselves."),
    TO_BE_CHECKED,
    "Работодатель поручает, а Работник с письменного согласия от {согласие} принимает на себя дополнительную работу "
    "сетевого педагога школьного округа наряду с работой, определённой трудовым договором: {объём}.\n"
    "Дополнительная работа выполняется {срок} в течение установленной продолжительности рабочего времени без "
    "освобождения от работы, определённой трудовым договором.\n"
    "За дополнительную работу Работнику устанавливается доплата: {доплата}.\n"
    "Работник имеет право досрочно отказаться от выполнения дополнительной работы, а Работодатель — досрочно отменить "
    "поручение о её выполнении, предупредив об этом другую сторону в письменной форме не позднее чем за "
    "{предупреждение} (часть четвёртая статьи 60.2 Трудового кодекса Российской Федерации).\n"
    "Остальные условия трудового договора остаются неизменными.\n"
    "Соглашение является неотъемлемой частью трудового договора, вступает в силу со дня подписания обеими сторонами и "
    "составлено в двух экземплярах, имеющих равную юридическую силу, по одному для каждой из сторон.",
    blanks={
        "согласие": "25.08.2012",
        "объём": "физика, 10 и 11 классы, по 3 часа в неделю в каждом",
        "срок": "с 01.09.2012 по 31.05.2013",
        "доплата": "2 500 рублей в месяц",
        "предупреждение": "3 рабочих дня",
    },
)

OF_FORMS = (
    REWARD_LAW,
    REWARD_PAY_LAW,
    REWARD_PAY_POINT,
    EMPLOYEE_CONSENT,
    ADDITIONAL_AGREEMENT,
)
