"""The points of an order on its page: a form each, moved up and down by small buttons."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import day_field, text_field
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

    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=LEVELS)
    text = text_field(gettext_lazy("What is to be done"), LONGEST_TEXT, lines=2, required=False)
    executor = forms.ChoiceField(label=gettext_lazy("Executor"), required=False)
    executor_text = text_field(
        gettext_lazy("Position, or another executor"),
        300,
        required=False,
        help_text=gettext_lazy("If empty: the position of the executor chosen."),
    )
    due = day_field(gettext_lazy("Deadline"), required=False)

    FIELDS = ("level", "text", "executor", "executor_text", "due")

    def __init__(self, *args: Any, executors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["executor"].choices = [("", _("nobody by name")), *executors]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = any(given.get(name) for name in ("executor", "executor_text", "due"))
        if said and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what is to be done, or empty the whole point."))
        return given


class PointsEditor:
    """The points as they stand, or as they were typed; `pressed`: rearranged without being judged or saved."""

    def __init__(self, order: Order, data: QueryDict | None = None) -> None:
        readers = holders(Right.READ, order.district_id)
        standing = list(order.points.select_related("executor"))
        self.people = {str(held.person_id): held.person for held in readers}
        self.executors = people_choices(readers)
        for point in standing:
            # Whoever has left office since stays named until the drafter names another one.
            if point.executor is not None and str(point.executor_id) not in self.people:
                self.people[str(point.executor_id)] = point.executor
                self.executors.append((str(point.executor_id), point.executor_line))
        self._rows = typed_rows(data) if data is not None else standing_rows(standing)
        self.pressed = data is not None and self._arrange(data.get("do", ""))
        self._data = None if self.pressed else data

    def _arrange(self, press: str) -> bool:
        """Carry out a press of «more», «up:2», «down:2», «drop:2» (places from 0). False when it is none of these."""
        name, _colon, key = press.partition(":")
        place = int(key) if key.isdecimal() else -1
        rows = self._rows
        if name == "more":
            rows += [{} for _empty in range(EMPTY_POINTS)]
        elif name == "drop" and place < len(rows):
            del rows[place]
        elif name in ("up", "down") and place < len(rows):
            to = place + (1 if name == "down" else -1)
            if 0 <= to < len(rows):
                rows[place], rows[to] = rows[to], rows[place]
        else:
            return False
        return True

    @cached_property
    def forms(self) -> list[PointForm]:
        return [
            PointForm(self._data, initial=row, prefix=f"point-{place}", executors=self.executors)
            for place, row in enumerate(self._rows)
        ]

    def is_valid(self) -> bool:
        fit = [form.is_valid() for form in self.forms]  # each is asked, so that each is marked
        return all(fit)

    @property
    def given(self) -> list[Facts]:
        """The points for `perform`, numbered by their levels. Only after `is_valid`."""
        written = [form.cleaned_data for form in self.forms if form.cleaned_data["text"]]
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


def standing_rows(points: list[OrderPoint]) -> list[dict[str, Any]]:
    """The points as they stand, and room for more."""
    found: list[dict[str, Any]] = [
        {
            "level": "2" if "." in point.number else "1",
            "text": point.text,
            "executor": str(point.executor_id or ""),
            "executor_text": point.executor_text,
            "due": point.due,
        }
        for point in points
    ]
    return found or [{} for _empty in range(EMPTY_POINTS)]


def typed_rows(data: QueryDict) -> list[dict[str, Any]]:
    """The points as they were typed, whatever they are worth."""
    count = data.get("points", "")
    total = min(int(count), MAX_POINTS + EMPTY_POINTS) if count.isdecimal() and len(count) < 6 else 0
    return [
        {name: data.get(f"point-{place}-{name}", "") for name in PointForm.FIELDS} for place in range(total)
    ]
