"""The registry of kinds of paper. A kind registers itself by `@kind("plan")` above its model."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint

from governance.documents.record.document import Document

KINDS = Document.kinds

T = TypeVar("T", bound=type[Document])


def kind(name: str) -> Callable[[T], T]:
    """Class decorator: this model is the kind of paper `name`, the word of its whole slice.

    Raises ValueError when another model has this name, or it is longer than the card holds.
    """
    longest = Document._meta.get_field("kind").max_length
    if longest is not None and len(name) > longest:
        raise ValueError(f"The card of a paper holds {longest} letters of its kind: shorten {name}.")

    def enter(model: T) -> T:
        if KINDS.get(name, model).__qualname__ != model.__qualname__:
            raise ValueError(f"Two kinds of paper are called {name}.")
        model.kind_name = name
        model.print_form = model.print_form or name
        if model.numbered_in and name not in KINDS:
            Document._meta.constraints.append(numbered_in_time(model))
        if model.hands_number_on and name not in KINDS:
            Document._meta.constraints[:] = numbered_apart(model)
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


def numbered_apart(model: type[Document]) -> list[BaseConstraint]:
    """The constraints of the card where papers of this kind share their numbers with those to which they hand them on.

    Among themselves they have each number once, and so have all the others.
    """
    own = Q(kind=model.kind_name)
    constraints: list[BaseConstraint] = []
    for each in Document._meta.constraints:
        if not isinstance(each, UniqueConstraint) or "register" not in each.fields:
            constraints.append(each)
            continue
        for name, which in ((each.name, ~own), (each.name.replace("document", model.kind_name), own)):
            condition = which if each.condition is None else each.condition & which
            constraints.append(UniqueConstraint(fields=each.fields, condition=condition, name=name))
    return constraints
