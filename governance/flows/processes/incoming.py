"""The flow of incoming papers: the head decides, the executor reports, the clerk files it."""

from datetime import date
from typing import cast

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.incoming import Incoming
from governance.documents.record.document import Document
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.person import Person


def until(paper: Document, part: str) -> date | None:
    return cast(Incoming, paper).due


def executor(paper: Document, part: str) -> Person | None:
    return cast(Incoming, paper).executor


@enter("IncomingFlow")
class IncomingFlow(PaperFlow):
    kinds = ("incoming",)
    title = _("Incoming papers")
    route = ("receipt", "resolution", "execution", "filing")

    start = flow.StartHandle(this.open).Next(this.receipt)
    receipt = Await("register_paper", title=_("The paper is registered")).Next(this.resolution)
    resolution = Decide(
        "resolve", "note", title=_("Decide what is to be done about it"), within=tasks.RESOLVE_INCOMING
    ).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.execution, in_state(Incoming.State.ASSIGNED))
        .Case(this.filing, in_state(Incoming.State.DONE))
        .Default(this.end)
    )
    execution = Decide(
        "report", "resolve", title=_("Do what the resolution says, and report"), named=executor, due=until
    ).Next(this.standing)
    filing = Decide(
        "put_into_file",
        "return_to_executor",
        title=_("Put the paper into its file"),
        within=tasks.FILE_INCOMING,
    ).Next(this.standing)
    end = flow.End()
