"""What an order says of the paper that it approves, where the set phrases («Утвердить … (прилагается)») do not do.

A kind's function enters itself by `@order_text("campaign")`; it stands in a module called `order_text` beside the kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from governance.documents.record.document import Document


@dataclass(frozen=True)
class OrderText:
    """The heading, the points in order, the series (a code of `order.Series`), and what goes before ПРИКАЗЫВАЮ."""

    title: str
    points: tuple[str, ...]
    series: str = "order"
    preamble: str = ""


# By the kind of the paper that is approved. Each function takes papers of its own kind.
ORDER_TEXTS: dict[str, Callable[[Any], OrderText]] = {}

T = TypeVar("T", bound=Callable[[Any], OrderText])


def order_text(kind: str) -> Callable[[T], T]:
    """Function decorator: this words the order that approves a paper of this kind."""

    def enter(compose: T) -> T:
        if kind in ORDER_TEXTS:
            raise ValueError(f"Two functions word the order on a {kind}.")
        ORDER_TEXTS[kind] = compose
        return compose

    return enter


def order_text_of(paper: Document) -> OrderText | None:
    """How the order that approves this paper speaks of it; None: in the set phrases."""
    compose = ORDER_TEXTS.get(paper.kind)
    return compose(paper.whole) if compose else None
