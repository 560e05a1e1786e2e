"""Forms of the set-up: units, seats, proxies. Each asks since when it holds and on what basis."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.fields import choose_from, choose_row, day_field, refuse_reversed, text_field
from governance.desk.pages.organisation.case_fields import CASES, CaseFields
from governance.roles.acts.door import LONGEST_BASIS
from governance.roles.body import Proxy, Seat
from governance.roles.unit import Unit, UnitKind

EXAMPLE = gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011.")


def basis_field() -> forms.CharField:
    return text_field(
        gettext_lazy("Basis"),
        LONGEST_BASIS,
        missing=gettext_lazy("Name the order or the decision that this rests on."),
        help_text=EXAMPLE,
    )


class ActForm(forms.Form):
    """Since when it holds, and on what basis."""

    since = day_field(gettext_lazy("Holds since"), initial=clock.today)
    basis = basis_field()

    @property
    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("since", "basis") if name in self.fields}

    @property
    def values(self) -> dict[str, Any]:
        """What was typed beside that."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("since", "basis")}


class UnitForm(CaseFields, ActForm):
    """What is known of a unit."""

    field_order: tuple[str, ...] = (
        "name",
        "short_name",
        "full_name",
        *CASES,
        "place",
        "address",
        "tax_number",
        "state_number",
        "requisites",
        "is_base",
        "has_senior_classes",
        "since",
        "basis",
    )

    name = text_field(gettext_lazy("Name"), 200, missing=gettext_lazy("Give the unit a name."), printed=True)
    short_name = text_field(
        gettext_lazy("Short name"),
        60,
        missing=gettext_lazy("Give the unit a short name for lists."),
        printed=True,
    )
    full_name = text_field(
        gettext_lazy("Full name by the charter"),
        500,
        required=False,
        help_text=gettext_lazy("Contracts name the school so; without it they take the name above."),
        printed=True,
    )
    place = text_field(gettext_lazy("Place"), 100, required=False)
    address = text_field(gettext_lazy("Address"), 300, required=False)
    tax_number = text_field("ИНН", 10, required=False)
    state_number = text_field("ОГРН", 13, required=False)
    requisites = text_field(gettext_lazy("Requisites"), 2000, lines=3, required=False)
    is_base = forms.BooleanField(label=gettext_lazy("Base school"), required=False)
    has_senior_classes = forms.BooleanField(label=gettext_lazy("Has grades 10-11"), required=False)

    def __init__(self, data: QueryDict | None, unit: Unit | None = None) -> None:
        initial: dict[str, Any] = {}
        if unit is not None:
            initial = {name: getattr(unit, name, None) for name in self.base_fields}
            initial |= {case.value: unit.form(case) for case in CASES} | {"since": clock.today(), "basis": ""}
        super().__init__(data, initial=initial)
        self.unit = unit
        if unit is not None and unit.kind != UnitKind.SCHOOL:
            del self.fields["is_base"], self.fields["has_senior_classes"]

    @property
    def values(self) -> dict[str, Any]:
        given = super().values
        for case in CASES:
            given.pop(case.value)
        return {**given, "forms": self.corrected(self.unit)}


class NewUnitForm(UnitForm):
    """A unit that is founded; it begins on the day on which it is entered."""

    field_order = ("kind", "parent", *UnitForm.field_order)

    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Part of"), empty_label=None, required=True
    )

    def __init__(self, data: QueryDict | None, units: QuerySet[Unit], kind: str = "") -> None:
        super().__init__(data)
        self.initial["kind"] = kind
        del self.fields["since"]
        kinds = [(kind.value, kind.label) for kind in UnitKind if kind != UnitKind.DISTRICT]
        choose_from(self, "kind", kinds)
        choose_row(self, "parent", units.filter(kind__in=[UnitKind.DISTRICT, UnitKind.SCHOOL]))


def group_field() -> forms.CharField:
    return text_field(
        gettext_lazy("Group of members"),
        60,
        required=False,
        help_text=gettext_lazy("Where the body counts by groups, for example: родители, работники."),
    )


class SeatForm(ActForm):
    """A seat that is added to a body."""

    field_order = ("name", "represents", "group", "position", "since", "basis")

    name = text_field(gettext_lazy("Name of the seat"), 120, missing=gettext_lazy("Name the seat."))
    represents = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Speaks for the school"), required=False, empty_label="—"
    )
    group = group_field()
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0
    )

    def __init__(self, data: QueryDict | None, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        choose_row(self, "represents", units.filter(kind=UnitKind.SCHOOL))


class SeatsForm(ActForm):
    """The seats that a body lacks, one a line: those of the schools are suggested."""

    field_order = ("names", "since", "basis")
    MOST = 200

    names = text_field(
        gettext_lazy("Seats, one a line"),
        20_000,
        lines=8,
        missing=gettext_lazy("Name at least one seat."),
        help_text=gettext_lazy("A seat that is called as a school speaks for that school."),
    )

    # The name of each seat and the school for which it speaks, once the form is valid.
    seats: list[tuple[str, Unit | None]]

    def __init__(self, data: QueryDict | None, body: Unit, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        self.taken = {seat.name.casefold() for seat in body.seats.filter(until=None)}
        schools = list(units.filter(kind=UnitKind.SCHOOL, district_id=body.root_id))
        self.schools = {name.casefold(): one for one in schools for name in (one.name, one.short_name)}
        self.initial["names"] = "\n".join(
            one.short_name for one in schools if one.short_name.casefold() not in self.taken
        )

    def clean_names(self) -> str:
        names: str = self.cleaned_data["names"]
        lines = [" ".join(line.split()) for line in names.splitlines() if line.strip()]
        if len(lines) > self.MOST:
            raise ValidationError(_("At most %(n)d seats at once.") % {"n": self.MOST})
        known = set(self.taken)
        for line in lines:
            if len(line) > 120:
                raise ValidationError(
                    _("The name of a seat has at most 120 signs: shorten «%(name)s».") % {"name": line[:60]}
                )
            if line.casefold() in known:
                raise ValidationError(
                    _("There is a seat «%(name)s» already, or it stands here twice.") % {"name": line}
                )
            known.add(line.casefold())
        self.seats = [(line, self.schools.get(line.casefold())) for line in lines]
        return names


class SeatGroupForm(forms.Form):
    """To which group of members a seat belongs."""

    group = group_field()
    basis = basis_field()


class EndSeatForm(forms.Form):
    until = day_field(gettext_lazy("Last day"), initial=clock.today)
    basis = basis_field()


class ProxyForm(ActForm):
    """A member votes for another one for a term."""

    field_order = ("principal", "holder", "since", "until", "basis")

    principal = forms.ModelChoiceField(
        Seat.objects.none(), label=gettext_lazy("Who gives it"), empty_label="—"
    )
    holder = forms.ModelChoiceField(
        Seat.objects.none(), label=gettext_lazy("Who votes for them"), empty_label="—"
    )
    until = day_field(gettext_lazy("Last day"))

    def __init__(self, data: QueryDict | None, body: Unit) -> None:
        super().__init__(data)
        seats = body.seats.filter(until=None)
        choose_row(self, "principal", seats)
        choose_row(self, "holder", seats)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        refuse_reversed(self, "since", "until")
        giver, taker = given.get("principal"), given.get("holder")
        if giver is None or taker is None:
            return given
        if giver == taker:
            self.add_error("holder", _("Nobody gives a proxy to themselves: choose another member."))
        live = Proxy.objects.filter(ended_at=None, until__gte=clock.today(), principal__unit=giver.unit)
        concerned = {giver.pk, taker.pk}
        if any(concerned & {other.principal_id, other.holder_id} for other in live):
            self.add_error(
                "holder", _("One of the two has given or holds a proxy already: end that one first.")
            )
        return given


class EndProxyForm(forms.Form):
    basis = basis_field()
