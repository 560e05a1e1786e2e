"""The registry of kinds of paper. A kind registers itself by `@kind("plan")` above its model."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import CheckConstraint, Q

from governance.documents.record.document import Document

KINDS = Document.kinds

T = TypeVar("T", bound=type[Document])


def kind(name: str) -> Callable[[T], T]:
    """Class decorator: this model is the kind of paper `name`, the word of its whole slice.

    Raises ValueError when another model has this name.
    """

    def enter(model: T) -> T:
        if KINDS.get(name, model).__qualname__ != model.__qualname__:
            raise ValueError(f"Two kinds of paper are called {name}.")
        model.kind_name = name
        model.print_form = model.print_form or name
        if model.numbered_in and name not in KINDS:
            Document._meta.constraints.append(numbered_in_time(model))
        KINDS[name] = model
        return model

    return enter


def numbered_in_time(model: type[Document]) -> CheckConstraint:
    """A paper of this kind has its number in the states that the kind names, and not before unless it says so.

    State and number stand on the card, so the card's table holds what the kind declares.
    """
    has_number, its_time = ~Q(number=""), Q(state__in=[str(state) for state in model.numbered_in])
    early = ~its_time if model.numbered_early else ~has_number & ~its_time
    return CheckConstraint(
        name=f"{model.kind_name}_numbered_in_time",
        condition=~Q(kind=model.kind_name) | (has_number & its_time) | early,
    )
