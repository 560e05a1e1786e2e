"""The rows of a list of indicators as forms: an input, and an indicator."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.fields import CommaField, choose_from, text_field
from governance.documents.law.indicators import Giver, Good, InputKind, Span, UnitOf, Whole
from governance.documents.law.indicators.formula import LONGEST_FORMULA
from governance.documents.law.indicators.indicator import LONGEST_TITLE, MOST_PLACES
from governance.documents.law.validation import plain
from governance.documents.record.measures import MEASURES
from governance.roles.unit import Unit

DIRECTIONS: dict[str, Words] = {
    "pupils": pgettext_lazy("direction of monitoring", "Pupils"),
    "teachers": pgettext_lazy("direction of monitoring", "Teachers"),
    "management": pgettext_lazy("direction of monitoring", "Management"),
}
KINDS: dict[str, Words] = {
    InputKind.PEOPLE: gettext_lazy("a count of people"),
    InputKind.COUNT: gettext_lazy("a count of other things"),
    InputKind.NUMBER: gettext_lazy("a number with a fraction"),
    InputKind.YES_NO: gettext_lazy("yes or no"),
}
UNITS: dict[str, Words] = {
    UnitOf.PERCENT: gettext_lazy("per cent"),
    UnitOf.PERSONS: gettext_lazy("persons"),
    UnitOf.PIECES: gettext_lazy("pieces"),
    UnitOf.POINTS: gettext_lazy("points"),
    UnitOf.ROUBLES: gettext_lazy("roubles"),
    UnitOf.DAYS: gettext_lazy("days"),
    UnitOf.RATIO: gettext_lazy("a ratio"),
    UnitOf.YES_NO: gettext_lazy("yes or no"),
}
BETTER: dict[str, Words] = {
    Good.UP: gettext_lazy("more"),
    Good.DOWN: gettext_lazy("less"),
    Good.NEUTRAL: gettext_lazy("neither"),
}
SPANS: dict[str, Words] = {
    Span.YEAR: pgettext_lazy("measured for", "a year"),
    Span.HALF: pgettext_lazy("measured for", "a half-year"),
    Span.TERM: pgettext_lazy("measured for", "a term"),
    Span.MONTH: pgettext_lazy("measured for", "a month"),
}
WHOLES: dict[str, Words] = {
    Whole.RATIO: gettext_lazy("parts by wholes, summed over the schools"),
    Whole.SUM: gettext_lazy("the sum of the schools"),
    Whole.MEAN: gettext_lazy("the weighted mean of the schools"),
    Whole.OWN: gettext_lazy("of the district as a whole"),
}
GIVERS: dict[str, Words] = {
    Giver.SCHOOL: gettext_lazy("each school"),
    Giver.SYSTEM: gettext_lazy("the papers tell it"),
}
CODE = {"autocomplete": "off", "spellcheck": "false"}


def choice(label: Words, choices: Iterable[tuple[str, Words]], initial: str = "") -> forms.ChoiceField:
    missing = gettext_lazy("Choose one of the list.")
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        initial=initial,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class InputForm(forms.Form):
    """What is asked of whoever gives it."""

    code = text_field(
        gettext_lazy("Code"), 40, missing=gettext_lazy("Give the code that formulas use."), attrs=CODE
    )
    title = text_field(
        gettext_lazy("What is asked"), LONGEST_TITLE, missing=gettext_lazy("Say what is counted.")
    )
    kind = choice(gettext_lazy("What is written"), KINDS.items(), InputKind.COUNT)
    part_of = text_field(gettext_lazy("Part of (code)"), 40, required=False, attrs=CODE)


class IndicatorForm(forms.Form):
    """One indicator; who gives it and which unit are one choice."""

    code = text_field(
        gettext_lazy("Code"), 40, missing=gettext_lazy("Give the code of the indicator."), attrs=CODE
    )
    title = text_field(
        gettext_lazy("Indicator"), LONGEST_TITLE, lines=2, missing=gettext_lazy("Name the indicator.")
    )
    giver = choice(gettext_lazy("Who gives it"), GIVERS.items(), Giver.SCHOOL)
    formula = text_field(gettext_lazy("Formula"), LONGEST_FORMULA, required=False, attrs=CODE)
    measure = forms.ChoiceField(label=gettext_lazy("What the papers tell"), required=False)
    whole = choice(gettext_lazy("Figure of the district"), WHOLES.items(), Whole.RATIO)
    weight = text_field(gettext_lazy("Weighted by (code)"), 40, required=False, attrs=CODE)
    unit_of = choice(gettext_lazy("Told in"), UNITS.items(), UnitOf.PERCENT)
    places = choice(
        gettext_lazy("Places after the comma"), [(str(n), str(n)) for n in range(MOST_PLACES + 1)], "1"
    )
    good = choice(gettext_lazy("Better is"), BETTER.items(), Good.UP)
    target = CommaField(
        label=gettext_lazy("Target"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=3,
        said=gettext_lazy("Give the target as a number, for example 87,5, or leave it empty."),
    )
    span = choice(gettext_lazy("Measured for"), SPANS.items(), Span.YEAR)
    source = text_field(gettext_lazy("Source"), 1000, required=False)

    # Chosen always, so they do not make a row begun.
    UNSEEN = ("giver", "measure", "whole", "unit_of", "places", "good", "span")

    def __init__(self, *args: Any, units: Iterable[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(f"unit:{unit.pk}", str(unit)) for unit in units]
        choose_from(self, "giver", [*GIVERS.items(), *named])
        told = [(measure.name, measure.label) for measure in MEASURES.values()]
        choose_from(self, "measure", [("", "—"), *told])

    def clean(self) -> None:
        """What is left open decides which of the two is asked: the formula, or what the papers tell."""
        given = self.cleaned_data
        told = given.get("giver") == Giver.SYSTEM
        if told and not given.get("measure"):
            self.add_error("measure", _("Choose what the papers tell."))
        if not told and "formula" in given and not given["formula"]:
            self.add_error("formula", _("Write the formula, for example: profile / seniors * 100."))


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """An indicator as stored, for its form."""
    giver = f"unit:{row['unit']}" if row.get("unit") else row["giver"]
    return {**row, "giver": giver, "target": row.get("target") or None}


def stored(given: Mapping[str, Any], direction: str) -> dict[str, Any]:
    """An indicator as its form gave it, for the paper. What does not belong to whoever gives it is left out."""
    giver, _colon, unit = given["giver"].partition(":")
    told = giver == Giver.SYSTEM
    target = given["target"]
    return {
        **{name: given[name] for name in ("code", "title", "unit_of", "good", "span", "source")},
        "direction": direction,
        "giver": giver,
        "unit": unit,
        "formula": "" if told else given["formula"],
        "measure": given["measure"] if told else "",
        "whole": given["whole"] if giver == Giver.SCHOOL else Whole.OWN.value,
        "weight": given["weight"] if given["whole"] == Whole.MEAN else "",
        "target": "" if target is None or given["good"] == Good.NEUTRAL else plain(target),
        "places": int(given["places"]),
    }
