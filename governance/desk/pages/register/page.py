"""The register of all papers that a person may see: filter, search, sort, page, export."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Chip, PageLink, Words
from governance.desk.base.page import DOCUMENTS
from governance.desk.base.waiting_for import WaitingFor, waiting_for
from governance.desk.pages.register.filters import PaperFilters
from governance.desk.papers.board import Board
from governance.desk.papers.create import address_to_begin
from governance.desk.papers.declaration import declared
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS


class Register(Board[Document]):
    """Papers of all kinds, each with its most urgent open step."""

    model = Document
    template = "governance/register.html"
    title = gettext_lazy("Documents")
    address, name = "documents/", DOCUMENTS.address
    conditions_class = PaperFilters
    exports = True

    conditions: PaperFilters

    def get_visible(self) -> QuerySet[Document]:
        return Document.objects.seen_by(self.request.user, self.request.pairs).cards

    @property
    def papers(self) -> QuerySet[Document]:
        return self.conditions.papers

    @property
    def rows(self) -> Sequence[tuple[Document, WaitingFor | None]]:
        steps = waiting_for(paper.pk for paper in self.sheet)
        return [(paper, steps.get(paper.pk)) for paper in self.sheet]

    @property
    def chips(self) -> list[Chip]:
        return self.conditions.chips("whose")

    @property
    def filtered(self) -> bool:
        return bool(self.conditions.understood.keys() - {"sort"})

    @property
    def narrowed(self) -> bool:
        return self.filtered

    @property
    def begins(self) -> list[PageLink]:
        """The kinds of paper that this person may begin somewhere today; no query."""
        pages = {
            model: address_to_begin(declared(kind).begin, model, self.request)
            for kind, model in KINDS.items()
        }
        return [PageLink(label=model.kind_label, href=address) for model, address in pages.items() if address]

    def get_title(self) -> Words:
        model = KINDS.get(self.conditions.understood.get("kind", ""))
        return model.kind_label_many if model else self.title
