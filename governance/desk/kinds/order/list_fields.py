"""The fields of a list that an order changes, whatever its kind: who leaves, who comes, which day is moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from governance.desk.base.components import Words
from governance.desk.base.fields import day_field
from governance.documents.approval.changed_list import ADD, EXCLUDE, REWORD, ChangedByOrder, RowChange
from governance.documents.approval.order_changes import OrderChange

# A longer choice is folded.
AT_A_GLANCE = 12


@dataclass(frozen=True)
class ListField:
    """One field; `folded` until it is asked for, because it offers many."""

    field: forms.BoundField
    folded: bool


class ListEditor:
    """The fields of one list in a form, with the changes `made` so far."""

    def __init__(self, form: forms.Form, paper: ChangedByOrder, made: Sequence[OrderChange]) -> None:
        self.form, self.paper = form, paper
        possible = paper.possible_changes()
        self.days = [change for change in possible if change.action == REWORD]
        rows = [change for change in possible if change.action != REWORD]
        grouped = groupby(rows, key=lambda change: (change.action, change.group))
        # By the name of the field, the changes that it offers: those of one sort and group.
        self.choices = {
            self._name(f"rows-{place}"): list(changes) for place, (_key, changes) in enumerate(grouped)
        }
        # From which day whoever leaves is out, where the list asks for it.
        leaves = next((change.day for change in rows if change.action == EXCLUDE and change.asks_day), None)
        self.leaving = self._name("leaving") if leaves is not None else ""
        self._add({(change.action, change.row): change.day for change in made}, leaves)

    def _name(self, part: str) -> str:
        return f"list-{self.paper.pk}-{part}"

    def _add(self, made: dict[tuple[str, str], date | None], leaves: date | None) -> None:
        fields = self.form.fields
        for name, changes in self.choices.items():
            fields[name] = choice(changes, [key for _action, key in made])
            if name == next(iter(self.choices)) and self.leaving:
                given = next((day for (action, _key), day in made.items() if action == EXCLUDE), None)
                fields[self.leaving] = day_field(
                    gettext_lazy("Whoever is taken out leaves on"), required=False, initial=given or leaves
                )
        for change in self.days:
            day = made.get((REWORD, change.key)) or change.day
            fields[self._name(change.key)] = day_field(change.label, required=False, initial=day)

    @property
    def because(self) -> Words:
        """Why nothing in it can be changed now."""
        return self.paper.unchanged_because

    @property
    def fields(self) -> list[ListField]:
        names = [name for name in self.form.fields if name.startswith(self._name(""))]
        return [ListField(self.form[name], self._offers_many(self.choices.get(name, ()))) for name in names]

    @staticmethod
    def _offers_many(changes: Sequence[RowChange]) -> bool:
        return len(changes) > AT_A_GLANCE and not changes[0].alone

    @property
    def changes(self) -> Iterator[dict[str, Any]]:
        """The changes that were made in the fields, for `read_changes`. Only after the form is valid."""
        given = self.form.cleaned_data
        for name, changes in self.choices.items():
            picked = given[name] if isinstance(given[name], list) else [given[name]]
            for change in changes:
                if change.key in picked:
                    yield self._made(change, given[self.leaving] if change.asks_day else None)
        for change in self.days:
            day = given[self._name(change.key)]
            if day is not None and day != change.day:
                yield self._made(change, day)

    def _made(self, change: RowChange, day: date | None) -> dict[str, Any]:
        return {
            "action": change.action,
            "paper": self.paper,
            "row": change.key,
            "text": change.said(day),
            "day": day,
        }


def choice(changes: Sequence[RowChange], chosen: Sequence[str]) -> forms.Field:
    """The field that offers changes of one sort: several of them, or one where they are `alone`."""
    first = changes[0]
    said: dict[str, Any] = {
        "label": label_of(first),
        "required": False,
        "error_messages": {"invalid_choice": gettext_lazy("Choose from the list.")},
    }
    choices = [(change.key, change.label) for change in changes]
    marked = [change.key for change in changes if change.key in chosen]
    if first.alone:
        return forms.ChoiceField(choices=[("", "—"), *choices], initial=(marked or [""])[0], **said)
    checks = forms.CheckboxSelectMultiple(attrs={"class": "checks"})
    return forms.MultipleChoiceField(choices=choices, initial=marked, widget=checks, **said)


def label_of(change: RowChange) -> str:
    if not change.group:
        return _("Take out of the list") if change.action == EXCLUDE else _("Add to the list")
    words = {EXCLUDE: pgettext("commission", "Leaves"), ADD: pgettext("commission", "Comes")}
    word = pgettext("commission", "New one") if change.alone else words[change.action]
    return f"{change.group}: {word}"
