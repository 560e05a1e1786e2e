"""The deputy for the district verifies a sheet: each line beside its proof, accepted, corrected or rejected.

The same page answers an objection: the teacher's words stand over the lines. Nothing is accepted by default.
"""

from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import text_field
from governance.desk.editors.claimed_value import ClaimVerdictForm, reason_field
from governance.desk.kinds.rewards.lines import LineShown
from governance.desk.kinds.rewards.section import NominationPage
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.validation import plain
from governance.documents.record.perform import LONGEST_REASON as LONGEST_ANSWER

OUTCOMES = (
    ("accept", pgettext_lazy("verification", "Accept")),
    ("correct", pgettext_lazy("verification", "Correct")),
    ("reject", pgettext_lazy("verification", "Reject")),
)


class LineVerdictForm(ClaimVerdictForm):
    """What is said of one line."""

    reason = reason_field(gettext_lazy("The teacher reads it."))
    reason_missing = gettext_lazy("Write the reason; the teacher reads it.")

    def __init__(self, data: QueryDict | None, *, nomination: Nomination, line: Merit) -> None:
        super().__init__(
            data,
            sheet=nomination.reward_period.system.sheet,
            code=line.code,
            claimed=line.value,
            is_circumstance=False,
            outcomes=OUTCOMES,
            prefix=f"m{line.pk}",
            initial=stood(line),
        )
        self.nomination, self.line = nomination, line

    def facts(self) -> Facts:
        return {"merit": self.line.pk, **self.cleaned_data}


class LineAsked(LineShown):
    """A line of templates/governance/rewards/verify.html, with the form for the word on it."""

    def __init__(self, form: LineVerdictForm) -> None:
        super().__init__(form.nomination, form.line)
        self.form = form


def stood(line: Merit) -> dict[str, str]:
    """What was said before, where an objection is answered: the first word stays unless it is changed."""
    if not line.is_settled:
        return {}
    if line.settled is None:
        return {"outcome": "reject", "reason": line.settled_reason}
    if not line.is_corrected:
        return {"outcome": "accept"}
    value = plain(line.settled).replace(".", ",")
    return {"outcome": "correct", "value": value, "reason": line.settled_reason}


class ObjectionAnswerForm(SeenForm):
    """What is answered to the objection as a whole."""

    reason = text_field(
        gettext_lazy("Answer to the teacher"),
        LONGEST_ANSWER,
        lines=4,
        error_messages={"required": gettext_lazy("Write the answer; the teacher reads it.")},
    )


class VerdictsPage(NominationPage):
    """A page on which each line gets its word, all at once; what is refused keeps every word."""

    template = "governance/rewards/verify.html"
    shows = ("document", "lines", "enter")
    # The word on the button.
    enter: Words

    def prepare(self) -> None:
        lines = self.document.lines
        self.verdicts = [LineVerdictForm(self.data, nomination=self.document, line=line) for line in lines]
        self.editors = [*self.verdicts]

    @property
    def lines(self) -> list[LineAsked]:
        return [LineAsked(form) for form in self.verdicts]

    def facts(self) -> Facts:
        return super().facts() | {"verdicts": [form.facts() for form in self.verdicts]}

    def get_lead(self) -> str:
        return f"{self.document.teacher.full_name} · {self.document.reward_period.title}"


class VerificationPage(VerdictsPage):
    label = gettext_lazy("Verify the points")
    read_as = gettext_lazy("verification of the points")
    enter = gettext_lazy("Enter the verification")
    said = gettext_lazy("The points are verified; the teacher may object now.")
    address, name = "papers/<int:pk>/verify/", "nomination_verify"


class ObjectionAnswerPage(VerdictsPage):
    """The objection, the lines with the first word on them, and the answer."""

    form_class = ObjectionAnswerForm
    label = gettext_lazy("Answer the objection")
    read_as = gettext_lazy("answer to the objection")
    enter = gettext_lazy("Enter the answer")
    said = gettext_lazy("The objection is answered.")
    address, name = "papers/<int:pk>/objection/", "nomination_answer"
