"""`manage.py check` refuses a kind of paper whose declaration is incomplete."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from governance.documents.record.document import Document
from governance.documents.record.effects import ordered_effects
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import ByPaper, May, Move, Rule
from governance.proof.event_signature import missing_key, public_keys
from governance.proof.signing_key import decoded


@register()
def kinds_are_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Closed by default: every transition has a rule and a name, every number a register."""
    errors: list[CheckMessage] = []
    for name, model in KINDS.items():
        field = model._meta.get_field("state")
        for move in field.get_all_transitions(model):
            if not isinstance(move.permission, Rule):
                errors.append(Error(f"{name}.{move.name} has no rule: nobody may.", id="governance.E010"))
            if not isinstance(move.custom.get("move"), Move):
                errors.append(Error(f"{name}.{move.name} is not declared by @move.", id="governance.E011"))
            elif (way := move.custom["move"].undone_by) and (fault := _cannot_undo(model, move, way)):
                errors.append(Error(f"{name}.{move.name} {fault}", id="governance.E048"))
            if isinstance(move.permission, ByPaper) and move.name not in ordered_effects():
                fault = f"{name}.{move.name} follows from a paper, and no effect is called so."
                errors.append(Error(fault, id="governance.E019"))
        if model.numbered and not model.registers and model.register_code is Document.register_code:
            errors.append(Error(f"{name} is numbered, and names no register.", id="governance.E018"))
    return errors


def _cannot_undo(model: type[Document], move: Any, way: str) -> str:
    """What is wrong with the move that is declared to undo another; empty if nothing is."""
    undoing = getattr(getattr(model, way, None), "_django_fsm", None)
    if undoing is None:
        return f"is undone by {way}, and there is no such move."
    if move.custom["move"].needs_password or not isinstance(move.permission, May):
        return "binds somebody by itself: nothing undoes it at once."
    if any(one.custom["move"].needs_password for one in undoing.transitions.values()):
        return f"is undone by {way}, which asks for a password."
    return ""


@register()
def events_can_be_signed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A missing or unusable RECORD_KEY is reported when the server starts, not by the first act."""
    if (objection := missing_key()) is not None:
        return [Error(objection, id="governance.E042")]
    try:
        for key in public_keys():
            decoded(key)
    except (ImproperlyConfigured, ValueError) as error:
        return [Error(f"RECORD_KEY or RECORD_KEYS_BEFORE: {error}", id="governance.E041")]
    return []
