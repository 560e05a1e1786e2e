"""What is known of a question of the public: who asks, what about, how it came, until when it is to be answered."""

import secrets
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.columns import OwnCharField, OwnDateField
from governance.documents.approval.erasable import Erasable
from governance.documents.language.content_labels import labelled
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.register import RegisterOf
from governance.documents.record.transitions import May
from governance.documents.settings.calendar import last_day
from governance.documents.settings.forms.inquiries import INQUIRY_LETTERS
from governance.documents.settings.inquiries import INQUIRY_PASSED_ON
from governance.documents.settings.reminding import OF_CORRESPONDENCE
from governance.proof.canonical_json import sha256
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

LONGEST = 300
REGISTERS = May(Right.CERTIFY_PAPER)


def new_salt() -> str:
    return secrets.token_hex(16)


class InquiryCard(Paper, Erasable):
    """The registration card."""

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
    received_on = OwnDateField(gettext_lazy("came on"), default=clock.today)
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
        abstract = True

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

    def pass_on_until(self) -> date | None:
        return (
            last_day(INQUIRY_PASSED_ON, self.district_id, self.registered_on) if self.registered_on else None
        )

    def erase_own(self) -> None:
        """Who asked and in which words; that it was asked, how and when it was settled, stays."""
        self.name = self.address = self.email = self.phone = ""
        self.text = self.notice = self.reply = self.resolution = ""
        self.remarks.update(text="—")
