"""What an order says of the paper that it approves, where the set phrases («Утвердить … (прилагается)») do not do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderWords:
    """The heading, the points in order, the series (a code of `order.Series`), and what goes before ПРИКАЗЫВАЮ."""

    title: str
    points: tuple[str, ...]
    series: str = "order"
    preamble: str = ""
