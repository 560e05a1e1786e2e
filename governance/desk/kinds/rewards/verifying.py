"""The deputy for the district verifies a sheet: each line beside its proof, accepted, corrected or rejected.

The same page answers an objection: the teacher's words stand over the lines. Nothing is accepted by default.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.kinds.rewards.lines import line_row
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.approval.claimed_value import LONGEST_REASON, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.merits import Merit
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.law.validation import plain
from governance.documents.record.perform import LONGEST_REASON as LONGEST_ANSWER

OUTCOMES = (
    ("accept", pgettext_lazy("verification", "Accept")),
    ("correct", pgettext_lazy("verification", "Correct")),
    ("reject", pgettext_lazy("verification", "Reject")),
)


class LineVerdictForm(forms.Form):
    """What is said of one line."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Your word"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose: accept, correct or reject.")},
    )
    value = text_field(
        gettext_lazy("The right value"),
        12,
        required=False,
        attrs={"inputmode": "decimal", "autocomplete": "off"},
        help_text=gettext_lazy("As the proof says."),
    )
    reason = text_field(
        gettext_lazy("Why"),
        LONGEST_REASON,
        lines=2,
        required=False,
        help_text=gettext_lazy("The teacher reads it."),
    )

    def __init__(self, data: Any, *, nomination: Nomination, line: Merit) -> None:
        super().__init__(data, prefix=f"m{line.pk}", initial=stood(line))
        self.nomination, self.line = nomination, line

    def clean(self) -> dict[str, Any]:
        """What the door would refuse for the whole page is said here beside its field."""
        typed = self.cleaned_data
        outcome = typed.get("outcome")
        if outcome in ("correct", "reject") and not typed.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write the reason; the teacher reads it."))
        if outcome == "correct" and "value" not in self.errors:
            self._clean_value(typed.get("value", ""))
        return typed

    def _clean_value(self, written: str) -> None:
        if not written:
            self.add_error("value", _("Write the right value."))
            return
        try:
            value = typed_value(self.nomination.reward_period.system.sheet, self.line.code, written)
        except NotLegal as refusal:
            self.add_error("value", str(refusal))
            return
        if value == self.line.value:
            self.add_error("value", _("This is the claimed value: accept it, or write another."))

    def facts(self) -> dict[str, Any]:
        return {"merit": self.line.pk, **self.cleaned_data}

    @cached_property
    def shown(self) -> dict[str, Any]:
        """One line of templates/governance/rewards/verify.html."""
        return {**line_row(self.nomination, self.line), "form": self}


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


class AnswerForm(SeenForm):
    """What is answered to the objection as a whole."""

    reason = text_field(
        gettext_lazy("Answer to the teacher"),
        LONGEST_ANSWER,
        lines=4,
        error_messages={"required": gettext_lazy("Write the answer; the teacher reads it.")},
    )


@work_page("nomination", "verify", "reward_period__system", "teacher")
def nomination_verify(request: SignedInRequest, document: Any) -> HttpResponse:
    """All lines at once; what is refused keeps every word."""
    return verdicts_page(
        request,
        document,
        move="verify",
        form_class=SeenForm,
        title=_("Verify the points"),
        enter=_("Enter the verification"),
        said=_("The points are verified; the teacher may object now."),
    )


@work_page("nomination", "answer_objection", "reward_period__system", "teacher")
def nomination_answer(request: SignedInRequest, document: Any) -> HttpResponse:
    """The objection, the lines with the first word on them, and the answer."""
    return verdicts_page(
        request,
        document,
        move="answer_objection",
        form_class=AnswerForm,
        title=_("Answer the objection"),
        enter=_("Enter the answer"),
        said=_("The objection is answered."),
    )


def verdicts_page(
    request: SignedInRequest,
    document: Any,
    *,
    move: str,
    form_class: type[SeenForm],
    title: str,
    enter: str,
    said: str,
) -> HttpResponse:
    """A page on which each line gets its word."""
    data = request.POST if request.method == "POST" else None
    form = form_class(data, initial={"seen": document.revision})
    asked = [LineVerdictForm(data, nomination=document, line=line) for line in document.lines]
    # Each is asked, so that each says what is wrong.
    fits = [one.is_valid() for one in (form, *asked)]
    if data is not None and all(fits):
        facts: dict[str, Any] = {"verdicts": [one.facts() for one in asked]}
        if "reason" in form.cleaned_data:
            facts["reason"] = form.cleaned_data["reason"]
        if attempt(request, document, move, form, **facts):
            messages.success(request, said)
            return redirect("paper", pk=document.pk)
    elif data is not None and not form.errors:
        form.add_error(None, _("Nothing has been saved yet: correct what is marked."))
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": str(document.teacher), "href": reverse("paper", args=[document.pk])},
        ],
        "title": title,
        "lead": f"{document.teacher.full_name} · {document.reward_period.title}",
        "document": document,
        "form": form,
        "lines": [one.shown for one in asked],
        "enter": enter,
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/rewards/verify.html", context, status=422 if data is not None else 200)
