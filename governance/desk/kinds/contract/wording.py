"""What is worded for each contract: what fills its blanks, and who acts for a party on what basis."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import text_field
from governance.desk.papers.forms import Facts
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.text import LONGEST_VALUE, read_values

Blanks = list[dict[str, str]]


class BlanksForm(forms.Form):
    """A field for each blank that the form of contract asks for, called by its place."""

    # Nothing in it only shows the page anew.
    pressed = False

    def __init__(self, data: QueryDict | None, *, prefix: str, initial: Facts, blanks: Blanks) -> None:
        super().__init__(data, prefix=prefix, initial=initial)
        self.blanks = blanks
        for place, blank in enumerate(blanks):
            self.fields[f"blank-{place}"] = text_field(blank["label"], LONGEST_VALUE, lines=2, required=False)

    @staticmethod
    def filled(blanks: Blanks, values: dict[str, str]) -> dict[str, str]:
        """The initial words of the fields."""
        return {f"blank-{place}": values.get(blank["name"], "") for place, blank in enumerate(blanks)}

    def clean(self) -> None:
        for place, blank in enumerate(self.blanks):
            try:
                read_values({blank["name"]: self.cleaned_data.get(f"blank-{place}", "")})
            except NotLegal as refusal:
                self.add_error(f"blank-{place}", str(refusal))

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[f"blank-{place}"] for place in range(len(self.blanks))]

    def values(self) -> dict[str, str]:
        """What fills the blanks, by their names."""
        return {
            blank["name"]: self.cleaned_data[f"blank-{place}"].strip()
            for place, blank in enumerate(self.blanks)
        }


class WordingForm(forms.Form):
    """«в лице …, действующего на основании …», in the genitive."""

    pressed = False

    represented_by = text_field(
        _("Represented by, in the genitive"),
        300,
        help_text=_("After «в лице». A corrected name is kept with the person."),
        missing=_("Say who acts for the school: «директора Ивановой А.А.»."),
    )
    basis = text_field(
        _("On the basis of, in the genitive"),
        300,
        help_text=_("After «на основании»: «Устава», «приказа от … № …»."),
        missing=_("Say on what basis: «Устава», «приказа от … № …»."),
    )

    def wording(self) -> dict[str, str]:
        return {name: " ".join(self.cleaned_data[name].split()) for name in ("represented_by", "basis")}
