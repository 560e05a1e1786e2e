"""The flow of outgoing letters: drafted, signed, sent, the answer awaited, put into the file; and their e-mails."""

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance.documents.kinds.outgoing.letter import Outgoing
from governance.documents.language.phrases import number_and_date
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.files import stored
from governance.documents.record.perform import performed
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Decide, PaperFlow, enter
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.person import Person

State = Outgoing.State


def drafter(paper: Document, part: str) -> Person | None:
    return paper.author


def awaited_until(paper: Document, part: str) -> date | None:
    return cast(Outgoing, paper).answer_until


@enter("OutgoingFlow")
class OutgoingFlow(PaperFlow):
    kinds = ("outgoing",)
    route = ("drafting", "signature", "sending", "answer", "filing")

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = Decide("submit", "give_up", title=_("Write the letter"), named=drafter).Next(this.standing)
    signature = Decide(
        "sign",
        "send_back",
        "take_back",
        "give_up",
        title=_("Sign the letter, or send it back"),
        within=tasks.SIGN_LETTER,
    ).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.drafting, in_state(State.DRAFT))
        .Case(this.signature, in_state(State.SIGNING))
        .Case(this.sending, in_state(State.SIGNED))
        .Case(this.answer, in_state(State.AWAITING))
        .Case(this.filing, in_state(State.SENT, State.ANSWERED))
        .Default(this.end)
    )
    sending = Decide("send", "annul", title=_("Send the letter"), within=tasks.SEND_LETTER).Next(
        this.standing
    )
    answer = Decide(
        "wait_longer",
        "stop_waiting",
        "take_reply",
        "send",
        title=_("See that the answer comes"),
        due=awaited_until,
    ).Next(this.standing)
    filing = Decide(
        "put_into_file",
        "send",
        "take_reply",
        title=_("Put the letter into its file"),
        within=tasks.FILE_INCOMING,
    ).Next(this.standing)
    end = flow.End()


@receiver(performed, dispatch_uid="governance.flows.processes.outgoing")
def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Write the e-mail of a letter that is sent so: the PDF that the record keeps, under the letter's own number."""
    if not isinstance(document, Outgoing) or "pdf" not in event.facts:
        return
    kept = Attachment.objects.get(document_id=document.pk, sha256=event.facts["pdf"])
    with stored(kept) as file:
        data = file.read()
    with translation.override(settings.LANGUAGE_CODE):
        named = gettext("Letter %(letter)s") % {
            "letter": number_and_date(document.number, document.registered_on)
        }
        body = gettext(
            "%(unit)s sends you in the enclosed file: %(letter)s, «%(title)s».\n\n"
            "Whether it is from us is checked by its code: %(address)s"
        ) % {
            "unit": document.unit.name,
            "letter": named,
            "title": document.title,
            "address": f"{settings.PUBLIC_ADDRESS}/check/{document.code}/",
        }
        subject = f"{document.unit}: {named} «{document.title}»"
    outbox.write(Letter(document.sent_to, subject, body + "\n", document=document, papers={kept.name: data}))
