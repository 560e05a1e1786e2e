"""The counting commission: its protocol draws itself up when a vote is counted, and each member is asked to sign it."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.meeting.election.counting import CountingProtocol, draw_up, place_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.signatures import signed_places
from governance.flows.engine.branches import in_state, same_day
from governance.flows.engine.flow import Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.person import Person

State = CountingProtocol.State


@receiver(performed, sender=Meeting, dispatch_uid="governance.flows.processes.counting")
def draw_up_protocol(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """A secret vote was counted by a commission: its protocol is drawn up."""
    if event.move not in ("close_round", "count_ballots"):
        return
    assert isinstance(document, Meeting)
    voting = Round.objects.select_related("item").get(pk=event.facts["round"])
    if voting.secret and document.tellers.exists():
        draw_up(document, voting)


def teller_of(document: Document, part: str) -> Person:
    """The member of the commission that a part («teller:7») is about."""
    return Person.objects.get(pk=int(part.partition(":")[2]))


def secretary_of(document: Any, part: str) -> Person | None:
    """The secretary of that meeting."""
    secretary: Person | None = document.round.meeting.secretary
    return secretary


@enter("TellerFlow")
class TellerFlow(PartFlow):
    """One member of the commission signs; the sheet signed by hand does it for all."""

    kinds = ("counting",)

    start = flow.StartHandle(this.open).Next(this.sign)
    sign = Decide(
        "sign", title=_("Sign the protocol of the counting commission"), due=same_day, named=teller_of
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: CountingProtocol) -> set[str]:
        if document.state != State.SIGNING:
            return set()
        return {place_of(teller) for teller in document.tellers} - signed_places(document)


@enter("CountingFlow")
class CountingFlow(PaperFlow):
    """Signed by the commission, voted on by the meeting."""

    kinds = ("counting",)
    route = ("signing", "approval")

    start = flow.StartHandle(this.open).Next(this.signing)
    signing = Decide(
        "enter_sheet",
        "sign",
        title=_("See that the counting commission signs its protocol"),
        due=same_day,
        named=secretary_of,
    ).Next(this.turn)
    approval = Decide(
        "approve", title=_("Let the meeting approve what was counted"), due=same_day, named=secretary_of
    ).Next(this.end)
    turn = flow.If(in_state(State.SIGNED)).Then(this.approval).Else(this.signing)
    end = flow.End()
