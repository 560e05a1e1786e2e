"""The text of an order on the paper that it approves, where the set phrases («Утвердить … (прилагается)») do not fit.

A function registers itself by `@order_text("campaign")` in a module called `order_text` beside the kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from governance.documents.record.document import Document
from governance.documents.settings.forms.order_form import FilledOrder
from governance.roles.appointment import Appointment


@dataclass(frozen=True)
class OrderText:
    """The heading, the points in order, the series (a code of `order.Series`), and the text before ПРИКАЗЫВАЮ.

    `concerned`: those whom the points name, by their posts; they stand on the acquaintance roll.
    """

    title: str
    points: tuple[str, ...]
    series: str = "order"
    preamble: str = ""
    concerned: tuple[Appointment, ...] = ()

    @classmethod
    def of(
        cls, words: FilledOrder, series: str = "order", concerned: tuple[Appointment, ...] = ()
    ) -> "OrderText":
        """By the form of the district."""
        return cls(words.title, words.points, series, words.grounds, concerned)


# By the kind of the paper that is approved; a function takes papers of its own kind.
ORDER_TEXTS: dict[str, Callable[[Any], OrderText]] = {}

T = TypeVar("T", bound=Callable[[Any], OrderText])


def order_text(kind: str) -> Callable[[T], T]:
    """Function decorator: register the function that words the order on papers of this kind.

    Raises ValueError when the kind has one already.
    """

    def enter(compose: T) -> T:
        if kind in ORDER_TEXTS:
            raise ValueError(f"Two functions word the order on a {kind}.")
        ORDER_TEXTS[kind] = compose
        return compose

    return enter


def order_text_of(paper: Document) -> OrderText | None:
    """The text of the order that approves this paper; None where the set phrases are used."""
    compose = ORDER_TEXTS.get(paper.kind)
    return compose(paper.whole) if compose else None
