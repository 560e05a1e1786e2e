"""What an outgoing letter says, and to whom; what of it its drafter writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.correspondence import BE_ANSWERED
from governance.documents.errors import NotLegal
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.register import RegisterOf
from governance.documents.record.transitions import May
from governance.documents.settings.reminding import OF_CORRESPONDENCE
from governance.roles import unit_names
from governance.roles.appointment import Appointment
from governance.roles.names import Case, decline_short
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

LONGEST = 300
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class MayDraftLetter(May):
    """The clerk and the deputies draft letters; the answer to a paper also whoever its resolution charges with it."""

    def ground(self, document: Any, person: Person, day: date | None = None) -> Appointment | None:
        held = super().ground(document, person, day)
        return (
            AS_EXECUTOR.ground(document, person, day)
            if held is None and is_charged(document, person)
            else held
        )

    def objection(
        self, document: Any, person: Person, pairs: set[tuple[str, int]] | None = None
    ) -> str | None:
        found = super().objection(document, person, pairs)
        if found is None or pairs is None or not is_charged(document, person):
            return found
        return AS_EXECUTOR.objection(document, person, pairs)


def is_charged(letter: "OutgoingCard", person: Person) -> bool:
    """Whether a resolution charges this person with the paper that the letter answers."""
    return letter.answers is not None and getattr(letter.answers.whole, "executor_id", None) == person.pk


AS_EXECUTOR = May(Right.ANSWER_AS_EMPLOYEE)
DRAFTS = MayDraftLetter(Right.DRAFT_ORDER)


class OutgoingCard(Paper):
    """The card of a letter: addressee, text, what it answers and encloses, how it was sent."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("letter of ours", "Draft")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("letter of ours", "Before the head")
        SIGNED = "signed", Phase.IN_FORCE, pgettext_lazy("letter of ours", "Signed, to be sent")
        SENT = "sent", Phase.IN_FORCE, pgettext_lazy("letter of ours", "Sent")
        AWAITING = "awaiting", Phase.IN_FORCE, pgettext_lazy("letter of ours", "Sent, an answer is awaited")
        ANSWERED = "answered", Phase.IN_FORCE, pgettext_lazy("letter of ours", "Answered")
        # What lies in the file is as good as it was: a copy of it is checked for years.
        FILED = "filed", Phase.IN_FORCE, pgettext_lazy("letter of ours", "In the file")
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("letter of ours", "Annulled before it was sent")
        DROPPED = "dropped", Phase.VOID, pgettext_lazy("letter of ours", "Given up")

    class Way(models.TextChoices):
        POST = "post", pgettext_lazy("way of a letter", "by post")
        HAND = "hand", pgettext_lazy("way of a letter of ours", "by hand")
        MAIL = "mail", pgettext_lazy("way of a letter", "by e-mail")

    kind_label = gettext_lazy("Outgoing letter")
    kind_label_many = gettext_lazy("Outgoing letters")
    kind_purpose = gettext_lazy("A letter of the school on its form, signed by the head.")
    drafted_by = DRAFTS
    registers = (
        RegisterOf({UnitKind.SCHOOL}, "outgoing", "Журнал регистрации исходящих документов", "{file}-{n}"),
    )
    numbered_in = (State.SIGNED, State.SENT, State.AWAITING, State.ANSWERED, State.FILED, State.ANNULLED)
    # A letter may name people: no public page shows it.
    personal = True
    retention = gettext_lazy("5 years")
    reminding = OF_CORRESPONDENCE
    effects_in = dict.fromkeys((State.SENT, State.AWAITING, State.ANSWERED, State.FILED), (BE_ANSWERED,))
    select_related_fields = ("answers", "annex")
    content_labels = labelled(
        "title organisation to_body addressee reference text enclosure executor phone file",
        organisation=gettext_lazy("Form"),
        to_body=gettext_lazy("To which organisation"),
        addressee=gettext_lazy("Addressee"),
        reference=gettext_lazy("Answer to"),
        enclosure=gettext_lazy("Enclosed"),
        executor=gettext_lazy("Executor"),
        phone=gettext_lazy("Telephone"),
        file=gettext_lazy("File No."),
    )

    to_body = models.CharField(gettext_lazy("to which organisation"), max_length=LONGEST, blank=True)
    # As it prints: «Начальнику Управления образования\nИвановой С.А.».
    addressee = models.TextField(gettext_lazy("addressee"), blank=True)
    text = models.TextField(gettext_lazy("text"), blank=True)
    # The letter of theirs that it answers: by its card here, or by its number and date alone.
    answers = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    their_number = models.CharField(gettext_lazy("their number"), max_length=60, blank=True)
    their_date = models.DateField(gettext_lazy("their date"), null=True)
    annex = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(gettext_lazy("telephone of the executor"), max_length=60, blank=True)
    file = models.CharField(gettext_lazy("file in the list of files"), max_length=30, blank=True)
    answer_until = models.DateField(gettext_lazy("an answer is awaited until"), null=True)
    sent_by = models.CharField(
        gettext_lazy("how it was sent"), max_length=10, choices=Way.choices, blank=True
    )
    sent_to = models.CharField(gettext_lazy("to which address"), max_length=LONGEST, blank=True)
    sent_on = models.DateField(gettext_lazy("sent on"), null=True)

    class Meta(Paper.Meta):
        abstract = True

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def file_of_number(self) -> str:
        return self.file

    @property
    def executor(self) -> Person:
        assert self.author is not None, "letters are drafted by people"
        return self.author

    @property
    def reference(self) -> tuple[str, date | None]:
        """Number and date of the letter that it answers; empty if it answers none."""
        if self.answers is None:
            return self.their_number, self.their_date
        theirs: Any = self.answers.whole
        return (theirs.their_number or "б/н", theirs.their_date)

    def content(self) -> dict[str, Any]:
        number, day = self.reference
        return {
            "title": self.title,
            "organisation": self.unit.charter_name,
            "to_body": self.to_body,
            "addressee": self.addressee,
            "reference": [number, list_date(day) if day else ""] if number else [],
            "text": self.text,
            "enclosure": (
                {"paper": self.annex.code, "title": self.annex.title, "version": self.annex.version}
                if self.annex is not None
                else {}
            ),
            "executor": self.executor.name,
            "phone": self.phone,
            "file": self.file,
        }

    def answerable(self) -> models.QuerySet[Document]:
        """The registered papers of the unit that it may answer, the latest first."""
        registered = Document.objects.filter(kind="incoming", unit_id=self.unit_id).exclude(state="draft")
        return registered.order_by("-registered_on", "-pk")

    def enclosable(self) -> models.QuerySet[Document]:
        """The papers with a frozen edition that it may enclose: of the unit and of its district."""
        theirs = Document.objects.filter(unit_id__in=[self.unit_id, self.unit.root_id], version__gte=1)
        kinds = [name for name, model in Document.kinds.items() if model.printed and not model.personal]
        return theirs.filter(kind__in=kinds).order_by("-changed_at", "-pk")

    # --- writing --------------------------------------------------------------------------------------------------

    def write(self, given: Mapping[str, Any]) -> None:
        """Take over what the drafter has written. Raises NotLegal with a sentence."""
        for name, value in given.items():
            if name not in READ:
                raise NotLegal(_("A letter knows no such field: open the page again."))
            setattr(self, name, READ[name](self, value))
        if self.answers is not None:
            self.their_number, self.their_date = "", None

    def check_whole(self) -> None:
        """Raises NotLegal, naming the first thing that a letter cannot be without."""
        for name, sentence in MISSING.items():
            if not getattr(self, name):
                raise NotLegal(str(sentence))


MISSING = {
    "to_body": gettext_lazy("Say to which organisation the letter goes."),
    "addressee": gettext_lazy("Write the addressee: post and name in the dative."),
    "text": gettext_lazy("Write the text of the letter."),
    "file": gettext_lazy("Name the file by its number in the list of files."),
}


def _title(letter: OutgoingCard, value: Any) -> str:
    title = one_line(value, 500, _("the title"))
    if not title:
        raise NotLegal(_("Give the paper a title."))
    return title


def _their_date(letter: OutgoingCard, value: date | None) -> date | None:
    if value is not None and value > clock.today():
        raise NotLegal(_("The date of the letter that it answers lies ahead: correct it."))
    return value


def _awaited(letter: OutgoingCard, value: date | None) -> date | None:
    if value is not None and value < clock.today():
        raise NotLegal(_("The last day has passed already: give a later one."))
    return value


def _answers(letter: OutgoingCard, value: int | None) -> Document | None:
    if value is None:
        return None
    paper = letter.answerable().filter(pk=value).first()
    if paper is None:
        raise NotLegal(_("Choose the letter that it answers from the list."))
    return paper


def _annex(letter: OutgoingCard, value: int | None) -> Document | None:
    if value is None:
        return None
    paper = letter.enclosable().filter(pk=value).first()
    if paper is None:
        raise NotLegal(_("Choose the paper to enclose from the list."))
    return paper


# How each field reads what was typed.
READ: Mapping[str, Any] = {
    "title": _title,
    "to_body": lambda letter, value: one_line(value, LONGEST, _("the organisation")),
    "addressee": lambda letter, value: lines_of_text(value, LONGEST, _("the addressee")),
    "text": lambda letter, value: lines_of_text(value, LONGEST_TEXT, _("the text")),
    "answers": _answers,
    "their_number": lambda letter, value: one_line(value, 60, _("their number")),
    "their_date": _their_date,
    "annex": _annex,
    "phone": lambda letter, value: one_line(value, 60, _("the telephone")),
    "file": lambda letter, value: one_line(value, 30, _("the file")),
    "answer_until": _awaited,
}


def suggested_addressee(post: str, name: str) -> str:
    """The lines of an addressee in the dative, from post and name: «Начальнику отдела», «Ивановой С.А.».

    A suggestion, as all case forms: whoever drafts the letter corrects it.
    """
    surname, given, patronymic = (*name.split(), "", "", "")[:3]
    who = decline_short(surname, given, patronymic, Case.DATIVE) if surname else ""
    office = unit_names.suggested(" ".join(post.split()), Case.DATIVE, lives=True)
    return "\n".join(filter(None, (office[:1].upper() + office[1:], who)))


def valid_address(value: str) -> str:
    """An e-mail address. Raises NotLegal with a sentence."""
    address = value.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotLegal(_("Give the address as in name@mail.ru.")) from error
    return address
