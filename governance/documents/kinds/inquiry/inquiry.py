"""A question of the public: registered, answered by the head, prolonged once, passed on, or left without an answer.

Its terms are those of Federal Law 59-FZ, as the district sets them (docs/domain.md, "Questions of the public"). Whoever
asks has no account: they follow it by a private link, and letters go where they asked.
"""

import secrets
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.columns import OwnCharField
from governance.documents.approval.erasable import Erasable
from governance.documents.errors import NotLegal
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft, perform
from governance.documents.record.private_link import give_link
from governance.documents.record.register import RegisterOf
from governance.documents.record.signatures import sign_as, void_signatures
from governance.documents.record.transitions import ByHolder, May, condition, move
from governance.documents.settings.calendar import last_day
from governance.documents.settings.forms.inquiries import INQUIRY_LEFT, INQUIRY_LETTERS
from governance.documents.settings.inquiries import (
    INQUIRY_ANSWERED,
    INQUIRY_KEPT,
    INQUIRY_PASSED_ON,
    INQUIRY_PROLONGED,
)
from governance.documents.settings.reminding import OF_CORRESPONDENCE
from governance.proof.canonical_json import sha256
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

LONGEST, LONGEST_TEXT = 300, 10_000
FEWEST = 10
SIGNER = "director"
TITLE = "Обращение гражданина"
REGISTERS, DECIDES = May(Right.CERTIFY_PAPER), May(Right.SIGN_ORDER)


def new_salt() -> str:
    return secrets.token_hex(16)


def not_its_executor(inquiry: "Inquiry", person: Person) -> "str | Promise | None":
    if inquiry.executor_id == person.pk:
        return None
    return gettext_lazy("The resolution names somebody else to carry it out.")


@condition(gettext_lazy("The term was prolonged already: the law allows it once."))
def is_not_prolonged(inquiry: "Inquiry") -> bool:
    return inquiry.prolonged_on is None


@kind("inquiry")
class Inquiry(Paper, Erasable):
    """«Обращение»: a proposal, an application or a complaint, with what was answered."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("question", "Being sent")
        RECEIVED = "received", Phase.WITH_SOMEBODY, pgettext_lazy("question", "To be registered")
        REGISTERED = "registered", Phase.WITH_SOMEBODY, pgettext_lazy("question", "Before the head")
        ASSIGNED = "assigned", Phase.WITH_SOMEBODY, pgettext_lazy("question", "An answer is being prepared")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("question", "The answer is before the head")
        ANSWERED = "answered", Phase.IN_FORCE, pgettext_lazy("question", "Answered")
        PASSED_ON = "passed_on", Phase.ENDED, pgettext_lazy("question", "Passed on")
        UNANSWERED = "unanswered", Phase.ENDED, pgettext_lazy("question", "Left without an answer")

    class Sort(models.TextChoices):
        PROPOSAL = "proposal", pgettext_lazy("question", "proposal")
        REQUEST = "request", pgettext_lazy("question", "application")
        COMPLAINT = "complaint", pgettext_lazy("question", "complaint")

    class Theme(models.TextChoices):
        ADMISSION = "admission", pgettext_lazy("question", "admission and profile classes")
        TEACHING = "teaching", pgettext_lazy("question", "teaching and electives")
        TRANSPORT = "transport", pgettext_lazy("question", "transport and safety")
        FOOD = "food", pgettext_lazy("question", "meals and health")
        STAFF = "staff", pgettext_lazy("question", "teachers and staff")
        OTHER = "other", pgettext_lazy("question", "something else")

    class Way(models.TextChoices):
        FORM = "form", pgettext_lazy("question", "on the public page")
        PORTAL = "portal", pgettext_lazy("question", "by the state portal")
        PAPER = "paper", pgettext_lazy("question", "on paper")
        SPOKEN = "spoken", pgettext_lazy("question", "at a reception")

    class Ground(models.TextChoices):
        """In the order of the form INQUIRY_LEFT."""

        NO_NAME = "no_name", pgettext_lazy("question", "no name, or no address for the answer")
        ILLEGIBLE = "illegible", pgettext_lazy("question", "it cannot be read")
        INSULTS = "insults", pgettext_lazy("question", "insults or threats")
        REPEATED = "repeated", pgettext_lazy("question", "answered before, nothing new: correspondence ended")

    kind_label = gettext_lazy("Question of the public")
    kind_label_many = gettext_lazy("Questions of the public")
    kind_purpose = gettext_lazy("What somebody asks the school, and the answer within the term of the law.")
    drafted_by = REGISTERS
    begun_by_holder = True
    registers = (RegisterOf({UnitKind.SCHOOL}, "inquiry", "Журнал регистрации обращений граждан", "{n}"),)
    numbered_in = (
        State.REGISTERED,
        State.ASSIGNED,
        State.SIGNING,
        State.ANSWERED,
        State.PASSED_ON,
        State.UNANSWERED,
    )
    number_comes = gettext_lazy("given at the registration")
    confidential = Right.READ_APPLICATIONS
    personal = True
    personal_fields = ("name", "address", "email", "phone", "text", "notice", "reply", "resolution", "salt")
    retention = gettext_lazy("personal data: for the term of the district; the decision: 5 years")
    reminding = OF_CORRESPONDENCE
    select_related_fields = ("executor",)
    content_labels = labelled(
        "title asker sort theme way reply",
        asker=gettext_lazy("Hash of the personal data"),
        sort=gettext_lazy("Sort of the question"),
        theme=gettext_lazy("Theme"),
        way=gettext_lazy("How it came"),
        reply=gettext_lazy("Hash of the answer"),
    )

    sort = models.CharField(gettext_lazy("sort"), max_length=10, choices=Sort.choices)
    theme = models.CharField(gettext_lazy("theme"), max_length=10, choices=Theme.choices)
    way = models.CharField(gettext_lazy("how it came"), max_length=10, choices=Way.choices)
    name = models.CharField(gettext_lazy("name in full"), max_length=200, blank=True)
    address = models.CharField(gettext_lazy("postal address"), max_length=LONGEST, blank=True)
    email = models.CharField(gettext_lazy("e-mail"), max_length=254, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    text = models.TextField(gettext_lazy("question"), blank=True)
    received_on = models.DateField(gettext_lazy("came on"), default=clock.today)
    consented_at = models.DateTimeField(null=True)
    repeated = models.BooleanField(gettext_lazy("asked before"), default=False)
    executor = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("executor")
    )
    executor_named = models.CharField(gettext_lazy("executor, as named"), max_length=LONGEST, blank=True)
    resolution = models.TextField(gettext_lazy("resolution"), blank=True)
    due = models.DateField(gettext_lazy("to be answered until"), null=True)
    prolonged_on = models.DateField(gettext_lazy("prolonged on"), null=True)
    ground = models.CharField(gettext_lazy("ground"), max_length=10, choices=Ground.choices, blank=True)
    passed_to = models.CharField(gettext_lazy("passed on to"), max_length=LONGEST, blank=True)
    # The last letter to who asked on its way: it is registered, its term is prolonged.
    notice = models.TextField(blank=True)
    # What is written to who asked: the answer, or the letter in place of it.
    reply = models.TextField(gettext_lazy("answer"), blank=True)
    settled_on = models.DateField(gettext_lazy("settled on"), null=True)
    salt = OwnCharField(max_length=32, default=new_salt, editable=False)

    class Meta(Paper.Meta):
        indexes: ClassVar = [models.Index(fields=["received_on"], name="inquiry_received")]

    def content(self) -> dict[str, Any]:
        asker = [self.name, self.address, self.email, self.phone, self.text]
        return {
            "title": self.title,
            "asker": sha256({"salt": self.salt, "asker": asker}),
            "sort": self.sort,
            "theme": self.theme,
            "way": self.way,
            "reply": sha256({"salt": self.salt, "reply": self.reply}),
        }

    @property
    def is_late(self) -> bool:
        """Whether it was settled, or is still open, after its last day; that of passing it on comes sooner."""
        until = self.pass_on_until() if self.state == self.State.PASSED_ON else self.due
        return until is not None and (self.settled_on or clock.today()) > until

    def letter(self, number: int, **said: str) -> str:
        """One of the letters on its way, in the words of the district."""
        return INQUIRY_LETTERS.lines(self.district_id, номер=self.number, **said)[number]

    # --- its way --------------------------------------------------------------------------------------------------

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

    def pass_on_until(self) -> date | None:
        return (
            last_day(INQUIRY_PASSED_ON, self.district_id, self.registered_on) if self.registered_on else None
        )

    def erase_own(self) -> None:
        """Who asked and in which words; that it was asked, how and when it was settled, stays."""
        self.name = self.address = self.email = self.phone = ""
        self.text = self.notice = self.reply = self.resolution = ""
        self.remarks.update(text="—")


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
