"""What the pages of contracts and additional agreements have besides those of any paper that others agree to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _, ngettext

from governance.desk.agreement.page import CONSULTED, beside_text, consulted_context
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Words
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.desk.kinds.contract.amendment import AmendmentPage, contract_amend
from governance.desk.kinds.contract.board import contracts
from governance.desk.kinds.contract.edit import ContractPage
from governance.desk.kinds.contract.making import contracts_make, contracts_make_any
from governance.desk.kinds.contract.progress import contracts_go_on, contracts_progress
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.kinds.contract.signing import HandSignatureForm, NoticeForm
from governance.desk.kinds.contract.terms import contract_text, drafts, notices, on_its_way, text_tab
from governance.desk.papers.changes import places_changed, shown
from governance.desk.papers.context import Before, PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import Shared, enter
from governance.documents.approval.opinions import units_asked
from governance.documents.kinds.contract.agreement import Agreement, parties_to_sign
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.record.attached import Signature
from governance.roles.catalogue import ROLES, Role
from governance.roles.rights import Right

State = Contract.State
SIGNED_HERE = (State.SIGNING, State.PARTLY_SIGNED)
BEING_AGREED = (State.DRAFT, State.REVIEW, State.REWORK, *SIGNED_HERE)
# More differences than these are folded, so that the decision stays in sight.
MOST_OPEN = 4

# --- what every reader sees -----------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class ContractContext(PaperContext):
    """templates/governance/contract/signatures.html: the parties with their signatures, while it is being signed."""

    signatures: Sequence[tuple[ContractParty, Signature | None]] = ()


def context(request: SignedInRequest, document: Agreement) -> ContractContext:
    """Who has agreed and signed, what differs, what else the reader of a contract has to know."""
    # In force it is what all have agreed to and signed; the rounds stand on their own tab.
    common = PaperContext() if document.number else consulted_context(request, document)
    result = ContractContext(**vars(common))
    result.acts_as = acts_as(request, document)
    if document.state in SIGNED_HERE or document.signed_places:
        given = {signature.place: signature for signature in document.valid_signatures}
        result.signatures = [(party, given.get(party.place)) for party in document.sides]
    if isinstance(document, Contract):
        result.before = [*common.before, *own_words(request, document, alone=not common.before)]
        result.notices = notices(request, document)
    return result


def own_words(request: SignedInRequest, contract: Contract, *, alone: bool) -> list[Before]:
    """What it says otherwise than the district's form, as long as that bears on a decision.

    Open to whoever decides when it stands `alone`; after what has changed lately it is folded.
    """
    if contract.form_version is None or contract.state not in BEING_AGREED or not beside_text(request):
        return []
    changes = shown(contract, deviations(contract))
    count = places_changed(contract, changes)
    if not count:
        return [Before(title=_("The text is that of the district's common form"))]
    title = ngettext(
        "Differs from the district's form: %(n)d clause",
        "Differs from the district's form: %(n)d clauses",
        count,
    )
    open_at_once = count <= MOST_OPEN and alone and bool(asked_of(request, contract))
    return [Before(title=title % {"n": count}, changes=changes, open=open_at_once)]


def asked_of(request: SignedInRequest, paper: Agreement) -> list[int]:
    """The ids of the schools for which the reader is asked to agree or to sign now."""
    if paper.state == State.REVIEW:
        right, units = Right.AGREE_PAPER, units_asked(paper)
    elif paper.state in SIGNED_HERE:
        right, units = Right.SIGN_CONTRACT, parties_to_sign(paper)
    else:
        return []
    return [unit.pk for unit in units if may(request, right, unit.pk)]


def acts_as(request: SignedInRequest, paper: Agreement) -> str:
    """In which capacity the reader agrees or signs: said before the button, above all to a stand-in."""
    asked = asked_of(request, paper)
    able = [
        held
        for held in request.appointments
        if held.unit_id in asked and Right.SIGN_CONTRACT in ROLES[Role(held.role)].own
    ]
    if not able:
        return ""
    # For the school that is asked first; an appointment of one's own comes before that of a stand-in.
    by = min(able, key=lambda held: (asked.index(held.unit_id), held.is_acting))
    said = _("You act for «%(unit)s» as %(capacity)s.")
    if by.is_acting:
        said = _("You act for «%(unit)s» as %(capacity)s until %(until)s, on the ground of: %(basis)s.")
    unit = paper.side(by.unit_id).unit
    return str(said) % {"unit": unit, "capacity": by.capacity, "basis": by.basis, "until": day(by.until)}


# --- ways on ----------------------------------------------------------------------------------------------------------


def amending(purpose: Purpose, label: Words) -> Callable[[SignedInRequest, Contract], PageLink | None]:
    """The link that begins an additional agreement: a contract in force is changed and ended only by one."""

    def link(request: SignedInRequest, document: Contract) -> PageLink | None:
        if document.state != State.IN_FORCE or not drafts(request, document) or on_its_way(document):
            return None
        return PageLink(label=label, href=reverse("contract_amend", args=[document.pk, purpose]))

    return link


# --- the declarations -------------------------------------------------------------------------------------------------

# What contracts and additional agreements have alike.
SIGNED = Shared(
    writes={"certify_signature": HandSignatureForm},
    effects={
        "submit": _("The text is frozen as a version, and the other party is asked for its agreement."),
        "sign": _(
            "Your signature is bound to this very text. With the last signature it gets its number and is in force."
        ),
        "name_representative": _(
            "The text is frozen anew with your name instead of the head's; then you can sign it."
        ),
        "certify_signature": _(
            "The signature by hand ranks with one in the system. With the last signature it is in force."
        ),
        "withdraw": _("Signatures bind nobody any more, and everybody is asked about the new text."),
        "refuse": _("Nothing is concluded. The base school learns the reason and may take it up again."),
        "give_up": _("Nothing is concluded; what was agreed so far stays on record."),
        "resume": _("You can change the text and put it up again; everybody is asked anew."),
    },
    context=context,
)

enter(
    Contract,
    CONSULTED,
    SIGNED,
    section=CONTRACTS,
    begin=Elsewhere("made from the common form, for several schools at once"),
    writes={"revise": ContractPage, "give_notice": NoticeForm},
    effects={"archive": _("It is kept for five years and cannot be changed any more.")},
    tabs=[text_tab],
    further=[
        amending(Purpose.CHANGE, _("Change it by an additional agreement…")),
        amending(Purpose.TERMINATE, _("End it by agreement of the parties…")),
    ],
    addresses=[
        path("contracts/", contracts, name="contracts"),
        path("contracts/make/", contracts_make_any, name="contracts_make_any"),
        path("papers/<key:pk>/make/", contracts_make, name="contracts_make"),
        path("papers/<key:pk>/making/", contracts_progress, name="contracts_progress"),
        path("papers/<key:pk>/making/go-on/", contracts_go_on, name="contracts_go_on"),
        path("papers/<key:pk>/amend/<slug:purpose>/", contract_amend, name="contract_amend"),
        path("papers/<key:pk>/reads-now/", contract_text, name="contract_text"),
    ],
)
enter(
    Amendment,
    CONSULTED,
    SIGNED,
    section=CONTRACTS,
    begin=Elsewhere("from the page of the contract that it changes"),
    writes={"revise": AmendmentPage},
)
