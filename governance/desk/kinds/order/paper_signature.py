"""An order signed on paper: an equal way, because a school may have no agreement on signing in the system yet."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.papers.files import ScanForm
from governance.desk.papers.forms import DecisionForm, Facts
from governance.desk.papers.write import WritePage
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment, Signature
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of
from governance.documents.record.transitions import Move


class PaperSignatureForm(ScanForm, DecisionForm):
    """The scan of the sheet that was signed by hand; the password confirms who enters it."""

    field_order = ("seen", "file", "password")


class SignedByHandPage(WritePage[Order]):
    """The signature by hand: its scan is attached and the order gets its number, in one step."""

    move = "sign"
    title = gettext_lazy("Signed on paper")
    lead = gettext_lazy(
        "Print the order, sign it by hand and attach its scan. The number is given now: write it on the sheet."
    )
    submit = gettext_lazy("Register the signature")
    multipart = True

    form: PaperSignatureForm

    def get_form(self) -> PaperSignatureForm:
        awaits = self.document.state == Order.State.SIGNING
        self.signs: Move | None = transition_of(self.document, "sign").custom["move"] if awaits else None
        return PaperSignatureForm(
            *((self.data, self.request.FILES) if self.data is not None else ()),
            moves=[self.signs] if self.signs else [],
            request=self.request,
            seen=self.document.revision,
        )

    def is_valid(self) -> bool:
        if self.signs is None:
            self.form.add_error(None, _("The order does not await a signature now: open it again."))
            return False
        return self.form.check_for(self.signs)

    def moves(self) -> Iterator[tuple[str, Facts]]:
        """First the scan, then the signature that names it."""
        yield "attach", self.form.facts()
        scan = Attachment.objects.filter(document_id=self.document.pk).latest("pk")
        yield "sign", {"way": Signature.Way.PAPER, "scan": scan.pk}

    def saved(self, paper: Document) -> HttpResponse:
        messages.success(self.request, _("Signed: No. %(number)s.") % {"number": paper.number})
        return redirect("paper", pk=paper.pk)

    def get_paper_label(self) -> str:
        return str(self.document.kind_label)
