"""The words of contracts that no form of contract holds: who concludes them, and how they are changed and ended."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

BASE = {
    "базовая школа": "КОГОКУ СОШ г. Лузы",
    "в лице кого базовая школа": "в лице директора Пелевина Л.В., действующего на основании Устава",
}
PAPER = {"что": "настоящий договор"}
CONTRACT = {"договор": "от 12.01.2012 № 3-Д"}
CLAUSE = {**CONTRACT, "пункт": "2.5"}

CONTRACT_PREAMBLE = FormSetting(
    "contract_preamble",
    _("Contract: who concludes it"),
    _("A school is an «учреждение», so it is «именуемое» whatever its name."),
    TO_BE_CHECKED,
    "{базовая школа}, именуемое в дальнейшем «Базовая школа», {в лице кого базовая школа}, с одной стороны, и {школа}, "
    "именуемое в дальнейшем «Школа», {в лице кого школа}, с другой стороны, вместе именуемые «Стороны», заключили "
    "{что} о нижеследующем:",
    blanks={
        **BASE,
        "школа": "МОКУ СОШ № 2 г. Лузы",
        "в лице кого школа": "в лице директора Коротаевой Н.С., действующей на основании Устава",
        **PAPER,
    },
)
CONTRACT_PREAMBLE_OF_SEVERAL = FormSetting(
    "contract_preamble_of_several",
    _("Contract with several schools: who concludes it"),
    _("The schools are named one after another, each with who acts for it."),
    TO_BE_CHECKED,
    "{базовая школа}, именуемое в дальнейшем «Базовая школа», {в лице кого базовая школа}, с одной стороны, и {школы}, "
    "каждое из которых именуется в дальнейшем «Школа», с другой стороны, вместе именуемые «Стороны», заключили {что} о "
    "нижеследующем:",
    blanks={
        **BASE,
        "школы": "МОКУ СОШ № 2 г. Лузы, в лице директора Коротаевой Н.С., действующей на основании Устава; МОКУ ООШ "
        "д. Животово, в лице директора Лаптева В.А., действующего на основании Устава",
        **PAPER,
    },
)
AMENDMENT_REWORDS = FormSetting(
    "amendment_rewords",
    _("Additional agreement to a contract: a clause has other words"),
    _("A clause of the agreement."),
    TO_BE_CHECKED,
    "Пункт {пункт} договора {договор} изложить в следующей редакции: «{текст}»",
    blanks={**CLAUSE, "текст": "Школа участвует в сетевых олимпиадах."},
)
AMENDMENT_EXCLUDES = FormSetting(
    "amendment_excludes",
    _("Additional agreement to a contract: a clause is taken out"),
    _("A clause of the agreement."),
    TO_BE_CHECKED,
    "Пункт {пункт} договора {договор} исключить.",
    blanks=CLAUSE,
)
AMENDMENT_ENDS = FormSetting(
    "amendment_ends",
    _("Additional agreement to a contract: the contract is ended"),
    _("A clause of the agreement."),
    TO_BE_CHECKED,
    "Стороны расторгают договор {договор}. Последний день его действия — {день}.",
    blanks={**CONTRACT, "день": "31 мая 2012 г."},
)
AMENDMENT_PROLONGS = FormSetting(
    "amendment_prolongs",
    _("Additional agreement to a contract: another last day"),
    _("A clause of the agreement."),
    TO_BE_CHECKED,
    "Установить срок действия договора {договор} по {день}.",
    blanks={**CONTRACT, "день": "31 мая 2013 г."},
)
AMENDMENT_FORCE = FormSetting(
    "amendment_force",
    _("Additional agreement to a contract: from when it holds"),
    _("Its last clause."),
    TO_BE_CHECKED,
    "Настоящее соглашение вступает в силу со дня подписания последней из сторон и является неотъемлемой частью "
    "договора.",
)

OF_CONTRACT_WORDS = (
    CONTRACT_PREAMBLE,
    CONTRACT_PREAMBLE_OF_SEVERAL,
    AMENDMENT_REWORDS,
    AMENDMENT_EXCLUDES,
    AMENDMENT_ENDS,
    AMENDMENT_PROLONGS,
    AMENDMENT_FORCE,
)
