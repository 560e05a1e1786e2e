"""The set-up of the units of a district by its administrator: names, seats and proxies, each change an act."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in, units_within
from governance.desk.base.components import Crumb
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Page, Section
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.organisation.forms import (
    EndProxyForm,
    EndSeatForm,
    NewUnitForm,
    ProxyForm,
    SeatForm,
    SeatGroupForm,
    SeatsForm,
    UnitForm,
)
from governance.desk.pages.organisation.register_words import in_words, missing_registers
from governance.documents.record.numbering import open_registers
from governance.roles.acts.bodies import add_seat, end_proxies, end_seats, give_proxy, group_seat
from governance.roles.acts.units import change_unit, found_unit
from governance.roles.body import Proxy, Seat
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

SET_UP = enter_section(
    Section("setup", gettext_lazy("Set-up of the district"), "setup"),
    Group.DISTRICT,
    is_for=lambda reader: reader.holds(Right.SET_UP),
    place=2,
)


def units_to_set_up(request: SignedInRequest) -> QuerySet[Unit]:
    """The units of the district that this person sets up. Raises Http404 if there is none."""
    held = {unit for right, unit in request.pairs if right == Right.SET_UP}
    if not held:
        raise Http404
    return units_within(held)


@signed_in
def unit_setup(request: SignedInRequest, pk: int) -> HttpResponse:
    """One unit with what belongs to it."""
    proxies = Proxy.objects.filter(ended_at=None).select_related("holder").order_by("pk")
    seats = Seat.objects.prefetch_related(Prefetch("proxies_given", proxies, to_attr="live"))
    known = units_to_set_up(request).prefetch_related(
        Prefetch("seats", seats), "regulations__matters", "registers"
    )
    unit = get_object_or_404(known, pk=pk)
    page = Page(title=unit.name, section=SET_UP.name, crumbs=[SET_UP.crumb])
    missing = missing_registers(unit, {register.code for register in unit.registers.all()})
    also = {
        "unit": unit,
        "decides": unit.is_body,
        "today": clock.today(),
        "lacks_registers": bool(missing),
        "registers": [(register, in_words(register)) for register in unit.registers.all()],
        "appoints": (Right.APPOINT, unit.root_id) in request.pairs,
    }
    return page.response(request, "governance/organisation/unit.html", also=also)


class SetUpPage(ActPage):
    """A form about one unit of the district."""

    section = SET_UP
    submit = gettext_lazy("Enter")
    unit: Unit

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.units = units_to_set_up(request)

    def about(self, unit: Unit) -> None:
        """Which unit this form is about."""
        self.unit = unit

    def get_lead(self) -> str:
        return self.unit.name if hasattr(self, "unit") else ""

    def get_crumbs(self) -> Sequence[Crumb]:
        if not hasattr(self, "unit"):
            return [SET_UP.crumb]
        return [SET_UP.crumb, Crumb(self.unit.name, reverse("unit_setup", args=[self.unit.pk]))]

    def get_cancel(self) -> str:
        return self.get_crumbs()[-1].href


class NewUnitPage(SetUpPage):
    title = gettext_lazy("New unit")

    form: NewUnitForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = NewUnitForm(self.data, self.units, kind=request.GET.get("kind", ""))

    def change(self) -> HttpResponse:
        given = self.form.values
        parent, kind = given.pop("parent"), UnitKind(given.pop("kind"))
        unit = found_unit(parent, kind, by=self.request.user, **given, **self.form.act)
        open_registers(unit)
        return self.done(_("«%(unit)s» has been entered, with its registers.") % {"unit": unit})


class UnitPage(SetUpPage):
    """A form about the unit that the address names; `made` makes it."""

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.about(get_object_or_404(self.units, pk=pk))
        self.form = self.made()

    def made(self) -> Any:
        raise NotImplementedError

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.request.user, **self.form.act}  # type: ignore[attr-defined]  # an ActForm


class UnitEditPage(UnitPage):
    title = gettext_lazy("Name and data of the unit")

    form: UnitForm

    def made(self) -> UnitForm:
        return UnitForm(self.data, self.unit)

    def change(self) -> HttpResponse:
        change_unit(self.unit, **self.act, **self.form.values)
        open_registers(self.unit)
        return self.done(_("The changes have been kept."))


class NewSeatPage(UnitPage):
    title = gettext_lazy("New seat")

    form: SeatForm

    def made(self) -> SeatForm:
        return SeatForm(self.data, self.units)

    def change(self) -> HttpResponse:
        add_seat(self.unit, **self.act, **self.form.values)
        return self.done(_("The seat has been entered."))


class SeatsPage(UnitPage):
    """Several seats at once, one a line; a line that is the name of a school gives the seat that speaks for it."""

    title = gettext_lazy("Several seats at once")

    form: SeatsForm

    def made(self) -> SeatsForm:
        return SeatsForm(self.data, self.unit, self.units)

    def change(self) -> HttpResponse:
        known = self.unit.seats.count()
        for position, (name, school) in enumerate(self.form.seats, start=known + 1):
            add_seat(self.unit, name, represents=school, position=position, **self.act)
        number = len(self.form.seats)
        said = ngettext("%(n)d seat has been entered.", "%(n)d seats have been entered.", number)
        return self.done(said % {"n": number})


class NewProxyPage(UnitPage):
    title = gettext_lazy("New proxy")

    form: ProxyForm

    def made(self) -> ProxyForm:
        return ProxyForm(self.data, self.unit)

    def change(self) -> HttpResponse:
        given = self.form.values
        giver, taker = given.pop("principal"), given.pop("holder")
        give_proxy(giver, taker, given_by=self.request.user, **self.act, **given)
        return self.done(_("The proxy has been entered."))


class SeatGroupPage(SetUpPage):
    title = gettext_lazy("Group of members")
    submit = gettext_lazy("Save")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        seats = Seat.objects.select_related("unit").filter(unit__in=self.units, until=None)
        self.seat = get_object_or_404(seats, pk=pk)
        self.about(self.seat.unit)
        self.form = SeatGroupForm(self.data, initial={"group": self.seat.group})

    def change(self) -> HttpResponse:
        group_seat(self.seat, by=self.request.user, **self.form.cleaned_data)
        return self.done(_("The seat has its group."))

    def get_lead(self) -> str:
        return f"{self.unit.name}: {self.seat.name}"


class EndSeatPage(SetUpPage):
    title = gettext_lazy("End the seat")
    submit = gettext_lazy("End the seat")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.seat = get_object_or_404(
            Seat.objects.select_related("unit").filter(unit__in=self.units), pk=pk, until=None
        )
        self.about(self.seat.unit)
        self.form = EndSeatForm(self.data)

    def change(self) -> HttpResponse:
        end_seats([self.seat], by=self.request.user, **self.form.cleaned_data)
        return self.done(_("The seat ends."))

    def get_lead(self) -> str:
        return f"{self.unit.name}: {self.seat.name}"


class EndProxyPage(SetUpPage):
    title = gettext_lazy("End the proxy")
    submit = gettext_lazy("End the proxy")

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        given = Proxy.objects.select_related("principal__unit", "holder").filter(
            principal__unit__in=self.units, ended_at=None
        )
        self.proxy = get_object_or_404(given, pk=pk)
        self.about(self.proxy.principal.unit)
        self.form = EndProxyForm(self.data)

    def change(self) -> HttpResponse:
        end_proxies([self.proxy], at=clock.now(), by=self.request.user, **self.form.cleaned_data)
        return self.done(_("The proxy has ended."))

    def get_lead(self) -> str:
        return f"{self.unit.name}: {self.proxy}"
