"""The words of what somebody is charged with: a row of a plan, a point of an order or a decision."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Value

from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS

CHARGED = ("row", "point")


def parts_in_question(asked: Iterable[tuple[Document, str]]) -> dict[tuple[str, str], str]:
    """The words of the rows and points that tasks are about, by kind of paper and part; one query for all kinds."""
    by_kind: dict[tuple[str, str], set[int]] = {}
    for paper, part in asked:
        name, _colon, key = part.partition(":")
        if paper.model.charged_parts and name in CHARGED and key.isdecimal():
            by_kind.setdefault((paper.kind, name), set()).add(int(key))
    rows = [
        apps.get_model("governance", KINDS[kind].charged_parts)
        ._default_manager.filter(pk__in=keys)
        .order_by()
        .values_list(Value(kind), Value(name), "pk", "text")
        for (kind, name), keys in by_kind.items()
    ]
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]
    return {(kind, f"{name}:{key}"): text for kind, name, key, text in found}
