"""The words in which a protocol begins its motions and decisions, which its secretary completes; and of elections."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import FactsForm, PassageForm

THREE_LINES = _("Three lines: the question on the agenda, what is put to the vote, the decision.")
PAPER = {"версия": "2"}
WHY = {"причина": "кандидаты взяли самоотвод"}
COUNTED = "за — 5, против — 1, воздержались — 0"
COMPOSED = {"состав": "Попова Т.Н. (председатель комиссии), Лаптев Н.И.", "голоса": COUNTED}

MOTION_DRAFT = FormSetting(
    "motion_draft",
    _("Motion on a question without a paper"),
    _("After «ГОЛОСОВАЛИ»; the secretary may reword it."),
    TO_BE_CHECKED,
    "за предложенное решение",
)
DECISION_ADOPTED = FormSetting(
    "decision_adopted",
    _("Decision on a paper that found the majority"),
    _("The paper is named in the accusative; the secretary may reword it."),
    TO_BE_CHECKED,
    "{согласовать} {документ}[ (версия {версия})].",
    blanks={"согласовать": "Согласовать", "документ": "план работы школьного округа", **PAPER},
)
DECISION_DECLINED = FormSetting(
    "decision_declined",
    _("Decision on a paper that found no majority"),
    _("The paper is named in the accusative; the secretary may reword it."),
    TO_BE_CHECKED,
    "{документ}[ (версия {версия})] {вернуть}.",
    blanks={
        "документ": "План работы школьного округа",
        **PAPER,
        "вернуть": "не согласовывать, вернуть на доработку",
    },
)
NOTHING_FOLLOWS = FormSetting(
    "decision_nothing_follows",
    _("Decision on a question without a paper that found no majority"),
    _("The secretary may reword it."),
    TO_BE_CHECKED,
    "Предложение не набрало необходимого большинства голосов и не принято.",
)
DECISION_ADVISORY = FormSetting(
    "decision_advisory",
    _("Decision of a body that recommends"),
    _("Before the words of the decision."),
    TO_BE_CHECKED,
    "Рекомендовать: {решение}",
    blanks={"решение": "согласовать план работы школьного округа."},
)
LEFT_UNDECIDED = FormSetting(
    "decision_left",
    _("Question that was left without a decision"),
    _("With the reason."),
    TO_BE_CHECKED,
    "Вопрос оставлен без решения: {причина}",
    blanks={"причина": "докладчик болен"},
)
CHAIR_OF_SITTING = PassageForm(
    "sitting_elects_chair",
    _("A sitting elects its chair"),
    THREE_LINES,
    TO_BE_CHECKED,
    "Об избрании председательствующего на заседании\n"
    "за избрание председательствующим на заседании\n"
    "Избрать председательствующим на заседании {кого}.",
    blanks={"кого": "Крылову И.П."},
    exactly=3,
)
SECRETARY_OF_SITTING = PassageForm(
    "sitting_elects_secretary",
    _("A sitting elects its secretary"),
    THREE_LINES,
    TO_BE_CHECKED,
    "Об избрании секретаря заседания\nза избрание секретарём заседания\nИзбрать секретарём заседания {кого}.",
    blanks={"кого": "Ивонину М.Ю."},
    exactly=3,
)
CANDIDATE = FormSetting(
    "vote_candidate",
    _("Protocol: who was put up for chair or secretary of a sitting"),
    _("Behind the numbers of a vote."),
    TO_BE_CHECKED,
    "На голосование поставлена кандидатура: {кто}.",
    blanks={"кто": "Крылова И.П."},
)
ELECTED = FormSetting(
    "election_elected",
    _("Decision of an election: who is elected"),
    _("With the days that the decision says."),
    TO_BE_CHECKED,
    "Избрать {кем} {кого} {начало}[ {окончание}].",
    blanks={
        "кем": "председателем совета школьного округа",
        "кого": "Крылову И.П.",
        "начало": "со дня подписания протокола",
        "окончание": "по 31 августа 2013 г.",
    },
)
COUNTING_ACCEPTED = FormSetting(
    "election_counting_accepted",
    _("Decision of an election: the protocol of the counting commission"),
    _("A line for each ballot that it counted."),
    TO_BE_CHECKED,
    "Утвердить протокол № {номер} счётной комиссии.",
    blanks={"номер": "1"},
)
NOBODY_ELECTED = FormSetting(
    "election_nobody",
    _("Decision of an election: nobody is elected"),
    _("With the reason, where there is one."),
    TO_BE_CHECKED,
    "Никого не избрать[: {причина}].",
    blanks=WHY,
)
POSTS_LEFT = FormSetting(
    "election_posts_left",
    _("Decision of an election: posts that stay vacant"),
    _("With the reason, where there is one."),
    TO_BE_CHECKED,
    "Мест, оставшихся незанятыми: {сколько}[: {причина}].",
    blanks={"сколько": "1", **WHY},
)
ELECTION_VOTES = FormSetting(
    "election_votes",
    _("Protocol: the votes for each candidate"),
    _("After «ГОЛОСОВАЛИ», with the ballots of a secret vote."),
    TO_BE_CHECKED,
    "{за кого}, против всех — {против всех}"
    "[; бюллетеней на бумаге: выдано {выдано}, обнаружено {обнаружено}, недействительных {недействительных}]"
    "[; голосов в системе: {в системе}]"
    "[; всего действительных бюллетеней и голосов: {всего}]",
    blanks={
        "за кого": "за Крылову И.П. — 4, за Жданова Н.С. — 2",
        "против всех": "0",
        "выдано": "4",
        "обнаружено": "4",
        "недействительных": "0",
        "в системе": "2",
        "всего": "6",
    },
)
ELECTION_RESULT = PassageForm(
    "election_result",
    _("Result of an election"),
    _("A sentence a line: in the protocols of the sitting and of the counting commission, and on the pages."),
    TO_BE_CHECKED,
    "[{избраны}: {кто избран} (нужно не меньше {наименьшее число}).]\n"
    "[Никто не избран: нужно не меньше {голосов}.]\n"
    "[Голоса разделились поровну: {поровну}.]\n"
    "[Во второй тур голосования: {второй тур}.]",
    blanks={
        "избраны": "Избрана",
        "кто избран": "Крылова И.П. — 4 голоса",
        "наименьшее число": "4",
        "голосов": "",
        "поровну": "",
        "второй тур": "",
    },
)
COMMISSION_ELECTED = FormSetting(
    "counting_commission_elected",
    _("Protocol: the counting commission is elected"),
    _("Before the questions."),
    TO_BE_CHECKED,
    "Предложен состав: {состав}.\nГОЛОСОВАЛИ за предложенный состав (открытое): {голоса}.\nРЕШИЛИ: избрать счётную "
    "комиссию: {кого}; председатель комиссии — {председатель}.",
    blanks={**COMPOSED, "кого": "Попову Т.Н., Лаптева Н.И.", "председатель": "Попова Т.Н."},
)
COMMISSION_DECLINED = FormSetting(
    "counting_commission_declined",
    _("Protocol: the counting commission is not elected"),
    _("Before the questions."),
    TO_BE_CHECKED,
    "Предложен состав: {состав}.\nГОЛОСОВАЛИ за предложенный состав (открытое): {голоса}.\nСчётная комиссия в этом "
    "составе не избрана. {итог}",
    blanks={**COMPOSED, "итог": "Необходимое большинство не набрано."},
)
COUNTING_BALLOTS = FactsForm(
    "counting_ballots",
    _("Protocol of the counting commission: the ballots"),
    _(
        "A fact a line; one that is not known is left out. Ballots on paper stand apart from votes in the system."
    ),
    TO_BE_CHECKED,
    "Число членов, входящих в состав: {состав}\n"
    "Участвуют в заседании: {участвуют}\n"
    "[Изготовлено бюллетеней: {изготовлено}]\n"
    "[Выдано бюллетеней: {выдано}]\n"
    "[Погашено испорченных бюллетеней: {испорченных}]\n"
    "[Погашено неиспользованных бюллетеней: {неиспользованных}]\n"
    "[Обнаружено бюллетеней при вскрытии урны: {обнаружено}]\n"
    "[Признано недействительными: {недействительных}]\n"
    "[Действительных бюллетеней: {действительных}]\n"
    "[Подано голосов в системе: {в системе}]\n"
    "[Всего действительных бюллетеней и голосов в системе: {всего}]",
    blanks={
        "состав": "6",
        "участвуют": "6",
        "изготовлено": "7",
        "выдано": "4",
        "испорченных": "0",
        "неиспользованных": "3",
        "обнаружено": "4",
        "недействительных": "0",
        "действительных": "4",
        "в системе": "2",
        "всего": "6",
    },
)
COUNTING_APPROVED = FormSetting(
    "counting_approved",
    _("Protocol of the counting commission: the vote on it"),
    _("Before the signatures."),
    TO_BE_CHECKED,
    "Протокол {утверждён} открытым голосованием: {голоса}.",
    blanks={"утверждён": "утверждён", "голоса": COUNTED},
)

OF_DECISIONS = (
    MOTION_DRAFT,
    DECISION_ADOPTED,
    DECISION_DECLINED,
    NOTHING_FOLLOWS,
    DECISION_ADVISORY,
    LEFT_UNDECIDED,
    CHAIR_OF_SITTING,
    SECRETARY_OF_SITTING,
    CANDIDATE,
    ELECTED,
    COUNTING_ACCEPTED,
    NOBODY_ELECTED,
    POSTS_LEFT,
    ELECTION_VOTES,
    ELECTION_RESULT,
    COMMISSION_ELECTED,
    COMMISSION_DECLINED,
    COUNTING_BALLOTS,
    COUNTING_APPROVED,
)
