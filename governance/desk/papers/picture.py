"""A paper in pictures: large numbers, bars and tables behind a tab of its page (templates/governance/picture.html)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.desk.base.components import Figure, Tab, Words
from governance.desk.base.page import Page
from governance.desk.papers.tabs import tabs
from governance.documents.record.document import Document

# The name of the tab.
PICTURE = "picture"


@dataclass(kw_only=True)
class PicturePage(Page):
    """`stage`: where the paper stands, in a sentence; a kind inherits it and adds its charts and tables."""

    document: Document
    stage: Words
    figures: Sequence[Figure]
    tabs: Sequence[Tab] = field(init=False)

    def __post_init__(self) -> None:
        self.tabs = tabs(self.document, PICTURE)
