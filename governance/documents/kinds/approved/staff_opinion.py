"""The opinion of the employees' representative body on a draft of a local act («лист учёта мнения»).

Labour Code of Russia, articles 8, 135, 372: the employer sends the draft with its grounds, the body answers in writing
within five working days. It agrees; or it does not, with reasons, and both sides consult each other; or it is silent,
which ends the wait and is no support. The act goes to the director's order after that, and not before.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.effects import CONSIDER, DROP_OPINION
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.language.verb import verb
from governance.documents.printing.citation import decapitalized
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS
from governance.documents.record.files import attach_scan
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import KINDS, kind
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, May, condition, move
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import STAFF_OPINION
from governance.roles.names import Case
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

DRAFT, ASKED, AGREED, OBJECTED = "draft", "asked", "agreed", "objected"
CONSULTED, SILENT, DROPPED = "consulted", "silent", "dropped"
LONGEST_REASONS = 3_000
ASKS, CERTIFIES = May(Right.DRAFT_PAPER), May(Right.CERTIFY_PAPER)


def still_open(opinion: "StaffOpinion") -> str:
    assert opinion.due is not None, "it was asked"
    return _("The body may answer until %(day)s.") % {"day": list_date(opinion.due)}


@condition(still_open)
def term_is_over(opinion: "StaffOpinion") -> bool:
    return opinion.due is not None and clock.today() > opinion.due


@condition(gettext_lazy("The body that is asked holds its sittings elsewhere: enter its written opinion."))
def is_body_of_school(opinion: "StaffOpinion") -> bool:
    return opinion.heard_id is not None


def bodies_of(opinion: "StaffOpinion") -> QuerySet[Unit]:
    """The bodies of the school that may be asked."""
    return Unit.objects.filter(kind=UnitKind.BODY, parent=opinion.unit_id).order_by("pk")


def protocols_of(opinion: "StaffOpinion") -> QuerySet[Document]:
    """The protocols that the body has signed since it was asked."""
    protocols = Document.objects.filter(kind="protocol", unit=opinion.heard_id)
    in_force = KINDS["protocol"].states_in(Phase.IN_FORCE)
    return protocols.filter(state__in=in_force, registered_on__gte=opinion.asked_on).order_by("pk")


def as_answered(opinion: "StaffOpinion", act: Act, *, agrees: bool, **facts: Any) -> str:
    return AGREED if agrees else OBJECTED


@kind("staff_opinion")
class StaffOpinion(Paper):
    """One body about one version of one act."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("staff opinion", "To be asked")
        ASKED = "asked", Phase.WITH_SOMEBODY, pgettext_lazy("staff opinion", "Asked")
        AGREED = "agreed", Phase.IN_FORCE, pgettext_lazy("staff opinion", "The body agrees")
        OBJECTED = "objected", Phase.WITH_SOMEBODY, pgettext_lazy("staff opinion", "The body does not agree")
        CONSULTED = "consulted", Phase.IN_FORCE, pgettext_lazy("staff opinion", "Consultations held")
        SILENT = "silent", Phase.IN_FORCE, pgettext_lazy("staff opinion", "No answer in time")
        DROPPED = "dropped", Phase.ENDED, pgettext_lazy("staff opinion", "Not asked any more")

    kind_label = gettext_lazy("Opinion of the employees' body")
    kind_label_many = gettext_lazy("Opinions of the employees' bodies")
    kind_purpose = gettext_lazy("What the employees' body thinks of an act on work, as the labour code asks.")
    numbered = False
    effects_in = {State.AGREED: (CONSIDER,), State.CONSULTED: (CONSIDER,), State.SILENT: (CONSIDER,)}
    content_labels = labelled(
        "title about text body asked_on due protocol reasons consulted",
        about=gettext_lazy("Local act"),
        body=gettext_lazy("Whose opinion"),
        asked_on=gettext_lazy("Asked on"),
        due=gettext_lazy("Answer until"),
        protocol=gettext_lazy("Protocol of the body"),
        reasons=gettext_lazy("Reasons"),
        consulted=gettext_lazy("Result of the consultations"),
    )
    select_related_fields = ("about", "text", "heard")

    about = models.ForeignKey(ApprovedPaper, models.PROTECT, related_name="staff_opinions", editable=False)
    # Which version the body was asked about.
    text = models.ForeignKey("governance.Version", models.PROTECT, related_name="+", editable=False)
    # In the genitive: «первичной профсоюзной организации КОГОКУ СОШ г. Лузы».
    body = models.CharField(gettext_lazy("whose opinion, in the genitive"), max_length=300, blank=True)
    # The same body, where it is one of the school that meets here: its signed protocol is its answer.
    heard = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("body of the school")
    )
    asked_on = models.DateField(gettext_lazy("asked on"), null=True)
    due = models.DateField(gettext_lazy("answer until"), null=True)
    protocol_number = models.CharField(gettext_lazy("number of the protocol"), max_length=40, blank=True)
    protocol_date = models.DateField(gettext_lazy("date of the protocol"), null=True)
    reasons = models.TextField(gettext_lazy("reasons"), blank=True)
    consulted = models.TextField(gettext_lazy("result of the consultations"), blank=True)

    later: ClassVar = {"heard": None}

    @property
    def is_being_written(self) -> bool:
        return self.state in (DRAFT, ASKED, OBJECTED)

    @property
    def was_given(self) -> bool:
        """Whether the body has said something that a stamp can name."""
        return self.state in (AGREED, CONSULTED)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "about": self.about.code,
            "text": self.text.sha256,
            "body": self.body,
            "asked_on": self.asked_on.isoformat() if self.asked_on else "",
            "due": self.due.isoformat() if self.due else "",
            "protocol": [self.protocol_number, self.protocol_date.isoformat() if self.protocol_date else ""],
            "reasons": self.reasons,
            "consulted": self.consulted,
        }

    @move(
        source=DRAFT,
        target=ASKED,
        rule=ASKS,
        words=verb("staff opinion", "Ask the body", "asked the body"),
    )
    def ask(self, act: Act, *, body: str = "", heard: int | None = None) -> None:
        """The draft is sent with its grounds; the term runs from today. `heard`: a body of the school, by its id."""
        self.body = one_line(body, 300)
        if heard is not None:
            self.heard = bodies_of(self).filter(pk=heard).first()
            if self.heard is None:
                raise NotLegal(_("Choose a body of the school, or name another one."))
            self.body = one_line(f"{decapitalized(self.heard.form(Case.GENITIVE))} {self.unit.name}", 300)
            self.readers.add(self.heard)
        if not self.body:
            raise NotLegal(_("Name the body whose opinion is asked."))
        self.asked_on = clock.today()
        self.due = last_day(STAFF_OPINION, self.district_id)

    @move(
        source=ASKED,
        target=GET_STATE(as_answered, states=(AGREED, OBJECTED)),
        rule=CERTIFIES,
        words=verb("staff opinion", "Enter the opinion", "entered the opinion"),
    )
    def answer(
        self,
        act: Act,
        *,
        agrees: bool,
        protocol_number: str,
        protocol_date: date,
        name: str,
        data: bytes,
        reasons: str = "",
    ) -> None:
        """The written opinion, with its scan. Raises NotLegal for a protocol of another time, or without reasons."""
        self.protocol_number = one_line(protocol_number, 40)
        self.reasons = lines_of_text(reasons, LONGEST_REASONS)
        if not self.protocol_number:
            raise NotLegal(_("Give the number of the protocol by which the body decided."))
        if self.asked_on is None or not self.asked_on <= protocol_date <= clock.today():
            raise NotLegal(_("The protocol of the body is of a day before it was asked, or after today."))
        if not agrees and not self.reasons:
            raise NotLegal(_("Write the reasons: the employer has to answer them."))
        self.protocol_date = protocol_date
        attach_scan(self, act, name=name, data=data)
        if agrees:
            self._considered(act)

    @move(
        source=ASKED,
        target=GET_STATE(as_answered, states=(AGREED, OBJECTED)),
        rule=CERTIFIES,
        words=verb(
            "staff opinion", "Enter the opinion by its protocol", "entered the opinion by its protocol"
        ),
        conditions=(is_body_of_school,),
        inner=True,
    )
    def answer_by_protocol(self, act: Act, *, protocol: int, agrees: bool, reasons: str = "") -> None:
        """The body decided at a sitting here: its signed protocol, by its id, is the answer, and no scan is needed."""
        decided = protocols_of(self).filter(pk=protocol).first()
        self.reasons = lines_of_text(reasons, LONGEST_REASONS)
        if decided is None:
            raise NotLegal(_("Choose a protocol that the body has signed since it was asked."))
        if not agrees and not self.reasons:
            raise NotLegal(_("Write the reasons: the employer has to answer them."))
        self.protocol_number, self.protocol_date = decided.number, decided.registered_on
        Link.objects.create(source_id=self.pk, target_id=decided.pk, effect=BASIS)
        act.facts["protocol"] = decided.pk
        if agrees:
            self._considered(act)

    @move(
        source=OBJECTED,
        target=CONSULTED,
        rule=ASKS,
        words=verb("staff opinion", "Enter the consultations", "entered the consultations"),
    )
    def consult(self, act: Act, *, result: str) -> None:
        """What both sides came to; without agreement the protocol of disagreements is named (article 372)."""
        self.consulted = lines_of_text(result, LONGEST_REASONS)
        if not self.consulted:
            raise NotLegal(_("Write what the consultations came to."))
        self._considered(act)

    @move(
        source=ASKED,
        target=SILENT,
        rule=ASKS,
        words=verb("staff opinion", "Note that no answer came", "noted that no answer came in time"),
        conditions=(term_is_over,),
    )
    def note_silence(self, act: Act) -> None:
        """The term is over: the employer may go on, though nobody has agreed."""
        self._considered(act)

    def _considered(self, act: Act) -> None:
        self.freeze(act)
        Link.objects.create(
            source_id=self.pk, target_id=self.about_id, effect=CONSIDER, version_id=self.text_id
        )

    @move(
        source=(DRAFT, ASKED, OBJECTED),
        target=DROPPED,
        rule=ByPaper(DROP_OPINION),
        words=verb("staff opinion", "Ask no more", "asked no more"),
    )
    def drop_opinion(self, act: Act) -> None:
        """The draft was taken back: the body is asked about the next one."""


def draft_staff_opinion(act_of_school: ApprovedPaper) -> StaffOpinion:
    """Begin the sheet on the version that was put up; the body that was asked last is suggested again."""
    earlier = (
        StaffOpinion.objects.filter(unit_id=act_of_school.unit_id).exclude(body="").order_by("pk").last()
    )
    return draft(
        StaffOpinion,
        unit=act_of_school.unit,
        title=f"Лист учёта мнения: {act_of_school.title}"[:500],
        basis=act_of_school,
        about=act_of_school,
        text=act_of_school.present_version,
        body=earlier.body if earlier else "",
    )
