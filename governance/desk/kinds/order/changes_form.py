"""The fields in which an order is changed: its points as they read now, and the lists that it has approved.

An old order lies on paper: its points are named by their numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.order.list_fields import ListEditor
from governance.desk.papers.forms import SeenForm
from governance.documents.approval.changed_list import ChangedByOrder
from governance.documents.approval.changed_order import ChangedOrder
from governance.documents.approval.order_changes import (
    LONGEST_TEXT,
    Action,
    EditionPoint,
    OrderChange,
)

# Points that can be added at once, and lines for the points of an old order; more of them by changing the draft again.
ADDITIONS = 3
LINES = 5

KEPT: tuple[str, Words] = ("", gettext_lazy("stays in force"))
ENDS: list[tuple[str, Words]] = [
    (Action.EXCLUDE.value, gettext_lazy("is taken out («исключить»)")),
    (Action.REPEAL.value, gettext_lazy("is without force from now on («признать утратившим силу»)")),
]


@dataclass(frozen=True)
class PointFields:
    """The fields of one point as it reads now."""

    point: EditionPoint
    text: forms.BoundField
    out: forms.BoundField


@dataclass(frozen=True)
class LineFields:
    """The fields of one change of an old order."""

    number: int
    action: forms.BoundField
    point: forms.BoundField
    text: forms.BoundField


class ChangesForm(SeenForm):
    """The changes of one order, with the points and lists that it has now."""

    def __init__(
        self, data: Any = None, *, amended: ChangedOrder, changes: Sequence[OrderChange] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.amended, self.standing = amended, amended.edition()
        self.is_old = amended.lies_on_paper
        self.open_points = [] if self.is_old else [point for point in self.standing if not point.excluded]
        of_points = [change for change in changes if change.paper_id is None]
        if self.is_old:
            self._add_lines(of_points)
        else:
            self._add_points(of_points)
        self.lists = [
            ListEditor(self, paper, [change for change in changes if change.paper_id == paper.pk])
            for paper in lists_of(amended)
        ]

    # --- the fields ---------------------------------------------------------------------------------------------------

    @property
    def next_number(self) -> int:
        return max((point.place[0] for point in self.standing), default=0) + 1

    def _add_points(self, changes: Sequence[OrderChange]) -> None:
        words = {change.point: change for change in changes}
        for point in self.open_points:
            self._add_point(point, words.get(point.number))
        added = [change.text for change in changes if change.action == Action.ADD]
        for place in range(ADDITIONS):
            self.fields[f"add-{place}"] = text_field(
                gettext_lazy("Point %(number)s") % {"number": self.next_number + place},
                LONGEST_TEXT,
                lines=2,
                required=False,
                initial=added[place] if place < len(added) else "",
            )

    def _add_point(self, point: EditionPoint, change: OrderChange | None) -> None:
        reworded = change is not None and change.action == Action.REWORD
        self.fields[f"text-{point.number}"] = text_field(
            gettext_lazy("Point %(number)s") % {"number": point.number},
            LONGEST_TEXT,
            lines=3,
            required=False,
            initial=change.text if change is not None and reworded else point.text,
        )
        self.fields[f"out-{point.number}"] = forms.ChoiceField(
            label=gettext_lazy("The point"),
            choices=[KEPT, *ENDS],
            required=False,
            initial=change.action if change is not None and not reworded else "",
        )

    def _add_lines(self, changes: Sequence[OrderChange]) -> None:
        actions = [
            ("", "—"),
            (
                Action.REWORD.value,
                gettext_lazy("give a point another wording («изложить в следующей редакции»)"),
            ),
            (Action.ADD.value, gettext_lazy("add a point («дополнить»)")),
            *ENDS,
        ]
        for place in range(max(LINES, len(changes))):
            change = changes[place] if place < len(changes) else None
            self.fields[f"action-{place}"] = forms.ChoiceField(
                label=gettext_lazy("Change"),
                choices=actions,
                required=False,
                initial=change.action if change else "",
            )
            self.fields[f"point-{place}"] = text_field(
                gettext_lazy("Number of the point"),
                12,
                required=False,
                initial=change.point if change else "",
            )
            self.fields[f"text-{place}"] = text_field(
                gettext_lazy("New words"),
                LONGEST_TEXT,
                lines=2,
                required=False,
                initial=change.text if change else "",
            )

    # --- for the page -------------------------------------------------------------------------------------------------

    @property
    def points(self) -> Iterator[PointFields]:
        for point in self.open_points:
            yield PointFields(point, self[f"text-{point.number}"], self[f"out-{point.number}"])

    @property
    def additions(self) -> list[forms.BoundField]:
        return [] if self.is_old else [self[f"add-{place}"] for place in range(ADDITIONS)]

    @property
    def lines(self) -> list[LineFields]:
        places = sum(1 for name in self.fields if name.startswith("action-"))
        return [
            LineFields(place + 1, self[f"action-{place}"], self[f"point-{place}"], self[f"text-{place}"])
            for place in range(places)
        ]

    # --- what was made in them ----------------------------------------------------------------------------------------

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes that were made in the fields, for `read_changes`. Only after `is_valid`."""
        of_points = self._lines() if self.is_old else (*self._point_changes(), *self._additions())
        rows = [change for editor in self.lists for change in editor.changes]
        return [*of_points, *rows]

    def _point_changes(self) -> Iterator[dict[str, Any]]:
        for point in self.open_points:
            text = " ".join(self.cleaned_data[f"text-{point.number}"].split())
            if out := self.cleaned_data[f"out-{point.number}"]:
                yield {"action": out, "point": point.number}
            elif text != point.text:
                yield {"action": Action.REWORD, "point": point.number, "text": text}

    def _additions(self) -> Iterator[dict[str, Any]]:
        texts = [self.cleaned_data[f"add-{place}"] for place in range(ADDITIONS)]
        for number, text in enumerate(filter(None, texts), start=self.next_number):
            yield {"action": Action.ADD, "point": str(number), "text": text}

    def _lines(self) -> Iterator[dict[str, Any]]:
        for line in self.lines:
            given = [self.cleaned_data[field.name] for field in (line.action, line.point, line.text)]
            if any(given):
                yield dict(zip(("action", "point", "text"), given, strict=True))


def lists_of(amended: ChangedOrder) -> list[Any]:
    """The annexes in force of an order that another order may change."""
    return [
        link.target.whole
        for link in amended.approvals()
        if link.carried_at is not None and issubclass(link.target.model, ChangedByOrder)
    ]


class ReasonedChangesForm(ChangesForm):
    """With the grounds and the day, when the order is begun."""

    reason = text_field(
        gettext_lazy("Why the order is changed"),
        LONGEST_TEXT,
        lines=2,
        help_text=gettext_lazy("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        missing=gettext_lazy("Write why the order is changed."),
    )
    since = day_field(
        gettext_lazy("From which day"),
        required=False,
        help_text=gettext_lazy("If empty: from the signature of the new order."),
    )
