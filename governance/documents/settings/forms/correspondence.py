"""The words of letters beside their text: what they answer, what they enclose, who prepared them."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

GOST = _("State standard ГОСТ Р 7.0.97")
NUMBERED = {"номер": "01-12-92", "дата": "12.01.2012"}

LETTER_REFERENCE = FormSetting(
    "letter_reference",
    _("Letter: which letter it answers"),
    _("Below its own number and date."),
    GOST,
    "На № {номер}[ от {дата}]",
    blanks=NUMBERED,
    optional=frozenset({"дата"}),
)
LETTER_ENCLOSURE = FormSetting(
    "letter_enclosure",
    _("Letter: the paper that it encloses"),
    _("Below the text."),
    GOST,
    "Приложение: {документ}, версия {версия}, в 1 экз.",
    blanks={"документ": "Положение о Лузском школьном округе", "версия": "2"},
)
LETTER_EXECUTOR = FormSetting(
    "letter_executor",
    _("Letter: who prepared it"),
    _("At the foot of the sheet."),
    GOST,
    "Исп.: {кто}[, тел. {телефон}]",
    blanks={"кто": "Винокурова С.А.", "телефон": "8 (83346) 2-15-30"},
    optional=frozenset({"телефон"}),
)
LETTER_REPORTED = FormSetting(
    "letter_reported",
    _("Incoming letter: it was answered"),
    _("Reported by itself when the answer is sent."),
    TO_BE_CHECKED,
    "Дан ответ {письмо}",
    blanks={"письмо": "от 20.01.2012 № 01-12-14"},
)

OF_LETTERS = (LETTER_REFERENCE, LETTER_ENCLOSURE, LETTER_EXECUTOR, LETTER_REPORTED)
