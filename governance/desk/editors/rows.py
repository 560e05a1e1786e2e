"""Rows on a page, each a form: as stored or as typed, more or fewer by small buttons."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

MORE, DROP = "more", "drop"
# The buttons of a page that save it.
SAVING = ("save", "stay")


class RowsEditor:
    """The rows whose fields begin with `stem`; `make(data, prefix, initial)` returns the form of one row.

    A row that was emptied is dropped, `blank` empty ones are added at the end; a row with nothing but `unseen` fields
    counts as empty. Then `is_valid()` tells whether every begun row was understood, `given` holds their values, and
    `pressed` is true if a small button (`more:<stem>`, `drop:<row>`) was pressed and the page is only shown again.
    """

    def __init__(
        self,
        stem: str,
        make: Callable[..., Any],
        standing: Sequence[Mapping[str, Any]],
        data: QueryDict | None = None,
        *,
        blank: int = 1,
        most: int = 30,
        unseen: Iterable[str] = (),
        saved_by: Iterable[str] = SAVING,
    ) -> None:
        self.stem, self.most, self._make, self._unseen = stem, most, make, tuple(unseen)
        self._data, self._standing = data, standing
        keys = list(range(len(standing))) if data is None else self._keys(data)
        press = "" if data is None else data.get("do", "")
        self.pressed = self._press(press, keys)
        # After a small button, of this part of the page or another, nothing is saved, so nothing is validated.
        self._is_judged = data is not None and press in ("", *saved_by)
        while len(keys) < most and sum(not self._is_written(key) for key in keys) < blank:
            keys.append(max(keys, default=-1) + 1)
        self.rows = [self._row(key) for key in keys]

    def is_valid(self) -> bool:
        fit = [form.is_valid() for form in self.begun]  # each is asked, so that each is marked
        return all(fit)

    @property
    def begun(self) -> list[Any]:
        """The rows in which something is written; only these are validated."""
        return [form for form in self.rows if form.is_bound]

    @property
    def given(self) -> list[dict[str, Any]]:
        """The values of the begun rows; only after `is_valid`."""
        return [form.cleaned_data for form in self.begun]

    @property
    def can_grow(self) -> bool:
        return len(self.rows) < self.most

    def _keys(self, data: QueryDict) -> list[int]:
        """The keys of the rows that were sent, in the order of the page."""
        pattern = re.compile(rf"{re.escape(self.stem)}-([0-9]{{1,3}})-\w+")
        matches = (pattern.fullmatch(name) for name in data)
        return list(dict.fromkeys(int(match[1]) for match in matches if match))[: self.most]

    def _press(self, press: str, keys: list[int]) -> bool:
        if press == f"{MORE}:{self.stem}":
            keys.append(max(keys, default=-1) + 1)
            return True
        what, _colon, row = press.partition(f":{self.stem}-")
        if what == DROP and row.isdecimal() and int(row) in keys:
            keys.remove(int(row))
            return True
        return False

    def _is_written(self, key: int) -> bool:
        if self._data is None:
            return key < len(self._standing)
        prefix = f"{self.stem}-{key}-"
        return any(
            value and name.removeprefix(prefix) not in self._unseen
            for name, value in self._data.items()
            if name.startswith(prefix)
        )

    def _row(self, key: int) -> Any:
        prefix = f"{self.stem}-{key}"
        if self._data is None:
            initial = self._standing[key] if key < len(self._standing) else {}
            return self._make(None, prefix=prefix, initial=initial)
        checked = self._is_judged and self._is_written(key)
        form = self._make(self._data if checked else None, prefix=prefix, initial={})
        if not checked:
            # Shown again with what was typed.
            form.initial = {
                name: field.widget.value_from_datadict(self._data, {}, f"{prefix}-{name}")
                for name, field in form.fields.items()
                if not isinstance(field, forms.FileField)
            }
        return form
