"""The words of a vote in a protocol: what was put to it, how many voted how, what came of it."""

from django.utils.translation import gettext_lazy as _

from governance.documents.settings.forms.form import TO_BE_CHECKED, FormSetting
from governance.documents.settings.forms.passage import PassageForm

COUNTED = "за — 5, против — 1, воздержались — 0"
VOTES = {"за": "5", "против": "1", "воздержались": "0"}

PROTOCOL_VOTE = PassageForm(
    "protocol_vote",
    _("Protocol and extract: one vote"),
    _("What was put to the vote, how many voted how, who did not agree. An extract names nobody."),
    TO_BE_CHECKED,
    "ГОЛОСОВАЛИ[ {за что}] ({как}): {голоса}.[ {итог}][ {сведения}]\n"
    "[Против: {против}.]\n"
    "[Воздержались: {воздержались}.]\n"
    "[Не голосовали: {не голосовали}.]\n"
    "[Не участвовали в голосовании (самоотвод): {самоотвод}.]\n"
    "[Голос подан устно или на бумаге и внесён секретарём: {внесены}.]\n"
    "[Решение принято решающим голосом {председательствующего}.]\n"
    "[Правило этого голосования: {правило}.]",
    blanks={
        "за что": "за согласование плана работы округа",
        "как": "открытое",
        "голоса": COUNTED,
        "итог": "Необходимое большинство (больше половины присутствующих, 4 из 6) набрано.",
        "сведения": "Решение носит рекомендательный характер.",
        "против": "Лаптев Н.И.",
        "воздержались": "Рябова О.В.",
        "не голосовали": "Попова Т.Н.",
        "самоотвод": "Чирков В.А. — личная заинтересованность",
        "внесены": "Рябова О.В.",
        "председательствующего": "председательствующего (Крылова И.П.)",
        "правило": "«распределение поощрений», Положение о совете, пункт 4.3",
    },
)
VOTES_COUNTED = FormSetting(
    "votes_counted",
    _("Protocol: how many voted how"),
    _("After «ГОЛОСОВАЛИ»; the protocol of the counting commission says it by the same words."),
    TO_BE_CHECKED,
    "за — {за}, против — {против}, воздержались — {воздержались}[, не голосовали — {не голосовали}]",
    blanks={**VOTES, "не голосовали": "1"},
)
VOTES_RECUSED = FormSetting(
    "votes_recused",
    _("Extract: how many took no part in the vote"),
    _("Behind the numbers; the protocol names them."),
    TO_BE_CHECKED,
    "{голоса}, не участвовали (самоотвод) — {сколько}",
    blanks={"голоса": COUNTED, "сколько": "1"},
)
VOTES_BY_SHEETS = FormSetting(
    "votes_by_sheets",
    _("Protocol of a mixed vote: how many of the votes came by sheets"),
    _("Behind the result of the vote."),
    TO_BE_CHECKED,
    "Из них опросными листами: {голоса} ({кто}).",
    blanks={"голоса": "за — 1, против — 0, воздержались — 0", "кто": "Лаптев Н.И."},
)
VOTE_ANNULLED = FormSetting(
    "vote_annulled",
    _("Protocol: a vote that was annulled"),
    _("Instead of its numbers."),
    TO_BE_CHECKED,
    "{голосование} аннулировано: {причина}.",
    blanks={"голосование": "Первое голосование", "причина": "неясный вопрос"},
)
MAJORITY = FormSetting(
    "vote_majority",
    _("Protocol: whether the majority was found"),
    _("Behind the numbers of a vote."),
    TO_BE_CHECKED,
    "Необходимое большинство ({большинство}) {набрано}.",
    blanks={"большинство": "больше половины присутствующих, 4 из 6", "набрано": "набрано"},
)
VOTE_TIED = FormSetting(
    "vote_tied",
    _("Protocol: votes were equal and the casting vote decided"),
    _("Behind the numbers of a vote."),
    TO_BE_CHECKED,
    "Голоса разделились поровну.",
)
VOTE_ADVISORY = FormSetting(
    "vote_advisory",
    _("Protocol: the decision is a recommendation"),
    _("Behind the numbers of a vote."),
    TO_BE_CHECKED,
    "Решение носит рекомендательный характер.",
)
VOTE_OF_GROUP = FormSetting(
    "vote_of_group",
    _("Protocol: what a group of members came to"),
    _("Where the rule asks each group."),
    _("Labour Code, articles 387 and 388"),
    "Группа «{группа}»: {кворум}[, {большинство}].",
    blanks={"группа": "родители", "кворум": "кворум имеется", "большинство": "большинство набрано"},
)

OF_VOTES = (
    PROTOCOL_VOTE,
    VOTES_COUNTED,
    VOTES_RECUSED,
    VOTES_BY_SHEETS,
    VOTE_ANNULLED,
    MAJORITY,
    VOTE_TIED,
    VOTE_ADVISORY,
    VOTE_OF_GROUP,
)
