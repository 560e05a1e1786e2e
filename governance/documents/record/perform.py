"""The one door: every legal change of a paper goes through `perform`, and every paper begins with `draft`.

Pages, commands and the effect of another paper call these two; nothing else writes a state.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_fsm import Transition

from governance import clock
from governance.documents.errors import AlreadyDone, NotAllowed, NotLegal, Stale
from governance.documents.record import audit_log
from governance.documents.record.act import Act, first_facts, moment_of
from governance.documents.record.at_once import AT_ONCE
from governance.documents.record.attached import Reader
from governance.documents.record.document import Document
from governance.documents.record.events import Event, next_event, write
from governance.documents.record.kinds import KINDS
from governance.documents.record.on_behalf import IN_PLACE, enclose_request
from governance.documents.record.passkey_touch import PasskeyTouch
from governance.documents.record.private_link import HOLDER, opens
from governance.documents.record.transitions import (
    ByHolder,
    ByPaper,
    ByTerm,
    ByWhole,
    Condition,
    Move,
    Rule,
)
from governance.documents.record.under_way import Consequences, act_under_way
from governance.letters import outbox
from governance.letters.outbox import ActUnderWay
from governance.record_rows import written
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit

# Sent inside the transaction of every legal change, with `document` (fresh, saved) and `event`. Flows follow it.
performed = Signal()

LONGEST_REASON = 5_000

# The type of the paper that is passed in and returned.
AnyKind = TypeVar("AnyKind", bound=Document)


def transition_of(document: Document, name: str) -> Transition:
    """The transition of the move `name` from the present state. Raises NotLegal if it is not possible in this state."""
    method = getattr(type(document), name, None)
    meta = getattr(method, "_django_fsm", None)
    if meta is None:
        raise NotLegal(
            _("A paper of the kind «%(kind)s» knows no such move.") % {"kind": document.kind_label}
        )
    transition = meta.get_transition(document.state)
    if not meta.has_transition(document.state) or transition is None:
        raise NotLegal(
            _("The paper is in the state «%(state)s»; «%(move)s» is not possible in it.")
            % {"state": document.state_label, "move": any_move(meta).label}
        )
    return cast(Transition, transition)


def any_move(meta: Any) -> Move:
    return next(iter(meta.transitions.values())).custom["move"]


def counter_move(document: Document, move: str) -> str:
    """The name of the move that undoes this one at once; empty if nothing does."""
    meta = getattr(getattr(KINDS[document.kind], move, None), "_django_fsm", None)
    return any_move(meta).undone_by if meta is not None else ""


def authorise(
    document: Document,
    rule: Rule,
    by: Person | None,
    basis: Document | None,
    key: str = "",
) -> Appointment | None:
    """The appointment by which the act is made; None if a paper (`basis`), a term or a private link makes it.

    Raises NotAllowed if the rule of the move does not allow it.
    """
    if isinstance(rule, ByPaper | ByTerm | ByWhole):
        objection = rule.objection(document, basis)
        if objection is not None:
            raise NotAllowed(objection)
        return None
    if isinstance(rule, ByHolder) and by is None and key:
        if not opens(document, key):
            raise NotAllowed(_("This link does not open the paper any more: ask for a new one."))
        return None
    if by is None:
        raise NotAllowed(_("Only a person with the right to it can do this."))
    if document.confidential is not None and document.conflicts.filter(person=by).exists():
        raise NotAllowed(_("You have declared a conflict of interest and are out of this paper."))
    ground, objection = rule.examine(document, by)
    if objection is not None:
        raise NotAllowed(objection)
    return ground


def unmet(transition: Transition, document: Document) -> str | None:
    """The sentence of the first condition that does not hold; None if all hold."""
    for condition in transition.conditions:
        if not condition(document):
            return cast(Condition, condition).sentence(document)
    return None


def perform(
    document: AnyKind,
    move: str,
    *,
    by: Person | None = None,
    basis: Document | None = None,
    reason: str = "",
    seen: int | None = None,
    key: str = "",
    touch: PasskeyTouch | None = None,
    **facts: Any,
) -> AnyKind:
    """Make the move `move` on a paper, record it, and return the paper as it is then.

    The person `by` acts through an appointment in force, or the paper `basis` acts, or the holder of the private link
    with this `key`. `seen` is the revision of the paper that the person has read. `facts` are passed to the body of the
    move; `touch`, of the passkey by which the person confirmed it, is kept with it.

    Raises NotLegal, NotAllowed or Stale with a sentence; then nothing has changed.
    """
    model = KINDS[document.kind]
    with act_under_way() as followed, audit_log.acting(by):
        fresh = model.locked(document.pk)
        written().begin(fresh.pk, fresh.row_salt)
        check_seen(fresh, seen)
        transition = transition_of(fresh, move)
        ground = authorise(fresh, cast(Rule, transition.permission), by, basis, key)
        made: Move = transition.custom["move"]
        in_place = made.for_holder and by is not None
        reason = _given_reason(made.label, reason, needed=in_place or made.needs_reason)
        if (missing := unmet(transition, fresh)) is not None:
            raise NotLegal(missing)
        held = by is None and basis is None and bool(key)
        noted = first_facts(by)
        act = Act(
            by=by,
            ground=ground,
            basis=basis,
            reason=reason,
            at=moment_of(fresh, reason, noted),
            facts=noted,
            capacity=HOLDER if held else IN_PLACE if in_place else "",
        )
        source = fresh.state
        if in_place:
            facts = enclose_request(fresh, act, facts)
        # The state machine would test the conditions again.
        fresh.known_to_hold = tuple(transition.conditions)
        try:
            getattr(fresh, move)(act, **facts)
        except AlreadyDone:
            # The second of two equal requests: the new state exists only in memory and is not saved.
            return model._default_manager.get(pk=document.pk)
        except ValidationError as error:
            raise NotLegal(" ".join(error.messages)) from error
        fresh.known_to_hold = ()
        if touch is not None:
            touch.keep(fresh, act)
        return _recorded(fresh, _changed(fresh, move, source, act), followed)


def check_seen(document: Document, seen: int | None) -> None:
    if seen is not None and seen != document.revision:
        raise Stale(
            _(
                "The paper has changed since you opened it. Read it again and repeat your decision, if it stands."
            )
        )


def _given_reason(label: "str | Promise", reason: str, *, needed: bool) -> str:
    """Without blanks around it. Raises NotLegal where it is missing or too long."""
    reason = reason.strip()
    if needed and not reason:
        raise NotLegal(_("Write the reason: without it «%(move)s» is not possible.") % {"move": label})
    if len(reason) > LONGEST_REASON:
        raise NotLegal(_("The reason is longer than 5,000 characters: shorten it or attach it as a file."))
    return reason


def draft(
    model: type[AnyKind],
    *,
    unit: Unit,
    title: str,
    by: Person | None = None,
    basis: Document | None = None,
    readers: Iterable[Unit] = (),
    fill: Callable[[AnyKind, Act], None] | None = None,
    key: str = "",
    **fields: Any,
) -> AnyKind:
    """Begin a paper of this kind: by a person with the right to draft it, or as the consequence of the paper `basis`.

    `readers`: further units whose readers may read it once it has left the draft; `fill` adds what the paper has from
    the beginning: rows, a frozen version. `key`: of the private link that `fill` gives it, where somebody without an
    account begins a paper of a kind that lets them. Raises NotAllowed, or NotLegal when
    the title is missing or too long.
    """
    title, readers = " ".join(title.split()), tuple(readers)
    if not title:
        raise NotLegal(_("Give the paper a title."))
    if len(title) > 500:
        raise NotLegal(_("The title is longer than 500 characters: shorten it."))
    with act_under_way() as followed, audit_log.acting(by):
        document = model(unit=unit, title=title, author=by, **fields)
        document.kind = model.kind_name
        ground = None
        held = bool(key) and by is None and basis is None and model.begun_by_holder
        if basis is None and not held:
            if by is None or model.drafted_by is None:
                raise NotAllowed(_("A paper of this kind is not drafted by hand."))
            ground, objection = model.drafted_by.examine(document, by)
            if objection is not None:
                raise NotAllowed(objection)
        if ground is not None:
            document.begun_as(ground)
        capacity, facts = HOLDER if held else "", first_facts(by)
        act = Act(
            by=by, ground=ground, basis=basis, reason="", at=clock.now(), facts=facts, capacity=capacity
        )
        alone = fill is None and not readers
        event = next_event(document, "draft", "", act) if alone else None
        document.save()
        document.remember()
        written().begin(document.pk, document.row_salt)
        Reader.objects.bulk_create(
            Reader(document_id=document.pk, unit=unit) for unit in dict.fromkeys(readers)
        )
        if fill is not None:
            fill(document, act)
        return _recorded(document, event or _changed(document, "draft", "", act), followed)


def _changed(document: Document, move: str, source: str, act: Act) -> Event:
    """Save what an act has changed, and return its event."""
    event = next_event(document, move, source, act)
    audit_log.save_noting_changes(document)
    return event


def _recorded(document: AnyKind, event: Event, followed: Consequences) -> AnyKind:
    """Append the event of an act to the record and announce it; return the paper as it is then."""
    write(event, document)
    wait = AT_ONCE if counter_move(document, event.move) else timedelta(0)
    with outbox.of_act(ActUnderWay(document.pk, event.position, wait)):
        performed.send(sender=type(document), document=document, event=event)
    if document.pk not in followed.acted_on:
        followed.acted_on.add(document.pk)
        return document.afresh()
    return type(document)._default_manager.get(pk=document.pk)  # type: ignore[return-value]  # the card's manager
