"""The tabs of a paper's page (its parts, then the pages of its kind), and the links to the pages above it."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import page_data
from governance.desk.base.components import Crumb, Tab, Words
from governance.desk.base.page import DOCUMENTS
from governance.desk.papers.declaration import declared, tabs_of
from governance.documents.record.document import Document


def crumbs_of_kind(document: Document) -> list[Crumb]:
    """Links to all papers and to those of this kind: its own list, or a part of the register."""
    board = declared(document.kind).board
    address = f"{DOCUMENTS.href}?kind={document.kind}"
    if board is not None and board.stands_above:
        address = reverse(board.name)
    return [DOCUMENTS.crumb, Crumb(document.kind_label_many, address)]


def crumbs_of(document: Document) -> list[Crumb]:
    """Links to all papers, to those of this kind, and to the paper."""
    return [*crumbs_of_kind(document), Crumb(document.title, reverse("paper", args=[document.pk]))]


def tabs(document: Document, part: str) -> list[Tab]:
    """The tabs of the paper's page; `part` is the open one."""
    address = reverse("paper", args=[document.pk])
    read = page_data(document)
    parts: Sequence[tuple[str, Words, int | None]] = (
        ("text", _("Text"), None),
        ("remarks", _("Remarks"), read.remark_count),
        ("versions", _("Versions"), document.version),
        ("files", _("Files"), read.file_count),
        ("history", _("History"), None),
    )
    common = [
        Tab(label=label, href=f"{address}?part={name}", name=name, count=count)
        for name, label, count in parts
    ]
    own = [tab for make in tabs_of(document.kind) if (tab := make(document)) is not None]
    return [replace(tab, current=tab.name == part) for tab in [common[0], *own, *common[1:]]]
