"""The points of an order on its page: a form each, moved up and down by small buttons."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.order.forms import people_choices
from governance.desk.papers.forms import Facts
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import OrderPoint
from governance.documents.kinds.order.points import LONGEST_TEXT, MAX_POINTS
from governance.roles.may import holders
from governance.roles.rights import Right

EMPTY_POINTS = 3


class PointForm(forms.Form):
    """One point. A point without a text is left out."""

    LEVELS = (("1", gettext_lazy("point")), ("2", gettext_lazy("subpoint")))

    text = text_field(gettext_lazy("What is to be done"), LONGEST_TEXT, lines=2, required=False)
    executor = forms.ChoiceField(label=gettext_lazy("Executor"), required=False)
    executor_text = text_field(
        gettext_lazy("Position, or another executor"),
        300,
        required=False,
        help_text=gettext_lazy("If empty: the position of the executor chosen."),
    )
    due = day_field(gettext_lazy("Deadline"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=LEVELS)

    def clean(self) -> None:
        said = any(self.cleaned_data.get(name) for name in ("executor", "executor_text", "due"))
        if said and not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is to be done, or empty the whole point."))


class PointsEditor(RowsEditor):
    """The points of an order as rows."""

    at_once = EMPTY_POINTS

    def __init__(self, order: Order, data: QueryDict | None = None) -> None:
        points = list(order.points.select_related("executor"))
        readers = holders(Right.READ, order.district_id)
        self.people = {str(held.person_id): held.person for held in readers}
        self.executors = [("", _("nobody by name")), *people_choices(readers)]
        for point in points:
            # Whoever has left office since stays named until the drafter names another one.
            if point.executor is not None and str(point.executor_id) not in self.people:
                self.people[str(point.executor_id)] = point.executor
                self.executors.append((str(point.executor_id), point.executor_line))
        super().__init__(
            "point",
            PointForm,
            [standing_row(point) for point in points],
            data,
            blank=0 if points or data is not None else EMPTY_POINTS,
            most=MAX_POINTS + EMPTY_POINTS,
            unseen=["level"],
        )

    def complete(self, row: forms.Form, key: int) -> None:
        choose_from(row, "executor", self.executors)

    @property
    def points(self) -> list[Facts]:
        """The points for `perform`, numbered by their levels. Only after `is_valid`."""
        written = [point for point in self.given if point["text"]]
        return [
            {
                "number": number,
                "text": point["text"],
                "executor": self.people.get(point["executor"]),
                "executor_text": point["executor_text"],
                "due": point["due"],
            }
            for number, point in zip(numbers(point["level"] for point in written), written, strict=True)
        ]


def numbers(levels: Iterable[str]) -> list[str]:
    """The number of each point by its level: «1», «2», «2.1». The first is never a subpoint."""
    result = []
    first, second = 0, 0
    for level in levels:
        if level == "2" and first:
            second += 1
            result.append(f"{first}.{second}")
        else:
            first, second = first + 1, 0
            result.append(str(first))
    return result


def standing_row(point: OrderPoint) -> Mapping[str, object]:
    return {
        "level": "2" if "." in point.number else "1",
        "text": point.text,
        "executor": str(point.executor_id or ""),
        "executor_text": point.executor_text,
        "due": point.due,
    }
