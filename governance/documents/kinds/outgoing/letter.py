"""An outgoing letter: drafted, signed by the head, numbered, sent, answered, put into the file.

It is numbered at its signature («01-12-92»: the file of the list of files and the next number). Once it is sent, the
incoming letter that it answers is carried out; an incoming letter that answers it ends its waiting
(docs/domain.md, "Incoming papers").
"""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.correspondence import BE_ANSWERED, ENCLOSES, TAKE_REPLY
from governance.documents.errors import NotLegal
from governance.documents.kinds.outgoing.card import DRAFTS, LONGEST, OutgoingCard, valid_address
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.printing.pdf import PrintingFailed, render
from governance.documents.printing.registry import print_data
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment, Link, Version
from governance.documents.record.files import attach_file
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import ByPaper, May, move
from governance.roles.rights import Right

SIGNER = "director"
SIGNS, SENDS = May(Right.SIGN_ORDER), May(Right.CERTIFY_PAPER)
State = OutgoingCard.State


def once_sent(letter: OutgoingCard, act: Act, **facts: Any) -> str:
    """Whether an answer is awaited; one that came already stays."""
    if letter.state == State.ANSWERED:
        return State.ANSWERED
    return State.AWAITING if letter.answer_until else State.SENT


def once_answered(letter: OutgoingCard, act: Act, **facts: Any) -> str:
    """A letter that lies in the file stays there."""
    return State.FILED if letter.state == State.FILED else State.ANSWERED


@kind("outgoing")
class Outgoing(OutgoingCard):
    """«Исходящее письмо»."""

    class Meta(OutgoingCard.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outgoing_sent_somehow_on_a_day",
                condition=Q(sent_by="", sent_on=None) | ~Q(sent_by="") & Q(sent_on__isnull=False),
            ),
        ]

    # --- before the signature -------------------------------------------------------------------------------------

    @move(
        source=State.DRAFT,
        rule=DRAFTS,
        words=verb("outgoing", "Write the letter", "wrote the letter"),
        inner=True,
    )
    def revise(self, act: Act, **given: Any) -> None:
        """Write what is `given` (`card.READ`); the rest stays."""
        self.write(given)

    @move(
        source=State.DRAFT,
        target=State.SIGNING,
        rule=DRAFTS,
        words=verb("outgoing", "Give it to the head to sign", "gave it to the head to sign"),
        undone_by="take_back",
    )
    def submit(self, act: Act) -> None:
        """The text is frozen as it is signed."""
        self.check_whole()
        self.freeze(act)

    @move(
        source=State.SIGNING,
        target=State.DRAFT,
        rule=DRAFTS,
        words=verb("outgoing", "Take it back", "took it back"),
    )
    def take_back(self, act: Act) -> None:
        """The drafter wants other words."""

    @move(
        source=State.SIGNING,
        target=State.DRAFT,
        rule=SIGNS,
        words=verb("outgoing", "Send back for rework", "sent back for rework"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """The head wants other words."""

    @move(
        source=(State.DRAFT, State.SIGNING),
        target=State.DROPPED,
        rule=DRAFTS,
        words=verb("outgoing", "Give it up", "gave it up"),
        needs_reason=True,
        grave=True,
    )
    def give_up(self, act: Act) -> None:
        """No such letter is sent; it never had a number."""

    # --- signed and sent ------------------------------------------------------------------------------------------

    @move(
        source=State.SIGNING,
        target=State.SIGNED,
        rule=SIGNS,
        words=verb("outgoing", "Sign the letter", "signed the letter"),
        needs_password=True,
    )
    def sign(self, act: Act) -> None:
        """It gets its number and date; what it answers and encloses is bound to it."""
        sign_as(self, act, SIGNER)
        give_number(self, act, on=clock.today())
        if self.answers_id is not None:
            self.affect(BE_ANSWERED, [self.answers_id])
        if self.annex_id is not None and self.present_version is not None:
            number = self.present_version.content["enclosure"]["version"]
            edition = Version.objects.get(document_id=self.annex_id, number=number)
            Link.objects.create(source_id=self.pk, target_id=self.annex_id, effect=ENCLOSES, version=edition)

    @move(
        source=State.SIGNED,
        target=State.ANNULLED,
        rule=SIGNS,
        words=verb("outgoing", "Annul before it is sent", "annulled before it was sent"),
        needs_reason=True,
        grave=True,
    )
    def annul(self, act: Act) -> None:
        """Signed by mistake; the number stays taken."""

    @move(
        source=(State.SIGNED, State.SENT, State.AWAITING, State.ANSWERED),
        target=GET_STATE(once_sent, states=[State.SENT, State.AWAITING, State.ANSWERED]),
        rule=SENDS,
        words=verb("outgoing", "Send the letter", "sent the letter"),
    )
    def send(self, act: Act, *, way: str, to: str = "") -> None:
        """By post or by hand, noted here; by e-mail from here, as the PDF that the record keeps with its hash.

        One that came back or was lost is sent again, in whatever way. `to`: the address; of e-mail it has to be there.
        """
        if way not in self.Way.values:
            raise NotLegal(_("Say how the letter is sent."))
        self.sent_to = one_line(to, LONGEST, _("the address"))
        if way == self.Way.MAIL:
            self.sent_to = valid_address(to)
            act.facts["pdf"] = self._kept_pdf(act).sha256
        self.sent_by, self.sent_on = way, clock.today()
        act.facts["way"] = way

    def _kept_pdf(self, act: Act) -> Attachment:
        """The letter as it was signed, as a file of the paper; sent again, it is the same file."""
        try:
            data = render(self.print_form, print_data(self))
        except PrintingFailed as error:
            sentence = _("The letter could not be printed, so nothing was sent: %(why)s")
            raise NotLegal(sentence % {"why": error}) from error
        digest = hashlib.sha256(data).hexdigest()
        kept = Attachment.objects.filter(document_id=self.pk, sha256=digest, erased_at=None).first()
        return kept or attach_file(self, act, name=f"Письмо № {self.number}.pdf".replace("/", "-"), data=data)

    # --- the answer -----------------------------------------------------------------------------------------------

    @move(
        source=State.AWAITING,
        rule=SENDS,
        words=verb("outgoing", "Wait longer for the answer", "waits longer for the answer"),
        needs_reason=True,
    )
    def wait_longer(self, act: Act, *, until: date) -> None:
        """They asked for time, or were reminded."""
        if self.answer_until is not None and until <= self.answer_until:
            raise NotLegal(_("Give a day after %(day)s.") % {"day": list_date(self.answer_until)})
        act.facts["until"] = until.isoformat()
        self.answer_until = until

    @move(
        source=State.AWAITING,
        target=State.SENT,
        rule=SENDS,
        words=verb("outgoing", "Wait no longer", "waits no longer"),
        needs_reason=True,
    )
    def stop_waiting(self, act: Act) -> None:
        """The answer came otherwise, or is not needed any more."""
        self.answer_until = None

    @move(
        source=(State.SENT, State.AWAITING, State.ANSWERED, State.FILED),
        target=GET_STATE(once_answered, states=[State.ANSWERED, State.FILED]),
        rule=ByPaper(TAKE_REPLY),
        words=verb("outgoing", "Take the reply", "got a reply"),
    )
    def take_reply(self, act: Act) -> None:
        """An incoming letter that answers it was registered."""

    @move(
        source=(State.SENT, State.ANSWERED),
        target=State.FILED,
        rule=SENDS,
        words=verb("outgoing", "Put into the file", "put into the file"),
    )
    def put_into_file(self, act: Act) -> None:
        """«В дело №», which its number names: the letter is closed, its term of keeping runs."""
