"""What the pages of contracts and additional agreements have besides those of any paper that others agree to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.agreement.page import CONSULTED, beside_text, consulted_context
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Fact, PageLink, Tab
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.desk.kinds.contract.amendment import AmendmentPage, contract_amend
from governance.desk.kinds.contract.board import contracts
from governance.desk.kinds.contract.edit import ContractPage
from governance.desk.kinds.contract.making import contracts_make, contracts_make_any
from governance.desk.kinds.contract.notice import NoticeForm
from governance.desk.kinds.contract.paper_signature import HandSignatureForm
from governance.desk.kinds.contract.progress import contracts_go_on, contracts_progress
from governance.desk.kinds.contract.reads_now import contract_text
from governance.desk.kinds.contract.section import CONTRACTS
from governance.desk.kinds.contract.terms import amended, amendments_of, drafts, notices, on_its_way, terms
from governance.desk.papers.changes import places_changed, shown
from governance.desk.papers.context import AnswerRow, Answers, Before, PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import Shared, enter
from governance.documents.approval.opinions import units_asked
from governance.documents.kinds.contract.agreement import Agreement, parties_to_sign
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.record.attached import Signature
from governance.roles.appointment import Appointment
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
    """templates/governance/papers/contract.html and amendment.html: the terms on which it holds."""

    terms: Sequence[Fact] = ()


def context(request: SignedInRequest, document: Agreement) -> ContractContext:
    """Who has agreed and signed, what differs, on which terms it holds."""
    # In force it is what all have agreed to and signed; the rounds stand on their own tab.
    common = PaperContext() if document.number else consulted_context(request, document)
    signed = document.state in SIGNED_HERE or document.signed_places
    result = ContractContext(
        answers=[*([signatures(document)] if signed else []), *common.answers],
        before=common.before,
        acts_as=acts_as(request, document),
    )
    if isinstance(document, Contract):
        differs = own_words(request, document, alone=not common.before)
        result.before = [*common.before, *([differs] if differs else [])]
        result.terms, result.notices = terms(document), notices(request, document)
    elif isinstance(document, Amendment):
        result.terms = amended(document)
    return result


def signatures(paper: Agreement) -> Answers:
    """Each party's signature, or whose it is that is awaited."""
    given = {signature.place: signature for signature in paper.valid_signatures}
    return Answers(
        title=_("Signatures"),
        sum=_("%(n)d of %(all)d signed") % {"n": len(given), "all": len(paper.sides)},
        rows=[signature_row(paper, party, given.get(party.place)) for party in paper.sides],
    )


def signature_row(paper: Agreement, party: ContractParty, signature: Signature | None) -> AnswerRow:
    if signature is None:
        return AnswerRow(
            name=str(party.unit),
            meaning="held",
            said=_("awaited"),
            note=_("signs: %(who)s") % {"who": party.appointment.person.name},
        )
    by_hand = signature.way == Signature.Way.PAPER
    if by_hand and signature.certified_by is not None:
        how = _("on paper %(day)s, certified by %(who)s") % {
            "day": day(signature.signed_on),
            "who": signature.certified_by.person.name,
        }
    else:
        how = _("confirmed in the system %(day)s") % {"day": day(signature.signed_at)}
    return AnswerRow(
        name=str(party.unit),
        meaning="force",
        said=_("signed"),
        note=f"{signature.person.name} ({signature.capacity}), {how}",
        href=reverse("paper_file", args=[paper.pk, signature.scan_id]) if signature.scan_id else "",
        link=_("the signed sheet"),
    )


def own_words(request: SignedInRequest, contract: Contract, *, alone: bool) -> Before | None:
    """What it says otherwise than the district's form, as long as that bears on a decision.

    Open to whoever decides when it stands `alone`; after what has changed lately it is folded.
    """
    if contract.form_version is None or contract.state not in BEING_AGREED or not beside_text(request):
        return None
    changes = shown(contract, deviations(contract))
    count = places_changed(contract, changes)
    if not count:
        return Before(title=_("The text is that of the district's common form"))
    title = ngettext(
        "Differs from the district's form: %(n)d clause",
        "Differs from the district's form: %(n)d clauses",
        count,
    )
    open_at_once = count <= MOST_OPEN and alone and bool(asked_of(request, contract))
    return Before(title=title % {"n": count}, changes=changes, open=open_at_once)


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
    for unit_id in asked_of(request, paper):
        appointment = acting_for(request.appointments, unit_id)
        if appointment is None:
            continue
        facts = {
            "capacity": appointment.capacity,
            "unit": paper.side(unit_id).unit,
            "basis": appointment.basis,
            "until": day(appointment.until),
        }
        if appointment.is_acting:
            return (
                _("You act for «%(unit)s» as %(capacity)s until %(until)s, on the ground of: %(basis)s.")
                % facts
            )
        return _("You act for «%(unit)s» as %(capacity)s.") % facts
    return ""


def acting_for(appointments: list[Appointment], unit_id: int) -> Appointment | None:
    """The appointment by which the person would act: their own before one as a stand-in."""
    able = (
        held
        for held in appointments
        if held.unit_id == unit_id and Right.SIGN_CONTRACT in ROLES[Role(held.role)].own
    )
    return min(able, key=lambda held: held.is_acting, default=None)


# --- ways on ----------------------------------------------------------------------------------------------------------


def may_be_amended(request: SignedInRequest, contract: Contract) -> bool:
    return contract.state == State.IN_FORCE and drafts(request, contract) and on_its_way(contract) is None


def change_it(request: SignedInRequest, document: Contract) -> PageLink | None:
    """A contract is changed only by an additional agreement."""
    if not may_be_amended(request, document):
        return None
    href = reverse("contract_amend", args=[document.pk, "change"])
    return PageLink(label=_("Change it by an additional agreement…"), href=href)


def end_it(request: SignedInRequest, document: Contract) -> PageLink | None:
    if not may_be_amended(request, document):
        return None
    href = reverse("contract_amend", args=[document.pk, "terminate"])
    return PageLink(label=_("End it by agreement of the parties…"), href=href)


def text_tab(document: Contract) -> Tab | None:
    """The text with its additional agreements, once there are any in force."""
    if not any(one.in_force_since for one in amendments_of(document)):
        return None
    return Tab(label=_("As it reads now"), href=reverse("contract_text", args=[document.pk]), name="now")


# --- the declarations -------------------------------------------------------------------------------------------------

# What contracts and additional agreements have alike.
SIGNED = Shared(
    writes={"certify_signature": HandSignatureForm},
    effects={
        "submit": gettext_lazy(
            "The text is frozen as a version, and the other party is asked for its agreement."
        ),
        "sign": gettext_lazy(
            "Your signature is bound to this very text. With the last signature it gets its number and is in force."
        ),
        "certify_signature": gettext_lazy(
            "The signature by hand ranks with one in the system. With the last signature it is in force."
        ),
        "withdraw": gettext_lazy(
            "Signatures bind nobody any more, and everybody is asked about the new text."
        ),
        "refuse": gettext_lazy(
            "Nothing is concluded. The base school learns the reason and may take it up again."
        ),
        "give_up": gettext_lazy("Nothing is concluded; what was agreed so far stays on record."),
        "resume": gettext_lazy("You can change the text and put it up again; everybody is asked anew."),
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
    effects={"archive": gettext_lazy("It is kept for five years and cannot be changed any more.")},
    tabs=[text_tab],
    further=[change_it, end_it],
    addresses=[
        path("contracts/", contracts, name="contracts"),
        path("contracts/make/", contracts_make_any, name="contracts_make_any"),
        path("papers/<int:pk>/make/", contracts_make, name="contracts_make"),
        path("papers/<int:pk>/making/", contracts_progress, name="contracts_progress"),
        path("papers/<int:pk>/making/go-on/", contracts_go_on, name="contracts_go_on"),
        path("papers/<int:pk>/amend/<slug:purpose>/", contract_amend, name="contract_amend"),
        path("papers/<int:pk>/reads-now/", contract_text, name="contract_text"),
    ],
)
enter(
    Amendment,
    CONSULTED,
    SIGNED,
    begin=Elsewhere("from the page of the contract that it changes"),
    writes={"revise": AmendmentPage},
)
