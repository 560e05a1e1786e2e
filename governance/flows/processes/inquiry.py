"""The flow of questions of the public: registered, resolved, answered within the term; and the letters to who asked."""

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.inquiry.inquiry import Inquiry
from governance.documents.kinds.inquiry.print import answer_data
from governance.documents.printing.pdf import render
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.settings import tasks
from governance.documents.settings.inquiries import INQUIRY_REGISTERED
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.person import Person

State = Inquiry.State


def due(paper: Document, part: str) -> date | None:
    return cast(Inquiry, paper).due


def pass_on_until(paper: Document, part: str) -> date | None:
    return cast(Inquiry, paper).pass_on_until()


def executor(paper: Document, part: str) -> Person | None:
    return cast(Inquiry, paper).executor


@enter("InquiryFlow")
class InquiryFlow(PaperFlow):
    kinds = ("inquiry",)
    route = ("receipt", "registration", "resolution", "execution", "signature")

    start = flow.StartHandle(this.open).Next(this.receipt)
    receipt = Await("send", title=_("The question comes in")).Next(this.registration)
    registration = Decide(
        "register_inquiry", title=_("Register the question"), within=INQUIRY_REGISTERED
    ).Next(this.standing)
    resolution = Decide(
        "resolve",
        "pass_on",
        "leave",
        title=_("Say who answers, or pass the question on"),
        within=tasks.RESOLVE_INCOMING,
        due=pass_on_until,
    ).Next(this.standing)
    execution = Decide(
        "write_answer",
        "resolve",
        "prolong",
        "pass_on",
        "leave",
        title=_("Answer each question, and give the answer to the head"),
        named=executor,
        due=due,
    ).Next(this.standing)
    signature = Decide(
        "sign",
        "send_back",
        "prolong",
        title=_("Sign the answer, or send it back"),
        within=tasks.SIGN_LETTER,
        due=due,
    ).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.resolution, in_state(State.REGISTERED))
        .Case(this.execution, in_state(State.ASSIGNED))
        .Case(this.signature, in_state(State.SIGNING))
        .Default(this.end)
    )
    end = flow.End()


# What is written to who asked after a move: the last letter on its way, or the answer.
NOTICES, REPLIES = frozenset({"register_inquiry", "prolong"}), frozenset({"pass_on", "leave", "sign"})


@receiver(performed, dispatch_uid="governance.flows.processes.inquiry")
def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Write to whoever has given an e-mail; the answer comes along as a letter on the form."""
    if not isinstance(document, Inquiry) or event.move not in NOTICES | REPLIES or not document.email:
        return
    said = document.notice if event.move in NOTICES else document.reply
    with translation.override(settings.LANGUAGE_CODE):
        subject = gettext("Question No. %(number)s") % {"number": document.number}
        text = "\n\n".join(
            [
                document.unit.name,
                said,
                gettext(
                    "Your private link shows the same. This letter was written by a program: do not answer it."
                ),
            ]
        )
        papers = {}
        if event.move == "sign":
            papers = {f"Ответ № {document.number}.pdf": render("inquiry_answer", answer_data(document))}
        outbox.write(Letter(document.email, subject, text + "\n", document=document, papers=papers))
