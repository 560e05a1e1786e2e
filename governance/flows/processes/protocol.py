"""The flows of protocols: completed, signed by chair and secretary in either order; failed effects are noted."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Decide, PaperFlow, enter
from governance.roles.person import Person


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
