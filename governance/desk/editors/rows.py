"""Rows on a page, each a form: as stored or as typed, more or fewer by small buttons."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet, ManagementForm
from django.http import QueryDict
from django.utils.functional import cached_property

from governance.desk.base.keys import key_in

MORE, ADD, DROP = "more", "add", "drop"
SHIFTS = {"up": -1, "down": 1}
# In `focus`: the first field of a row, and not one of its buttons.
TEXT = "text"
# The buttons of a page that save it.
SAVING = ("save", "stay")


class RowKeys:
    """Which rows a page has and in which order, as the numbers in the names of their fields: `<stem>-<number>-<field>`.

    Browsers send fields in the order in which they stand on the page, so a moved row takes its number along, and a
    dropped one leaves a gap. The small buttons are `more:<stem>`, `add:<row>` (after it), `drop:<row>`, `up:<row>` and
    `down:<row>`. After a press `focus` is the number of a row, and TEXT or the button that was pressed.
    """

    # How many rows one press of «more» adds.
    at_once: ClassVar[int] = 1
    stem: str
    max_num: int
    keys: list[int]
    focus: tuple[int, str] | None = None

    def sent_keys(self, data: Iterable[str]) -> list[int]:
        """The rows that were sent, in the order of the page."""
        pattern = re.compile(rf"{re.escape(self.stem)}-([0-9]{{1,5}})-\w+")
        matches = (pattern.fullmatch(name) for name in data)
        return list(dict.fromkeys(int(match[1]) for match in matches if match))[: self.max_num]

    @property
    def next_key(self) -> int:
        return max(self.keys, default=-1) + 1

    def press(self, press: str) -> bool:
        """Carry out a press of a small button; False if it is none of these. A row that is gone is passed over."""
        if press == f"{MORE}:{self.stem}":
            first = self.next_key
            self.keys += [first + n for n in range(min(self.at_once, self.max_num - len(self.keys)))]
            self.focus = (first, TEXT)
            return True
        what, _colon, row = press.partition(f":{self.stem}-")
        key = key_in(row)
        if what not in (ADD, DROP, *SHIFTS) or key is None:
            return False
        if key in self.keys:
            self._rearrange(what, key)
        return True

    def _rearrange(self, what: str, key: int) -> None:
        place = self.keys.index(key)
        if what == ADD:
            self.focus = (self.next_key, TEXT)
            self.keys.insert(place + 1, self.next_key)
            return
        self.keys.remove(key)
        if what in SHIFTS:
            self.keys.insert(max(place + SHIFTS[what], 0), key)
            self.focus = (key, what)
        elif self.keys:
            self.focus = (self.keys[min(place, len(self.keys) - 1)], TEXT)


class RowsEditor(RowKeys, BaseFormSet):
    """The rows that begin with `stem` in a page's own form, a formset of `form` (made with `options` too).

    A row that was emptied is dropped; `blank` empty ones are added at the end, and more until there are at `least` so
    many. A row with nothing but `unseen` fields counts as empty. Then `is_valid()` tells whether every begun row was
    understood, `given` holds their values, and `pressed` is true if a small button was pressed and the page is only
    shown again.
    """

    extra = min_num = 0
    absolute_max = 1000
    can_order = can_delete = can_delete_extra = False
    validate_min = validate_max = False
    renderer = None

    def __init__(
        self,
        stem: str,
        form: type[forms.Form],
        standing: Sequence[Mapping[str, Any]],
        data: QueryDict | None = None,
        *,
        blank: int = 1,
        least: int = 0,
        most: int = 30,
        unseen: Iterable[str] = (),
        saved_by: Iterable[str] = SAVING,
        **options: Any,
    ) -> None:
        self.form, self.max_num, self.unseen = form, most, tuple(unseen)
        self.stem, self.sent, self.standing = stem, data, standing
        self.keys = list(range(len(standing))) if data is None else self.sent_keys(data)
        press = "" if data is None else data.get("do", "")
        self.pressed = self.press(press)
        while self.can_grow and (
            len(self.keys) < least or sum(not self._is_written(key) for key in self.keys) < blank
        ):
            self.keys.append(self.next_key)
        # After a small button, of this part of the page or another, nothing is saved, so nothing is validated.
        is_judged = data is not None and press in ("", *saved_by)
        super().__init__(data if is_judged else None, prefix=stem, form_kwargs=options)

    @property
    def rows(self) -> list[Any]:
        """All rows, for the template."""
        return self.forms

    @property
    def begun(self) -> list[Any]:
        """The rows in which something is written; only these are validated."""
        if not self.is_bound:
            return []
        return [form for key, form in zip(self.keys, self.forms, strict=True) if self._is_written(key)]

    @property
    def given(self) -> list[dict[str, Any]]:
        """The values of the begun rows; only after `is_valid`."""
        return [form.cleaned_data for form in self.begun]

    @property
    def focused(self) -> str:
        """The prefix of the row in which a small button was pressed, or which it made; empty if none."""
        return f"{self.stem}-{self.focus[0]}" if self.focus is not None else ""

    @property
    def can_grow(self) -> bool:
        return len(self.keys) < self.max_num

    def _is_written(self, key: int) -> bool:
        if self.sent is None:
            return key < len(self.standing)
        prefix = f"{self.stem}-{key}-"
        return any(
            value and name.rpartition("-")[2] not in self.unseen
            for name, value in self.sent.items()
            if name.startswith(prefix)
        )

    # --- what the formset asks ------------------------------------------------------------------------------------

    @cached_property
    def management_form(self) -> ManagementForm:
        """The count that a page of this kind does not send."""
        counts = {"TOTAL_FORMS": self.total_form_count(), "INITIAL_FORMS": 0}
        return ManagementForm(
            {f"{self.stem}-{name}": count for name, count in counts.items()}, prefix=self.stem
        )

    def total_form_count(self) -> int:
        return len(self.keys)

    def initial_form_count(self) -> int:
        return 0

    def add_prefix(self, index: int | str) -> str:
        return f"{self.stem}-{self.keys[int(index)]}"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        key = self.keys[index or 0]
        return {
            **super().get_form_kwargs(index),
            "initial": self._initial(key),
            "empty_permitted": not (self.is_bound and self._is_written(key)),
        }

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs leave it out
        form.use_required_attribute = True
        if self.focus == (self.keys[i], TEXT):
            form.visible_fields()[0].field.widget.attrs["autofocus"] = True
        self.complete(form, self.keys[i])
        return form

    def complete(self, row: Any, key: int) -> None:
        """Add to a row what only the whole knows; to be overridden."""

    def _initial(self, key: int) -> Mapping[str, Any]:
        """What is stored, or typed where nothing is validated; of a validated row its `unseen` fields, as unchanged."""
        if self.sent is None:
            return self.standing[key] if key < len(self.standing) else {}
        return {
            name: field.widget.value_from_datadict(self.sent, {}, f"{self.stem}-{key}-{name}")
            for name, field in self.form.base_fields.items()
            if not isinstance(field, forms.FileField) and (not self.is_bound or name in self.unseen)
        }
