"""An order signed on paper: an equal way, because a school may have no agreement on signing in the system yet."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, View
from governance.desk.base.components import Crumb
from governance.desk.kinds.order.forms import order_crumbs
from governance.desk.papers.files import ScanForm
from governance.desk.papers.form_page import FormPage
from governance.desk.papers.forms import DecisionForm
from governance.desk.papers.work import work_page
from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment, Signature
from governance.documents.record.perform import perform, transition_of
from governance.documents.record.transitions import Move


class PaperSignatureForm(ScanForm, DecisionForm):
    """The scan of the sheet that was signed by hand; the password confirms who enters it."""

    field_order = ("seen", "file", "password")


class SignedByHandPage(FormPage):
    """The signature by hand: its scan is attached and the order gets its number, in one step."""

    title = gettext_lazy("Signed on paper")
    lead = gettext_lazy(
        "Print the order, sign it by hand and attach its scan. The number is given now: write it on the sheet."
    )
    submit = gettext_lazy("Register the signature")
    multipart = True

    form: PaperSignatureForm

    def __init__(self, request: SignedInRequest, document: Order) -> None:
        super().__init__(request)
        self.document = document
        awaits = document.state == Order.State.SIGNING
        self.move: Move | None = transition_of(document, "sign").custom["move"] if awaits else None
        self.form = PaperSignatureForm(
            *((request.POST, request.FILES) if self.data is not None else ()),
            moves=[self.move] if self.move else [],
            request=request,
            seen=document.revision,
        )

    @classmethod
    def view(cls) -> View:
        @work_page("order", "sign")
        def sign(request: SignedInRequest, document: Order) -> HttpResponse:
            return cls(request, document).respond()

        return sign

    def send(self) -> HttpResponse | None:
        if self.move is None:
            self.form.add_error(None, _("The order does not await a signature now: open it again."))
        elif self.form.check_for(self.move):
            try:
                return self.signed()
            except Refused as refusal:
                self.form.add_error(None, str(refusal))
                self.form.see(self.document.revision)
        return None

    @transaction.atomic
    def signed(self) -> HttpResponse:
        """Attach the scan and sign with it. Raises Refused; then nothing is attached."""
        by, seen = self.request.user, self.form.cleaned_data["seen"]
        scanned = perform(self.document, "attach", by=by, seen=seen, **self.form.facts())
        scan = Attachment.objects.filter(document_id=scanned.pk).latest("pk")
        order = perform(self.document, "sign", by=by, way=Signature.Way.PAPER, scan=scan.pk)
        messages.success(self.request, _("Signed: No. %(number)s.") % {"number": order.number})
        return redirect("paper", pk=order.pk)

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)

    def get_cancel(self) -> str:
        return reverse("paper", args=[self.document.pk])
