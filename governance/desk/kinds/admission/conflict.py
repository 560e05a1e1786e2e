"""Declaring a conflict of interest, after which the member can no longer see the application."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.kinds.admission.check import work_frame
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.record.perform import LONGEST_REASON


class ConflictReasonForm(SeenForm):
    """What makes the conflict: the commission reads it, and whoever checks its work."""

    reason = text_field(
        gettext_lazy("What makes the conflict"),
        LONGEST_REASON,
        lines=3,
        help_text=gettext_lazy("For example: the pupil is my nephew; I teach the pupil for pay."),
    )


@work_page("application", "declare_conflict")
def application_conflict(request: SignedInRequest, document: Any) -> HttpResponse:
    """It cannot lead back to the application: the list is where the member goes on."""
    data = request.POST if request.method == "POST" else None
    form = ConflictReasonForm(data, initial={"seen": document.revision})
    if form.is_valid() and attempt(
        request, document, "declare_conflict", form, reason=form.cleaned_data["reason"]
    ):
        messages.success(
            request,
            _("Your conflict of interest is entered: the application is considered without you."),
        )
        return redirect("applications", pk=document.campaign_id)
    context = {**work_frame(document), "title": _("Declare a conflict of interest"), "form": form}
    return render(request, "governance/admission/conflict.html", context, status=422 if form.errors else 200)
