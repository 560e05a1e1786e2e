"""The parts of the editor, each a form: a criterion, a circumstance, a group, a shared limit, the whole sheet."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.desk.base.fields import choose_from, text_field
from governance.documents.law.criteria import Kind
from governance.documents.law.criteria.description import Circumstance
from governance.documents.law.criteria.sheet import MOST_CRITERIA, MOST_DECIMALS
from governance.documents.law.validation import LONGEST_TEXT, decimal_of

from .numbers import NumberField, SignedNumberField, StepsField

KINDS = [
    (Kind.PER_UNIT.value, _("for each unit: a mark, a diploma, an hour")),
    (Kind.RATIO.value, _("by the part of the largest value, as exams")),
    (Kind.ONCE.value, _("once, if it is there at all")),
    (Kind.BANDS.value, _("by steps: from a result on so many points")),
]


def code_field() -> forms.CharField:
    return forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


def proof_field() -> forms.CharField:
    return text_field(pgettext_lazy("criteria", "What confirms it"), LONGEST_TEXT, required=False)


class PartForm(forms.Form):
    """A part of the editor. `blank`: the initial values of its fields."""

    use_required_attribute = False
    blank: Mapping[str, str] = {}


F = TypeVar("F", bound=PartForm)


def filled(kind: type[F], prefix: str, typed: Mapping[str, str], *, checked: bool, **given: str) -> F:
    """A form that was sent; or, not `checked`, one that only shows what was typed into it."""
    values = {**kind.blank}
    for name, field in kind.base_fields.items():
        value = field.widget.value_from_datadict(typed, {}, f"{prefix}-{name}")
        if value is not None:
            values[name] = value
    values |= given
    sent = {f"{prefix}-{name}": value for name, value in values.items()}
    return kind(sent if checked else None, prefix=prefix, initial=values)


class LineForm(PartForm):
    """A line of the table; one without values counts as absent. `place`: its number on the page, `key`: its name."""

    place = 0
    key = ""
    # Where the focus goes, if it goes to this line (`RowKeys`).
    focus = ""

    @property
    def is_begun(self) -> bool:
        return any(
            field.has_changed(self.blank.get(name, ""), self[name].data)
            for name, field in self.fields.items()
            if name != "code"
        )


class CriterionForm(LineForm):
    blank = {"kind": Kind.PER_UNIT.value}

    code = code_field()
    title = text_field(
        _("What counts"),
        LONGEST_TEXT,
        error_messages={"required": _("Say what counts, for example “Average mark of the certificate”.")},
    )
    proof = proof_field()
    points = SignedNumberField(label=pgettext_lazy("criteria", "How many points"), required=False)
    kind = forms.ChoiceField(label=_("How they are given"), choices=KINDS)
    bands = StepsField(
        label=_("Steps"), required=False, help_text=_("The result and its points, a line each: 95 — 100.")
    )
    max_value = NumberField(label=_("Largest value"), required=False)
    minimum = NumberField(label=pgettext_lazy("criteria", "Threshold"), required=False)
    cap = NumberField(label=_("No more points than"), required=False)
    weight = NumberField(label=pgettext_lazy("criteria", "Weight"), required=False)
    required = forms.BooleanField(label=_("Required: nobody is recommended without it"), required=False)
    tie_break = forms.ChoiceField(label=_("When points are equal"), required=False)
    lower_first = forms.BooleanField(label=_("the lower result is ahead"), required=False)
    group = forms.ChoiceField(label=_("Group of which the best count"), required=False)
    limit = forms.ChoiceField(label=_("Limit that several share"), required=False)

    def offer(self, *, ties: int, groups: int, limits: int, with_places: bool) -> None:
        """Set how many places and groups can be chosen; without places nothing is required and no tie broken."""
        for name, none, label, most in (
            ("tie_break", _("not compared"), _("compared in place %(n)d"), ties),
            ("group", _("in no group"), _("group %(n)d"), groups),
            ("limit", _("none shared"), _("limit %(n)d"), limits),
        ):
            choose_from(self, name, [("", none), *((str(n), label % {"n": n}) for n in range(1, most + 1))])
        if not with_places:
            del self.fields["required"], self.fields["tie_break"], self.fields["lower_first"]

    def clean(self) -> None:
        given = self.cleaned_data
        largest, minimum = (decimal_of("", given.get(name) or "0") for name in ("max_value", "minimum"))
        if given.get("max_value") and not largest:
            self.add_error(
                "max_value", _("The largest value is above zero; leave it empty if there is none.")
            )
        elif given.get("kind") == Kind.RATIO and not largest and "max_value" not in self.errors:
            self.add_error("max_value", _("Say of how much it is a part, for example 31 points of an exam."))
        elif largest and minimum > largest:
            self.add_error("minimum", _("Nobody reaches this threshold: it is above the largest value."))
        self._check_worth(given)

    def _check_worth(self, given: Mapping[str, Any]) -> None:
        """Points, or steps that have their own."""
        if given.get("kind") == Kind.BANDS:
            if not given.get("bands") and "bands" not in self.errors:
                self.add_error("bands", _("Say from which result on how many points are given: 95 — 100."))
            if given.get("points"):
                self.add_error("points", _("The steps have their points: leave this one empty."))
        elif not given.get("points") and "points" not in self.errors:
            self.add_error(
                "points", _("Say how many points it gives; 0 if it gives none and only breaks ties.")
            )
        elif given.get("bands"):
            self.add_error(
                "bands", _("Steps are for points that are given by steps: choose this beside, or empty it.")
            )

    def line(self) -> dict[str, Any]:
        """The criterion as the sheet stores it, without empty values."""
        names = ("code", "title", "kind", "points", "bands", "weight", "cap", "max_value", "minimum", "proof")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class CircumstanceForm(LineForm):
    code = code_field()
    title = text_field(
        _("Circumstance"),
        LONGEST_TEXT,
        error_messages={
            "required": _("Name the circumstance, for example “Winner of the federal olympiad”.")
        },
    )
    proof = proof_field()
    guarantee = forms.BooleanField(label=_("gives a guaranteed place"), required=False)
    ahead_of_all = forms.BooleanField(label=_("puts ahead of all in the list"), required=False)
    precedence = forms.ChoiceField(label=_("Class of precedence"), required=False)

    def offer(self, classes: int) -> None:
        """Set how many classes can be chosen."""
        ranks = [(str(n), _("class %(n)d") % {"n": n}) for n in range(1, classes + 1)]
        choose_from(self, "precedence", [("", _("no class")), *ranks])

    def line(self) -> Circumstance:
        given = self.cleaned_data
        return {"code": given["code"], "title": given["title"], "proof": given["proof"]}


class GroupForm(PartForm):
    """A group. `members`: titles of its criteria on the page; `others`: codes of criteria only other sheets have."""

    blank = {"take": "1"}
    number = 0
    members: Sequence[str] = ()

    take = forms.IntegerField(
        label=_("How many of the best count"),
        min_value=1,
        max_value=MOST_CRITERIA,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Give a whole number from 1 on.")
        ),
    )
    others = code_field()


class LimitForm(PartForm):
    """A limit that several criteria share. `members`: their titles on the page."""

    number = 0
    members: Sequence[str] = ()

    cap = NumberField(
        label=_("No more points than, together"),
        error_messages={"required": _("Say how many points they give together at most.")},
    )


class SheetForm(PartForm):
    """What holds for the whole sheet."""

    blank = {"decimals": "2"}

    decimals = forms.TypedChoiceField(
        label=_("Decimals of the points"),
        choices=[(n, n) for n in range(MOST_DECIMALS + 1)],
        coerce=int,
        help_text=_("The points of each criterion are rounded to so many decimals, half up."),
    )
    total_minimum = NumberField(
        label=_("Threshold of the sum"),
        required=False,
        help_text=_("Whoever has fewer points together is not recommended."),
    )
    submitted = forms.BooleanField(
        label=_("When all else is equal, the earlier application is ahead"), required=False
    )
