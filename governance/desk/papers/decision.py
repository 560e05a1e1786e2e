"""The decision panel: what I may do now, what it asks for, what follows, and who can do what I may not."""

from dataclasses import dataclass, field
from functools import cache

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Link
from governance.desk.papers.declaration import declared, links_of
from governance.desk.papers.forms import DecisionForm, FactsForm
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.record.available import AvailableMove, available_moves
from governance.documents.record.document import Document
from governance.documents.record.perform import perform, transition_of
from governance.documents.record.transitions import Move
from governance.flows.engine.flow import FLOWS, Decide


@dataclass(kw_only=True)
class Button:
    """A move. A grave one is a button over `fields` of its own, which stand `open` when it was refused."""

    name: str
    label: str
    kind: str
    effect: str
    fields: list[BoundField] = field(default_factory=list)
    open: bool = False


@dataclass(frozen=True)
class Other:
    """A move that this person may not make: who can, and what is missing."""

    label: str
    who: str
    why: str


@dataclass(kw_only=True)
class Panel:
    """What templates/governance/components/decision.html shows, and decision_folded.html."""

    anchor: str
    action: str
    title: str = ""
    open: bool = False
    personal: bool = False
    grounds: list[str] = field(default_factory=list)
    facts: FactsForm | None = None
    form: DecisionForm | None = None
    fields: list[BoundField] = field(default_factory=list)
    moves: list[Button] = field(default_factory=list)
    # Of the first panel alone.
    pages: list[Link] = field(default_factory=list)
    beside: list[Link] = field(default_factory=list)
    further: list[Link] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    waits: str = ""

    @property
    def led_by_page(self) -> bool:
        """Whether no button goes before the pages."""
        return all(button.kind == "danger" for button in self.moves)

    @property
    def asked(self) -> bool:
        """Whether one of the further ways is what is asked."""
        return any(link.asked for link in self.further)


@dataclass
class Panels:
    """The panel of what is asked now, and one more, folded, for each further move with facts of its own."""

    main: Panel
    more: list[Panel] = field(default_factory=list)


@dataclass
class Attempt:
    """A move that was tried and refused: what was typed comes back with the sentence."""

    move: str
    decision: DecisionForm
    facts: FactsForm | None = None


def moves_on_page(request: SignedInRequest, document: Document) -> list[AvailableMove]:
    """What the page of the paper offers: first what the paper's flows ask for, the grave moves last."""
    forms = declared(document.kind).forms
    also = [*forms, *declared(document.kind).pages]
    usual = asked_moves(document.kind)
    wanted = {pair for form in forms.values() for pair in form.wanted(document)}
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
    forms, pages = declared(document.kind).forms, declared(document.kind).pages
    plain = [available for available in mine if available.name not in forms and available.name not in pages]
    folded = (
        facts_panel(request, document, available, attempt) for available in mine if available.name in forms
    )
    more = [panel for panel in folded if panel is not None]
    main = plain_panel(request, document, plain, attempt)
    asked = next((panel for panel in more if panel.personal), None)
    if asked is not None and not any(available.move.personal for available in plain):
        # What is asked of this very person stands open, as the decision itself.
        more.remove(asked)
        more = [main, *more] if plain else more
        main = asked
    main.title, main.anchor = "", "decision"
    main.grounds = grounds or []
    main.pages = own_pages(document, mine)
    main.beside = own_pages(document, mine, beside=True)
    main.further = [link for make in links_of(document.kind) if (link := make(request, document)) is not None]
    main.waits = present
    main.others = [
        other(available) for available in found if not available.allowed and not available.move.inner
    ]
    return Panels(main, more)


def plain_panel(
    request: SignedInRequest, document: Document, plain: list[AvailableMove], attempt: Attempt | None
) -> Panel:
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
            move.fields, move.open = fields_for(own, [available.move]), again
        moves.append(move)
    return Panel(
        anchor="do-other",
        title=_("Other decisions"),
        action=reverse("paper_do", args=[document.pk]),
        open=tried is not None,
        form=tried.decision if tried is not None else form,
        fields=fields_for(form, usual) if form is not None else [],
        moves=moves,
    )


def fields_for(form: DecisionForm, moves: list[Move]) -> list[BoundField]:
    """The fields of a form that these moves ask for, with the hidden one."""
    names = {
        "seen": True,
        "reason": any(move.needs_reason for move in moves),
        "password": any(move.needs_password for move in moves),
    }
    return [form[name] for name in form.fields if names.get(name)]


def facts_panel(
    request: SignedInRequest, document: Document, available: AvailableMove, attempt: Attempt | None
) -> Panel | None:
    """The panel of a move that asks for facts; None when its form finds nothing to decide."""
    anchor = f"do-{available.name}"
    tried = attempt if attempt is not None and attempt.move == available.name else None
    if tried is not None and tried.facts is not None:
        facts, decision = tried.facts, tried.decision
    else:
        facts = declared(document.kind).forms[available.name](document=document, request=request)
        if not facts.fits:
            return None
        decision = DecisionForm(
            moves=[available.move], request=request, seen=document.revision, anchor=anchor
        )
    return Panel(
        anchor=anchor,
        title=str(available.move.label),
        action=reverse("paper_do", args=[document.pk]),
        open=tried is not None or available.move.personal,
        personal=available.move.personal,
        grounds=facts.grounds(),
        facts=facts,
        form=decision,
        fields=fields_for(decision, [available.move]),
        moves=[button(document, available, first=True)],
    )


def button(document: Document, available: AvailableMove, *, first: bool) -> Button:
    return Button(
        name=available.name,
        label=str(available.move.label),
        kind="danger" if available.move.grave else ("primary" if first else "plain"),
        effect=str(declared(document.kind).effects.get(available.name, "")),
    )


def own_pages(document: Document, mine: list[AvailableMove], *, beside: bool = False) -> list[Link]:
    """Links to the pages on which this person's larger work is done, each page once.

    `beside`: those that are another decision than the buttons.
    """
    found: dict[str, Link] = {}
    for available in mine:
        page = declared(document.kind).pages.get(available.name)
        if page is not None and page.beside == beside and page.fits(document):
            address = reverse(page.name, args=[document.pk])
            found.setdefault(address, Link(label=page.label, href=address))
    return list(found.values())


def other(available: AvailableMove) -> Other:
    people = ", ".join(
        f"{appointment.person.name} ({appointment.capacity})" for appointment in available.holders
    )
    who = _("can: %(people)s") % {"people": people} if people else _("nobody holds the right to it today")
    if available.missing:
        who = _("not yet")
    return Other(str(available.move.label), who, available.missing or "")


def attempt_move(
    request: SignedInRequest, document: Document, name: str
) -> tuple[Document | None, Attempt | None]:
    """Try the posted move. Returns the fresh paper when it was made, else the attempt to show again."""
    facts_class = declared(document.kind).forms.get(name)
    try:
        move: Move = transition_of(document, name).custom["move"]
        if facts_class is None and (move.inner or name in declared(document.kind).pages):
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
            refused: forms.Form = facts or decision
            refused.add_error(None, str(refusal))
            if isinstance(refusal, Stale):
                decision.see(document.revision)
    return None, Attempt(name, decision, facts)
