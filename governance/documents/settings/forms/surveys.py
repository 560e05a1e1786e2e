"""The words of surveys."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

SURVEY_NOTE = FormSetting(
    "survey_note",
    _("Results of a survey: what is hidden"),
    _("Printed at the end of the results."),
    TO_BE_CHECKED,
    "Результаты групп, в которых на вопрос ответили меньше {порог} человек, скрыты, как и результаты, из которых их "
    "можно вычислить. Доли указаны от числа ответивших на вопрос.",
    blanks={"порог": "5"},
)

OF_SURVEY_WORDS = (SURVEY_NOTE,)
