"""Setting up a body from a pattern: which one, of which school, of whom it consists; all of it at one press."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.fields import WholeField, choose_from, choose_row, text_field
from governance.desk.base.page import Page
from governance.desk.pages.organisation.forms import ActForm
from governance.desk.pages.organisation.setup import SET_UP, SetUpPage, units_to_set_up
from governance.documents.approval.setting_up import SeatGroup, set_up_body
from governance.documents.settings.body_patterns import PATTERNS, BodyPattern
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

TITLE = gettext_lazy("Set up a body from a pattern")
MOST_SEATS = 99
# A commission is set up by its order or its admission, which name its members.
OFFERED = {code: pattern for code, pattern in PATTERNS.items() if pattern.kind == UnitKind.BODY}


@signed_in
def body_patterns(request: SignedInRequest) -> HttpResponse:
    """The patterns, each with whom it consists of and how it decides."""
    units_to_set_up(request)
    page = Page(title=TITLE, section=SET_UP.name, crumbs=[SET_UP.crumb])
    patterns = [
        (pattern, reverse("body_new", args=[code]), ", ".join(f"{name}: {n}" for name, n in pattern.groups))
        for code, pattern in OFFERED.items()
    ]
    return page.response(request, "governance/organisation/body_patterns.html", also={"patterns": patterns})


class BodyForm(ActForm):
    """The body as the pattern has it, and who sits in it. For each group of the pattern its seats and its people."""

    field_order = ("parent", "name", "sittings", "source", "since", "basis")

    parent = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Part of"), empty_label=None)
    name = text_field(gettext_lazy("Name"), 200, missing=gettext_lazy("Give the body a name."), printed=True)
    source = text_field(
        gettext_lazy("Where its rules are written"),
        300,
        missing=gettext_lazy("Name the regulation of the body: protocols quote it."),
        help_text=gettext_lazy("For example: Положение о педагогическом совете от 30.08.2011 № 40."),
    )
    sittings = WholeField(
        label=gettext_lazy("Sittings a year, at least"),
        required=False,
        min_value=1,
        max_value=99,
        said=gettext_lazy("Whole numbers from 1 to 99."),
    )
    chair = forms.TypedChoiceField(
        label=gettext_lazy("Chair"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("One of those who sit in it; left empty, it is elected or appointed later."),
    )
    secretary = forms.TypedChoiceField(
        label=gettext_lazy("Secretary"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self, data: QueryDict | None, pattern: BodyPattern, parents: QuerySet[Unit], people: QuerySet[Person]
    ) -> None:
        self.pattern = pattern
        initial = {"name": pattern.name, "source": pattern.source, "sittings": pattern.sittings}
        super().__init__(data, initial=initial)
        choose_row(self, "parent", parents)
        self.people = {person.pk: person for person in people}
        named = [(key, str(person)) for key, person in self.people.items()]
        for place, (group, seats) in enumerate(pattern.groups):
            self.fields[f"seats{place}"] = WholeField(
                label=_("Seats: %(group)s") % {"group": group},
                min_value=1,
                max_value=MOST_SEATS,
                initial=seats,
                said=_("Whole numbers from 1 to 99."),
            )
            self.fields[f"people{place}"] = forms.TypedMultipleChoiceField(
                label=_("Who sits in it: %(group)s") % {"group": group},
                choices=named,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "checks people"}),
            )
        for name in ("chair", "secretary"):
            choose_from(self, name, [("", "—"), *named])
        members = [
            name for place in range(len(pattern.groups)) for name in (f"seats{place}", f"people{place}")
        ]
        self.order_fields(
            ["parent", "name", *members, "chair", "secretary", "sittings", "source", "since", "basis"]
        )

    @property
    def groups(self) -> list[SeatGroup]:
        given = self.cleaned_data
        return [
            SeatGroup(
                group,
                max(given[f"seats{place}"], len(given[f"people{place}"])),
                [self.people[key] for key in given[f"people{place}"]],
            )
            for place, (group, _seats) in enumerate(self.pattern.groups)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = [key for name in given if name.startswith("people") for key in given[name]]
        if twice := next((key for key in chosen if chosen.count(key) > 1), None):
            raise ValidationError(
                _("%(person)s stands in two groups: choose one.") % {"person": self.people[twice]}
            )
        if given.get("chair") and given["chair"] not in chosen:
            self.add_error("chair", _("The chair is one of those who sit in the body: tick them above."))
        return given


class NewBodyPage(SetUpPage):
    """A body from the pattern that the address names."""

    submit = gettext_lazy("Set up the body")

    form: BodyForm

    def __init__(self, request: SignedInRequest, pattern: str) -> None:
        super().__init__(request)
        if pattern not in OFFERED:
            raise Http404
        self.pattern = OFFERED[pattern]
        kind = UnitKind.DISTRICT if self.pattern.of_district else UnitKind.SCHOOL
        parents = self.units.filter(kind=kind).order_by("-is_base", "pk")
        districts = {unit for right, unit in request.pairs if right == Right.APPOINT}
        people = Person.objects.filter(district_id__in=districts, is_active=True).order_by(
            "surname", "given", "pk"
        )
        self.form = BodyForm(self.data, self.pattern, parents, people)

    def get_title(self) -> str:
        return str(self.pattern.label)

    def get_lead(self) -> str:
        return str(self.pattern.purpose)

    def get_crumbs(self) -> Sequence[Crumb]:
        return [SET_UP.crumb, Crumb(str(TITLE), reverse("body_patterns"))]

    def change(self) -> HttpResponse:
        given = self.form.cleaned_data
        body = set_up_body(
            self.pattern,
            given["parent"],
            given["name"],
            groups=self.form.groups,
            chair=self.form.people.get(given["chair"]),
            secretary=self.form.people.get(given["secretary"]),
            source=given["source"],
            sittings=given["sittings"],
            by=self.request.user,
            **self.form.act,
        )
        self.done(_("«%(unit)s» has been set up: it can meet.") % {"unit": body})
        return redirect("unit_setup", pk=body.pk)
