"""The page of a letter: how it was sent, what became of the e-mail, and where its answer goes."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Fact, PageLink, known
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.desk.papers.context import PaperContext
from governance.documents.approval.opinions import Consulted
from governance.documents.kinds.outgoing.letter import Outgoing
from governance.letters.models import UNSENT, OutboxLetter, Status
from governance.letters.sending import FAILURES
from governance.roles.rights import Right

State = Outgoing.State


def context(request: SignedInRequest, letter: Outgoing) -> PaperContext:
    """How it was sent, and what became of the e-mail."""
    if not letter.sent_by:
        return PaperContext()
    facts = [
        Fact(_("Way"), letter.get_sent_by_display()),
        Fact(_("Address"), letter.sent_to),
        Fact(_("Sent on"), day(letter.sent_on)),
        Fact(_("Answer until"), day(letter.answer_until)),
    ]
    mail = last_mail(letter)
    if mail is None:
        return PaperContext(standing=known(facts))
    facts.append(Fact(_("E-mail"), mail_state(mail)))
    return PaperContext(standing=known(facts), notices=[came_back(mail)] if mail.status in UNSENT else [])


def last_mail(letter: Outgoing) -> OutboxLetter | None:
    """Its last e-mail; the letters about its tasks go to people who have an account."""
    if letter.sent_by != Outgoing.Way.MAIL:
        return None
    return OutboxLetter.objects.filter(document_id=letter.pk, person=None).order_by("-pk").first()


def mail_state(mail: OutboxLetter) -> str:
    """«Отправлено, 20.01.2012»."""
    moment = mail.bounced_at or mail.tried_at
    said = str(Status(mail.status).label)
    return f"{said}, {day(timezone.localtime(moment).date())}" if moment else said


def came_back(mail: OutboxLetter) -> Banner:
    why = FAILURES.get(mail.failure, "")
    return Banner(
        meaning="alarm",
        title=_("The e-mail did not reach the addressee"),
        text=" ".join(filter(None, [str(why), _("Send the letter again, to another address or by post.")])),
    )


def register_reply(request: SignedInRequest, letter: Outgoing) -> PageLink | None:
    """From a letter that was sent, the clerk registers the reply to it."""
    if letter.state not in (State.SENT, State.AWAITING) or not may(
        request, Right.CERTIFY_PAPER, letter.unit_id
    ):
        return None
    address = f"{reverse('incoming_new')}?replies_to={letter.pk}"
    return PageLink(label=_("Register the reply…"), href=address, asked=letter.state == State.AWAITING)


def enter_answer(request: SignedInRequest, letter: Outgoing) -> PageLink | None:
    """Where the enclosed paper waits for agreement, the answer is entered on its own page."""
    if letter.state not in (State.ANSWERED, State.FILED) or letter.annex is None:
        return None
    annex = letter.annex
    if not issubclass(annex.model, Consulted) or not may(request, Right.CERTIFY_PAPER, annex.unit_id):
        return None
    return PageLink(
        label=_("Enter the answer on the enclosed paper…"), href=reverse("paper", args=[annex.pk])
    )
