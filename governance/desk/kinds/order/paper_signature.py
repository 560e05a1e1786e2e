"""An order signed on paper: an equal way, because a school may have no agreement on signing in the system yet."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.kinds.order.page import frame
from governance.desk.papers.files import ScanForm
from governance.desk.papers.forms import DecisionForm
from governance.desk.papers.work import work_page
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment, Signature
from governance.documents.record.perform import perform, transition_of


class PaperSignatureForm(ScanForm, DecisionForm):
    """The scan of the sheet that was signed by hand; the password confirms who enters it."""

    field_order = ("seen", "file", "password")


@work_page("order", "sign")
def order_sign_paper(request: SignedInRequest, document: Any) -> HttpResponse:
    """The signature by hand: its scan is attached and the order gets its number, in one step."""
    move = transition_of(document, "sign").custom["move"] if document.state == Order.State.SIGNING else None
    form = PaperSignatureForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        moves=[move] if move else [],
        request=request,
        seen=document.revision,
    )
    if request.method == "POST" and move is not None and form.check_for(move):
        try:
            with transaction.atomic():
                seen = form.cleaned_data["seen"]
                scanned = perform(document, "attach", by=request.user, seen=seen, **form.facts())
                scan = Attachment.objects.filter(document_id=scanned.pk).latest("pk")
                signed = perform(document, "sign", by=request.user, way=Signature.Way.PAPER, scan=scan.pk)
            messages.success(request, _("Signed: No. %(number)s.") % {"number": signed.number})
            return redirect("paper", pk=document.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.see(document.revision)
    elif request.method == "POST" and move is None:
        form.add_error(None, _("The order does not await a signature now: open it again."))
    context = {
        **frame(document),
        "title": _("Signed on paper"),
        "lead": _(
            "Print the order, sign it by hand and attach its scan. The number is given now: write it on the sheet."
        ),
        "form": form,
        "multipart": True,
        "submit": _("Register the signature"),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
