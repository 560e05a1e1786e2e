"""Lists approved by an order whose rows a later order takes out or adds: of those enrolled, awarded, appointed.

The list stays as it was signed; each row knows the order by which it left or came. A kind says which rows there are, in
which words an order speaks of them, and what follows for those on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.documents.approval.effects import CHANGE_LIST
from governance.documents.approval.ordered import APPROVED, ApprovedByOrder
from governance.documents.errors import NotLegal
from governance.documents.language.verb import agreeing_verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.transitions import ByPaper, move
from governance.record_rows import RecordRow

EXCLUDE, ADD = "exclude_row", "add_row"


@dataclass(frozen=True)
class RowChange:
    """A change that an order may make in a list: its key, how the page calls it, and what the order says."""

    action: str
    key: str
    label: str
    words: str


class ListRow(RecordRow):
    """The base of the rows of such a list."""

    added_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    excluded_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.excluded_by_id is None


class ChangedList(ApprovedByOrder):
    """The base of these lists: who may be taken out or added, and the move by which an order does it."""

    # Over the rows of the list, in the table of the kind.
    rows: Any
    SIGNED_ROWS: ClassVar = Q(added_by=None)

    class Meta(ApprovedByOrder.Meta):
        abstract = True

    def possible_changes(self) -> Sequence[RowChange]:
        """What an order may change in it now; a kind says what."""
        raise NotImplementedError

    def check_changes(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Raise NotLegal unless all these changes, (action, key), can be made together as things stand now."""
        possible = {(change.action, change.key) for change in self.possible_changes()}
        if not possible.issuperset(wanted):
            raise NotLegal(
                _(
                    "«%(paper)s» has changed since: take the changes that are no longer possible out of the order."
                )
                % {"paper": self}
            )

    @move(
        source=APPROVED,
        rule=ByPaper(CHANGE_LIST),
        words=agreeing_verb("approval", "Change by an order", "changed by an order"),
    )
    def change_list(self, act: Act) -> None:
        """The order that changes the list is signed: its rows leave and come with it."""
        order: Any = act.basis.whole if act.basis is not None else None
        rows = [(change.action, change.row) for change in order.changes.filter(paper_id=self.pk)]
        self.check_changes(rows)
        for action, key in rows:
            if action == EXCLUDE:
                self.exclude_row(act, key)
            else:
                self.add_row(act, key)
        act.facts["changes"] = [list(row) for row in rows]

    def exclude_row(self, act: Act, key: str) -> None:
        """Take the row out; a kind says which, and what follows."""
        raise NotImplementedError

    def add_row(self, act: Act, key: str) -> None:
        """Add a row; for kinds to which somebody may be added."""
        raise NotImplementedError

    def order_under_way(self) -> Document | None:
        """The order on changes of this list that is not signed yet."""
        links = Link.objects.filter(target_id=self.pk, effect=CHANGE_LIST, carried_at=None)
        orders = (link.source for link in links.select_related("source"))
        return next((order for order in orders if order.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY)), None)
