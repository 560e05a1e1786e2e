"""Annulling an order: the page drafts the order that does it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import text_field
from governance.desk.kinds.order.forms import LONGEST_TEXT
from governance.desk.kinds.order.page import frame
from governance.documents.errors import Refused
from governance.documents.kinds.order.drafting import draft_annulling_order


class AnnulForm(forms.Form):
    """Why the order is annulled; it becomes the preamble of the order that does it."""

    reason = text_field(
        gettext_lazy("Why the order is annulled"),
        LONGEST_TEXT,
        lines=3,
        help_text=gettext_lazy("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        error_messages={"required": gettext_lazy("Write why the order is to be annulled.")},
    )


@of_paper("order")
def order_annul(request: SignedInRequest, document: Any) -> HttpResponse:
    """Draft the order that annuls this one; its force ends when that one is signed."""
    form = AnnulForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            order = draft_annulling_order(document, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(
                request, _("The annulling order is drafted: check it and submit it for signature.")
            )
            return redirect("paper", pk=order.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        **frame(document),
        "title": _("Annul order No. %(number)s") % {"number": document.number or "—"},
        "lead": _(
            "An order is annulled only by another order. It is drafted now and acts from its signature."
        ),
        "form": form,
        "submit": _("Draft the annulling order"),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
