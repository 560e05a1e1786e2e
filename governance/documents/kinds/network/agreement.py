"""The additional agreement to a contract of employment: the work of a network teacher, its term, volume and pay.

Labour Code, articles 60.2, 72, 151. The school drafts it once the teacher has consented; director and teacher sign one
frozen text, in any order, in the system or by hand. The order of appointment rests on it.
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.agreement_text import agreement_clauses
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import given_consent
from governance.documents.kinds.network.effects import CALL_OFF, CONCLUDE
from governance.documents.kinds.network.employee_paper import BY_CLERK, BY_TEACHER, TEACHER, EmployeePaper
from governance.documents.language.content_labels import labelled
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.effects import BASIS
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.perform import draft
from governance.documents.record.register import RegisterOf
from governance.documents.record.signatures import sign_as, signed_places, unsigned, void_signatures
from governance.documents.record.transitions import ByPaper, May, move
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

DRAFT, SIGNING, PARTLY_SIGNED, IN_FORCE = "draft", "signing", "partly_signed", "in_force"
NOT_CONCLUDED, ENDED = "not_concluded", "ended"
# Where the employer's signature stands.
EMPLOYER = "employer"


def not_the_employer(agreement: "WorkAgreement", person: Person) -> "str | Promise | None":
    """The text names who signs for the school; nobody signs for both sides."""
    employer = agreement.employer
    if employer is None or employer.person_id == person.pk:
        return None
    return gettext_lazy("The text names %(name)s as acting for the school.") % {"name": employer.person}


def once_signed(agreement: "WorkAgreement", act: Act, **facts: Any) -> str:
    return PARTLY_SIGNED if agreement.awaited_sides else IN_FORCE


def as_called_off(agreement: "WorkAgreement", act: Act, **facts: Any) -> str:
    """One that both have signed ends; the others come to nothing."""
    return ENDED if agreement.state == IN_FORCE else NOT_CONCLUDED


@kind("work_agreement")
class WorkAgreement(EmployeePaper):
    """«Дополнительное соглашение к трудовому договору»."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("work agreement", "Draft")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("work agreement", "Awaiting signatures")
        PARTLY_SIGNED = (
            "partly_signed",
            Phase.WITH_SOMEBODY,
            pgettext_lazy("work agreement", "Signed by one side"),
        )
        IN_FORCE = "in_force", Phase.IN_FORCE, pgettext_lazy("work agreement", "In force")
        NOT_CONCLUDED = "not_concluded", Phase.ENDED, pgettext_lazy("work agreement", "Not concluded")
        ENDED = "ended", Phase.ENDED, pgettext_lazy("work agreement", "Ended")

    kind_label = gettext_lazy("Agreement with an employee")
    kind_label_many = gettext_lazy("Agreements with employees")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("Additional work of a teacher, agreed with the employee before it begins.")
    drafted_by = None
    numbered_in = (State.IN_FORCE, State.ENDED)
    registers = (
        RegisterOf(
            {UnitKind.SCHOOL}, "work_agreement", "Дополнительные соглашения к трудовым договорам", "{n}-ТД"
        ),
    )
    effects_in = {State.IN_FORCE: (CONCLUDE,)}
    select_related_fields = (*EmployeePaper.select_related_fields, "employer__person", "employer__unit")
    content_labels = labelled(
        "title teacher position employer contract_number contract_date clauses",
        employer=gettext_lazy("Acts for the school"),
        contract_number=gettext_lazy("Number of the contract of employment"),
        contract_date=gettext_lazy("Date of the contract of employment"),
        clauses=gettext_lazy("Clauses"),
    )

    contract_number = models.CharField(
        gettext_lazy("number of the contract of employment"), max_length=40, blank=True
    )
    contract_date = models.DateField(gettext_lazy("date of the contract of employment"), null=True)
    pay = models.CharField(gettext_lazy("pay for the additional work"), max_length=500, blank=True)
    employer = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "teacher": self.candidacy.teacher.full_name,
            "position": self.employment.capacity,
            "employer": self.employer.person.full_name if self.employer else "",
            "contract_number": self.contract_number,
            "contract_date": self.contract_date.isoformat() if self.contract_date else "",
            "clauses": self.clauses(),
        }

    def clauses(self) -> list[str]:
        """Its numbered clauses, in order."""
        consent = given_consent(self.candidacy)
        return agreement_clauses(
            self.candidacy, consented_on=consent.given_on if consent else None, pay=self.pay
        )

    @property
    def awaited_sides(self) -> set[str]:
        """Who has to sign yet."""
        if self.state not in (SIGNING, PARTLY_SIGNED):
            return set()
        return {EMPLOYER, TEACHER} - signed_places(self)

    def possible_employers(self) -> list[Appointment]:
        """Who may sign for the school: its head, or, where the head is the teacher, a body outside (the founder)."""
        teacher = self.candidacy.teacher_id
        heads = [held for held in holders(Right.SIGN_ORDER, self.unit_id) if held.person_id != teacher]
        if heads:
            return heads
        outside = Appointment.objects.in_force().filter(
            role=Role.OUTSIDE_HEAD, unit__district_id=self.district_id
        )
        return list(outside.exclude(person_id=teacher).select_related("person", "unit").order_by("pk"))

    @move(
        source=DRAFT,
        target=SIGNING,
        rule=May(Right.DRAFT_ORDER),
        words=verb("work agreement", "Put up for signature", "put up for signature"),
        undone_by="recall",
    )
    def submit(
        self, act: Act, *, contract_number: str, contract_date: date, pay: str, employer: int | None = None
    ) -> None:
        """Freeze the text. Raises NotLegal for what is missing, or when nobody may sign for the school."""
        self.contract_number, self.pay = one_line(contract_number, 40), one_line(pay, 500)
        self.contract_date = contract_date
        if not self.contract_number or not self.pay:
            raise NotLegal(_("Name the contract of employment, and the pay on which both sides agreed."))
        if contract_date > clock.today():
            raise NotLegal(_("The contract of employment cannot be of a later day than today."))
        self.check_employed(clock.today())
        able = self.possible_employers()
        self.employer = next((held for held in able if employer in (None, held.pk)), None)
        if self.employer is None:
            raise NotLegal(
                _(
                    "Nobody can sign for «%(school)s»: a director does not sign with themself. Name the founder."
                )
                % {"school": self.unit}
            )
        self.freeze(act)

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("work agreement", "Take back for editing", "took back for editing"),
        needs_reason=True,
    )
    def recall(self, act: Act) -> None:
        """Other words: signatures over these bind nobody."""
        void_signatures(self, act.at)

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=GET_STATE(once_signed, states=(PARTLY_SIGNED, IN_FORCE)),
        rule=May(Right.SIGN_ORDER, unless=not_the_employer),
        words=verb("work agreement", "Sign for the school", "signed for the school"),
        conditions=(unsigned(EMPLOYER),),
        needs_password=True,
    )
    def sign_for_school(self, act: Act) -> None:
        """By whoever the text names."""
        sign_as(self, act, EMPLOYER)
        self._signed(act, EMPLOYER)

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=GET_STATE(once_signed, states=(PARTLY_SIGNED, IN_FORCE)),
        rule=BY_TEACHER,
        words=verb("work agreement", "Sign as the employee", "signed as the employee"),
        conditions=(unsigned(TEACHER),),
        needs_password=True,
    )
    def sign_as_employee(self, act: Act) -> None:
        """By the teacher."""
        sign_as(self, act, TEACHER, signer=self.employment)
        self._signed(act, TEACHER)

    @move(
        source=(SIGNING, PARTLY_SIGNED),
        target=GET_STATE(once_signed, states=(PARTLY_SIGNED, IN_FORCE)),
        rule=BY_CLERK,
        words=verb("work agreement", "Enter a signature by hand", "entered a signature by hand"),
        inner=True,
    )
    def enter_signature(self, act: Act, *, side: str, signed_on: date, name: str, data: bytes) -> None:
        """`side`: «employer» or «teacher». The scan of the sheet is kept and certified."""
        signer = {EMPLOYER: self.employer, TEACHER: self.employment}.get(side)
        if signer is None:
            raise NotLegal(_("Choose who signed the sheet."))
        self.enter_by_hand(act, side, signer, signed_on=signed_on, name=name, data=data)
        self._signed(act, side)

    def _signed(self, act: Act, side: str) -> None:
        act.facts["part"] = side
        if self.awaited_sides:
            return
        self.check_employed(clock.today())
        give_number(self, act, on=clock.today())
        self.affect(CONCLUDE, [self.candidacy_id])

    @move(
        source=(DRAFT, SIGNING, PARTLY_SIGNED, IN_FORCE),
        target=GET_STATE(as_called_off, states=(NOT_CONCLUDED, ENDED)),
        rule=ByPaper(CALL_OFF),
        words=verb("work agreement", "Need no more", "needed no more"),
    )
    def call_off(self, act: Act) -> None:
        """The candidacy ended before the order."""


def draft_agreement(candidacy: Candidacy) -> WorkAgreement:
    """Draft the agreement with a teacher who has consented; the clerk of the school adds contract and pay."""
    consent = given_consent(candidacy)

    def name_teacher(agreement: WorkAgreement, act: Act) -> None:
        agreement.involve(([candidacy.teacher], "teacher"))
        if consent is not None:
            Link.objects.create(source_id=agreement.pk, target_id=consent.pk, effect=BASIS)

    return draft(
        WorkAgreement,
        unit=candidacy.employment.unit,
        title="Дополнительное соглашение к трудовому договору",
        basis=candidacy,
        fill=name_teacher,
        candidacy=candidacy,
    )
