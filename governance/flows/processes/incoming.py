"""The flow of incoming papers: the head decides, the executor reports or an answer is sent, the clerk files it."""

from datetime import date
from typing import cast

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.record.document import Document
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.person import Person


def until(paper: Document, part: str) -> date | None:
    return cast(Incoming, paper).due


def executor(paper: Document, part: str) -> Person | None:
    return cast(Incoming, paper).executor


def is_on_control(paper: Incoming) -> bool:
    return paper.state == Incoming.State.DONE and paper.on_control


@enter("IncomingFlow")
class IncomingFlow(PaperFlow):
    kinds = ("incoming",)
    title = _("Incoming papers")
    version = 2
    route = ("receipt", "resolution", "execution", "control", "filing")

    start = flow.StartHandle(this.open).Next(this.receipt)
    receipt = Await("register_paper", title=_("The paper is registered")).Next(this.resolution)
    resolution = Decide(
        "resolve",
        "note",
        "be_answered",
        title=_("Decide what is to be done about it"),
        within=tasks.RESOLVE_INCOMING,
    ).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.execution, in_state(Incoming.State.ASSIGNED))
        .Case(this.control, when(is_on_control))
        .Case(this.filing, in_state(Incoming.State.DONE))
        .Default(this.end)
    )
    execution = Decide(
        "report",
        "resolve",
        "extend",
        "be_answered",
        title=_("Do what the resolution says, and report"),
        named=executor,
        due=until,
    ).Next(this.standing)
    control = Decide(
        "take_off_control",
        "return_to_executor",
        "be_answered",
        title=_("See what was done, and take the paper off control"),
        within=tasks.CONTROL_INCOMING,
    ).Next(this.standing)
    filing = Decide(
        "put_into_file",
        "return_to_executor",
        "be_answered",
        title=_("Put the paper into its file"),
        within=tasks.FILE_INCOMING,
    ).Next(this.standing)
    end = flow.End()
