"""An incoming paper: registered with its scan, decided on by the head (резолюция), carried out, put into a file.

The plain number of the year is ours, the number and date of the sender stand beside it; reports of statistics,
greetings and invitations are not registered (docs/domain.md, "Incoming papers").
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.correspondence import BE_ANSWERED, TAKE_REPLY
from governance.documents.errors import NotLegal
from governance.documents.kinds.incoming.conditions import (
    is_off_control,
    is_on_control,
    not_its_executor,
    once_answered,
)
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date, number_and_date
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.files import attach_file
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.paper import Paper
from governance.documents.record.register import RegisterOf
from governance.documents.record.transitions import ByPaper, May, move
from governance.documents.settings.calendar import last_day
from governance.documents.settings.correspondence import ANSWER_LATER, ANSWER_SOON
from governance.documents.settings.forms.correspondence import LETTER_REPORTED
from governance.documents.settings.reminding import OF_CORRESPONDENCE
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

LONGEST = 300
LONGEST_TEXT = 2_000
MOST_SHEETS = 10_000
REGISTERS = May(Right.CERTIFY_PAPER)


@kind("incoming")
class Incoming(Paper):
    """What came, from whom, what the head has decided about it, and what was done."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("incoming", "Being registered")
        REGISTERED = "registered", Phase.WITH_SOMEBODY, pgettext_lazy("incoming", "Before the head")
        ASSIGNED = "assigned", Phase.WITH_SOMEBODY, pgettext_lazy("incoming", "Being carried out")
        DONE = "done", Phase.WITH_SOMEBODY, pgettext_lazy("incoming", "Carried out")
        FILED = "filed", Phase.ENDED, pgettext_lazy("incoming", "In the file")

    class Way(models.TextChoices):
        POST = "post", pgettext_lazy("way of a letter", "by post")
        MAIL = "mail", pgettext_lazy("way of a letter", "by e-mail")
        HAND = "hand", pgettext_lazy("way of a letter", "brought by hand")
        SYSTEM = "system", pgettext_lazy("way of a letter", "through another system")

    kind_label = gettext_lazy("Incoming paper")
    kind_label_many = gettext_lazy("Incoming papers")
    kind_purpose = gettext_lazy("A paper of others, with its number and day of arrival.")
    drafted_by = REGISTERS
    registers = (RegisterOf({UnitKind.SCHOOL}, "incoming", "Журнал регистрации входящих документов", "{n}"),)
    numbered_in = (State.REGISTERED, State.ASSIGNED, State.DONE, State.FILED)
    # The letter may name people: no public page shows it.
    personal = True
    retention = gettext_lazy("5 years")
    reminding = OF_CORRESPONDENCE
    select_related_fields = ("executor",)
    effects_in = dict.fromkeys(numbered_in, (TAKE_REPLY,))
    later: ClassVar = {"on_control": False}
    content_labels = labelled(
        "title sender their_number their_date sheets way",
        sender=gettext_lazy("Sender"),
        their_number=gettext_lazy("Their number"),
        their_date=gettext_lazy("Their date"),
        sheets=gettext_lazy("Sheets"),
        way=gettext_lazy("How it came"),
    )

    sender = models.CharField(gettext_lazy("sender"), max_length=LONGEST)
    their_number = models.CharField(gettext_lazy("their number"), max_length=60, blank=True)
    their_date = models.DateField(gettext_lazy("their date"), null=True, blank=True)
    sheets = models.PositiveSmallIntegerField(gettext_lazy("sheets"), default=1)
    way = models.CharField(gettext_lazy("how it came"), max_length=10, choices=Way.choices, default=Way.POST)
    # The resolution: what is to be done, by whom, until when.
    resolution = models.TextField(gettext_lazy("resolution"), blank=True)
    executor = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("executor")
    )
    # As the resolution named them: «Винокурова С.А.».
    executor_named = models.CharField(gettext_lazy("executor, as named"), max_length=LONGEST, blank=True)
    due = models.DateField(gettext_lazy("to be done until"), null=True)
    # «На контроле»: the head looks at what was done before the paper goes into the file.
    on_control = models.BooleanField(gettext_lazy("on control"), default=False)
    result = models.TextField(gettext_lazy("what was done"), blank=True)
    file = models.CharField(gettext_lazy("file in the list of files"), max_length=30, blank=True)

    class Meta(Paper.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                name="incoming_resolved_names_executor",
                condition=~Q(resolution="") | Q(executor__isnull=True, due__isnull=True),
            ),
        ]

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "sender": self.sender,
            "their_number": self.their_number,
            "their_date": self.their_date.isoformat() if self.their_date else "",
            "sheets": self.sheets,
            "way": self.way,
        }

    @move(
        source=State.DRAFT,
        target=State.REGISTERED,
        rule=REGISTERS,
        words=verb("incoming", "Register", "registered"),
        inner=True,
    )
    def register_paper(
        self,
        act: Act,
        *,
        sender: str,
        name: str,
        data: bytes,
        their_number: str = "",
        their_date: date | None = None,
        sheets: int = 1,
        way: str = Way.POST,
        replies_to: int | None = None,
    ) -> None:
        """Give it the next number of the journal, with today's date; its scan or file stands beside it.

        `replies_to`: the id of the outgoing letter of the unit that it answers, whose waiting ends with it.
        """
        self.sender = one_line(sender, LONGEST, _("the sender"))
        if not self.sender:
            raise NotLegal(_("Say from whom it came."))
        if their_date is not None and their_date > clock.today():
            raise NotLegal(_("The date of the sender's paper lies ahead: correct it."))
        if way not in self.Way.values or not 1 <= sheets <= MOST_SHEETS:
            raise NotLegal(_("Say how it came, and how many sheets there are."))
        self.their_number = one_line(their_number, 60, _("their number"))
        self.their_date, self.sheets, self.way = their_date, sheets, way
        attach_file(self, act, name=name, data=data)
        self.freeze(act)
        give_number(self, act, on=clock.today())
        if replies_to is not None:
            if not awaiting_replies(self.unit_id).filter(pk=replies_to).exists():
                raise NotLegal(_("Choose the letter that it answers from the list."))
            self.affect(TAKE_REPLY, [replies_to])

    @move(
        source=(State.REGISTERED, State.ASSIGNED),
        target=State.ASSIGNED,
        rule=May(Right.SIGN_ORDER),
        words=verb("incoming", "Write the resolution", "wrote the resolution"),
    )
    def resolve(
        self,
        act: Act,
        *,
        resolution: str,
        executor: int,
        due: date | None = None,
        urgent: bool = False,
        on_control: bool = False,
    ) -> None:
        """«Резолюция»: what is to be done, by whom, until when; a later one takes the place of the former.

        Without a day the term of the district counts from the registration, for an `urgent` paper the short one.
        """
        self.resolution = lines_of_text(resolution, LONGEST_TEXT, _("the resolution"))
        if not self.resolution:
            raise NotLegal(_("Write what is to be done."))
        if due is None:
            term = ANSWER_SOON if urgent else ANSWER_LATER
            due = max(last_day(term, self.district_id, self.registered_on), clock.today())
        check_ahead(due)
        held = Appointment.objects.in_force().filter(unit_id=self.unit_id, person_id=executor).first()
        if held is None:
            raise NotLegal(
                _("Choose the executor among those who hold a post in «%(unit)s».") % {"unit": self.unit}
            )
        self.executor, self.executor_named, self.due = held.person, held.person.name, due
        self.on_control = on_control
        self.involve(([held.person], "executor"))
        act.facts.update(executor=executor, due=due.isoformat())

    @move(
        source=State.ASSIGNED,
        rule=May(Right.SIGN_ORDER),
        words=verb("incoming", "Give more time", "gave more time"),
        needs_reason=True,
    )
    def extend(self, act: Act, *, due: date) -> None:
        """The head moves the last day; why stands in the history."""
        if self.due is not None and due <= self.due:
            raise NotLegal(_("Give a day after %(day)s.") % {"day": list_date(self.due)})
        check_ahead(due)
        act.facts.update(was=self.due.isoformat() if self.due else "", due=due.isoformat())
        self.due = due

    @move(
        source=State.REGISTERED,
        target=State.DONE,
        rule=May(Right.SIGN_ORDER),
        words=verb("incoming", "Take note", "took note"),
    )
    def note(self, act: Act) -> None:
        """Nothing is to be done about it."""

    @move(
        source=State.ASSIGNED,
        target=State.DONE,
        rule=May(Right.ANSWER_AS_EMPLOYEE, unless=not_its_executor),
        words=verb("incoming", "Report that it is done", "reported that it is done"),
        personal=True,
    )
    def report(self, act: Act, *, result: str) -> None:
        """The executor says what was done, with the number of the answer where one was sent."""
        self.result = lines_of_text(result, LONGEST_TEXT, _("what was done"))
        if not self.result:
            raise NotLegal(_("Write what was done."))

    @move(
        source=(State.REGISTERED, State.ASSIGNED, State.DONE, State.FILED),
        target=GET_STATE(once_answered, states=[State.DONE, State.FILED]),
        rule=ByPaper(BE_ANSWERED),
        words=verb("incoming", "Answer", "was answered"),
    )
    def be_answered(self, act: Act) -> None:
        """An outgoing letter that answers it was sent: its number is the report of the executor."""
        assert act.basis is not None
        letter = number_and_date(act.basis.number, act.basis.registered_on)
        said = LETTER_REPORTED.filled(self.district_id, письмо=letter)
        self.result = "\n".join(filter(None, (self.result, said)))

    @move(
        source=State.DONE,
        rule=May(Right.SIGN_ORDER),
        words=verb("incoming", "Take off control", "took off control"),
        conditions=(is_on_control,),
    )
    def take_off_control(self, act: Act) -> None:
        """The head has seen what was done."""
        self.on_control = False

    @move(
        source=State.DONE,
        target=State.ASSIGNED,
        rule=May(Right.SIGN_ORDER),
        words=verb("incoming", "Return to the executor", "returned to the executor"),
        needs_reason=True,
    )
    def return_to_executor(self, act: Act) -> None:
        """What was done is not enough."""
        if self.executor_id is None:
            raise NotLegal(_("Nobody was to carry anything out: write a resolution."))

    @move(
        source=State.DONE,
        target=State.FILED,
        rule=REGISTERS,
        words=verb("incoming", "Put into the file", "put into the file"),
        conditions=(is_off_control,),
    )
    def put_into_file(self, act: Act, *, file: str) -> None:
        """«В дело №»: the paper is closed, its term of keeping runs."""
        self.file = one_line(file, 30, _("the file"))
        if not self.file:
            raise NotLegal(_("Name the file by its number in the list of files."))


def check_ahead(due: date) -> None:
    if due < clock.today():
        raise NotLegal(_("The last day has passed already: give a later one."))


def awaiting_replies(unit: int) -> models.QuerySet[Document]:
    """The letters of a unit (its id) that were sent, the latest first: an incoming one may answer any of them."""
    sent = Document.objects.filter(
        kind="outgoing", unit_id=unit, state__in=("sent", "awaiting", "answered", "filed")
    )
    return sent.order_by("-registered_on", "-pk")
