"""The flows of contracts and additional agreements: agreed in rounds, signed by each party, in force, ended.

Beside the flow of the paper each party has tasks of its own: to agree (`flows.processes.opinion`) and to sign.
"""

from django.utils.translation import gettext_lazy as _, pgettext_lazy
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.kinds.contract.agreement import Agreement, parties_to_sign
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.record.document import Document
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.unit import Unit

State = Contract.State
ANSWERS = ("consent", "consent_with_remarks", "object_to", "enter_answer")
WAYS_OUT = ("withdraw", "refuse", "give_up")


@enter("ContractFormFlow")
class ContractFormFlow(PaperFlow):
    """The form of contracts is prepared and put into use; so is each new version of it."""

    kinds = ("contract_form",)
    route = ("prepare", "use")

    start = flow.StartHandle(this.open).Next(this.prepare)
    prepare = Decide("issue", "retire", title=_("Complete the form and put it into use")).Next(this.turn)
    use = Await("reopen", "retire", title=_("Contracts are made from it")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.prepare, in_state(ContractForm.State.DRAFT))
        .Case(this.use, in_state(ContractForm.State.IN_USE))
        .Default(this.end)
    )
    end = flow.End()


def is_contract_in_force(activation: Activation) -> bool:
    """Whether the paper is a contract in force; an additional agreement has nothing more to wait for."""
    return activation.process.document.kind == "contract" and in_state(State.IN_FORCE)(activation)


@enter("ContractFlow")
class ContractFlow(PaperFlow):
    """Draft, rounds of agreement, signatures, in force, ended, archive; the next step follows from the state alone."""

    kinds = ("contract", "amendment")
    title = _("Contracts and additional agreements")
    route = ("prepare", "agreement", "signatures", "force", "archiving")

    start = flow.StartHandle(this.open).Next(this.prepare)
    prepare = Decide("submit", "give_up", title=_("Complete the contract and send it for agreement")).Next(
        this.turn
    )
    agreement = Await(*ANSWERS, *WAYS_OUT, title=_("The other party reads and agrees")).Next(this.turn)
    signatures = Await("sign", "certify_signature", *WAYS_OUT, title=_("The parties sign")).Next(this.turn)
    stopped = Await("resume", title=pgettext_lazy("contract", "Not concluded")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.prepare, in_state(State.DRAFT, State.REWORK))
        .Case(this.agreement, in_state(State.REVIEW))
        .Case(this.signatures, in_state(State.SIGNING, State.PARTLY_SIGNED))
        .Case(this.stopped, in_state(State.NOT_CONCLUDED))
        .Case(this.force, is_contract_in_force)
        .Default(this.end)
    )
    force = Await("expire", "terminate", title=pgettext_lazy("contract", "In force")).Next(this.after)
    after = flow.If(is_contract_in_force).Then(this.force).Else(this.archiving)
    archiving = Decide("archive", title=_("Put the contract into the archive"), within=tasks.ARCHIVE).Next(
        this.end
    )
    end = flow.End()


def party_of(document: Document, part: str) -> Unit:
    """The school that a part («party:7») is about."""
    return Unit.objects.get(pk=int(part.partition(":")[2]))


@enter("SignatureFlow")
class SignatureFlow(PartFlow):
    """One party signs, in the system or on paper."""

    kinds = ("contract", "amendment")

    start = flow.StartHandle(this.open).Next(this.sign)
    sign = Decide(
        "sign", "certify_signature", title=_("Sign the contract"), within=tasks.SIGN_CONTRACT, at=party_of
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Agreement) -> set[str]:
        if document.state not in (State.SIGNING, State.PARTLY_SIGNED):
            return set()
        return {f"party:{unit.pk}" for unit in parties_to_sign(document)}
