"""The decision panel: what I may do now, what it asks for, what follows, and who can do what I may not."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.papers.forms import EFFECTS, FORMS, FURTHER, PAGES, DecisionForm, FactsForm
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.record.available import AvailableMove, available_moves
from governance.documents.record.document import Document
from governance.documents.record.perform import perform, transition_of
from governance.documents.record.transitions import Move
from governance.flows.engine.flow import FLOWS, Decide


@dataclass
class Panels:
    """The panel of what is asked now, and one more, folded, for each further move with facts of its own."""

    main: dict[str, Any]
    more: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Attempt:
    """A move that was tried and refused: what was typed comes back with the sentence."""

    move: str
    decision: DecisionForm
    facts: FactsForm | None = None


def moves_on_page(request: SignedInRequest, document: Document) -> list[AvailableMove]:
    """What the page of the paper offers: first what the paper's flows ask for, the grave moves last."""
    also = [name for kind, name in [*FORMS, *PAGES] if kind == document.kind]
    usual = asked_moves(document.kind)
    wanted = {
        pair
        for (kind, _name), form in FORMS.items()
        if kind == document.kind
        for pair in form.wanted(document)
    }
    found = available_moves(document, request.user, request.pairs, also=also, wanted=wanted)
    return sorted(found, key=lambda available: (available.move.grave, usual.get(available.name, len(usual))))


@cache
def asked_moves(kind: str) -> dict[str, int]:
    """The moves that a step of a flow asks for first, by their place on the way; the others are ways out of it."""
    places: dict[str, int] = {}
    for flow_class in FLOWS.values():
        for node in flow_class.instance.nodes() if kind in flow_class.kinds else ():
            if isinstance(node, Decide) and node.moves:
                places.setdefault(node.moves[0], len(places))
    return places


def panels(
    request: SignedInRequest,
    document: Document,
    attempt: Attempt | None = None,
    *,
    grounds: list[str] | None = None,
    present: str = "",
) -> Panels:
    """The panels of a paper for this person, with an attempt that was refused put back into its form.

    `grounds`: the sentences that a decision rests on; `present`: the step at which the paper is, for who only looks on.
    """
    found = moves_on_page(request, document)
    mine = [available for available in found if available.allowed]
    special = {*FORMS, *PAGES}
    plain = [available for available in mine if (document.kind, available.name) not in special]
    more = [
        panel
        for available in mine
        if (document.kind, available.name) in FORMS
        and (panel := facts_panel(request, document, available, attempt))
    ]
    rest = plain_panel(request, document, plain, attempt)
    asked = next((panel for panel in more if panel["personal"]), None)
    if asked is not None and not any(available.move.personal for available in plain):
        # What is asked of this very person stands open, as the decision itself.
        more.remove(asked)
        more = [rest, *more] if plain else more
        main = {**asked, "title": "", "anchor": "decision"}
    else:
        main = {**rest, "title": "", "anchor": "decision"}
    further = [
        link for find in FURTHER.get(document.kind, ()) if (link := find(request, document)) is not None
    ]
    main |= {
        "grounds": grounds or [],
        "pages": own_pages(document, mine),
        "beside": own_pages(document, mine, beside=True),
        "led_by_page": not any(button["kind"] != "danger" for button in main["moves"]),
        "further": further,
        "asked": any(link.get("asked") for link in further),
        "waits": present,
        "others": [
            other(available) for available in found if not available.allowed and not available.move.inner
        ],
    }
    return Panels(main, more)


def plain_panel(
    request: SignedInRequest, document: Document, plain: list[AvailableMove], attempt: Attempt | None
) -> dict[str, Any]:
    """The moves that ask for no facts, as buttons over one form; the one that is awaited stands out.

    A grave move asks again, in a form of its own: what is typed for one is not taken for another.
    """
    tried = attempt if attempt is not None and attempt.facts is None else None
    usual = [available.move for available in plain if not available.move.grave]
    grave = {available.name for available in plain if available.move.grave}
    form = tried.decision if tried is not None and tried.move not in grave else None
    if form is None and plain:
        form = DecisionForm(moves=usual, request=request, seen=document.revision)
    awaited = asked_moves(document.kind)
    moves = []
    for index, available in enumerate(plain):
        move = button(document, available, first=index == 0 and available.name in awaited)
        if available.move.grave:
            again = tried is not None and tried.move == available.name
            own = tried.decision if tried is not None and again else None
            own = own or DecisionForm(
                moves=[available.move], request=request, seen=document.revision, anchor=f"do-{available.name}"
            )
            move |= {"fields": fields_for(own, [available.move]), "open": again}
        moves.append(move)
    return {
        "anchor": "do-other",
        "title": _("Other decisions"),
        "action": reverse("paper_do", args=[document.pk]),
        "open": tried is not None,
        "form": tried.decision if tried is not None else form,
        "fields": fields_for(form, usual) if form is not None else [],
        "moves": moves,
    }


def fields_for(form: DecisionForm, moves: list[Move]) -> list[Any]:
    """The fields of a form that these moves ask for, with the hidden one."""
    names = {
        "seen": True,
        "reason": any(move.needs_reason for move in moves),
        "password": any(move.needs_password for move in moves),
    }
    return [form[name] for name in form.fields if names.get(name)]


def facts_panel(
    request: SignedInRequest, document: Document, available: AvailableMove, attempt: Attempt | None
) -> dict[str, Any] | None:
    """The panel of a move that asks for facts; None when its form finds nothing to decide."""
    anchor = f"do-{available.name}"
    tried = attempt if attempt is not None and attempt.move == available.name else None
    if tried is not None and tried.facts is not None:
        facts, decision = tried.facts, tried.decision
    else:
        facts = FORMS[document.kind, available.name](document=document, request=request)
        if not facts.fits:
            return None
        decision = DecisionForm(
            moves=[available.move], request=request, seen=document.revision, anchor=anchor
        )
    return {
        "anchor": anchor,
        "title": str(available.move.label),
        "action": reverse("paper_do", args=[document.pk]),
        "open": tried is not None or available.move.personal,
        "personal": available.move.personal,
        "grounds": facts.grounds(),
        "facts": facts,
        "form": decision,
        "fields": fields_for(decision, [available.move]),
        "moves": [button(document, available, first=True)],
    }


def button(document: Document, available: AvailableMove, *, first: bool) -> dict[str, Any]:
    kind = "danger" if available.move.grave else ("primary" if first else "plain")
    return {
        "name": available.name,
        "label": str(available.move.label),
        "kind": kind,
        "effect": str(EFFECTS.get((document.kind, available.name), "")),
    }


def own_pages(document: Document, mine: list[AvailableMove], *, beside: bool = False) -> list[dict[str, str]]:
    """Links to the pages on which this person's larger work is done, each page once.

    `beside`: those that are another decision than the buttons.
    """
    found: dict[str, dict[str, str]] = {}
    for available in mine:
        page = PAGES.get((document.kind, available.name))
        if page is not None and page.beside == beside and page.fits(document):
            address = reverse(page.address, args=[document.pk])
            found.setdefault(address, {"label": str(page.label), "href": address})
    return list(found.values())


def other(available: AvailableMove) -> dict[str, str]:
    """A move that this person may not make: who can, and what is missing."""
    people = ", ".join(
        f"{appointment.person.name} ({appointment.capacity})" for appointment in available.holders
    )
    who = _("can: %(people)s") % {"people": people} if people else _("nobody holds the right to it today")
    if available.missing:
        who = _("not yet")
    return {"label": str(available.move.label), "who": who, "why": available.missing or ""}


def attempt_move(
    request: SignedInRequest, document: Document, name: str
) -> tuple[Document | None, Attempt | None]:
    """Try the posted move. Returns the fresh paper when it was made, else the attempt to show again."""
    facts_class = FORMS.get((document.kind, name))
    try:
        move: Move = transition_of(document, name).custom["move"]
        if facts_class is None and (move.inner or (document.kind, name) in PAGES):
            raise NotLegal(_("This is done on a page of its own: follow the link from the paper."))
    except NotLegal as refusal:
        form = DecisionForm(request.POST, moves=[], request=request)
        form.add_error(None, str(refusal))
        return None, Attempt("", form)
    asked = (
        [move]
        if facts_class
        else [available.move for available in moves_on_page(request, document) if available.allowed]
    )
    anchor = f"do-{name}" if facts_class or move.grave else ""
    decision = DecisionForm(request.POST, moves=[*asked, move], request=request, anchor=anchor)
    facts = (
        facts_class(request.POST, request.FILES, document=document, request=request) if facts_class else None
    )
    fit = decision.check_for(move)
    if facts is not None and not facts.is_valid():
        fit = False
    if fit:
        try:
            made = perform(
                document,
                name,
                by=request.user,
                reason=decision.cleaned_data.get("reason", ""),
                seen=decision.cleaned_data.get("seen"),
                **(facts.facts() if facts else {}),
            )
            return made, None
        except Refused as refusal:
            cast(Any, facts or decision).add_error(None, str(refusal))
            if isinstance(refusal, Stale):
                decision.see(document.revision)
    return None, Attempt(name, decision, facts)
