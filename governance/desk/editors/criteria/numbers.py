"""Numbers of a criteria sheet as people type them, and steps of points, each in a line of its own."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.documents.law.criteria import Band
from governance.documents.law.criteria.description import number
from governance.documents.law.validation import ImpossibleInput, decimal_of, plain

MOST_BANDS = 20
# «95 — 100», «от 95: 100», «10 = -5».
STEP = re.compile(r"(?:от\s+)?(?P<least>\d[\d,. ]*?)\s*(?:[:=]|\s[—–-]\s|[—–])\s*(?P<points>-?\s?\d[\d,. ]*)")
MINUS = "\N{MINUS SIGN}"


class NumberField(forms.CharField):
    """An exact number, typed with a comma or a point and with any spaces; nothing typed gives an empty text."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    signed = False

    def to_python(self, value: object) -> str:
        try:
            return exact(super().to_python(value) or "", signed=self.signed)
        except ImpossibleInput as problem:
            raise forms.ValidationError(self.sentence) from problem

    @property
    def sentence(self) -> str:
        return _(
            "Give a number such as 4.7, not below zero, with at most six digits before the point and six"
            " after it."
        )


class SignedNumberField(NumberField):
    """A number that may stand below zero."""

    # The keyboards of some telephones have no minus beside the digits.
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    signed = True

    @property
    def sentence(self) -> str:
        return _(
            "Give a number such as 4.7 or -5, with at most six digits before the point and six after it."
        )


class StepsField(forms.Field):
    """Steps of points («от 95 — 100»), a line each; gives them as a sheet stores them, the highest first."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})

    def to_python(self, value: object) -> list[dict[str, str]]:
        lines = re.split(r"[\n;]", str(value or "").replace(MINUS, "-"))
        steps = [self._step(line.strip(" .")) for line in lines if line.strip(" .")]
        if len(steps) > MOST_BANDS:
            raise forms.ValidationError(_("Give at most %(most)d steps.") % {"most": MOST_BANDS})
        if len({step["from"] for step in steps}) < len(steps):
            raise forms.ValidationError(_("Two steps begin with the same result: leave one of them."))
        return steps

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "").split() != str(data or "").split()

    def _step(self, line: str) -> dict[str, str]:
        found = STEP.fullmatch(line)
        try:
            if found is None:
                raise ImpossibleInput
            return {"from": exact(found["least"]), "points": exact(found["points"], signed=True)}
        except ImpossibleInput as problem:
            raise forms.ValidationError(
                _("Write each step in a line, the result and its points: 95 — 100.")
            ) from problem


def exact(typed: str, *, signed: bool = False) -> str:
    """The number as a sheet stores it; an empty text for none. Raises ImpossibleInput."""
    text = "".join(typed.split()).replace(",", ".").replace(MINUS, "-")
    return plain(decimal_of("", text, signed=signed)) if text else ""


def steps_text(bands: Sequence[Band]) -> str:
    return "\n".join(f"{number(band.least)} — {number(band.points)}" for band in bands)
