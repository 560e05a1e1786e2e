"""What the page of an order has besides that of any paper: links to its larger work, visas and readers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FURTHER, PAGES, TABS, OwnPage
from governance.documents.kinds.order.order import IN_FORCE, Order
from governance.documents.record.document import Document
from governance.roles.rights import Right

PAGES["order", "revise"] = OwnPage("order_edit", gettext_lazy("Edit the order"))
PAGES["order", "close_point"] = OwnPage("order_execution", gettext_lazy("Control the points"))

EFFECTS["order", "submit"] = gettext_lazy(
    "The text is frozen. Those asked for a visa see it first, then it lies before the signer."
)
EFFECTS["order", "sign"] = gettext_lazy(
    "The order gets its number and date, and what it says about other papers takes effect at once."
)
EFFECTS["order", "send_back"] = gettext_lazy("The drafter gets the order back to change its words.")
EFFECTS["order", "reject"] = gettext_lazy(
    "The order is not issued, and the papers that it would have approved go back for rework."
)
EFFECTS["order", "confirm_read"] = gettext_lazy("Your name and the day stand under the order.")


def execution_tab(document: Document) -> dict[str, Any] | None:
    """Points, visas and readers stand on a page of their own."""
    return {
        "label": _("Execution and readers") if document.number else _("Visas and readers"),
        "href": reverse("order_execution", args=[document.pk]),
        "name": "execution",
    }


def paper_signature(request: SignedInRequest, document: Document) -> dict[str, str] | None:
    """A signature by hand is an equal way: the signer, or whoever enters it for them, attaches the scan."""
    if (
        document.state != Order.State.SIGNING
        or (Right.SIGN_ORDER.value, document.unit_id) not in request.pairs
    ):
        return None
    return {"label": _("Signed on paper…"), "href": reverse("order_sign_paper", args=[document.pk])}


def annulment(request: SignedInRequest, document: Document) -> dict[str, str] | None:
    """Only another order takes an order's force away."""
    if document.state not in IN_FORCE or (Right.DRAFT_ORDER.value, document.unit_id) not in request.pairs:
        return None
    return {"label": _("Annul by another order…"), "href": reverse("order_annul", args=[document.pk])}


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Nothing more to show; but its lists are read at once, for the moves, their forms and the sheet alike."""
    followed = document.state in (Order.State.DRAFT, Order.State.EXECUTING)
    document.read_lists("visas", "acquaintances", *(["points"] if followed else []))
    return {}


CONTEXT["order"] = context
TABS.setdefault("order", []).append(execution_tab)
FURTHER.setdefault("order", []).extend([paper_signature, annulment])


def frame(document: Document) -> dict[str, Any]:
    """What the pages of larger work on an order have in common."""
    return {
        "section": "documents",
        "document": document,
        "crumbs": [
            {"label": _("Documents"), "href": reverse("documents")},
            {"label": document.kind_label, "href": reverse("paper", args=[document.pk])},
        ],
    }
