"""The classes of an admission with their profiles: rows of a page, and rows within each."""

import secrets
from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import WholeField, text_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.forms import Facts
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.places import (
    LONGEST_NAME,
    MOST_CLASSES,
    MOST_PLACES,
    read_classes,
)


def _no_places() -> str:
    return _("Give the number of places, from 1 to %(most)d.") % {"most": MOST_PLACES}


class PlacesForm(forms.Form):
    """What a class and a profile have in common; the code is given once and carried along unseen."""

    field_order = ("name",)

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    places = WholeField(
        label=gettext_lazy("Places"), min_value=1, max_value=MOST_PLACES, said=lazy(_no_places, str)()
    )

    def clean_code(self) -> str:
        """A new one begins with a letter, as the codes of classes do."""
        return self.cleaned_data["code"] or f"c{secrets.token_hex(4)}"


class ProfileForm(PlacesForm):
    name = text_field(
        gettext_lazy("Profile"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the profile, for example: физико-математический.")},
    )


class ClassForm(PlacesForm):
    name = text_field(
        gettext_lazy("Class"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the class, for example: 10 «А».")},
    )
    general = forms.BooleanField(
        label=gettext_lazy("general class, without profiles: nobody is refused it for points"), required=False
    )

    profiles: RowsEditor


class ClassesEditor(RowsEditor):
    """The classes as they stand, or as they were typed; each row has the rows of its `profiles`.

    After `is_valid()` `classes` is what is to be stored, `refusal` a sentence on the whole (sums that do not agree).
    """

    def __init__(self, standing: Sequence[Facts], data: QueryDict | None = None) -> None:
        self.classes: list[Facts] = []
        self.refusal = ""
        super().__init__(
            "class", ClassForm, standing, data, blank=0, least=1, most=MOST_CLASSES, unseen=("code",)
        )
        self.pressed = self.pressed or any(row.profiles.pressed for row in self.rows)

    def complete(self, row: ClassForm, key: int) -> None:
        row.profiles = RowsEditor(
            f"{row.prefix}-profile",
            ProfileForm,
            row.initial.get("profiles", ()),
            self.sent,
            blank=0,
            most=MOST_PLACES,
            unseen=("code",),
        )

    def is_valid(self) -> bool:
        fits = all([super().is_valid(), *(row.profiles.is_valid() for row in self.begun)])
        # None at all is a page not filled in yet, unless there were some.
        if fits and (self.begun or self.standing):
            given = [{**row.cleaned_data, "profiles": row.profiles.given} for row in self.begun]
            try:
                self.classes = [school_class.to_json() for school_class in read_classes(given)]
            except NotLegal as refusal:
                self.refusal = str(refusal)
        return fits and not self.refusal

    @property
    def total(self) -> int:
        """How many places there are in all, as far as they can be read."""
        numbers = [str(row["places"].value() or "") for row in self.rows]
        return sum(int(number) for number in numbers if number.isdecimal() and len(number) < 5)
