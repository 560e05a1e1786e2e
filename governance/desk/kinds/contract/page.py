"""What the pages of contracts and additional agreements have besides those of any paper that others agree to."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.desk.agreement.page import beside_text, consulted, consulted_context, frame
from governance.desk.agreement.sheet import on_day
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import day, state_of
from governance.desk.kinds.contract.notice import NoticeForm
from governance.desk.kinds.contract.paper_signature import HandSignatureForm
from governance.desk.kinds.contract.terms import amended, amendments_of, drafts, notices, on_its_way, terms
from governance.desk.papers.changes import places_changed, shown
from governance.desk.papers.context import AnswerRow, Answers, Before, PaperContext
from governance.desk.papers.tabs import tabs
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FORMS, FURTHER, PAGES, TABS, OwnPage
from governance.documents.approval.opinions import units_asked
from governance.documents.kinds.contract.agreement import Agreement, parties_to_sign
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.language.phrases import number_and_date, paper_date
from governance.documents.record.attached import Signature
from governance.roles.appointment import Appointment
from governance.roles.catalogue import ROLES, Role
from governance.roles.rights import Right

State = Contract.State
SIGNED_HERE = (State.SIGNING, State.PARTLY_SIGNED)
BEING_AGREED = (State.DRAFT, State.REVIEW, State.REWORK, *SIGNED_HERE)
# More differences than these are folded, so that the decision stays in sight.
MOST_OPEN = 4

for kind in ("contract", "amendment"):
    consulted(kind)
    FORMS[kind, "certify_signature"] = HandSignatureForm
    EFFECTS[kind, "submit"] = gettext_lazy(
        "The text is frozen as a version, and the other party is asked for its agreement."
    )
    EFFECTS[kind, "sign"] = gettext_lazy(
        "Your signature is bound to this very text. With the last signature it gets its number and is in force."
    )
    EFFECTS[kind, "certify_signature"] = gettext_lazy(
        "The signature by hand ranks with one in the system. With the last signature it is in force."
    )
    EFFECTS[kind, "withdraw"] = gettext_lazy(
        "Signatures bind nobody any more, and everybody is asked about the new text."
    )
    EFFECTS[kind, "refuse"] = gettext_lazy(
        "Nothing is concluded. The base school learns the reason and may take it up again."
    )
    EFFECTS[kind, "give_up"] = gettext_lazy("Nothing is concluded; what was agreed so far stays on record.")
    EFFECTS[kind, "resume"] = gettext_lazy(
        "You can change the text and put it up again; everybody is asked anew."
    )

FORMS["contract", "give_notice"] = NoticeForm
EFFECTS["contract", "archive"] = gettext_lazy("It is kept for five years and cannot be changed any more.")
PAGES["amendment", "revise"] = OwnPage("amendment_edit", gettext_lazy("Write the agreement"))


# --- what every reader sees -----------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Who has agreed and signed, what differs, on which terms it holds."""
    # In force it is what all have agreed to and signed; the rounds stand on their own tab.
    common = PaperContext() if document.number else consulted_context(request, document)
    found: dict[str, Any] = {"answers": common.answers, "before": [*common.before]}
    if document.state in SIGNED_HERE or document.signed_places:
        found["answers"] = [signatures(document), *found["answers"]]
    found["acts_as"] = acts_as(request, document)
    if isinstance(document, Contract):
        own = own_words(request, document, alone=not found["before"])
        found["before"] += [own] if own else []
        found |= {"terms": terms(document), "notices": notices(request, document)}
    elif isinstance(document, Amendment):
        found["terms"] = amended(document)
    return found


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
        how = _("confirmed in the system %(day)s") % {"day": on_day(signature.signed_at)}
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
    return [unit.pk for unit in units if (right.value, unit.pk) in request.pairs]


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
    """The appointment that the door will name: an own one before one as a stand-in."""
    found = [
        one
        for one in appointments
        if one.unit_id == unit_id and Right.SIGN_CONTRACT in ROLES[Role(one.role)].own
    ]
    return min(found, key=lambda one: one.is_acting, default=None)


# --- ways on ----------------------------------------------------------------------------------------------------------


def may_be_amended(request: SignedInRequest, contract: Any) -> bool:
    return contract.state == State.IN_FORCE and drafts(request, contract) and on_its_way(contract) is None


def change_it(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    """A contract is changed only by an additional agreement."""
    if not may_be_amended(request, document):
        return None
    return {
        "label": _("Change it by an additional agreement…"),
        "href": reverse("contract_amend", args=[document.pk, "change"]),
    }


def end_it(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    if not may_be_amended(request, document):
        return None
    return {
        "label": _("End it by agreement of the parties…"),
        "href": reverse("contract_amend", args=[document.pk, "terminate"]),
    }


def text_tab(document: Any) -> dict[str, Any] | None:
    """The text with its additional agreements, once there are any in force."""
    if not any(one.in_force_since for one in amendments_of(document)):
        return None
    return {
        "label": _("As it reads now"),
        "href": reverse("contract_text", args=[document.pk]),
        "name": "now",
    }


# --- the text with its additional agreements --------------------------------------------------------------------------


@of_paper("contract", "signed_version")
def contract_text(request: SignedInRequest, document: Any) -> HttpResponse:
    """The contract as it reads with its additional agreements; each changed clause names the one that worded it."""
    live = [one for one in amendments_of(document) if one.in_force_since is not None]
    if not live:
        return redirect("paper", pk=document.pk)
    worded = {key: number_and_date(one.number, one.registered_on) for one in live for key in one.changes}
    context = {
        "section": "documents",
        "crumbs": frame(document)["crumbs"][:2],
        "title": document.title,
        "state": state_of(document),
        "tabs": tabs(document, "now"),
        "sections": [
            {
                **section,
                "clauses": [
                    {**clause, "worded": worded.get(clause["id"], "")} for clause in section["clauses"]
                ],
            }
            for section in consolidated(document)
        ],
        "term": paper_date(document.ends_on) if any(one.new_ends_on for one in live) else "",
        "further": [
            {"named": number_and_date(one.number, one.registered_on), "sections": one.sections}
            for one in live
            if one.sections
        ],
    }
    return render(request, "governance/contract/text.html", context)


CONTEXT |= {"contract": context, "amendment": context}
FURTHER.setdefault("contract", []).extend([change_it, end_it])
TABS["contract"].append(text_tab)
