"""A question of the public: registered, answered by the head, prolonged once, passed on, or left without an answer.

Its terms are those of Federal Law 59-FZ, as the district sets them (docs/domain.md, "Questions of the public"). Whoever
asks has no account: they follow it by a private link, and letters go where they asked.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.inquiry.card import LONGEST, REGISTERS, InquiryCard
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.perform import draft, perform
from governance.documents.record.private_link import give_link
from governance.documents.record.signatures import sign_as, void_signatures
from governance.documents.record.transitions import ByHolder, May, condition, move
from governance.documents.settings.calendar import last_day
from governance.documents.settings.forms.inquiries import INQUIRY_LEFT
from governance.documents.settings.inquiries import (
    INQUIRY_ANSWERED,
    INQUIRY_KEPT,
    INQUIRY_PROLONGED,
)
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_TEXT = 10_000
FEWEST = 10
SIGNER = "director"
TITLE = "Обращение гражданина"
DECIDES = May(Right.SIGN_ORDER)
State = InquiryCard.State


def not_its_executor(inquiry: InquiryCard, person: Person) -> "str | Promise | None":
    if inquiry.executor_id == person.pk:
        return None
    return gettext_lazy("The resolution names somebody else to carry it out.")


@condition(gettext_lazy("The term was prolonged already: the law allows it once."))
def is_not_prolonged(inquiry: InquiryCard) -> bool:
    return inquiry.prolonged_on is None


@kind("inquiry")
class Inquiry(InquiryCard):
    """«Обращение»: a proposal, an application or a complaint, with what was answered."""

    class Meta(InquiryCard.Meta):
        indexes: ClassVar = [models.Index(fields=["received_on"], name="inquiry_received")]

    @move(
        source=State.DRAFT,
        target=State.RECEIVED,
        rule=ByHolder(Right.CERTIFY_PAPER),
        words=verb("inquiry", "Send the question", "came in"),
        inner=True,
    )
    def send(self, act: Act, **given: str) -> None:
        """By the public form, or entered by the clerk as it came on paper or was said at a reception."""
        self.name = one_line(given.get("name"), 200, _("the name"))
        self.address = one_line(given.get("address"), LONGEST, _("the address"))
        self.email = one_line(given.get("email"), 254, _("the address"))
        self.phone = one_line(given.get("phone"), 40, _("the telephone"))
        self.text = lines_of_text(given.get("text"), LONGEST_TEXT, _("the question"))
        if self.email:
            try:
                validate_email(self.email)
            except ValidationError as error:
                raise NotLegal(_("Give the address as in name@mail.ru.")) from error
        if act.by is None:
            if not self.name or not (self.email or self.address):
                raise NotLegal(_("Give your name, and an e-mail or a postal address for the answer."))
            self.consented_at = act.at
        if len(self.text) < FEWEST:
            raise NotLegal(_("Write the question in a sentence at least."))

    @move(
        source=State.RECEIVED,
        target=State.REGISTERED,
        rule=REGISTERS,
        words=verb("inquiry", "Register the question", "registered"),
    )
    def register_inquiry(self, act: Act, *, sort: str, theme: str, repeated: bool = False) -> None:
        """It gets its number, and the term of the law begins."""
        if sort not in self.Sort.values or theme not in self.Theme.values:
            raise NotLegal(_("Choose sort and theme from the lists."))
        self.sort, self.theme, self.repeated = sort, theme, repeated
        give_number(self, act, on=clock.today())
        self.due = last_day(INQUIRY_ANSWERED, self.district_id)
        self.notice = self.letter(0, день=list_date(clock.today()), срок=list_date(self.due))
        self.freeze(act)

    @move(
        source=(State.REGISTERED, State.ASSIGNED),
        target=State.ASSIGNED,
        rule=DECIDES,
        words=verb("inquiry", "Write the resolution", "wrote the resolution"),
    )
    def resolve(self, act: Act, *, executor: int, resolution: str = "") -> None:
        """Who prepares the answer."""
        held = Appointment.objects.in_force().filter(unit_id=self.unit_id, person_id=executor).first()
        if held is None:
            raise NotLegal(
                _("Choose the executor among those who hold a post in «%(unit)s».") % {"unit": self.unit}
            )
        self.resolution = lines_of_text(resolution, 2_000, _("the resolution"))
        self.executor, self.executor_named = held.person, held.person.name
        self.involve(([held.person], "executor"))
        act.facts["executor"] = executor

    @move(
        source=State.ASSIGNED,
        target=State.SIGNING,
        rule=May(Right.ANSWER_AS_EMPLOYEE, unless=not_its_executor),
        words=verb("inquiry", "Give the answer to the head to sign", "gave the answer to the head to sign"),
        personal=True,
    )
    def write_answer(self, act: Act, *, reply: str) -> None:
        """The executor answers each question; the head signs it as it is frozen."""
        self.reply = lines_of_text(reply, LONGEST_TEXT, _("the answer"))
        if not self.reply:
            raise NotLegal(_("Write the answer first."))
        self.freeze(act)

    @move(
        source=State.SIGNING,
        target=State.ASSIGNED,
        rule=DECIDES,
        words=verb("inquiry", "Send back for rework", "sent back for rework"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """The head wants another answer."""
        void_signatures(self, act.at)

    @move(
        source=State.SIGNING,
        target=State.ANSWERED,
        rule=DECIDES,
        words=verb("inquiry", "Sign the answer", "signed the answer"),
        needs_password=True,
    )
    def sign(self, act: Act) -> None:
        """The answer is given: it stands behind the private link, and goes by e-mail where one was named."""
        sign_as(self, act, SIGNER)
        self.settled_on = clock.today()

    @move(
        source=(State.REGISTERED, State.ASSIGNED, State.SIGNING),
        rule=DECIDES,
        words=verb("inquiry", "Prolong the term", "prolonged the term"),
        conditions=(is_not_prolonged,),
        needs_reason=True,
    )
    def prolong(self, act: Act, *, due: date) -> None:
        """Once, within the term of the law, and who asked is told the reason."""
        assert self.due is not None, "registered before"
        most = last_day(INQUIRY_PROLONGED, self.district_id, self.due)
        if not self.due < due <= most:
            raise NotLegal(
                _("Give a day after %(due)s and not after %(most)s.")
                % {"due": list_date(self.due), "most": list_date(most)}
            )
        self.due, self.prolonged_on = due, clock.today()
        self.notice = self.letter(1, срок=list_date(due), причина=act.reason)

    @move(
        source=(State.REGISTERED, State.ASSIGNED),
        target=State.PASSED_ON,
        rule=DECIDES,
        words=verb("inquiry", "Pass it on", "passed it on"),
        grave=True,
    )
    def pass_on(self, act: Act, *, to: str) -> None:
        """Others have to answer it; who asked is told to whom it went."""
        self.passed_to = one_line(to, LONGEST, _("the organisation"))
        if not self.passed_to:
            raise NotLegal(_("Say to whom the question is passed on."))
        self._settle(act, self.letter(2, день=list_date(clock.today()), куда=self.passed_to))

    @move(
        source=(State.REGISTERED, State.ASSIGNED),
        target=State.UNANSWERED,
        rule=DECIDES,
        words=verb("inquiry", "Leave it without an answer", "left it without an answer"),
        grave=True,
    )
    def leave(self, act: Act, *, ground: str) -> None:
        """On one of the grounds of the law, in its words."""
        if ground not in self.Ground.values:
            raise NotLegal(_("Choose the ground of the law."))
        self.ground = ground
        lines = INQUIRY_LEFT.lines(self.district_id, номер=self.number)
        self._settle(act, lines[self.Ground.values.index(ground)])

    def _settle(self, act: Act, reply: str) -> None:
        self.reply, self.settled_on = reply, clock.today()
        self.freeze(act)


def receive(unit: Unit, *, key: str = "", by: Person | None = None, **given: Any) -> Inquiry:
    """A question that came: by the public form with the `key` of its private link, or entered `by` the clerk.

    Raises NotLegal with a sentence, and then nothing is kept.
    """
    kept = last_day(INQUIRY_KEPT, unit.root_id)
    way = given.pop("way", Inquiry.Way.FORM)
    sorted_as = {name: given.pop(name) for name in ("sort", "theme")}

    def begin(inquiry: Inquiry, act: Act) -> None:
        if key:
            give_link(inquiry, kept, key)

    inquiry = draft(
        Inquiry, unit=unit, title=TITLE, by=by, key=key, fill=begin, way=way, kept_until=kept, **sorted_as
    )
    return perform(inquiry, "send", by=by, key=key, **given)
