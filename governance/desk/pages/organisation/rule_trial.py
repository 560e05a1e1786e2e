"""A rule tried at once on numbers, by the same law that decides in sittings and in `tally`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from governance.desk.base.components import Badge
from governance.desk.pages.organisation.rule_form import choice, sentence_of
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import (
    Count,
    GroupedCount,
    Sheets,
    VoteOutcome,
    VotingRule,
    decide,
    decide_in_groups,
    describe,
)

PRESIDING = [
    ("absent", gettext_lazy("gave no vote")),
    ("for", gettext_lazy("was for")),
    ("against", gettext_lazy("was against")),
    ("abstain", pgettext_lazy("trial", "abstained")),
    ("recused", gettext_lazy("was recused")),
]
WAYS = [("", pgettext_lazy("trial", "open")), ("on", pgettext_lazy("trial", "secret"))]
SITTINGS = [("", gettext_lazy("the first sitting")), ("on", gettext_lazy("a sitting called again"))]


def number(label: Any) -> forms.IntegerField:
    wrong = gettext_lazy("Whole numbers from 0 to 999.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=999,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "3", "autocomplete": "off"}),
    )


class TrialForm(forms.Form):
    """Numbers of one vote; those of a second group are asked where the rule counts by groups."""

    roster = number(pgettext_lazy("trial", "members"))
    present = number(pgettext_lazy("trial", "present"))
    for_ = number(pgettext_lazy("trial", "for"))
    against = number(pgettext_lazy("trial", "against"))
    abstain = number(pgettext_lazy("trial", "abstained"))
    recused = number(pgettext_lazy("trial", "recused"))
    established = number(gettext_lazy("seats of the regulation"))
    sheets_for = number(gettext_lazy("sheets for"))
    sheets_against = number(gettext_lazy("sheets against"))
    sheets_abstain = number(gettext_lazy("sheets abstained"))
    roster2 = number(gettext_lazy("members of the second group"))
    present2 = number(gettext_lazy("present of the second group"))
    for2 = number(gettext_lazy("for in the second group"))
    against2 = number(gettext_lazy("against in the second group"))
    abstain2 = number(gettext_lazy("abstained in the second group"))
    recused2 = number(gettext_lazy("recused in the second group"))
    secret = choice(gettext_lazy("The vote is"), WAYS)
    repeated = choice(gettext_lazy("It is"), SITTINGS)
    presiding = choice(gettext_lazy("Whoever presides"), PRESIDING)


@dataclass(frozen=True)
class Trial:
    """Numbers beside a rule, and what comes of them."""

    form: TrialForm
    law: VotingRule | None

    @property
    def id(self) -> str:
        return f"tried-{self.form.prefix}"

    @property
    def rule(self) -> str:
        """The rule in the words of protocols; empty while the choices make none."""
        return describe(self.law) if self.law is not None else ""

    @property
    def asked(self) -> list[Any]:
        """The numbers that this rule looks at."""
        names = ["roster", "present", "for_", "against", "abstain", "recused"]
        law = self.law
        if law is not None and law.groups is not None:
            names += ["roster2", "present2", "for2", "against2", "abstain2", "recused2"]
        if law is not None and law.names_established:
            names.append("established")
        if law is not None and law.absentee != "none":
            names += ["sheets_for", "sheets_against", "sheets_abstain"]
        return [self.form[name] for name in names]

    @property
    def ways(self) -> list[Any]:
        law, names = self.law, []
        if law is None or law.secret == "allowed":
            names.append("secret")
        if law is not None and law.repeated_quorum is not None:
            names.append("repeated")
        if law is not None and law.breaks_ties:
            names.append("presiding")
        return [self.form[name] for name in names]

    @property
    def outcome(self) -> VoteOutcome | str:
        """What the law says, or why these numbers are none."""
        if self.law is None:
            return _("The choices above make no rule yet.")
        if not self.form.is_valid():
            return _("Whole numbers from 0 to 999.")
        try:
            return tried(self.law, self.form.cleaned_data)
        except ImpossibleInput as wrong:
            return sentence_of(wrong)

    @property
    def verdict(self) -> Badge | None:
        """The outcome as a sign and a word."""
        outcome = self.outcome
        if isinstance(outcome, str):
            return None
        if not outcome.quorum:
            return Badge("due", pgettext("trial", "no quorum"))
        return (
            Badge("force", pgettext("trial", "adopted"))
            if outcome.adopted
            else Badge("alarm", pgettext("trial", "not adopted"))
        )

    @property
    def said(self) -> str:
        outcome = self.outcome
        return outcome if isinstance(outcome, str) else outcome.reason


def tried(law: VotingRule, given: Mapping[str, Any]) -> VoteOutcome:
    """What the law says of these numbers. Raises ImpossibleInput where they contradict each other or the rule."""
    secret = law.secret == "always" or (law.secret == "allowed" and given["secret"] == "on")
    sheets = None
    if law.absentee != "none" and not secret:
        sheets = Sheets(*(given[f"sheets_{name}"] or 0 for name in ("for", "against", "abstain")))
    whole = replace(
        count_of(given, ""),
        secret=secret,
        presiding=(given["presiding"] or "absent") if law.breaks_ties else "absent",
        established=(given["established"] or 0) if law.names_established else None,
        repeated=given["repeated"] == "on",
        sheets=sheets,
    )
    if law.groups is None:
        return decide(law, whole)
    first, second = count_of(given, ""), count_of(given, "2")
    columns = ("roster", "present", "recused", "for_", "against", "abstain")
    sums = {name: getattr(first, name) + getattr(second, name) for name in columns}
    groups = {pgettext("trial", "first"): first, pgettext("trial", "second"): second}
    return decide_in_groups(law, GroupedCount(groups, replace(whole, **sums)))


def count_of(given: Mapping[str, Any], group: str) -> Count:
    """The numbers of a group: "" for the first or only one, "2" for the second."""
    own = [f"{name}{group}" for name in ("roster", "present", "recused", "against", "abstain")]
    roster, present, recused, against, abstain = (given[name] or 0 for name in own)
    for_ = given["for2" if group else "for_"] or 0
    return Count(roster, present, recused, for_, against, abstain)


def trial(prefix: str, data: QueryDict | None, law: VotingRule | None, seats: int) -> Trial:
    """The trial beside the rule whose fields begin with `prefix`; `seats`: those of the body, to begin with."""
    own = f"try-{prefix}" if prefix else "try"
    numbers = {"roster": seats, "present": seats, "for_": seats // 2 + 1, "against": seats - seats // 2 - 1}
    numbers |= {"established": seats, "roster2": seats, "present2": seats, "for2": seats // 2 + 1}
    given: dict[str, Any] = {f"{own}-{name}": number for name, number in numbers.items()}
    # What the page has not asked yet begins with its number.
    given |= {name: value for name, value in (data or {}).items() if name.startswith(f"{own}-")}
    return Trial(TrialForm(given, prefix=own), law)
