"""The decision panel: the moves that the person may make, their forms and consequences, and who may make others."""

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Words
from governance.desk.papers.asked import AskedMove, asked_moves, asked_now
from governance.desk.papers.declaration import declared, links_of
from governance.desk.papers.forms import DecisionForm
from governance.desk.papers.panels import Attempt, Button, Other, Panel
from governance.documents.errors import NeedsReason, NotLegal, Refused, Stale
from governance.documents.record.available import AvailableMove, available_moves
from governance.documents.record.document import Document
from governance.documents.record.perform import perform, transition_of
from governance.documents.record.transitions import Move


def moves_on_page(request: SignedInRequest, document: Document) -> list[AvailableMove]:
    """The available moves for the page of the paper: first those that its flows ask for, grave ones last."""
    forms = declared(document.kind).forms
    also = [*forms, *declared(document.kind).pages]
    asked, usual = asked_now(document), asked_moves(document.kind)
    last = AskedMove(len(usual), "")
    wanted = {pair for form in forms.values() for pair in form.wanted(document)}
    found = available_moves(document, request.user, request.pairs, also=also, wanted=wanted)
    return sorted(
        found,
        key=lambda available: (
            available.move.grave,
            available.name not in asked,
            usual.get(available.name, last),
        ),
    )


def panels(
    request: SignedInRequest,
    document: Document,
    attempt: Attempt | None = None,
    *,
    grounds: list[str] | None = None,
    present: str = "",
    step: Words = "",
) -> tuple[Panel, list[Panel]]:
    """The panel of what is asked of this person now, and a folded one for each further move with a form of its own.

    A refused `attempt` is shown again in its form.

    `grounds`: the sentences that a decision rests on; `present`: a sentence on the present step, for people who are not
    asked; `step`: the name of that step.
    """
    found = moves_on_page(request, document)
    mine = [available for available in found if available.allowed]
    if attempt is not None and attempt.move not in {available.name for available in mine}:
        attempt = attempt.without_panel()
    forms, pages = declared(document.kind).forms, declared(document.kind).pages
    plain = [available for available in mine if available.name not in forms and available.name not in pages]
    folded = {
        available.name: facts_panel(request, document, available, attempt)
        for available in mine
        if available.name in forms
    }
    more = [panel for panel in folded.values() if panel is not None]
    main = plain_panel(request, document, plain, attempt)
    asked = next((panel for panel in more if panel.personal), None)
    if asked is None and not plain:
        steps = asked_moves(document.kind)
        by_step = {name: str(move.title) for name, move in steps.items()}
        asked = next((one for one in more if step and by_step.get(one.moves[0].name) == str(step)), None)
    if asked is not None and not any(available.move.personal for available in plain):
        # A move that is asked of this person by name is the main panel; so is one that alone is asked of them.
        more.remove(asked)
        more = [main, *more] if plain else more
        main = asked
    main.anchor = "decision"
    main.grounds = grounds or []
    main.pages = own_pages(document, mine)
    main.beside = own_pages(document, mine, beside=True)
    main.further = [link for make in links_of(document.kind) if (link := make(request, document)) is not None]
    # A form that has nothing to choose from asks for nothing.
    main.title = title_of(asked_now(document), main, [one for one in mine if folded.get(one.name, one)])
    main.waits = present
    main.others = [
        other(available) for available in found if not available.allowed and not available.move.inner
    ]
    return main, more


def title_of(steps: dict[str, AskedMove], panel: Panel, mine: list[AvailableMove]) -> str:
    """What the panel asks of this person, in the words of the step; empty if nothing is asked."""
    if panel.personal:
        return panel.moves[0].label
    if panel.moves and panel.moves[0].kind == "primary":
        return str(steps[panel.moves[0].name].title)
    asked = [steps[one.name] for one in mine if one.name in steps and steps[one.name].title]
    if panel.pages and asked:
        return str(min(asked).title)
    return str(_("What you can do here")) if panel.direct or panel.pages else ""


def plain_panel(
    request: SignedInRequest, document: Document, plain: list[AvailableMove], attempt: Attempt | None
) -> Panel:
    """The moves without forms of their own, as buttons over one form; the awaited one is emphasised.

    A move that stands apart has a separate form, so that what is typed for another move is not used for it.
    """
    tried = attempt if attempt is not None and attempt.facts is None else None
    awaited = asked_now(document)
    # Where nothing is asked, nobody is met by an empty field for a reason.
    asks = bool(plain) and plain[0].name in awaited
    apart = {
        available.name
        for available in plain
        if stands_apart(available.move, plain[0].move) or (available.move.gives_reason and not asks)
    }
    usual = [available.move for available in plain if available.name not in apart]
    form = tried.decision if tried is not None and tried.move not in apart else None
    if form is None and plain:
        form = DecisionForm(moves=usual, request=request, seen=document.revision, document=document)
    moves = []
    for index, available in enumerate(plain):
        own = form
        if available.name in apart:
            again = tried is not None and tried.move == available.name
            own = (tried.decision if tried is not None and again else None) or DecisionForm(
                moves=[available.move],
                request=request,
                seen=document.revision,
                anchor=f"do-{available.name}",
                document=document,
            )
        move = button(document, available, own, first=index == 0 and available.name in awaited)
        if available.name in apart and own is not None:
            move.apart, move.open = True, again
            move.fields = fields_for(own, [available.move])
        moves.append(move)
    return Panel(
        anchor="do-other",
        title=_("Other decisions"),
        open=tried is not None,
        form=tried.decision if tried is not None else form,
        fields=fields_for(form, usual) if form is not None else [],
        moves=moves,
    )


def stands_apart(move: Move, first: Move) -> bool:
    """Whether a move is folded until it is chosen, because the `first` one asks for less, or because it is grave."""
    more = move.gives_reason or (move.needs_password and not first.needs_password)
    return move.grave or (move is not first and more)


def fields_for(form: DecisionForm, moves: list[Move]) -> list[BoundField]:
    """The fields of the form that these moves need, and the hidden one."""
    names = {
        "seen": True,
        "reason": form.asks_reason or any(move.gives_reason for move in moves),
        "password": form.request.reads_only or any(move.needs_password for move in moves),
        "passkey": any(move.needs_password for move in moves),
    }
    return [form[name] for name in form.fields if names.get(name)]


def facts_panel(
    request: SignedInRequest, document: Document, available: AvailableMove, attempt: Attempt | None
) -> Panel | None:
    """The panel of a move with a form; None if the form says that there is nothing to decide (`fits`)."""
    anchor = f"do-{available.name}"
    tried = attempt if attempt is not None and attempt.move == available.name else None
    if tried is not None and tried.facts is not None:
        facts, decision = tried.facts, tried.decision
    else:
        facts = declared(document.kind).forms[available.name](document=document, request=request)
        if not facts.fits:
            return None
        facts.auto_id = f"{anchor}_%s"
        decision = DecisionForm(
            moves=[available.move], request=request, seen=document.revision, anchor=anchor, document=document
        )
    return Panel(
        anchor=anchor,
        title=str(available.move.label),
        open=tried is not None or available.move.personal,
        personal=available.move.personal,
        grounds=facts.grounds(),
        facts=facts,
        form=decision,
        fields=fields_for(decision, [available.move]),
        moves=[button(document, available, decision, first=True)],
    )


def button(document: Document, available: AvailableMove, form: DecisionForm | None, *, first: bool) -> Button:
    return Button(
        name=available.name,
        label=str(available.move.label),
        kind="danger" if available.move.grave else ("primary" if first else "plain"),
        effect=str(declared(document.kind).effects.get(available.name, "")),
        passkey_at=reverse("paper_passkey", args=[document.pk, available.name])
        if form is not None and form.takes_passkey and available.move.needs_password
        else "",
    )


def own_pages(document: Document, mine: list[AvailableMove], *, beside: bool = False) -> list[PageLink]:
    """Links to the pages on which this person makes moves, each page once.

    `beside`: those that are alternatives to the buttons, or else those that are not.
    """
    found: dict[str, PageLink] = {}
    for available in mine:
        page = declared(document.kind).pages.get(available.name)
        if page is not None and page.beside == beside and page.fits(document):
            address = reverse(page.name, args=[document.pk])
            found.setdefault(address, PageLink(label=page.label, href=address))
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
    """Try the posted move. Returns the paper as it is then, or the attempt to be shown again."""
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
    anchor = f"do-{name}" if facts_class or move.grave or move.gives_reason else ""
    decision = DecisionForm(
        request.POST, moves=[*asked, move], request=request, anchor=anchor, document=document
    )
    facts = (
        facts_class(request.POST, request.FILES, document=document, request=request) if facts_class else None
    )
    fit = decision.check_for(move, name)
    if facts is not None and not facts.is_valid():
        fit = False
    if fit:
        try:
            made = perform(
                document,
                name,
                by=request.user,
                reason=decision.cleaned_data.get("reason", ""),
                seen=decision.cleaned_data["seen"],
                touch=decision.touch,
                **(facts.facts() if facts else {}),
            )
            return made, None
        except Refused as refusal:
            refused: forms.Form = facts or decision
            refused.add_error(None, str(refusal))
            if isinstance(refusal, NeedsReason):
                decision.ask_reason()
            if isinstance(refusal, Stale):
                decision.see(document.revision)
    return None, Attempt(name, decision, facts)
