"""Annexes approved by an order that a later order changes: lists of those enrolled, rewarded, appointed; an admission.

A kind says in a few lines which changes are possible, in which words an order speaks of them, and what follows for
those concerned. What was signed stays as it was signed; what was changed, and by which orders, is read from the orders
(`order_changes`), so every such paper shows its edition in force in the same way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.documents.approval.effects import CHANGE_LIST, DROP_CHANGE
from governance.documents.approval.order_changes import OrderChange, changes_in_force, in_wording_of
from governance.documents.approval.ordered import APPROVED
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date, number_and_date
from governance.documents.language.verb import agreeing_verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, move
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment

EXCLUDE, ADD, REWORD = "exclude_row", "add_row", "reword_row"
# The states of an order that is being written or waits for its signature.
UNSIGNED = ("draft", "agreeing", "signing")
# Where the words of a change name its day.
DAY = "{day}"


class Wanted(NamedTuple):
    """A change as an order makes it."""

    action: str
    key: str
    day: date | None = None


@dataclass(frozen=True)
class RowChange:
    """A change that an order may make in a list: its key, how the page calls it, and what the order says.

    `words` are one of the changes («исключить из списка …»), or a point of their own if they are a sentence. With `DAY`
    in them they name a day that the drafter gives; the page offers `day` first. Changes of one `group`
    stand together on the page; of those that are `alone` one at most is made.
    """

    action: str
    key: str
    label: str
    words: str
    day: date | None = None
    group: str = ""
    alone: bool = False

    @property
    def asks_day(self) -> bool:
        return DAY in self.words

    def said(self, day: date | None) -> str:
        return self.words.replace(DAY, list_date(day)) if day is not None else self.words


@dataclass(frozen=True)
class ListEdition:
    """How a list reads now: by key, by which order a row left or came («приказом от … № …»), or got another day.

    `wording`: «в редакции приказа от … № …», empty where nothing was changed.
    """

    wording: str
    excluded: dict[str, str]
    added: dict[str, str]
    reworded: dict[str, tuple[date, str]]
    # By which order a row came last, though another may have taken it out since.
    came: dict[str, str]


class ListRow(RecordRow):
    """The base of rows that know the order by which they came or left."""

    added_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    excluded_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class ChangedByOrder(Paper):
    """The base of annexes that orders change: what may be changed, and the move by which an order does it."""

    class Meta(Paper.Meta):
        abstract = True

    def possible_changes(self) -> Sequence[RowChange]:
        """What an order may change in it now; a kind says what."""
        raise NotImplementedError

    @property
    def unchanged_because(self) -> str:
        """Why nothing in it can be changed now, in a sentence; empty where there is nothing to say."""
        return ""

    def employments(self, keys: Sequence[str]) -> list[Appointment]:
        """As what those are employed whom changes of these rows concern and an order may name."""
        return []

    def check_changes(self, wanted: Sequence[Wanted]) -> None:
        """Raise NotLegal unless all these changes can be made together as things stand now."""
        possible = {(change.action, change.key): change for change in self.possible_changes()}
        if any((change.action, change.key) not in possible for change in wanted):
            raise NotLegal(
                _(
                    "«%(paper)s» has changed since: take the changes that are no longer possible out of the order."
                )
                % {"paper": self}
            )
        for change in wanted:
            found = possible[change.action, change.key]
            if found.asks_day and change.day is None:
                raise NotLegal(_("Give the day: %(what)s.") % {"what": found.label})

    def awaited(self, wanted: Sequence[Wanted]) -> str:
        """What has to come first, before these changes are signed, in a sentence; empty where nothing has to. An order
        with them may be prepared meanwhile."""
        return ""

    @move(
        source=APPROVED,
        rule=ByPaper(CHANGE_LIST),
        words=agreeing_verb("approval", "Change by an order", "changed by an order"),
    )
    def change_list(self, act: Act) -> None:
        """The order that changes it is signed, and its day has come."""
        self.make_changes(act)

    def make_changes(self, act: Act) -> None:
        """Make the changes of the acting order. Raises NotLegal when they do not fit any more."""
        order: Any = act.basis.whole if act.basis is not None else None
        wanted = wanted_of(order.changes.filter(paper_id=self.pk))
        self.check_changes(wanted)
        if first := self.awaited(wanted):
            raise NotLegal(first)
        # Whoever leaves makes room first.
        hooks = {EXCLUDE: self.exclude_row, REWORD: self.reword_row, ADD: self.add_row}
        for change in sorted(wanted, key=lambda change: list(hooks).index(change.action)):
            hooks[change.action](act, change)
        act.facts["changes"] = [[change.action, change.key] for change in wanted]

    def exclude_row(self, act: Act, change: Wanted) -> None:
        """Take the row out; a kind says which, and what follows."""
        raise NotImplementedError

    def add_row(self, act: Act, change: Wanted) -> None:
        """Add a row; for kinds to which somebody may be added."""
        raise NotImplementedError

    def reword_row(self, act: Act, change: Wanted) -> None:
        """Give a part another content; for kinds that have such parts."""
        raise NotImplementedError

    @move(
        source=APPROVED,
        rule=ByPaper(DROP_CHANGE),
        words=agreeing_verb("approval", "Leave as it is", "left as it is"),
    )
    def drop_change(self, act: Act) -> None:
        """The order that would have changed it was rejected: another one may be drafted."""

    def order_under_way(self) -> Document | None:
        """The order on changes of this list that is not signed yet."""
        links = Link.objects.filter(target_id=self.pk, effect=CHANGE_LIST, carried_at=None)
        orders = (link.source for link in links.select_related("source"))
        return next((order for order in orders if order.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY)), None)


class ChangedList(ChangedByOrder):
    """The base of lists whose rows stand in a table of their own (`ListRow`)."""

    # Over the rows of the list, in the table of the kind.
    rows: Any
    SIGNED_ROWS: ClassVar = Q(added_by=None)
    STANDING_ROWS: ClassVar = Q(excluded_by=None)

    class Meta(ChangedByOrder.Meta):
        abstract = True


def being_added(kind: str) -> set[str]:
    """The keys of the rows that orders would add to lists of this kind, which are not signed yet."""
    written = OrderChange.objects.filter(action=ADD, paper__kind=kind, order__state__in=UNSIGNED)
    return set(written.values_list("row", flat=True))


def wanted_of(changes: Iterable[OrderChange]) -> list[Wanted]:
    return [Wanted(change.action, change.row, change.day) for change in changes]


def list_edition(*papers: Document) -> ListEdition:
    """How lists that orders have changed read now; of several whose keys differ, one edition. One query."""
    changes = [change for change in changes_in_force(*papers) if change.paper_id is not None]
    edition = ListEdition(in_wording_of(changes), {}, {}, {}, {})
    for change in changes:
        by = f"приказом {number_and_date(change.order.number, change.order.registered_on)}"
        edition.excluded.pop(change.row, None)
        edition.added.pop(change.row, None)
        if change.action == ADD:
            edition.came[change.row] = by
        if change.action == REWORD and change.day is not None:
            edition.reworded[change.row] = (change.day, by)
        else:
            {EXCLUDE: edition.excluded, ADD: edition.added}[change.action][change.row] = by
    return edition
