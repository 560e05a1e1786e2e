"""The criteria and the circumstances on the page: which there are, in which order, and each as a form."""

import secrets
from collections.abc import Mapping
from typing import Generic, TypeVar

from governance.desk.base.keys import keys_in
from governance.desk.editors.rows import TEXT, RowKeys

from .forms import CircumstanceForm, CriterionForm, LineForm, filled

L = TypeVar("L", bound=LineForm)


class Lines(RowKeys, Generic[L]):
    """The lines of one sort, and those that are `begun`. A line keeps the code that it got when it was added."""

    max_num = 1_000

    def __init__(self, stem: str, kind: type[L], typed: Mapping[str, str]) -> None:
        self.stem, self.kind, self.typed = stem, kind, typed
        self.keys = self.sent_keys(typed)
        self.codes = {key: typed.get(f"{stem}-{key}-code", "") for key in self.keys}
        self.begun: dict[int, L] = {}

    def check(self) -> None:
        """Validate all begun lines."""
        forms = {key: self.form(key, checked=True) for key in self.keys}
        self.begun = {key: form for key, form in forms.items() if form.is_begun}
        for form in self.begun.values():
            form.full_clean()

    def form(self, key: int, *, checked: bool) -> L:
        self.codes[key] = self.codes.get(key) or secrets.token_hex(4)
        form = filled(self.kind, f"{self.stem}-{key}", self.typed, checked=checked, code=self.codes[key])
        self.complete(form)
        return form

    def complete(self, form: L) -> None:
        """Fill choices before anything is validated; to be overridden."""

    def shown(self, *, with_errors: bool) -> list[L]:
        """All lines for the template."""
        forms = []
        for place, key in enumerate(self.keys, start=1):
            checked = self.begun.get(key) if with_errors else None
            form = checked or self.form(key, checked=False)
            form.place, form.key = place, f"{self.stem}-{key}"
            if self.focus is not None and self.focus[0] == key:
                form.focus = self.focus[1]
            if form.focus == TEXT:
                form.fields["title"].widget.attrs["autofocus"] = True
            forms.append(form)
        return forms

    def most(self, field: str) -> int:
        """The highest number that is chosen in this field, 0 if none is."""
        chosen = (self.typed.get(f"{self.stem}-{key}-{field}", "") for key in self.keys)
        return max(keys_in(chosen, longest=2), default=0)


class CriterionLines(Lines[CriterionForm]):
    def __init__(self, typed: Mapping[str, str], *, with_places: bool) -> None:
        super().__init__("criterion", CriterionForm, typed)
        self.with_places = with_places

    def complete(self, form: CriterionForm) -> None:
        ties = max(len(self.keys), self.most("tie_break"))
        limits = len(self.numbers("limit"))
        form.offer(ties=ties, groups=len(self.numbers("group")), limits=limits, with_places=self.with_places)

    def numbers(self, field: str) -> range:
        """The numbers of the groups, or limits, that may be chosen: one more than there are."""
        return range(1, self.most(field) + 2)

    def members(self, field: str, number: int) -> list[CriterionForm]:
        return [form for form in self.begun.values() if form[field].data == str(number)]


class CircumstanceLines(Lines[CircumstanceForm]):
    def __init__(self, typed: Mapping[str, str]) -> None:
        super().__init__("circumstance", CircumstanceForm, typed)

    def complete(self, form: CircumstanceForm) -> None:
        form.offer(max(len(self.keys), self.most("precedence")))
