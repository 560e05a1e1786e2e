"""The tabs of a paper's page (its parts, then the pages of its kind), and the links to the pages above it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.components import Crumb, Tab
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
    counts = {
        "remarks": getattr(document, "remark_count", 0),
        "versions": document.version,
        "files": getattr(document, "file_count", 0),
    }
    labels = {
        "text": _("Text"),
        "remarks": _("Remarks"),
        "versions": _("Versions"),
        "files": _("Files"),
        "history": _("History"),
    }
    common = [
        Tab(label=label, href=f"{address}?part={name}", name=name, count=counts.get(name))
        for name, label in labels.items()
    ]
    own = [tab for make in tabs_of(document.kind) if (tab := make(document)) is not None]
    return [replace(tab, current=tab.name == part) for tab in [common[0], *own, *common[1:]]]
