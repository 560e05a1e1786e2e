"""The registry of kinds of paper. A kind enters it by `@kind("plan")` above its model."""

from collections.abc import Callable
from typing import TypeVar

from governance.documents.record.document import Document

KINDS = Document.kinds

T = TypeVar("T", bound=type[Document])


def kind(name: str) -> Callable[[T], T]:
    """Class decorator: this model is the kind of paper `name`, the word of its whole slice.

    Raises ValueError when another model is called so already.
    """

    def enter(model: T) -> T:
        if KINDS.get(name, model).__qualname__ != model.__qualname__:
            raise ValueError(f"Two kinds of paper are called {name}.")
        model.kind_name = name
        model.print_form = model.print_form or name
        KINDS[name] = model
        return model

    return enter
