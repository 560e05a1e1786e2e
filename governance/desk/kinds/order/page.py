"""What the page of an order has besides that of any paper: links to its larger work, visas and readers."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Tab
from governance.desk.kinds.order.by_form import ByFormPage, FillAnewPage, order_forms
from governance.desk.kinds.order.changing import AmendPage, ChangesPage
from governance.desk.kinds.order.editing import BeginOrder, OrderPage
from governance.desk.kinds.order.execution import PointPage, ReaderPage, order_execution
from governance.desk.kinds.order.forms import (
    AcquaintForm,
    AskVisaForm,
    OrderFailureForm,
    OrderReportForm,
    VisaForm,
)
from governance.desk.kinds.order.further import (
    AnnulPage,
    RepealPage,
    SignedByHandPage,
    acquaintance_roll,
    amendment,
    annulment,
    order_roll,
    paper_signature,
    repeal,
)
from governance.desk.papers.declaration import OwnPage, Shared, enter, enter_for_all
from governance.documents.kinds.order.order import Order


def execution_tab(document: Order) -> Tab:
    """Points, visas and readers stand on a page of their own."""
    return Tab(
        label=_("Execution and readers") if document.number else _("Visas and readers"),
        href=reverse("order_execution", args=[document.pk]),
        name="execution",
    )


def context(request: SignedInRequest, document: Order) -> None:
    """Nothing more to show; but its lists are read at once, for the moves, their forms and the sheet alike."""
    followed = document.state in (Order.State.DRAFT, Order.State.EXECUTING)
    document.read_lists("visas", "acquaintances", *(["points"] if followed else []))


enter(
    Order,
    begin=BeginOrder,
    writes={
        "revise": OrderPage,
        "write_changes": ChangesPage,
        "fill_anew": FillAnewPage,
        "close_point": OwnPage("order_execution", _("Control the points"), of_part="order_point"),
        "ask_visa": AskVisaForm,
        "give_visa": VisaForm,
        "acquaint": AcquaintForm,
        "report_point": OrderReportForm,
        "resolve_failure": OrderFailureForm,
    },
    effects={
        "submit": _(
            "The text is frozen. Those asked for a visa see it first, then it lies before the signer."
        ),
        "sign": _(
            "The order gets its number and date, and what it says about other papers takes effect at once."
        ),
        "send_back": _("The drafter gets the order back to change its words."),
        "reject": _(
            "The order is not issued, and the papers that it would have approved go back for rework."
        ),
        "confirm_read": _("Your name and the day stand under the order."),
    },
    tabs=[execution_tab],
    further=[paper_signature, acquaintance_roll],
    context=context,
    addresses=[
        path("papers/new/order/forms/", order_forms, name="order_forms"),
        path("papers/new/order/forms/<slug:code>/", ByFormPage.signed_in_view(), name="order_by_form"),
        path("papers/<key:pk>/points/", order_execution, name="order_execution"),
        path("papers/<key:pk>/points/<key:point>/", PointPage.view(["order"]), name="order_point"),
        path("papers/<key:pk>/sign-on-paper/", SignedByHandPage.view(["order"]), name="order_sign_paper"),
        path("papers/<key:pk>/readers/<key:reader>/", ReaderPage.view(["order"]), name="order_reader"),
        path("papers/<key:pk>/roll.pdf", order_roll, name="order_roll"),
        path("papers/<key:pk>/amend/", AmendPage.view(), name="order_amend"),
        path("papers/<key:pk>/repeal/", RepealPage.view(), name="order_repeal"),
        path("papers/<key:pk>/annul/", AnnulPage.view(), name="order_annul"),
    ],
)
# Orders made here and old ones alike.
enter_for_all(Shared(further=[amendment, repeal, annulment]))
