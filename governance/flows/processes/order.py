"""The flows of orders: drafted, agreed by visas, signed or not, carried out; and tasks of single people beside that.

The next step follows from the state of the order alone (`turn`), so it is right whoever made the move.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.approval.effects import RESTORE
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint, row_of
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.flows.engine.points import Charging, flow_of
from governance.roles.person import Person
from governance.roles.rights import Right

State = Order.State


def rows_of(order: Any, name: str) -> list[Any]:
    """The points, visas or acquaintances of an order, read once for all that follows from an event."""
    order.read_lists(name)
    return list(getattr(order, name).all())


def points_are_open(order: Order) -> bool:
    """Whether some point with a deadline is not carried out yet."""
    return order.state == State.EXECUTING and any(point.is_open for point in rows_of(order, "points"))


def controller(document: Document, part: str) -> Person | None:
    """The person who controls the order by its own words."""
    return document.controller  # type: ignore[attr-defined]  # the document of this flow is an order


@enter("OrderFlow")
class OrderFlow(PaperFlow):
    """The drafter, visas, the signer, the execution."""

    kinds = ("order",)
    route = ("prepare", "visas", "sign", "execution", "closing")
    # Since 2 whoever controls the order by its own words is asked to take it off control, and nobody else.
    version = 2
    revived_by = RESTORE

    start = flow.StartHandle(this.open).Next(this.prepare)
    revival = flow.StartHandle(this.open).Next(this.turn)
    prepare = Decide(
        "submit", "reject", title=_("Complete the order and submit it"), within=tasks.PREPARE_ORDER
    ).Next(this.turn)
    visas = Await(
        "give_visa", "drop_visa", "recall", "send_back", "word_anew", "reject", title=_("Visas")
    ).Next(this.turn)
    sign = Decide(
        "sign",
        "send_back",
        "reject",
        "recall",
        "word_anew",
        title=_("Sign the order"),
        within=tasks.SIGN_ORDER,
    ).Next(this.turn)
    execution = Await(
        "report_point", "close_point", "amend", "restore", "repeal", "annul", title=_("Execution")
    ).Next(this.turn)
    closing = Decide(
        "complete",
        "return_point",
        "amend",
        "restore",
        "repeal",
        "annul",
        title=_("Take the order off control"),
        within=tasks.END_CONTROL,
        named=controller,
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.prepare, in_state(State.DRAFT))
        .Case(this.visas, in_state(State.AGREEING))
        .Case(this.sign, in_state(State.SIGNING))
        .Case(this.execution, when(points_are_open))
        .Case(this.closing, in_state(State.EXECUTING))
        .Default(this.end)
    )
    end = flow.End()


class OrderPartFlow(PartFlow):
    """One run for each open row of one list of an order (`rows`)."""

    kinds = ("order",)
    rows: ClassVar[str]

    @classmethod
    def open_parts(cls, document: Order) -> set[str]:
        return {row.part for row in rows_of(document, cls.rows) if row.is_open}


def named_in(rows: str, field: str = "person") -> Any:
    """A function that finds the person named in the row that a part is about."""

    def find(document: Document, part: str) -> Person | None:
        return getattr(row_of(rows_of(document, rows), part), field, None)

    return find


@enter("VisaFlow")
class VisaFlow(OrderPartFlow):
    """One person is asked for a visa while the order is being agreed."""

    rows = "visas"

    start = flow.StartHandle(this.open).Next(this.visa)
    visa = Decide(
        "give_visa", "drop_visa", title=_("Give a visa"), within=tasks.GIVE_VISA, named=named_in("visas")
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Order) -> set[str]:
        return super().open_parts(document) if document.state == State.AGREEING else set()


@enter("AcquaintanceFlow")
class AcquaintanceFlow(OrderPartFlow):
    """One person confirms that they have read the order in force."""

    rows = "acquaintances"

    start = flow.StartHandle(this.open).Next(this.reading)
    reading = Decide(
        "confirm_read",
        "drop_reader",
        "excuse_reader",
        title=_("Read the order"),
        within=tasks.READ_ORDER,
        named=named_in("acquaintances"),
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Order) -> set[str]:
        return super().open_parts(document) if document.in_force else set()


def points_on_control(order: Order) -> list[OrderPoint]:
    return rows_of(order, "points") if order.state == State.EXECUTING else []


# What was reported is accepted with the order as a whole, when it is taken off control.
PointFlow = enter("PointFlow")(
    flow_of(
        Charging(
            kind="order",
            parts=points_on_control,
            executor=named_in("points", "executor"),
            controls=May(Right.CONTROL_ORDER),
            report="report_point",
            moves=("close_point", "move_due"),
            asked=_("Carry out the point and report"),
            watched=_("See that the point is carried out"),
        ),
        # Since 2 no report waits for an answer of its own.
        version=2,
        renamed={2: {"control": "watch"}},
    )
)


@enter("UnresolvedOrderFlow", formerly="UnsettledOrderFlow")
class UnresolvedOrderFlow(PaperFlow):
    """A signed order could not be carried out on a paper: somebody resolves that."""

    kinds = ("order",)
    begins = "effect_failed"

    start = flow.StartHandle(this.open).Next(this.resolve_failure)
    resolve_failure = Decide(
        "resolve_failure", title=_("Settle what could not be carried out"), within=tasks.RESOLVE
    ).Next(this.end)
    end = flow.End()
