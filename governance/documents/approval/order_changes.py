"""The changes that orders make in other ones and in the annexes of these, as data, and the editions that follow.

A change concerns a point of the amended order, or a row of a list that this one has approved. The words in which an
amending order says its changes are computed from the data, so that they never say anything else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.effects import AMEND, CHANGE_LIST
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import number_and_date
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.settings.forms.orders import (
    POINT_ADDED,
    POINT_EXCLUDED,
    POINT_REPEALED,
    POINT_REWORDED,
)
from governance.record_rows import RecordRow

MOST_CHANGES = 100
LONGEST_TEXT = 5_000
# Of a point: «2», «2.1».
NUMBER = re.compile(r"^[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,2}$")


class Action(models.TextChoices):
    """What is done to a point, or to a row of a list."""

    REWORD = "reword", gettext_lazy("give a point another wording")
    ADD = "add", gettext_lazy("add a point")
    EXCLUDE = "exclude", gettext_lazy("take a point out")
    REPEAL = "repeal", gettext_lazy("declare a point without force")
    EXCLUDE_ROW = "exclude_row", gettext_lazy("take out of a list")
    ADD_ROW = "add_row", gettext_lazy("add to a list")
    REWORD_ROW = "reword_row", gettext_lazy("give a part of a list another wording")


# How the change of a point is worded.
FORMS = {
    Action.REWORD: POINT_REWORDED,
    Action.ADD: POINT_ADDED,
    Action.EXCLUDE: POINT_EXCLUDED,
    Action.REPEAL: POINT_REPEALED,
}
OF_POINTS = tuple(FORMS)
# A point that is taken out has not stood in the order; one without force has, until its day.
ENDS_A_POINT = (Action.EXCLUDE, Action.REPEAL)


class OrderChange(RecordRow):
    """One change.

    Of a point: `point` and, unless it ends, `text`, its new words. Of a row: the list, the key of the row, in `text`
    what the order says of it («исключить из списка …»), and the `day` where it names one.
    """

    of_paper = "order"
    called = pgettext_lazy("row of the record", "change by an order")

    order = models.ForeignKey("governance.Order", models.PROTECT, related_name="changes")
    position = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=12, choices=Action.choices)
    point = models.CharField(max_length=12, blank=True)
    paper = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    row = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["order_id", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="order_change_of_point_or_row",
                condition=(Q(paper__isnull=True, row="") & ~Q(point=""))
                | (Q(paper__isnull=False, point="") & ~Q(row="") & ~Q(text="")),
            ),
            models.UniqueConstraint(
                fields=["order", "paper", "row"],
                condition=Q(paper__isnull=False),
                name="one_change_a_row_and_order",
            ),
        ]

    @property
    def part(self) -> str:
        return f"change:{self.pk}"

    @property
    def phrase(self) -> str:
        """«пункт 2 изложить в следующей редакции: «…»»; of a row as it was worded."""
        form = FORMS.get(Action(self.action))
        if form is None:
            return self.text
        begun = timezone.localdate(self.order.created_at)
        return form.filled(self.order.district_id, begun, пункт=self.point, текст=self.text)

    @property
    def is_sentence(self) -> bool:
        """«Зачислить с 01.09.2012 …»: said of a list as a point of its own, and not as one of the changes."""
        return self.action not in OF_POINTS and self.text[:1].isupper()


@dataclass(frozen=True)
class EditionPoint:
    """A point as it reads now; `changed_by` cites the order that has worded it so, empty: as it was signed."""

    number: str
    text: str
    executor: str = ""
    due: str = ""
    changed_by: str = ""
    added: bool = False
    # What ended it: a value of ENDS_A_POINT.
    ended: str = ""

    @property
    def excluded(self) -> bool:
        return bool(self.ended)

    @property
    def place(self) -> tuple[int, ...]:
        return tuple(map(int, self.number.split(".")))


def signed_points(content: Mapping[str, Any]) -> list[EditionPoint]:
    """The points of a signed order; its day and its control are the last of them, as in print."""
    points = [EditionPoint(**point) for point in content["points"]]
    last = max((point.place[0] for point in points), default=0)
    closing = [text for text in (content.get("begins"), content["control"]) if text]
    return [
        *points,
        *(EditionPoint(str(number), text) for number, text in enumerate(closing, start=last + 1)),
    ]


def changed(
    points: Sequence[EditionPoint], changes: Iterable[tuple[OrderChange, str]], *, whole: bool = True
) -> list[EditionPoint]:
    """The points after these changes, each with the words that cite its order.

    Unless `whole`, only those of them are known that were changed: the order itself lies on paper. Raises NotLegal for
    a change that does not fit: of a point that is not there or has ended, of one twice in one order, of a number that
    is taken or leaves a hole.
    """
    edition = {point.number: point for point in points}
    made: set[tuple[int | None, str]] = set()
    for change, order in changes:
        if change.action not in OF_POINTS:
            continue
        if (key := (change.order_id, change.point)) in made:
            raise NotLegal(_("Point %(number)s is changed twice in one order.") % {"number": change.point})
        made.add(key)
        _check_number(change.point)
        if change.action == Action.ADD:
            _check_free(edition, change.point, whole=whole)
            edition[change.point] = EditionPoint(change.point, change.text, changed_by=order, added=True)
            continue
        standing = edition.get(change.point)
        if standing is None and not whole:
            standing = edition[change.point] = EditionPoint(change.point, "")
        if standing is None or standing.excluded:
            raise NotLegal(
                _("The order has no point %(number)s as it reads now: choose another point.")
                % {"number": change.point}
            )
        if change.action == Action.REWORD:
            edition[change.point] = replace(standing, text=change.text, changed_by=order, added=False)
            continue
        for number, point in edition.items():
            if number == change.point or number.startswith(f"{change.point}."):
                edition[number] = replace(point, changed_by=order, ended=change.action)
    return sorted(edition.values(), key=lambda point: point.place)


def _check_number(number: str) -> None:
    if not NUMBER.match(number):
        raise NotLegal(
            _("Write the number of a point as «2» or «2.1», not «%(number)s».") % {"number": number[:20]}
        )


def _check_free(edition: Mapping[str, EditionPoint], number: str, *, whole: bool) -> None:
    if number in edition:
        raise NotLegal(_("The order has a point %(number)s already.") % {"number": number})
    if not whole:
        return
    head, _dot, last = number.rpartition(".")
    before = f"{head}.{int(last) - 1}" if head else str(int(last) - 1)
    if (head and head not in edition) or (last != "1" and before not in edition):
        raise NotLegal(
            _("Point %(number)s would leave a hole: give it the number that follows.") % {"number": number}
        )


def changes_in_force(*papers: Document) -> list[OrderChange]:
    """What orders have changed in these orders or lists, in the order in which they took effect; one query.

    An order that was annulled has changed nothing; one that lost its force later on has.
    """
    changed_papers = [paper.pk for paper in papers]
    links = Link.objects.filter(
        target_id=OuterRef("concerns"),
        effect__in=(AMEND, CHANGE_LIST),
        carried_at__isnull=False,
        source_id=OuterRef("order_id"),
    )
    carried = OrderChange.objects.annotate(concerns=Coalesce("paper_id", "order__amends_id")).annotate(
        carried_at=Subquery(links.values("carried_at")[:1])
    )
    own_points = Q(order__amends_id__in=changed_papers)
    standing = carried.filter(own_points | Q(paper_id__in=changed_papers), carried_at__isnull=False)
    return list(
        standing.exclude(order__state="annulled")
        .select_related("order", "paper")
        .order_by("carried_at", "order_id", "position")
    )


def in_wording_of(changes: Iterable[OrderChange]) -> str:
    """«в редакции приказа от 16.07.2012 № 3-У», «в редакции приказов от …, от …»; empty without changes."""
    orders = {change.order_id: change.order for change in changes}
    named = [number_and_date(order.number, order.registered_on) for order in orders.values()]
    if not named:
        return ""
    return f"в редакции {'приказа' if len(named) == 1 else 'приказов'} {', '.join(named)}"


def read_changes(given: Iterable[Mapping[str, Any]]) -> list[OrderChange]:
    """The changes in order, not saved yet: mappings with `action` and either `point` and `text`, or `paper`, `row`,
    `text` and, where the list asks for one, `day`. Raises NotLegal."""
    changes = []
    for position, entry in enumerate(given, start=1):
        action = entry.get("action")
        if action not in Action.values or position > MOST_CHANGES:
            raise NotLegal(_("Choose what is changed from the list, at most 100 changes an order."))
        change = OrderChange(position=position, action=action)
        if action in OF_POINTS:
            change.point = str(entry.get("point") or "").strip().rstrip(".")
            if action not in ENDS_A_POINT:
                change.text = text_of_point(change.point, entry.get("text"))
        else:
            change.paper, change.row, change.day = entry["paper"], str(entry["row"]), _day(entry.get("day"))
            change.text = text_of_point(change.row, entry.get("text"))
        changes.append(change)
    if not changes:
        raise NotLegal(_("Choose at least one change."))
    return changes


def text_of_point(number: str, given: Any) -> str:
    """The words of a point in one line. Raises NotLegal where there are none, or too many."""
    text = " ".join(str(given or "").split())
    if not text:
        raise NotLegal(_("Point %(number)s has no text: write what is to be done.") % {"number": number})
    if len(text) > LONGEST_TEXT:
        raise NotLegal(
            _("The text of point %(number)s is longer than 5,000 characters: shorten it.")
            % {"number": number}
        )
    return text


def _day(given: Any) -> date | None:
    if given is not None and not isinstance(given, date):
        raise NotLegal(_("Give the day as a date, for example 15.12.2011."))
    return given
