"""What the page of an order has besides that of any paper: links to its larger work, visas and readers."""

from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Tab
from governance.desk.base.rights import may
from governance.desk.kinds.order.annulment import AnnulPage
from governance.desk.kinds.order.editing import BeginOrder, OrderPage
from governance.desk.kinds.order.execution import order_execution
from governance.desk.kinds.order.forms import (
    AcquaintForm,
    AskVisaForm,
    OrderFailureForm,
    ReportForm,
    VisaForm,
)
from governance.desk.kinds.order.paper_signature import SignedByHandPage
from governance.desk.kinds.order.point import PointPage
from governance.desk.papers.declaration import OwnPage, enter
from governance.documents.kinds.order.order import IN_FORCE, Order
from governance.roles.rights import Right


def execution_tab(document: Order) -> Tab:
    """Points, visas and readers stand on a page of their own."""
    return Tab(
        label=_("Execution and readers") if document.number else _("Visas and readers"),
        href=reverse("order_execution", args=[document.pk]),
        name="execution",
    )


def paper_signature(request: SignedInRequest, document: Order) -> PageLink | None:
    """A signature by hand is an equal way: the signer, or whoever enters it for them, attaches the scan."""
    if document.state != Order.State.SIGNING or not may(request, Right.SIGN_ORDER, document.unit_id):
        return None
    return PageLink(label=_("Signed on paper…"), href=reverse("order_sign_paper", args=[document.pk]))


def annulment(request: SignedInRequest, document: Order) -> PageLink | None:
    """Only another order takes an order's force away."""
    if document.state not in IN_FORCE or not may(request, Right.DRAFT_ORDER, document.unit_id):
        return None
    return PageLink(label=_("Annul by another order…"), href=reverse("order_annul", args=[document.pk]))


def context(request: SignedInRequest, document: Order) -> None:
    """Nothing more to show; but its lists are read at once, for the moves, their forms and the sheet alike."""
    followed = document.state in (Order.State.DRAFT, Order.State.EXECUTING)
    document.read_lists("visas", "acquaintances", *(["points"] if followed else []))


enter(
    Order,
    begin=BeginOrder,
    writes={
        "revise": OrderPage,
        "close_point": OwnPage("order_execution", gettext_lazy("Control the points")),
        "ask_visa": AskVisaForm,
        "give_visa": VisaForm,
        "acquaint": AcquaintForm,
        "report_point": ReportForm,
        "resolve_failure": OrderFailureForm,
    },
    effects={
        "submit": gettext_lazy(
            "The text is frozen. Those asked for a visa see it first, then it lies before the signer."
        ),
        "sign": gettext_lazy(
            "The order gets its number and date, and what it says about other papers takes effect at once."
        ),
        "send_back": gettext_lazy("The drafter gets the order back to change its words."),
        "reject": gettext_lazy(
            "The order is not issued, and the papers that it would have approved go back for rework."
        ),
        "confirm_read": gettext_lazy("Your name and the day stand under the order."),
    },
    tabs=[execution_tab],
    further=[paper_signature, annulment],
    context=context,
    addresses=[
        path("papers/<int:pk>/points/", order_execution, name="order_execution"),
        path("papers/<int:pk>/points/<int:point>/", PointPage.view(["order"]), name="order_point"),
        path("papers/<int:pk>/sign-on-paper/", SignedByHandPage.view(["order"]), name="order_sign_paper"),
        path("papers/<int:pk>/annul/", AnnulPage.view(), name="order_annul"),
    ],
)
