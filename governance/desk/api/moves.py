"""Moves by a program: those of the paper's page, through the same door, asked for by the fields of the same forms.

A signature is not among them. The law lets a simple electronic signature stand for one by hand because it confirms
that a definite person formed it (63-ФЗ, ст. 5 ч. 2), by a key which that person alone uses and keeps (ст. 9): the
password or the passkey, typed or touched for this paper. A token lies with a program, so it confirms nothing of that
kind, whatever its purpose says (docs/decisions/0061-open-interface.md).
"""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from governance.desk.api import values
from governance.desk.api.door import ApiRequest, by_token
from governance.desk.api.facts import fields_of, posted
from governance.desk.api.papers import opened
from governance.desk.api.problems import Problem
from governance.desk.api.repeating import once, revision_read
from governance.desk.api.schemas import MoveAsked, MoveMade, MoveRow
from governance.desk.papers.decision import moves_on_page
from governance.desk.papers.declaration import declared
from governance.documents.errors import NotLegal
from governance.documents.record.act import acting_by_token
from governance.documents.record.available import AvailableMove
from governance.documents.record.document import Document
from governance.documents.record.perform import check_seen, perform, transition_of
from governance.documents.record.transitions import Move

router = Router(tags=["moves"])
MoveWord = values.Word


@router.get("papers/{key:pk}/moves", response=list[MoveRow], url_name="api_paper_moves")
def paper_moves(request: ApiRequest, pk: values.Key) -> Any:
    """The moves of people from the present state, those of this person first, with the values that they ask for."""
    document = opened(request, pk)
    return [row_of(request, document, available) for available in moves_on_page(request, document)]


@router.post(
    "papers/{key:pk}/moves/{slug:move}",
    response=MoveMade,
    url_name="api_paper_move",
    auth=by_token,
    openapi_extra=values.ONCE,
)
def make_move(
    request: ApiRequest, response: HttpResponse, pk: values.Key, move: MoveWord, asked: MoveAsked
) -> Any:
    """Make a move as the person of the token, by the same rule and with the same refusals as on the desk.

    `If-Match` has to have the ETag with which the paper was read. The same call with the same `Idempotency-Key` again
    is answered as the first time, and done once.
    """
    return once(request, response, lambda: _made(request, pk, move, asked))


def _made(request: ApiRequest, pk: int, name: str, asked: MoveAsked) -> tuple[dict[str, Any], str]:
    document = opened(request, pk)
    seen = revision_read(request)
    check_seen(document, seen)
    move: Move = transition_of(document, name).custom["move"]
    _refuse_signature(document, move)
    with transaction.atomic(), acting_by_token(request.token.pk if request.token is not None else 0):
        fresh = document
        for each, facts in moves_asked(request, document, name, asked):
            _refuse_signature(document, transition_of(fresh, each).custom["move"])
            fresh = perform(fresh, each, by=request.user, seen=seen, **facts)
            seen = fresh.revision
    return made_of(fresh), f'"{fresh.revision}"'


def made_of(paper: Document) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "kind": paper.kind,
        "state": paper.state,
        "phase": paper.phase.value,
        "version": paper.version,
        "revision": paper.revision,
        "number": paper.number,
        "href": values.desk_address("api_paper", paper.pk),
    }


def _refuse_signature(document: Document, move: Move) -> None:
    if move.needs_password:
        raise Problem(
            "signature",
            _(
                "«%(move)s» is a signature: only a person gives it, by password or passkey, on the page of the paper."
            )
            % {"move": move.label},
            desk=values.desk_address("paper", document.pk),
        )


def moves_asked(
    request: ApiRequest, document: Document, name: str, asked: MoveAsked
) -> list[tuple[str, dict[str, Any]]]:
    """The moves of the form or page that the kind declares, with their facts. Raises Problem for what does not fit."""
    declaration = declared(document.kind)
    given = {"reason": asked.reason} if asked.reason.strip() else {}
    if name in declaration.forms:
        data, files = posted(asked.facts)
        form = declaration.forms[name](data, files, document=document, request=request)
        _check(form, [])
        return [(name, {**given, **form.facts()})]
    own = declaration.pages.get(name)
    if own is None:
        if transition_of(document, name).custom["move"].inner:
            raise NotLegal(_("This is done on a page of its own: follow the link from the paper."))
        if asked.facts:
            raise Problem("invalid", _("This move asks for no facts."))
        return [(name, given)]
    if isinstance(own.page, str):
        raise Problem(
            "not-legal",
            _("This is done on a page of its own: follow the link from the paper."),
            desk=values.desk_address(own.name, document.pk),
        )
    # The page reads what is sent as a form; its editors read rows by the names of their fields.
    request.POST, request._files = posted({**asked.facts, "seen": document.revision})  # type: ignore[assignment, attr-defined]  # Django's own
    page = own.page(request, document)
    if page.pressed or not page.is_valid():
        _check(page.form, page.editors)
        raise Problem("invalid", str(page.unsaved))
    moves = list(page.moves())
    return [(each, {**(given if place == 0 else {}), **facts}) for place, (each, facts) in enumerate(moves)]


def _check(form: Any, editors: list[Any]) -> None:
    if not form.is_valid():
        errors = [
            {"pointer": f"facts/{field}", "detail": " ".join(map(str, told))}
            for field, told in form.errors.items()
        ]
        raise Problem("invalid", errors=errors)


def row_of(request: ApiRequest, document: Document, available: AvailableMove) -> dict[str, Any]:
    declaration = declared(document.kind)
    own = declaration.pages.get(available.name)
    form_class = declaration.forms.get(available.name)
    form = None
    if form_class is not None and available.allowed:
        form = form_class(document=document, request=request)
    return {
        "name": available.name,
        "label": str(available.move.label),
        "allowed": available.allowed,
        "objection": available.objection,
        "missing": available.missing,
        "needs_reason": available.move.gives_reason,
        "signed_on_desk": available.move.needs_password,
        "fields": [] if form is None else fields_of(form),
        "desk": values.desk_address(own.name if own is not None else "paper", document.pk)
        if own is None or not isinstance(own.page, str)
        else None,
    }
