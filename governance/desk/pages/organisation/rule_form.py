"""A deciding rule as sentences with choices in them, and the rule that they make."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.fields import text_field
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import Base, Share, VotingRule

STRICT = [("at_least", gettext_lazy("at least")), ("more", gettext_lazy("more than"))]
QUORUM_OF = [
    (Base.ROSTER, gettext_lazy("the filled seats")),
    (Base.ESTABLISHED, gettext_lazy("all seats of the regulation, vacant ones too")),
]
BASES = [
    (Base.PRESENT, gettext_lazy("those present")),
    (Base.CAST, gettext_lazy("the votes cast for and against")),
    (Base.ROSTER, gettext_lazy("the filled seats")),
    (Base.ESTABLISHED, gettext_lazy("all seats of the regulation, vacant ones too")),
]
# A tie is left to the casting vote or adopts, never both; so it is asked once.
CASTING = "casting"
TIES = [
    ("not_adopted", gettext_lazy("the decision is not adopted")),
    (CASTING, gettext_lazy("the vote of the presiding person decides")),
    ("adopted", gettext_lazy("the decision is adopted: a tie is for the person")),
]
SECRECY = [
    ("allowed", gettext_lazy("openly or secretly, as the meeting chooses")),
    ("never", gettext_lazy("always openly")),
    ("always", gettext_lazy("always secretly")),
]
ABSENTEE = [
    ("none", pgettext_lazy("sheets", "do not count")),
    ("votes", gettext_lazy("count as votes, not for the quorum")),
    ("votes_and_quorum", gettext_lazy("count as votes and for the quorum")),
]
GROUPS = [
    ("", gettext_lazy("has no groups of members")),
    ("together", gettext_lazy("counts its groups together")),
    ("quorum_each", gettext_lazy("needs the quorum in each group")),
    ("each", gettext_lazy("needs quorum and majority in each group")),
]
RECUSED_QUORUM = [
    ("count", pgettext_lazy("recused", "count")),
    ("leave", pgettext_lazy("recused", "do not count")),
]
RECUSED_BASE = [
    ("leave", pgettext_lazy("recused", "leave it")),
    ("stay", gettext_lazy("stay in it, like abstentions")),
]
OUTCOMES = [("", gettext_lazy("is a decision")), ("on", gettext_lazy("is a recommendation"))]


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    """A choice inside a sentence; left out, it is the first one."""
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=choices[0][0])


def share_field(label: Any, *, required: bool = True, initial: str = "") -> forms.CharField:
    field = text_field(
        label,
        13,
        required=required,
        missing=gettext_lazy("Write the share, for example 1/2, 2/3 or 60%."),
        attrs={"list": "shares", "size": "5", "autocomplete": "off"},
    )
    field.initial = initial
    return field


def as_share(text: str) -> str:
    """«60 %» → «60/100»; blanks go."""
    plain = "".join(text.split())
    return f"{plain.removesuffix('%')}/100" if plain.endswith("%") else plain


class RuleFields(forms.Form):
    """The choices of one rule. `law` is the rule that they make, None while they make none."""

    quorum_strict = choice(gettext_lazy("Quorum: at least or more than"), STRICT)
    quorum = share_field(gettext_lazy("Quorum: the share"), initial="1/2")
    quorum_of = choice(gettext_lazy("Quorum: of which number"), QUORUM_OF)
    repeated_strict = choice(gettext_lazy("Called again: at least or more than"), STRICT)
    repeated = share_field(gettext_lazy("Called again: the share"), required=False)
    majority_strict = choice(gettext_lazy("Majority: at least or more than"), STRICT[::-1])
    majority = share_field(gettext_lazy("Majority: the share"), initial="1/2")
    base = choice(gettext_lazy("Majority: of whom"), BASES)
    tie = choice(gettext_lazy("On a tie"), TIES)
    secret = choice(gettext_lazy("How is voted"), SECRECY)
    recused_quorum = choice(gettext_lazy("The recused and the quorum"), RECUSED_QUORUM)
    recused_base = choice(gettext_lazy("The recused and the majority"), RECUSED_BASE)
    absentee = choice(gettext_lazy("Sheets of the absent"), ABSENTEE)
    groups = choice(gettext_lazy("Groups of members"), GROUPS)
    outcome = choice(gettext_lazy("What is adopted"), OUTCOMES)
    clause = text_field(gettext_lazy("Clause"), 60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RuleFields.base_fields:
            # Inside a sentence the label is for those who hear the page.
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("quorum", "repeated", "majority"):
            if given.get(name):
                try:
                    Share.parse(as_share(given[name]), given.get(f"{name}_strict") == "more")
                except ImpossibleInput as wrong:
                    self.add_error(name, str(wrong))
        if not self.errors:
            try:
                rule_of(given)
            except ImpossibleInput as wrong:
                raise ValidationError(str(wrong)) from wrong
        return given

    @property
    def law(self) -> VotingRule | None:
        try:
            return rule_of({name: self[name].value() for name in RuleFields.base_fields})
        except ImpossibleInput:
            return None

    @property
    def columns(self) -> dict[str, Any]:
        """What is stored of it."""
        given = self.cleaned_data
        return {
            "rule": rule_of(given).to_json(),
            "advisory": given["outcome"] == "on",
            "clause": given["clause"],
        }


def rule_of(given: Mapping[str, Any]) -> VotingRule:
    """The rule that the choices make. Raises ImpossibleInput with the law's sentence."""

    def chosen(name: str, usual: str) -> str:
        return str(given.get(name) or usual)

    def share(name: str, usual: str) -> dict[str, Any]:
        return {
            "share": as_share(str(given.get(name) or "")),
            "strict": chosen(f"{name}_strict", usual) == "more",
        }

    tie = chosen("tie", "not_adopted")
    return VotingRule.from_json(
        {
            "quorum": {**share("quorum", "at_least"), "of": chosen("quorum_of", "roster")},
            "repeated_quorum": share("repeated", "at_least") if given.get("repeated") else None,
            "majority": {**share("majority", "more"), "base": chosen("base", "present")},
            "casting_vote": tie == CASTING,
            "tie": "not_adopted" if tie == CASTING else tie,
            "secret": chosen("secret", "allowed"),
            "recused_count_for_quorum": chosen("recused_quorum", "count") == "count",
            "recused_leave_base": chosen("recused_base", "leave") == "leave",
            "absentee": chosen("absentee", "none"),
            "groups": given.get("groups") or None,
        }
    )


def choices_of(law: VotingRule, *, advisory: bool, clause: str) -> dict[str, Any]:
    """The choices that make this rule, for a form that begins with it."""

    def strict(share: Share) -> str:
        return "more" if share.strict else "at_least"

    return {
        "quorum_strict": strict(law.quorum),
        "quorum": shown(law.quorum),
        "quorum_of": law.quorum_of,
        "repeated_strict": strict(law.repeated_quorum) if law.repeated_quorum else "at_least",
        "repeated": shown(law.repeated_quorum) if law.repeated_quorum else "",
        "majority_strict": strict(law.majority),
        "majority": shown(law.majority),
        "base": law.base.value,
        "tie": CASTING if law.casting_vote else law.tie,
        "secret": law.secret,
        "recused_quorum": "count" if law.recused_count_for_quorum else "leave",
        "recused_base": "leave" if law.recused_leave_base else "stay",
        "absentee": law.absentee,
        "groups": law.groups or "",
        "outcome": "on" if advisory else "",
        "clause": clause,
    }


def shown(share: Share) -> str:
    """«1» for the whole, «60%» for what is no plain fraction."""
    return f"{share.num}%" if share.den == 100 else "1" if share.num == share.den else str(share)


def sentence_of(wrong: ImpossibleInput) -> str:
    return _("These numbers do not fit together: %(why)s") % {"why": wrong}
