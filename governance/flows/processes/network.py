"""The flows of network teachers: the council votes on each, each consents, each school's director appoints its own."""

from typing import ClassVar, cast

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.kinds.network.agreement import EMPLOYER, WorkAgreement, draft_agreement
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import ask_consent
from governance.documents.kinds.network.employee_paper import TEACHER, EmployeePaper
from governance.documents.kinds.network.school_list import draft_school_lists
from governance.documents.kinds.network.staff_list import StaffList, base_school_of
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def council_of(document: Document) -> Unit:
    return Unit.objects.get(kind=UnitKind.COUNCIL, district_id=document.district_id)


def teacher_of(document: Document, part: str) -> Person:
    return cast(EmployeePaper, document).candidacy.teacher


@enter("CandidacyFlow")
class CandidacyFlow(PaperFlow):
    """Put forward, decided by the council, agreed with the teacher, put on the list for the order of the own school."""

    version = 2
    kinds = ("candidacy",)
    route = ("draft", "agenda", "decision", "consent", "agreement", "appointment")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", "withdraw", title=_("Complete the candidacy and put it forward")).Next(this.turn)
    agenda = Decide(
        "take_up",
        "support",
        "decline",
        "withdraw",
        title=_("Put the candidacy on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=council_of),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.turn)
    decision = Await("support", "decline", "release", "withdraw", title=_("The council decides")).Next(
        this.turn
    )
    asking = flow.Function(this.ask_consent).Next(this.consent)
    consent = Await("consent", "refuse", "withdraw", title=_("The teacher consents")).Next(this.turn)
    drafting = flow.Function(this.draft_agreement).Next(this.agreement)
    agreement = Await(
        "conclude", "refuse", "withdraw", title=_("School and teacher sign the agreement")
    ).Next(this.turn)
    appointment = Decide(
        "appoint",
        "refuse",
        "withdraw",
        title=_("Draw up the list of network teachers for the orders"),
        asks=May(Right.DRAFT_ORDER, on=base_school_of),
        within=tasks.LIST_TEACHERS,
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.draft, in_state(Candidacy.State.DRAFT))
        .Case(this.decision, when(lambda paper: paper.state == "review" and paper.on_agenda_id is not None))
        .Case(this.agenda, in_state(Candidacy.State.REVIEW))
        .Case(this.asking, in_state(Candidacy.State.SUPPORTED))
        .Case(this.drafting, in_state(Candidacy.State.CONSENTED))
        .Case(this.appointment, in_state(Candidacy.State.READY))
        .Default(this.end)
    )
    end = flow.End()

    def ask_consent(self, activation: Activation) -> None:
        """Nobody is appointed without their own consent."""
        ask_consent(paper_of(activation))

    def draft_agreement(self, activation: Activation) -> None:
        """The clerk of the school completes it."""
        draft_agreement(paper_of(activation))


@enter("WorkConsentFlow")
class WorkConsentFlow(PaperFlow):
    """The teacher answers, or the clerk enters the sheet that the teacher has signed."""

    kinds = ("work_consent",)
    route = ("answer",)

    start = flow.StartHandle(this.open).Next(this.answer)
    answer = Decide(
        "give",
        "refuse",
        "enter_answer",
        "call_off",
        title=_("Say whether you consent to the additional work"),
        named=teacher_of,
        within=tasks.EMPLOYEE_PAPER,
    ).Next(this.end)
    end = flow.End()


@enter("WorkAgreementFlow")
class WorkAgreementFlow(PaperFlow):
    """Completed by the clerk of the school; both sides are asked for their signatures beside it (`SideFlow`)."""

    kinds = ("work_agreement",)
    route = ("prepare", "signatures")

    start = flow.StartHandle(this.open).Next(this.prepare)
    prepare = Decide(
        "submit", "call_off", title=_("Complete the agreement with the employee"), within=tasks.EMPLOYEE_PAPER
    ).Next(this.turn)
    signatures = Await(
        "sign_for_school",
        "sign_as_employee",
        "enter_signature",
        "recall",
        "call_off",
        title=_("School and teacher sign the agreement"),
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.prepare, in_state(WorkAgreement.State.DRAFT))
        .Case(this.signatures, in_state(WorkAgreement.State.SIGNING, WorkAgreement.State.PARTLY_SIGNED))
        .Default(this.end)
    )
    end = flow.End()


class SideFlow(PartFlow):
    """One side signs the agreement, in the system or by hand."""

    kinds = ("work_agreement",)
    side: ClassVar[str]

    @classmethod
    def open_parts(cls, document: WorkAgreement) -> set[str]:
        return {cls.side} & document.awaited_sides


@enter("EmployerSignatureFlow")
class EmployerSignatureFlow(SideFlow):
    """Whoever acts for the school; a founder, who has no account here, signs by hand."""

    side = EMPLOYER

    start = flow.StartHandle(this.open).Next(this.sign)
    sign = Decide(
        "sign_for_school",
        "enter_signature",
        title=_("Sign the agreement with the employee"),
        within=tasks.EMPLOYEE_PAPER,
    ).Next(this.end)
    end = flow.End()


@enter("EmployeeSignatureFlow")
class EmployeeSignatureFlow(SideFlow):
    """The teacher alone."""

    side = TEACHER

    start = flow.StartHandle(this.open).Next(this.sign)
    sign = Decide(
        "sign_as_employee",
        "enter_signature",
        title=_("Sign the agreement with your school"),
        named=teacher_of,
        within=tasks.EMPLOYEE_PAPER,
    ).Next(this.end)
    end = flow.End()


@enter("StaffListFlow")
class StaffListFlow(PaperFlow):
    """A list for each school concerned, with its order; once all directors have decided, the whole is published."""

    version = 2
    renamed: ClassVar = {2: {"order": "orders", "ordered": "turn"}}
    kinds = ("staff_list",)
    route = ("orders", "publication")

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = flow.Function(this.draft_lists).Next(this.orders)
    orders = Await("count_order", title=_("The directors of the schools appoint by orders")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.orders, in_state(StaffList.State.DRAFT))
        .Case(this.publication, in_state(StaffList.State.APPROVED))
        .Default(this.end)
    )
    publication = Decide(
        "publish", "repeal", title=_("Publish the list of network teachers"), within=tasks.PUBLISH
    ).Next(this.end)
    end = flow.End()

    def draft_lists(self, activation: Activation) -> None:
        """One for each school that appoints or releases somebody."""
        draft_school_lists(paper_of(activation))


@enter("SchoolListFlow")
class SchoolListFlow(PaperFlow):
    """The order on the list is drafted automatically; the director of the school signs it or not."""

    kinds = ("school_list",)
    route = ("order",)

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = flow.Function(this.draft_order).Next(this.order)
    order = Await("approve", "send_back", title=_("The director appoints by an order")).Next(this.end)
    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """Its basis is the protocol by which the council supported those who are new."""
        school_list = paper_of(activation)
        new = [row.candidacy for row in school_list.entries()]
        draft_approval_order(school_list, new[0].supported_by if new else None)
