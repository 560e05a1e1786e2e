"""The tables behind an order that was begun by a form, as they print."""

from collections.abc import Mapping
from typing import Any, TypedDict


class AnnexCellData(TypedDict):
    """A cell; `head` of its column, which a narrow screen shows beside it."""

    head: str
    text: str


class AnnexTableData(TypedDict):
    """A table behind the order; `mark`: «Приложение № 1»."""

    mark: str
    title: str
    heads: list[str]
    rows: list[list[AnnexCellData]]


def table_data(number: int, table: Mapping[str, Any]) -> AnnexTableData:
    heads = table["heads"]
    return {
        "mark": f"Приложение № {number}",
        "title": table["title"],
        "heads": heads,
        "rows": [
            [AnnexCellData(head=head, text=text) for head, text in zip(heads, row, strict=True)]
            for row in table["rows"]
        ],
    }
