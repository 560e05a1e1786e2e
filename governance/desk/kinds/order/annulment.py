"""Annulling an order: the page drafts the order that does it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order


class AnnulForm(forms.Form):
    """Why the order is annulled; it becomes the preamble of the order that does it."""

    reason = text_field(
        gettext_lazy("Why the order is annulled"),
        LONGEST_TEXT,
        lines=3,
        help_text=gettext_lazy("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        error_messages={"required": gettext_lazy("Write why the order is to be annulled.")},
    )


class AnnulPage(FormOfPaper[Order]):
    """Draft the order that annuls this one; its force ends when that one is signed."""

    kind, form_class = "order", AnnulForm
    lead = gettext_lazy(
        "An order is annulled only by another order. It is drafted now and acts from its signature."
    )
    submit = gettext_lazy("Draft the annulling order")

    def get_title(self) -> str:
        return _("Annul order No. %(number)s") % {"number": self.document.number or "—"}

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)

    def act(self) -> HttpResponse:
        order = draft_annulling_order(
            self.document, by=self.request.user, reason=self.form.cleaned_data["reason"]
        )
        messages.success(
            self.request, _("The annulling order is drafted: check it and submit it for signature.")
        )
        return redirect("paper", pk=order.pk)
