"""Who changed what of a person or of a unit, when, since when it holds and on what basis."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in, units_within
from governance.desk.base.components import Crumb
from governance.desk.base.format import day
from governance.desk.base.page import ListPage
from governance.desk.pages.bodies import BODIES
from governance.desk.pages.people.scope import crumbs
from governance.roles.organisation import OrganisationEvent
from governance.roles.organisation_history import (
    Change,
    OrganisationEntry,
    entry_of,
    events_of_person,
    events_of_unit,
)
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

PER_PAGE = 50


@dataclass
class Line:
    """An entry in words."""

    entry: OrganisationEntry

    @property
    def about(self) -> str:
        """Whom or what it is about."""
        event = self.entry.event
        if event.held is not None:
            return f"{event.person}, {event.held.capacity} ({event.unit})"
        return str(event.person or event.unit or "")

    @property
    def changes(self) -> list[str]:
        return [_in_words(change) for change in self.entry.changes]

    @property
    def since(self) -> str:
        return day(self.entry.event.since)

    @property
    def entered(self) -> str:
        return day(self.entry.entered_on)


def _in_words(change: Change) -> str:
    if change.before in (None, "", {}):
        return f"{change.label}: {_plain(change.after)}"
    return _("%(what)s: it was «%(before)s», it is «%(after)s»") % {
        "what": change.label,
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(map(str, value.values()))
    if isinstance(value, str):
        return day(_moment(value)) or value
    return "" if value is None else str(value)


def _moment(text: str) -> date | None:
    """The day or the moment that is stored as this text; None for any other text."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def history_page(
    request: SignedInRequest, title: str, path: list[Crumb], events: QuerySet[OrganisationEvent]
) -> HttpResponse:
    sheet = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    page = ListPage(title=title, section="", lead=_("History"), crumbs=path, page_obj=sheet)
    lines = [Line(entry_of(event)) for event in sheet.object_list]
    return page.response(request, "governance/organisation/history.html", also={"lines": lines})


def known_people(request: SignedInRequest) -> QuerySet[Person]:
    """The people of the person's own district; a guest knows no other one."""
    people = Person.objects.filter(district=request.user.district_id)
    return people.filter(pk=request.user.pk) if is_guest(request) else people


def is_guest(request: SignedInRequest) -> bool:
    """Whether all that the person holds is held at bodies outside the district."""
    return all(one.unit.kind == UnitKind.OUTSIDE for one in request.appointments)


def known_units(request: SignedInRequest) -> QuerySet[Unit]:
    """The units of the person's own district; for a guest those where they hold something."""
    if is_guest(request):
        return Unit.objects.filter(pk__in=[one.unit_id for one in request.appointments])
    return units_within({request.user.district_id})


@signed_in
def unit_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """For everybody of the district."""
    unit = get_object_or_404(known_units(request), pk=pk)
    return history_page(request, unit.name, [BODIES.crumb], events_of_unit(unit))


@signed_in
def person_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """For everybody of the district the offices; what is personal for the person, and for whoever may appoint."""
    person = get_object_or_404(known_people(request), pk=pk)
    appoints = (Right.APPOINT.value, person.district_id) in request.pairs
    path = crumbs(person) if appoints else [BODIES.crumb]
    personal = appoints or person.pk == request.user.pk
    return history_page(request, person.full_name, path, events_of_person(person, personal=personal))
