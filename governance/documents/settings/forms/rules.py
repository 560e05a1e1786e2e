"""The words in which protocols quote how a body decides; what a rule comes to in numbers is filled in."""

from django.utils.translation import gettext_lazy as _

from governance.documents.law.voting import Say
from governance.documents.settings.forms.form import TO_BE_CHECKED, fill, paragraphs
from governance.documents.settings.forms.passage import PassageForm

SHARE = {"доля": "больше половины присутствующих"}
# The blanks of the law by their names in the forms.
BLANKS = {"share": "доля", "silence": "воздержавшиеся"}

RULE_QUORUM = PassageForm(
    "rule_quorum",
    _("Rule in a protocol: the quorum"),
    _(
        "A line each: one is enough; all; a share; at a sitting called again one is enough; at a sitting called again "
        "a share."
    ),
    TO_BE_CHECKED,
    "Кворум: достаточно одного присутствующего.\n"
    "Кворум: весь состав.\n"
    "Кворум: {доля}.\n"
    "На повторном заседании достаточно одного присутствующего.\n"
    "На повторном заседании: {доля}.",
    blanks={"доля": "больше половины всего состава"},
    exactly=5,
)
RULE_SHEETS = PassageForm(
    "rule_sheets",
    _("Rule in the protocol of an absentee vote: when it is valid"),
    _("A line each: by one sheet; by the sheets of all; by those of a share."),
    TO_BE_CHECKED,
    "Голосование правомочно, если возвращён хотя бы один опросный лист.\n"
    "Голосование правомочно, если опросные листы вернули все члены.\n"
    "Голосование правомочно, если опросные листы вернули {доля}.",
    blanks={"доля": "больше половины всего состава"},
    exactly=3,
)
RULE_MAJORITY = PassageForm(
    "rule_majority",
    _("Rule in a protocol: the majority"),
    _("A line each: a share is for it; all are for it. What silence means is worded by the next form."),
    TO_BE_CHECKED,
    "Решение принято, если за него {доля}; {воздержавшиеся}.\nДля решения нужно {доля}; {воздержавшиеся}.",
    blanks={**SHARE, "воздержавшиеся": "воздержавшийся не поддерживает решение"},
    exactly=2,
)
RULE_SILENCE = PassageForm(
    "rule_silence",
    _("Rule in a protocol: who does not support a decision"),
    _(
        "A line each, by what the votes are compared with: those present; the votes cast; the roster; the established "
        "number."
    ),
    TO_BE_CHECKED,
    "воздержавшийся не поддерживает решение\n"
    "воздержавшиеся не учитываются, нужен хотя бы один голос «за»\n"
    "воздержавшийся и отсутствующий не поддерживают решение\n"
    "воздержавшийся, отсутствующий и незанятое место его не поддерживают",
    exactly=4,
)
RULE_GROUPS = PassageForm(
    "rule_groups",
    _("Rule in a protocol: groups of the body"),
    _("A line each: counted together; the quorum in each; quorum and majority in each."),
    TO_BE_CHECKED,
    "Группы состава считаются вместе.\n"
    "Кворум нужен в каждой группе состава; голоса считаются вместе.\n"
    "Кворум и большинство нужны в каждой группе состава.",
    exactly=3,
)
RULE_RECUSED = PassageForm(
    "rule_recused",
    _("Rule in a protocol: the recused"),
    _("A line each: not counted for the quorum; counted in the majority."),
    TO_BE_CHECKED,
    "Заявившие самоотвод не учитываются при подсчёте кворума.\n"
    "При подсчёте большинства заявившие самоотвод учитываются как воздержавшиеся.",
    exactly=2,
)
RULE_TIES = PassageForm(
    "rule_ties",
    _("Rule in a protocol: equal votes"),
    _(
        "A line each: adopted; the presiding person decides; no casting vote in a secret vote or by groups; none but "
        "for a simple majority."
    ),
    TO_BE_CHECKED,
    "При равенстве голосов решение считается принятым.\n"
    "При равенстве голосов в открытом голосовании решает голос председательствующего.\n"
    "Решающий голос не действует: при тайном голосовании и голосовании по группам его нет.\n"
    "Решающий голос председательствующего здесь не действует: он возможен только при простом большинстве.",
    exactly=4,
)
RULE_WAYS = PassageForm(
    "rule_ways",
    _("Rule in a protocol: how is voted"),
    _("A line each: always secret; always open; sheets of the absent as votes alone; for the quorum too."),
    TO_BE_CHECKED,
    "Голосование всегда тайное.\n"
    "Голосование всегда открытое.\n"
    "Опросные листы отсутствующих учитываются как голоса, но не в кворуме.\n"
    "Опросные листы отсутствующих учитываются как голоса и в кворуме.",
    exactly=4,
)

# Which sentence of the law (`law.voting.SENTENCES`) each line of a form says.
LINES: dict[PassageForm, tuple[str, ...]] = {
    RULE_QUORUM: ("quorum_one", "quorum_all", "quorum", "again_one", "again"),
    RULE_SHEETS: ("sheets_one", "sheets_all", "sheets"),
    RULE_MAJORITY: ("majority", "unanimity"),
    RULE_SILENCE: ("silence_present", "silence_cast", "silence_roster", "silence_established"),
    RULE_GROUPS: ("groups_together", "groups_quorum_each", "groups_each"),
    RULE_RECUSED: ("recused_quorum", "recused_majority"),
    RULE_TIES: ("tie_adopted", "tie_presiding", "tie_unknown", "tie_not_simple"),
    RULE_WAYS: ("secret_always", "secret_never", "absentee_votes", "absentee_votes_and_quorum"),
}
OF_RULES = tuple(LINES)


def rule_said_in(district: int) -> Say:
    """The words of a district (its id) of today, for `law.voting.describe`."""
    places = {key: (form, place) for form, keys in LINES.items() for place, key in enumerate(keys)}

    def say(key: str, **blanks: str) -> str:
        form, place = places[key]
        return fill(
            paragraphs(form.on(district))[place], {BLANKS[name]: text for name, text in blanks.items()}
        )

    return say
