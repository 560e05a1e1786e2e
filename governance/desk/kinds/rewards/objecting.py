"""A teacher objects to what was found of the own sheet, within the term that the system gives."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.kinds.rewards.lines import line_row
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.kinds.rewards.card import LONGEST_TEXT
from governance.documents.kinds.rewards.verifying import objection_is_open


class ObjectionForm(SeenForm):
    objection = text_field(
        gettext_lazy("What you object to, and why"),
        LONGEST_TEXT,
        lines=6,
        help_text=gettext_lazy("Name the line and say what the proof shows."),
        error_messages={"required": gettext_lazy("Write what you object to and why.")},
    )


@work_page("nomination", "object_to", "reward_period__system", "teacher")
def nomination_object(request: SignedInRequest, document: Any) -> HttpResponse:
    """The words of the teacher beside the lines with what was found of them."""
    if request.method != "POST" and not objection_is_open(document):
        messages.warning(request, _("The term to object is over."))
        return redirect("paper", pk=document.pk)
    form = ObjectionForm(request.POST or None, initial={"seen": document.revision})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, document, "object_to", form, objection=form.cleaned_data["objection"])
    ):
        messages.success(request, _("The objection is entered; you will see the answer here."))
        return redirect("paper", pk=document.pk)
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": document.reward_period.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Object to what was found"),
        "lead": _("The last day to object is %(day)s.") % {"day": day(document.objection_until)},
        "lines": [line_row(document, line) for line in document.lines],
        "form": form,
        "submit": _("Object"),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/rewards/object.html", context, status=422 if form.errors else 200)
