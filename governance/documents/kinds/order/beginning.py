"""With which words a district begins an order that is written by hand."""

from dataclasses import dataclass

from governance.documents.settings.forms.beginnings import ORDER_BEGINS_BY_HAND


@dataclass(frozen=True)
class OrderBeginning:
    """Its heading, the grounds before ПРИКАЗЫВАЮ, its points; each may be empty."""

    title: str = ""
    grounds: str = ""
    points: tuple[str, ...] = ()


def order_beginning(district: int) -> OrderBeginning:
    """In the words of a district (its id) today."""
    title, grounds, *points = [*ORDER_BEGINS_BY_HAND.passage(district, {}), "", ""]
    return OrderBeginning(title, grounds, tuple(filter(None, points)))
