"""The decision panel: what I may do now, what it asks for, and who can do what I may not."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.access import SignedInRequest
from governance.desk.papers.forms import FORMS, DecisionForm, FactsForm
from governance.documents.document import Document
from governance.documents.errors import NotLegal, Refused
from governance.documents.offers import Offer, offers
from governance.documents.perform import perform, transition_of
from governance.documents.rules import Move


@dataclass
class Panels:
    """One panel for the plain moves, one more for each move that asks for facts of its own."""

    main: dict[str, Any]
    more: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Attempt:
    """A move that was tried and refused: what was typed comes back with the sentence."""

    move: str
    decision: DecisionForm
    facts: FactsForm | None = None


def panels(request: SignedInRequest, document: Document, attempt: Attempt | None = None) -> Panels:
    """The panels of a paper for this person, with an attempt that was refused put back into its form."""
    found = offers(document, request.user, request.pairs)
    address = reverse("paper_do", args=[document.pk])
    plain = [offer for offer in found if offer.allowed and (document.kind, offer.name) not in FORMS]
    form = DecisionForm(moves=[offer.form for offer in plain], request=request, seen=document.revision)
    if attempt is not None and attempt.facts is None:
        form = attempt.decision
    main = {
        "action": address,
        "grounds": grounds(document),
        "form": form,
        "moves": [button(offer, first=index == 0) for index, offer in enumerate(plain)],
        "waits": waits(found),
        "others": [other(offer) for offer in found if not offer.allowed],
    }
    more = []
    for offer in found:
        facts_class = FORMS.get((document.kind, offer.name))
        if not offer.allowed or facts_class is None:
            continue
        tried = attempt is not None and attempt.move == offer.name
        more.append(
            {
                "anchor": f"do-{offer.name}",
                "title": str(offer.form.label),
                "action": address,
                "open": tried,
                "facts": attempt.facts
                if tried and attempt
                else facts_class(document=document, request=request),
                "form": attempt.decision
                if tried and attempt
                else DecisionForm(
                    moves=[offer.form], request=request, seen=document.revision, anchor=f"do-{offer.name}"
                ),
                "moves": [button(offer, first=True)],
            }
        )
    return Panels(main, more)


def button(offer: Offer, *, first: bool) -> dict[str, Any]:
    kind = "danger" if offer.form.grave else ("primary" if first else "plain")
    return {"name": offer.name, "label": str(offer.form.label), "kind": kind}


def other(offer: Offer) -> dict[str, str]:
    """A move that this person may not make: who can, and what is missing."""
    people = ", ".join(f"{appointment.person.name} ({appointment.capacity})" for appointment in offer.who)
    who = _("can: %(people)s") % {"people": people} if people else _("nobody holds the right to it today")
    if offer.missing:
        who = _("not yet")
    return {"label": str(offer.form.label), "who": who, "why": offer.missing or ""}


def waits(found: list[Offer]) -> str:
    """With whom the paper is, when nothing is asked of this person."""
    for offer in found:
        if not offer.allowed and offer.missing is None and offer.who:
            people = ", ".join(appointment.person.name for appointment in offer.who[:3])
            return _("The paper is with: %(people)s.") % {"people": people}
    return ""


def grounds(document: Document) -> list[str]:
    """The sentences a decision rests on: what kinds say of themselves."""
    say = getattr(document, "grounds_for_decision", None)
    return [str(sentence) for sentence in say()] if say else []


def attempt_move(
    request: SignedInRequest, document: Document, name: str
) -> tuple[Document | None, Attempt | None]:
    """Try the posted move. Returns the fresh paper when it was made, else the attempt to show again."""
    try:
        move: Move = transition_of(document, name).custom["move"]
    except NotLegal as refusal:
        form = DecisionForm(request.POST, moves=[], request=request)
        form.add_error(None, str(refusal))
        return None, Attempt("", form)
    facts_class = FORMS.get((document.kind, name))
    asked = [move] if facts_class else [offer.form for offer in offers(document, request.user, request.pairs)]
    decision = DecisionForm(
        request.POST, moves=asked, request=request, anchor=f"do-{name}" if facts_class else ""
    )
    facts_form = (
        facts_class(request.POST, request.FILES, document=document, request=request) if facts_class else None
    )
    fit = decision.check_for(move)
    if facts_form is not None and not facts_form.is_valid():
        fit = False
    if fit:
        try:
            return (
                perform(
                    document,
                    name,
                    by=request.user,
                    reason=decision.cleaned_data.get("reason", ""),
                    seen=decision.cleaned_data.get("seen"),
                    **(facts_form.facts() if facts_form else {}),
                ),
                None,
            )
        except Refused as refusal:
            (facts_form or decision).add_error(None, str(refusal))
    return None, Attempt(name, decision, facts_form)
