"""What is done with an order besides its usual moves: it is signed on paper, or annulled by another order."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import PageLink
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.rights import may
from governance.desk.kinds.order.changing import OrderOnOrder
from governance.desk.kinds.order.forms import LONGEST_TEXT
from governance.desk.papers.files import ScanForm
from governance.desk.papers.forms import DecisionForm, Facts
from governance.desk.papers.sheet import pdf
from governance.desk.papers.write import WritePage
from governance.documents.approval.changed_order import ChangedOrder
from governance.documents.kinds.order.drafting import draft_annulling_order, draft_repealing_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.reviving import ended_by
from governance.documents.kinds.order.roll import has_roll, roll_data
from governance.documents.record.attached import Attachment, Signature
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of
from governance.documents.record.transitions import Move
from governance.roles.rights import Right


def paper_signature(request: SignedInRequest, document: Order) -> PageLink | None:
    """A signature by hand is an equal way: the signer, or whoever enters it for them, attaches the scan."""
    if document.state != Order.State.SIGNING or not may(request, Right.SIGN_ORDER, document.unit_id):
        return None
    return PageLink(label=_("Signed on paper…"), href=reverse("order_sign_paper", args=[document.pk]))


def acquaintance_roll(request: SignedInRequest, document: Order) -> PageLink | None:
    """The roll of an order about people, for whoever may see the order."""
    if not has_roll(document):
        return None
    return PageLink(label=_("Acquaintance roll, PDF"), href=reverse("order_roll", args=[document.pk]))


@of_paper("order")
def order_roll(request: SignedInRequest, document: Order) -> HttpResponse:
    """404 for an order that has no roll."""
    if not has_roll(document):
        raise Http404
    return pdf(request, "acquaintance", roll_data(document), f"roll {document.number}")


class PaperSignatureForm(ScanForm, DecisionForm):
    """The scan of the sheet that was signed by hand; the password confirms who enters it."""

    field_order = ("seen", "file", "password")


class SignedByHandPage(WritePage[Order]):
    """The signature by hand: its scan is attached and the order gets its number, in one step."""

    move = "sign"
    title = _("Signed on paper")
    lead = _(
        "Print the order, sign it by hand and attach its scan. The number is given now: write it on the sheet."
    )
    submit = _("Register the signature")
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


def changed_by_orders(request: SignedInRequest, document: Document) -> ChangedOrder | None:
    """The paper as an order that another one may change or end, for those who draft orders there."""
    if not isinstance(document, ChangedOrder) or not document.is_order:
        return None
    return document if may(request, Right.DRAFT_ORDER, document.unit_id) else None


def amendment(request: SignedInRequest, document: Document) -> PageLink | None:
    """An order in force is changed by another order; one that changes another itself is not."""
    order = changed_by_orders(request, document)
    if order is None or not order.is_order_in_force or getattr(order, "amends_id", None) is not None:
        return None
    return PageLink(label=_("Change by another order…"), href=reverse("order_amend", args=[document.pk]))


def repeal(request: SignedInRequest, document: Document) -> PageLink | None:
    """An order that is no longer needed loses its force from a day on."""
    order = changed_by_orders(request, document)
    if order is None or not order.is_order_in_force:
        return None
    return PageLink(label=_("Repeal by another order…"), href=reverse("order_repeal", args=[document.pk]))


def annulment(request: SignedInRequest, document: Document) -> PageLink | None:
    """An order that should never have been issued is annulled from the beginning."""
    order = changed_by_orders(request, document)
    if order is None or not order.may_be_annulled:
        return None
    return PageLink(label=_("Annul by another order…"), href=reverse("order_annul", args=[document.pk]))


class AnnulForm(forms.Form):
    """Why the order is annulled; it becomes the preamble of the order that does it."""

    reason = text_field(
        _("Why the order is annulled"),
        LONGEST_TEXT,
        lines=3,
        help_text=_("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        missing=_("Write why the order is to be annulled."),
    )
    revive = forms.BooleanField(
        label=_("What it had ended stands again"),
        required=False,
        help_text=_(
            "The new order says so, a point for each: %(papers)s. Otherwise that stays without force."
        ),
    )


class AnnulPage(OrderOnOrder):
    """Draft the order that annuls this one; its force ends when that one is signed."""

    form_class = AnnulForm
    lead = _(
        "An unlawful order is annulled from the beginning: what it approved loses its force, what it changed reads as "
        "before. What it had ended stands again only if the new order says so. One that is only out of date is "
        "repealed instead."
    )
    submit = _("Draft the annulling order")

    def get_title(self) -> str:
        return _("Annul order No. %(number)s") % {"number": self.document.number or "—"}

    def get_form(self) -> forms.Form:
        """It asks about what the order had ended only where there is something."""
        form = super().get_form()
        if ended := ended_by(self.document):
            named = ", ".join(f"«{paper}»" for paper in ended)
            form.fields["revive"].help_text = form.fields["revive"].help_text % {"papers": named}
        else:
            del form.fields["revive"]
        return form

    def act(self) -> HttpResponse:
        given = self.form.cleaned_data
        order = draft_annulling_order(
            self.document, by=self.request.user, reason=given["reason"], revive=given.get("revive", False)
        )
        messages.success(
            self.request, _("The annulling order is drafted: check it and submit it for signature.")
        )
        return redirect("paper", pk=order.pk)


class RepealForm(forms.Form):
    """Why the order loses its force, and from which day."""

    reason = text_field(
        _("Why the order loses its force"),
        LONGEST_TEXT,
        lines=3,
        help_text=_("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        missing=_("Write why the order loses its force."),
    )
    since = day_field(
        _("From which day"), required=False, help_text=_("If empty: from the signature of the new order.")
    )


class RepealPage(OrderOnOrder):
    """Draft the order that takes the force of this one from a day on."""

    form_class = RepealForm
    lead = _(
        "What was done by the order until that day stands; what it approved loses its force with it. An unlawful order "
        "is annulled instead."
    )
    submit = _("Draft the repealing order")

    def get_title(self) -> str:
        return _("Repeal order No. %(number)s") % {"number": self.document.number or "—"}

    def act(self) -> HttpResponse:
        given = self.form.cleaned_data
        order = draft_repealing_order(
            self.document, by=self.request.user, reason=given["reason"], since=given["since"]
        )
        messages.success(
            self.request, _("The repealing order is drafted: check it and submit it for signature.")
        )
        return redirect("paper", pk=order.pk)
