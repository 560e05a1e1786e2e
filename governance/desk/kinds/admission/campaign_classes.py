"""The classes of an admission with their profiles, as rows of a page: read, rearranged by buttons, shown again."""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.papers.forms import Facts
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.places import (
    LONGEST_NAME,
    MOST_CLASSES,
    MOST_PLACES,
    Profile,
    SchoolClass,
    read_classes,
)

ROW = re.compile(r"(class-([0-9]{1,3})(?:-profile-([0-9]{1,3}))?)-code")
PRESS = re.compile(r"(class_drop|profile_add|profile_drop):(class-[0-9]{1,3}(?:-profile-[0-9]{1,3})?)")
MORE = "more_classes"


def places_field() -> forms.IntegerField:
    said = _("Give the number of places, from 1 to %(most)d.") % {"most": MOST_PLACES}
    return forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


class PlacesForm(forms.Form):
    """What a class and a profile have in common; the code is given once and carried along unseen."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"] = places_field()


class ClassForm(PlacesForm):
    name = text_field(
        gettext_lazy("Class"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the class, for example: 10 «А».")},
    )
    general = forms.BooleanField(
        label=gettext_lazy("general class, without profiles: nobody is refused it for points"), required=False
    )


class ProfileForm(PlacesForm):
    name = text_field(
        gettext_lazy("Profile"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the profile, for example: физико-математический.")},
    )


class ClassRow:
    """One class on the page: its form, and those of its profiles."""

    def __init__(self, form: ClassForm, profiles: list[ProfileForm]) -> None:
        self.form, self.profiles = form, profiles

    @property
    def begun(self) -> list[PlacesForm]:
        """The rows in which something is written; only these are validated, an emptied row is dropped."""
        return [form for form in (self.form, *self.profiles) if form.is_bound]

    def as_given(self) -> Facts:
        given = dict(self.form.cleaned_data)
        given["profiles"] = [profile.cleaned_data for profile in self.profiles if profile.is_bound]
        return given


class ClassesEditor:
    """The classes as they stand, or as they were typed.

    Afterwards `is_valid()` says whether everything was understood, `classes` is what is to be stored, `refusal` the
    sentence on the whole (sums that do not agree, say), `pressed` that a small button only shows the page anew.
    """

    def __init__(self, standing: Sequence[Facts], data: QueryDict | None = None) -> None:
        typed = fields_of(standing) if data is None else data
        prefixes = [found[1] for name in typed if (found := ROW.fullmatch(name))]
        press = "" if data is None else data.get("do", "")
        self.focus = ""
        self.pressed = self._press(press, prefixes)
        if not any("-profile-" not in prefix for prefix in prefixes):
            prefixes.append("class-0")
        self._is_sent, self._stood = data is not None, bool(standing)
        self.rows = [
            ClassRow(
                self._form(ClassForm, prefix, typed),
                [
                    self._form(ProfileForm, inner, typed)
                    for inner in prefixes
                    if inner.startswith(f"{prefix}-profile-")
                ],
            )
            for prefix in prefixes
            if "-profile-" not in prefix
        ]
        self.classes: list[Facts] = []
        self.refusal = ""
        if self._is_sent and not self.pressed:
            self._read()

    def is_valid(self) -> bool:
        return not self.refusal and not any(form.errors for row in self.rows for form in row.begun)

    @property
    def total(self) -> int:
        """How many places there are in all, as far as they can be read."""
        numbers = [str(row.form["places"].value() or "") for row in self.rows]
        return sum(int(number) for number in numbers if number.isdecimal() and len(number) < 5)

    @property
    def can_grow(self) -> bool:
        return len(self.rows) < MOST_CLASSES

    def _press(self, press: str, prefixes: list[str]) -> bool:
        """Carry out a small button; False when it is none of these."""
        if press == MORE:
            prefixes.append(self._next("class", prefixes))
            self.focus = prefixes[-1]
            return True
        found = PRESS.fullmatch(press)
        if found is None:
            return False
        what, prefix = found.groups()
        if what == "profile_add":
            prefixes.append(self._next(f"{prefix}-profile", prefixes))
            self.focus = prefixes[-1]
        else:
            gone = (prefix, f"{prefix}-profile-")
            prefixes[:] = [one for one in prefixes if one != gone[0] and not one.startswith(gone[1])]
        return True

    @staticmethod
    def _next(stem: str, prefixes: list[str]) -> str:
        tails = (prefix.removeprefix(f"{stem}-") for prefix in prefixes if prefix.startswith(f"{stem}-"))
        return f"{stem}-{1 + max((int(tail) for tail in tails if tail.isdecimal()), default=-1)}"

    def _form(self, kind: type[PlacesForm], prefix: str, typed: Mapping[str, object]) -> Any:
        written = any(
            value
            for name, value in typed.items()
            if name.startswith(f"{prefix}-") and not name.endswith("-code")
        )
        checked = written and self._is_sent and not self.pressed
        values = {name: typed.get(f"{prefix}-{name}", "") for name in ("code", "name", "places", "general")}
        values["code"] = values["code"] or new_code()
        sent = {f"{prefix}-{name}": value for name, value in values.items()}
        form = kind(sent if checked else None, prefix=prefix, initial=values)
        if prefix == self.focus:
            form.fields["name"].widget.attrs["autofocus"] = True
        return form

    def _read(self) -> None:
        begun = [row for row in self.rows if row.begun]
        if not self.is_valid():
            return
        given = [row.as_given() for row in begun]
        try:
            # None at all is a page not filled in yet, unless there were some.
            if given or self._stood:
                self.classes = [found.to_json() for found in read_classes(given)]
        except NotLegal as refusal:
            self.refusal = str(refusal)


def new_code() -> str:
    """Begins with a letter, as the codes of classes do."""
    return f"c{secrets.token_hex(4)}"


def fields_of(standing: Sequence[Facts]) -> dict[str, object]:
    """Stored classes as the fields of the page."""
    return dict(_fields(read_classes(standing))) if standing else {}


def _fields(classes: Sequence[SchoolClass]) -> Iterator[tuple[str, object]]:
    for key, one in enumerate(classes):
        yield from _places(f"class-{key}", one)
        yield f"class-{key}-general", "on" if one.general else ""
        for inner, profile in enumerate(one.profiles):
            yield from _places(f"class-{key}-profile-{inner}", profile)


def _places(prefix: str, one: SchoolClass | Profile) -> Iterator[tuple[str, object]]:
    yield from ((f"{prefix}-code", one.code), (f"{prefix}-name", one.name), (f"{prefix}-places", one.places))
