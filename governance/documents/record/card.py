"""What an event says of the card of its paper: the digests of the card's row and of the row of its kind."""

from typing import Any

from governance.documents.record.document import Document
from governance.record_rows import Digests
from governance.row_digest import covered, digest, values_of


def card_digests(paper: Document) -> Digests:
    """By table; there is one row of each, so its key is empty."""
    tables = [Document, *filter(is_table_of_kind, type(paper).__mro__)]
    return {
        table.__name__: {"": digest(paper.row_salt, table, values_of(paper, table))}
        for table in tables
        if covered(table)
    }


def is_table_of_kind(model: type[Any]) -> bool:
    """Whether a class is the model of a kind, with a table of its own beside the card's."""
    return (
        issubclass(model, Document)
        and model is not Document
        and not model._meta.abstract
        and not model._meta.proxy
    )
