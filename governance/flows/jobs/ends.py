"""Terms that are over: contracts, offers of places; and who is told of an end before."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.language.phrases import list_date
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.documents.settings import calendar
from governance.documents.settings.papers import CONTRACT_END_NOTICE
from governance.flows.engine import notices
from governance.flows.engine.models import Notice
from governance.flows.jobs.job import job
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def contracts_over() -> Iterable[Contract]:
    return Contract.objects.filter(state=Contract.State.IN_FORCE, ends_on__lt=clock.today()).order_by("pk")


@job(_("Contracts ended"), contracts_over)
def end_contracts(contract: Contract) -> Document:
    """End a contract whose last day has passed; the basis is the paper that set that day."""
    return perform(contract, "expire", basis=contract.ended_by or contract)


def offers_over() -> Iterable[Application]:
    over = Application.objects.filter(state=Application.State.OFFERED, offered_until__lt=clock.today())
    return over.order_by("pk")


@job(_("Offers of places expired"), offers_over)
def expire_offers(application: Application) -> Document:
    """Withdraw a place that was offered and not taken by the last day, for the next in reserve."""
    return perform(application, "expire_offer", basis=application)


def suspensions_over() -> Iterable[Protocol]:
    over = Protocol.objects.filter(suspensions__ended_on=None, suspensions__until__lt=clock.today())
    return over.distinct().order_by("pk")


@job(_("Suspended decisions that go on"), suspensions_over)
def end_suspensions(protocol: Protocol) -> Document:
    """Let decisions go on whose suspension has ended with its term."""
    return perform(protocol, "end_suspensions", basis=protocol)


def surveys_over() -> Iterable[Survey]:
    return Survey.objects.filter(state=Survey.State.OPEN, closes_on__lt=clock.today()).order_by("pk")


@job(_("Surveys closed and counted"), surveys_over)
def count_surveys(survey: Survey) -> Document:
    """Count the answers of a survey whose last day has passed."""
    return perform(survey, "expire", basis=survey)


def papers_beginning() -> Iterable[Document]:
    """Orders and what they approved, whose day has come, with something that they still do to other papers."""
    pending = Link.objects.pending().values("source_id")
    begun = {"acts_from__lte": clock.today(), "pk__in": pending}
    yield from Order.objects.filter(state__in=IN_FORCE, **begun).order_by("pk")
    yield from ApprovedPaper.objects.filter(state=ApprovalState.APPROVED, **begun).order_by("pk")


@job(_("Papers that come into force"), papers_beginning)
def begin_to_act(paper: Document) -> Document:
    """From its day on an order carries out what it says about other papers, a new edition replaces the former one."""
    return perform(paper, "begin_to_act", basis=paper)


def rows_beginning() -> Iterable[Plan]:
    """Plans in force with rows whose time has come and whose executors nobody has asked."""
    asked_next = {"asked_on": None, "done_on": None, "excluded_by": None, "term_start__lte": clock.today()}
    begun = {f"sections__rows__{name}": value for name, value in asked_next.items()}
    plans = Plan.objects.filter(state=ApprovalState.APPROVED, **begun)
    return plans.distinct().order_by("pk")


@job(_("Executors of plans asked"), rows_beginning)
def ask_executors(plan: Plan) -> Document:
    """Ask whoever is charged with rows of a plan, from the first day of their terms on."""
    return perform(plan, "ask_rows", basis=plan)


def contracts_ending() -> Iterable[Contract]:
    in_force = Contract.objects.filter(state=Contract.State.IN_FORCE).order_by("pk")
    for district in Unit.objects.filter(kind=UnitKind.DISTRICT).values_list("pk", flat=True):
        soon = (clock.today(), calendar.last_day(CONTRACT_END_NOTICE, district))
        yield from in_force.filter(district=district, ends_on__range=soon)


@job(_("Told that a contract ends"), contracts_ending)
def notify_of_ends(contract: Contract) -> list[Person]:
    """Notify the parties, once, of a contract that ends soon (CONTRACT_END_NOTICE). Returns whom."""
    day = list_date(contract.ends_on or clock.today())
    with transaction.atomic():
        told = [
            notice.person_id
            for notice in Notice.objects.filter(document_id=contract.pk, text="contract_ends")
            if notice.facts.get("day") == day
        ]
        people = [person for person in signers_of(contract) if person.pk not in told]
        if people:
            notices.notify(people, contract, "contract_ends", day=day)
    return people


def signers_of(contract: Contract) -> list[Person]:
    """The people who may sign for one of the parties today, each once."""
    people = {
        appointment.person_id: appointment.person
        for party in contract.sides
        for appointment in holders(Right.SIGN_CONTRACT, party.unit_id)
    }
    return list(people.values())
