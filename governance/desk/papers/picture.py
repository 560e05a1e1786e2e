"""A paper in pictures: large numbers, bars and tables behind a tab of its page (templates/governance/picture.html)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.components import Figure, Tab, Words
from governance.desk.base.page import Page
from governance.desk.papers.tabs import tabs
from governance.documents.record.document import Document

# The name of the tab.
PICTURE = "picture"


def tab_to_picture(document: Document, address: str) -> Tab:
    """`address`: the name of the address of the page."""
    return Tab(label=_("In pictures"), href=reverse(address, args=[document.pk]), name=PICTURE)


@dataclass(kw_only=True)
class PicturePage(Page):
    """`stage`: where the paper stands, in a sentence; a kind inherits it and adds its charts and tables."""

    document: Document
    stage: Words
    figures: Sequence[Figure]
    tabs: Sequence[Tab] = field(init=False)

    def __post_init__(self) -> None:
        self.tabs = tabs(self.document, PICTURE)
