"""The words of protocols: how they begin and end, who was there, what was heard, voted and decided, and the extract."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import FactsForm, PassageForm

STANDARD = _("State standard ГОСТ Р 7.0.97")
COUNTED = "за — 5, против — 1, воздержались — 0"
NEEDED = {"наименьшее число": "4", "имеется": "имеется"}
RULES = {
    "правила": "Положение о совете, пункт 4.2. Решение принимается большинством голосов присутствующих членов."
}
LED = {"должность ведущего": "Председатель", "ведущий": "Крылова И.П., директор МОКУ СОШ № 2 г. Лузы"}
SECRETARY = {"секретарь": "Ивонина М.Ю., секретарь совета"}
HEAD_OF_BOTH = {**LED, **SECRETARY}

PROTOCOL_HEAD = FactsForm(
    "protocol_head",
    _("Protocol of a sitting: its beginning"),
    _("Below date, place and number, a fact a line; one that is not known is left out."),
    STANDARD,
    "{должность ведущего}: {ведущий}\n"
    "Секретарь: {секретарь}\n"
    "[Место проведения: {место}]\n"
    "[Время: {время}]\n"
    "[Присутствовали: {присутствовали}]\n"
    "[Отсутствовали: {отсутствовали}]\n"
    "[Приглашены: {приглашены}]\n"
    "[Подсчёт голосов: {кто считал}]",
    blanks={
        **HEAD_OF_BOTH,
        "место": "базовая школа, кабинет 12",
        "время": "начало в 10:00, окончание в 11:20",
        "присутствовали": "Горбунова Т.П., директор МОКУ СОШ № 2 г. Лузы",
        "отсутствовали": "Зыкова М.Ю., директор МОКУ Покровской ООШ д. Куликово — болезнь",
        "приглашены": "Шубина Е.К., заведующая РОО",
        "кто считал": "Ивонина М.Ю., секретарь совета",
    },
)
PROTOCOL_HEAD_OF_ABSENTEE = FactsForm(
    "protocol_head_of_absentee",
    _("Protocol of an absentee vote: its beginning"),
    _("Below date, place and number, a fact a line; one that is not known is left out."),
    _("Civil Code, article 181.2"),
    "{должность ведущего}: {ведущий}\n"
    "Секретарь: {секретарь}\n"
    "Голосование объявлено: {объявлено}\n"
    "Листы принимались до: {до какого часа}\n"
    "Место возврата листов: {место}\n"
    "[Приняли участие: {участвовали}]\n"
    "[Не вернули листы: {не вернули}]\n"
    "[Недействительные листы: {недействительные}]\n"
    "[Присутствовали: {присутствовали}]\n"
    "[Приглашены: {приглашены}]\n"
    "[Подсчёт голосов: {кто считал}]",
    blanks={
        **HEAD_OF_BOTH,
        "объявлено": "16.11.2011",
        "до какого часа": "18.11.2011 18:00",
        "место": "кабинет 12",
        "участвовали": "Горбунова Т.П., директор МОКУ СОШ № 2 г. Лузы",
        "не вернули": "Лаптев Н.И., директор МОКУ Фабричной ООШ пгт Лальск",
        "недействительные": "Зыкова М.Ю., директор МОКУ Покровской ООШ д. Куликово — лист не подписан",
        "присутствовали": "",
        "приглашены": "",
        "кто считал": "Ивонина М.Ю., секретарь совета",
    },
    optional=frozenset({"присутствовали", "приглашены"}),
)
PROTOCOL_QUORUM = FormSetting(
    "protocol_quorum",
    _("Protocol of a sitting: the quorum"),
    _("Before the agenda: how many were there, whether that is enough, and by which rules the body decides."),
    TO_BE_CHECKED,
    "В составе {членов}, {присутствовали}.[ По доверенности {представлены}.][ Опросными листами {проголосовали}.] "
    "Кворум (не меньше {наименьшее число}) {имеется}. Правила принятия решений: {правила}",
    blanks={
        "членов": "6 членов",
        "присутствовали": "присутствовали 5",
        "представлены": "представлен 1",
        "проголосовали": "проголосовал 1 член",
        **NEEDED,
        **RULES,
    },
)
PROTOCOL_QUORUM_OF_ABSENTEE = FormSetting(
    "protocol_quorum_of_absentee",
    _("Protocol of an absentee vote: the quorum"),
    _("Before the questions."),
    _("Civil Code, article 181.2"),
    "В составе {членов}, {возвращены листы}. Кворум (не меньше {наименьшее число}) {имеется}. {кто присутствует} "
    "Правила принятия решений: {правила}",
    blanks={
        "членов": "6 членов",
        "возвращены листы": "возвращено 5 действительных опросных листов",
        **NEEDED,
        "кто присутствует": "Вернувшие действительный лист считаются присутствующими.",
        **RULES,
    },
)
PROTOCOL_HEADINGS = PassageForm(
    "protocol_headings",
    _("Protocol: its headings"),
    _("A line each: the agenda, the questions of an absentee vote, the counting commission, the annexes."),
    STANDARD,
    "ПОВЕСТКА ДНЯ\nВОПРОСЫ, ПОСТАВЛЕННЫЕ НА ГОЛОСОВАНИЕ\nИзбрание счётной комиссии\nПриложения",
    exactly=4,
)
PROTOCOL_SPEAKER = FormSetting(
    "protocol_speaker",
    _("Protocol: the speaker of a question on the agenda"),
    _("Below the question."),
    STANDARD,
    "Докладчик: {докладчик}",
    blanks={"докладчик": "Винокурова С.А., заместитель директора"},
)
PROTOCOL_TAKING_PART = PassageForm(
    "protocol_taking_part",
    _("Extract: how many decided on the question"),
    _("A sentence a line; one of which nothing is to be said is left out."),
    TO_BE_CHECKED,
    "[{присутствовали} из {членов}.]\n"
    "[В заочном голосовании {участвовали} из {членов}.]\n"
    "[Опросными листами {проголосовали}.]\n"
    "[По доверенности {представлены}: {кто представлен}.]",
    blanks={
        "присутствовали": "Присутствовали 5",
        "участвовали": "",
        "членов": "6 членов совета школьного округа",
        "проголосовали": "проголосовал 1 член совета",
        "представлены": "представлен 1 член совета",
        "кто представлен": "Попова Т.Н. (голосовала Шестакова О.И., доверенность от 10.09.2011)",
    },
)
PROTOCOL_AWAY = FormSetting(
    "protocol_away",
    _("Protocol: who was out while a question was considered"),
    _("Under the heading of the question."),
    TO_BE_CHECKED,
    "При рассмотрении вопроса {отсутствовали}",
    blanks={"отсутствовали": "отсутствовала Попова Т.Н."},
)
REPLY_TO_REMARK = FormSetting(
    "protocol_reply_to_remark",
    _("Protocol: what was answered to a remark of the body"),
    _("Behind what was heard, where the paper had been sent back with remarks."),
    TO_BE_CHECKED,
    "Ответ на замечание ({решение}) «{замечание}»: {ответ}",
    blanks={
        "решение": "протокол от 05.09.2011 № 1",
        "замечание": "перенести мастер-классы на февраль",
        "ответ": "учтено, строка 7 раздела 2.",
    },
)
PROTOCOL_QUESTION = PassageForm(
    "protocol_question",
    _("Protocol and extract: one question"),
    _("Under its heading; «РЕШИЛИ» may stand before the vote, too."),
    STANDARD,
    "[{отсутствовали}]\n"
    "[СЛУШАЛИ: {слушали}]\n"
    "[ВЫСТУПИЛИ: {выступили}]\n"
    "[{голосования}]\n"
    "[РЕШИЛИ: {решили}]\n"
    "[{особые мнения}]",
    blanks={
        "отсутствовали": "При рассмотрении вопроса отсутствовала Попова Т.Н.",
        "слушали": "Винокурову С.А. о плане работы округа.",
        "выступили": "Лаптев Н.И. — предложил указать срок.",
        "голосования": f"ГОЛОСОВАЛИ за согласование плана (открытое): {COUNTED}.",
        "решили": "Согласовать план работы округа.",
        "особые мнения": "Особое мнение (Лаптев Н.И.): срок не указан.",
    },
)
PROTOCOL_DISSENT = FormSetting(
    "protocol_dissent",
    _("Protocol: a dissenting opinion"),
    _("Below the decision."),
    TO_BE_CHECKED,
    "Особое мнение ({кто}): {мнение}",
    blanks={"кто": "Лаптев Н.И.", "мнение": "срок не указан."},
)
POINT_TERMS = FormSetting(
    "decision_point_terms",
    _("Protocol: executor, term and control of a point"),
    _("Below the point of a decision; what is not said is left out."),
    STANDARD,
    "[Ответственный: {ответственный}.][ Срок: {срок}.][ Контроль: {контроль}.]",
    blanks={
        "ответственный": "Винокурова С.А., заместитель директора",
        "срок": "до 01.12.2011",
        "контроль": "Крылова И.П.",
    },
)
PROTOCOL_SUSPENDED = FormSetting(
    "protocol_suspended",
    _("Protocol: a decision that the chair has suspended"),
    _("Before the signatures, in the words of the day of the suspension."),
    TO_BE_CHECKED,
    "Решение по вопросу {вопрос} приостановлено председателем с {начало} по {окончание}: {причина}."
    "[ Приостановка отменена {отменена}.][ Приостановка завершилась {завершилась}.]"
    "[ Приостановка прекращена новым рассмотрением {прекращена}.]",
    blanks={
        "вопрос": "2",
        "начало": "12.09.2011",
        "окончание": "30.09.2011",
        "причина": "нет заключения учредителя",
        "отменена": "20.09.2011",
        "завершилась": "",
        "прекращена": "",
    },
)
PROTOCOL_ENDING = PassageForm(
    "protocol_ending",
    _("Protocol: its ending"),
    _("Between the last question and the signatures; may be empty."),
    TO_BE_CHECKED,
    "",
    may_be_empty=True,
    blanks={"окончание": "11:20", "вопросов": "3"},
    optional=frozenset({"окончание", "вопросов"}),
)
EXTRACT_ATTENDED = PassageForm(
    "extract_attended",
    _("Extract: who was there and who led"),
    _("A sentence a line, behind how many decided."),
    TO_BE_CHECKED,
    "[{присутствовали}.]\n[{приглашены}.]\n{ведущий}, секретарь {секретарь}.",
    blanks={
        "присутствовали": "Присутствовали 5 членов совета школьного округа",
        "приглашены": "Приглашены 2 человека",
        "ведущий": "Председатель Крылова И.П.",
        "секретарь": "Ивонина М.Ю.",
    },
)
EXTRACT_TRUE = FormSetting(
    "extract_true",
    _("Extract: its certification"),
    _("Above the signature of whoever certifies it."),
    STANDARD,
    "Верно",
)

OF_PROTOCOLS = (
    PROTOCOL_HEAD,
    PROTOCOL_HEAD_OF_ABSENTEE,
    PROTOCOL_QUORUM,
    PROTOCOL_QUORUM_OF_ABSENTEE,
    PROTOCOL_HEADINGS,
    PROTOCOL_SPEAKER,
    REPLY_TO_REMARK,
    PROTOCOL_QUESTION,
    PROTOCOL_AWAY,
    PROTOCOL_DISSENT,
    POINT_TERMS,
    PROTOCOL_SUSPENDED,
    PROTOCOL_ENDING,
    EXTRACT_ATTENDED,
    PROTOCOL_TAKING_PART,
    EXTRACT_TRUE,
)
