"""The pages on which an order is changed: its points as they read now, each to be reworded or taken out, and its lists.

Beside the form stands how the order will read.
"""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Crumb
from governance.desk.kinds.order.changes_form import ChangesForm, ReasonedChangesForm
from governance.desk.kinds.order.forms import order_crumbs
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.approval.changed_order import ChangedOrder, changed_order
from governance.documents.approval.order_changes import EditionPoint, read_changes
from governance.documents.errors import Refused
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order


class Preview:
    """How the order will read, beside the form; the second button only shows it."""

    request: Any
    form: Any
    preview: list[EditionPoint]
    rows: list[str]

    def look(self) -> None:
        """Read the changes of the form; one that does not fit becomes its error."""
        form = self.form
        self.preview, self.rows = form.standing, []
        if not form.is_bound or not form.is_valid():
            return
        try:
            changes = read_changes(form.changes)
            self.preview = form.amended.edition_with(changes, str(_("this order")))
            self.rows = [change.text for change in changes if change.paper_id is not None]
        except Refused as refusal:
            form.add_error(None, str(refusal))

    @property
    def only_looks(self) -> bool:
        return self.request.POST.get("do") == "look"


class OrderOnOrder(FormOfPaper[Any]):
    """A page that drafts an order on another one; 404 for papers that are no orders."""

    kind: ClassVar[Any] = None

    document: ChangedOrder

    def prepare(self) -> None:
        if not isinstance(self.document, ChangedOrder) or not self.document.is_order:
            raise Http404

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)


class AmendPage(Preview, OrderOnOrder):
    """Begin the order that changes this one."""

    template = "governance/order/changes.html"
    lead = gettext_lazy(
        "Correct the words of a point, take it out, or add one. The new order says so in the right words; this one "
        "stays as it was signed, and shows from then on how it reads."
    )
    submit = gettext_lazy("Draft the amending order")
    shows = ("document", "preview", "rows")

    form: ReasonedChangesForm

    def get_form(self) -> ReasonedChangesForm:
        return ReasonedChangesForm(self.data, amended=self.document)

    def get_title(self) -> str:
        return _("Change order No. %(number)s") % {"number": self.document.number or "—"}

    def respond(self) -> HttpResponse:
        self.look()
        return super().respond()

    def act(self) -> HttpResponse:
        if self.only_looks:
            return self.render()
        order = draft_amending_order(
            self.document,
            changes=self.form.changes,
            by=self.request.user,
            reason=self.form.cleaned_data["reason"],
            since=self.form.cleaned_data["since"],
        )
        messages.success(
            self.request, _("The amending order is drafted: check it and submit it for signature.")
        )
        return redirect("paper", pk=order.pk)


class ChangesPage(Preview, WritePage[Order]):
    """The changes of an amending order that is still a draft."""

    template = "governance/order/changes.html"
    submit = gettext_lazy("Save the changes")
    shows = ("document", "preview", "rows")

    form: Any

    @classmethod
    def fits(cls, document: Order) -> bool:
        return document.amends_id is not None

    def prepare(self) -> None:
        if self.document.amends is None:
            raise Http404

    def get_form(self) -> SeenForm:
        assert self.document.amends is not None
        amended = changed_order(self.document.amends)
        return ChangesForm(
            self.data,
            amended=amended,
            changes=list(self.document.changes.all()),
            initial={"seen": self.document.revision},
        )

    def facts(self) -> Facts:
        return {"changes": self.form.changes}

    def respond(self) -> HttpResponse:
        self.look()
        return super().respond()

    def send(self) -> HttpResponse | None:
        if self.only_looks and self.is_valid():
            return self.render()
        return super().send()
