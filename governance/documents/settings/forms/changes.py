"""The words in which a paper changes a plan or a regulation in force."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting

PAPER = {"документ": "план работы Лузского школьного округа на 2011/2012 учебный год"}
ROW = {"строка": "8", "раздел": "«Организационная работа»"}
CLAUSE = {"пункт": "2.2"}
WORDED = {**CLAUSE, "текст": "Заседание совета правомочно, если присутствует более половины его членов."}
ONE_CHANGE = _("One of the changes; its new words follow it.")

CHANGES_TITLE = FormSetting(
    "changes_title",
    _("Changes of a paper: the title"),
    _(
        "The paper that is changed is named in the accusative. It has to begin with «Изменения, которые вносятся»."
    ),
    TO_BE_CHECKED,
    "Изменения, которые вносятся в {документ}",
    blanks=PAPER,
    says="Изменения, которые вносятся",
)
ROW_REWORDED = FormSetting(
    "changes_row_reworded",
    _("Changes of a plan: a row has other words"),
    ONE_CHANGE,
    TO_BE_CHECKED,
    "[В разделе {раздел} ]строку {строка} изложить в следующей редакции:",
    blanks=ROW,
)
ROW_ADDED = FormSetting(
    "changes_row_added",
    _("Changes of a plan: a row is added"),
    ONE_CHANGE,
    TO_BE_CHECKED,
    "[Раздел {раздел} ]дополнить строкой {строка} следующего содержания:",
    blanks=ROW,
)
ROW_EXCLUDED = FormSetting(
    "changes_row_excluded",
    _("Changes of a plan: a row is taken out"),
    _("One of the changes."),
    TO_BE_CHECKED,
    "[В разделе {раздел} ]строку {строка} исключить.",
    blanks=ROW,
)
CLAUSE_REWORDED = FormSetting(
    "changes_clause_reworded",
    _("Changes of a regulation: a clause has other words"),
    _("One of the changes."),
    TO_BE_CHECKED,
    "Пункт {пункт} изложить в следующей редакции: «{текст}».",
    blanks=WORDED,
)
CLAUSE_ADDED = FormSetting(
    "changes_clause_added",
    _("Changes of a regulation: a clause is added"),
    _("One of the changes."),
    TO_BE_CHECKED,
    "Дополнить пунктом {пункт} следующего содержания: «{текст}».",
    blanks=WORDED,
)
CLAUSE_EXCLUDED = FormSetting(
    "changes_clause_excluded",
    _("Changes of a regulation: a clause is taken out"),
    _("One of the changes."),
    TO_BE_CHECKED,
    "Пункт {пункт} исключить.",
    blanks=CLAUSE,
)
CHANGES_BEGIN = FormSetting(
    "changes_begin",
    _("Changes of a paper: from when they act"),
    _("The last of them, where they name a day."),
    TO_BE_CHECKED,
    "Настоящие изменения действуют с {день}.",
    blanks={"день": "01.02.2012"},
)

OF_CHANGES = (
    CHANGES_TITLE,
    ROW_REWORDED,
    ROW_ADDED,
    ROW_EXCLUDED,
    CLAUSE_REWORDED,
    CLAUSE_ADDED,
    CLAUSE_EXCLUDED,
    CHANGES_BEGIN,
)
