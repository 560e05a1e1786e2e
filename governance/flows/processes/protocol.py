"""The flows of protocols: completed, signed by chair and secretary in either order; failed effects are noted."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.approval.execution.charged import asked_of
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Decide, PaperFlow, enter
from governance.flows.engine.points import Charging, flow_of
from governance.roles.person import Person
from governance.roles.rights import Right


def secretary_of(document: Any, part: str) -> Person | None:
    """The secretary of that meeting."""
    return document.meeting.secretary


def chair_of(document: Any, part: str) -> Person | None:
    """The person who presided over that meeting."""
    return document.presided_by


@enter("ProtocolFlow")
class ProtocolFlow(PaperFlow):
    """The text, then two signatures side by side; returned to the draft, both branches end and it begins anew."""

    kinds = ("protocol",)
    route = ("complete", "chair", "secretary")

    start = flow.StartHandle(this.open).Next(this.complete)
    complete = Decide(
        "submit",
        title=_("Complete the protocol and put it up for signature"),
        within=tasks.COMPLETE_PROTOCOL,
        named=secretary_of,
    ).Next(this.signatures)
    signatures = flow.Split().Next(this.chair).Next(this.secretary)
    chair = Decide(
        "sign_as_chair",
        "return_to_draft",
        title=_("Sign the protocol as chair"),
        within=tasks.SIGN_PROTOCOL,
        named=chair_of,
    ).Next(this.both)
    secretary = Decide(
        "sign_as_secretary",
        "return_to_draft",
        title=_("Sign the protocol as secretary"),
        within=tasks.SIGN_PROTOCOL,
        named=secretary_of,
    ).Next(this.both)
    both = flow.Join().Next(this.signed)
    signed = flow.If(in_state(Protocol.State.DRAFT)).Then(this.complete).Else(this.end)
    end = flow.End()


@enter("UnresolvedFlow", formerly="UnsettledFlow")
class UnresolvedFlow(PaperFlow):
    """A decision could not be carried out on its paper: the secretary takes note and puts it on an agenda again."""

    kinds = ("protocol",)
    begins = "effect_failed"
    route = ("resolve_failure",)

    start = flow.StartHandle(this.open).Next(this.resolve_failure)
    resolve_failure = Decide(
        "resolve_failure", title=_("Take note: a decision could not be carried out"), within=tasks.RESOLVE
    ).Next(this.end)
    end = flow.End()


def asked_for(protocol: Protocol, part: str) -> Person | None:
    """The one who answers for the point, unless that is who accepts it."""
    point = protocol.point_of(part)
    return asked_of(protocol, protocol.executors_of(point)) if point is not None else None


def controller(protocol: Protocol, part: str) -> Person | None:
    """Who is asked to accept it: the one named in the point, else the chair, else the secretary."""
    point = protocol.point_of(part)
    return next(iter(protocol.controllers(point).values()), None) if point is not None else None


DecisionPointFlow = enter("DecisionPointFlow")(
    flow_of(
        Charging(
            kind="protocol",
            parts=lambda protocol: protocol.open_points,
            executor=asked_for,
            controls=May(Right.KEEP_MINUTES),
            controller=controller,
            report="report_point",
            moves=("close_point", "move_due"),
            returned="return_point",
            asked=_("Carry out the decision and report"),
            watched=_("See that the decision is carried out"),
            controlled=_("Accept the report or return it"),
        )
    )
)
