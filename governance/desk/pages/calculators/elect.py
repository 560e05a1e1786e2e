"""An election on numbers: the rule, the ballots, the votes for each candidate, and who is elected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge
from governance.desk.base.fields import WholeField, text_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.pages.calculators.page import COUNT, Calculator
from governance.desk.pages.organisation.rule_form import QUORUM_OF, STRICT, as_share, choice, share_field
from governance.documents.law.election import ElectionOutcome, Poll, elect
from governance.documents.law.validation import LONGEST_WORD

METHODS = [
    ("majority", gettext_lazy("whoever gets the majority")),
    ("plurality", gettext_lazy("whoever gets the most votes")),
]
BASES = [
    ("present", gettext_lazy("those present")),
    ("ballots", gettext_lazy("the valid ballots")),
    ("roster", gettext_lazy("the filled seats")),
    ("established", gettext_lazy("all seats of the regulation, vacant ones too")),
]
ROUNDS = [("1", pgettext_lazy("election", "first")), ("2", pgettext_lazy("election", "second"))]
MOST_CANDIDATES = 30
WHOLE = gettext_lazy("Whole numbers from 0 to 9999.")


def count_field(label: Any, *, required: bool = True) -> WholeField:
    return WholeField(label=label, min_value=0, max_value=9999, said=WHOLE, required=required)


class ElectionForm(forms.Form):
    """The rule and the numbers of one round."""

    method = choice(gettext_lazy("Elected is"), METHODS)
    quorum_strict = choice(gettext_lazy("Quorum: at least or more than"), STRICT)
    quorum = share_field(gettext_lazy("Quorum: the share"), initial="1/2")
    quorum_of = choice(gettext_lazy("Quorum: of which number"), QUORUM_OF)
    majority_strict = choice(gettext_lazy("Majority: at least or more than"), STRICT[::-1])
    majority = share_field(gettext_lazy("Majority: the share"), initial="1/2", required=False)
    base = choice(gettext_lazy("Majority: of whom"), BASES)
    round = choice(gettext_lazy("Round"), ROUNDS)
    posts = count_field(gettext_lazy("Posts to fill"))
    roster = count_field(gettext_lazy("Members (filled seats)"))
    established = count_field(gettext_lazy("Seats of the regulation, vacant ones too"), required=False)
    present = count_field(gettext_lazy("Present"))
    issued = count_field(gettext_lazy("Ballots issued"))
    found = count_field(gettext_lazy("Ballots found"))
    invalid = count_field(gettext_lazy("Of these invalid"))

    NUMBERS = ("posts", "roster", "established", "present", "issued", "found", "invalid")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in self.NUMBERS]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("method") != "plurality" and not given.get("majority") and "majority" not in self.errors:
            self.add_error("majority", _("Write the share, for example 1/2, 2/3 or 60%."))


class CandidateForm(forms.Form):
    name = text_field(gettext_lazy("Candidate"), LONGEST_WORD, missing=gettext_lazy("Name the candidate."))
    votes = count_field(gettext_lazy("Votes for"))


@dataclass(frozen=True)
class CandidateShown:
    name: str
    votes: int
    badge: Badge


@dataclass(frozen=True)
class ElectionShown:
    """Each candidate with the votes and what they give, the most votes first, and the sentence of the law."""

    outcome: ElectionOutcome
    votes: dict[str, int]

    @property
    def candidates(self) -> Sequence[CandidateShown]:
        ordered = sorted(self.votes, key=lambda name: -self.votes[name])
        return [CandidateShown(name, self.votes[name], self._badge(name)) for name in ordered]

    def _badge(self, name: str) -> Badge:
        outcome = self.outcome
        if name in outcome.elected:
            return Badge("force", _("elected"))
        if name in outcome.runoff:
            return Badge("due", _("second round"))
        return Badge("held", _("tied")) if name in outcome.tied else Badge("quiet", _("not elected"))


class ElectCalculator(Calculator):
    title = gettext_lazy("An election")
    lead = gettext_lazy("Meetings and counting commissions elect by the same law.")
    template = "governance/calculators/elect.html"
    shows = ("answer", "candidates")

    form: ElectionForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        numbers = {"posts": 1, "roster": 9, "present": 7, "issued": 7, "found": 7, "invalid": 0}
        self.candidates = RowsEditor(
            "candidate",
            CandidateForm,
            [],
            self.data,
            blank=0,
            least=2,
            most=MOST_CANDIDATES,
            saved_by=[COUNT],
        )
        self.pressed = self.candidates.pressed
        self.form = ElectionForm(
            None if self.pressed else self.data,
            initial=numbers if self.data is None else dict(self.data.items()),
        )

    def is_valid(self) -> bool:
        valid = [self.form.is_valid(), self.candidates.is_valid()]
        if all(valid) and not self.candidates.given:
            self.form.add_error(None, _("Name at least one candidate with the votes for each."))
            return False
        return all(valid)

    def worked_out(self) -> ElectionShown:
        given = self.form.cleaned_data
        votes = [(row["name"], row["votes"]) for row in self.candidates.given]

        def share(name: str) -> dict[str, Any]:
            return {"share": as_share(given[name]), "strict": given[f"{name}_strict"] == "more"}

        rule: dict[str, Any] = {"quorum": {**share("quorum"), "of": given["quorum_of"] or "roster"}}
        if given["method"] != "plurality":
            rule["majority"] = {**share("majority"), "base": given["base"] or "present"}
        poll = Poll.from_json(
            {
                "posts": given["posts"],
                "candidates": [name for name, _number in votes],
                "method": given["method"] or "majority",
                "rule": rule,
                "roster": given["roster"],
                "present": given["present"],
                "ballots": {name: given[name] for name in ("issued", "found", "invalid")},
                "votes": dict(votes),
                "round": int(given["round"] or 1),
                "established": given["established"],
            }
        )
        return ElectionShown(elect(*poll), dict(votes))
