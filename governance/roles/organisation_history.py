"""The history of a person and of a unit, as people read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from governance.roles.organisation import OrganisationAct, OrganisationEvent
from governance.roles.person import Person
from governance.roles.setting import setting_called
from governance.roles.unit import Unit

# Of whose columns the changes of an act tell.
CHANGED: dict[str, str] = {
    OrganisationAct.CHANGE_UNIT: "Unit",
    OrganisationAct.CHANGE_REGISTER: "Register",
    OrganisationAct.GROUP_SEAT: "Seat",
    OrganisationAct.END_SEATS: "Seat",
    OrganisationAct.END_PROXY: "Proxy",
    OrganisationAct.CORRECT_PERSON: "Person",
    OrganisationAct.CLOSE_ACCOUNT: "Person",
    OrganisationAct.REOPEN_ACCOUNT: "Person",
    OrganisationAct.LET_INSPECT: "Person",
    OrganisationAct.DISMISS: "Appointment",
    OrganisationAct.GIVE_TOKEN: "ApiToken",
    OrganisationAct.REVOKE_TOKEN: "ApiToken",
}
# What everybody of the district may know of a person; the rest is personal.
OF_OFFICE = (OrganisationAct.APPOINT, OrganisationAct.DISMISS)


@dataclass(frozen=True)
class Change:
    """One column: its name, and what it was and is, plain."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class OrganisationEntry:
    """One line of the history. `basis` is empty where it was erased."""

    event: OrganisationEvent
    basis: str
    changes: list[Change]

    @property
    def who(self) -> str:
        """The person, or the paper that made the act; empty if the program did."""
        return self.event.actor.name if self.event.actor else str(self.event.paper or "")

    @property
    def is_late(self) -> bool:
        """Whether it was entered on a later day than it holds from."""
        return self.entered_on > self.event.since

    @property
    def entered_on(self) -> date:
        return timezone.localtime(self.event.at).date()


def events_of_person(person: Person, *, personal: bool) -> QuerySet[OrganisationEvent]:
    """The events about a person, the latest first. `personal`: more than which office they held."""
    events = _events().filter(person=person)
    return events if personal else events.filter(act__in=OF_OFFICE)


def events_of_unit(unit: Unit) -> QuerySet[OrganisationEvent]:
    """The events about a unit and those appointed in it, the latest first."""
    return _events().filter(unit=unit)


def _events() -> QuerySet[OrganisationEvent]:
    events = OrganisationEvent.objects.select_related("actor", "paper", "person", "unit", "held", "words")
    return events.defer("rows").order_by("-at", "-position")


def entry_of(event: OrganisationEvent) -> OrganisationEntry:
    words = getattr(event, "words", None)
    if words is None:
        return OrganisationEntry(event, "", [])
    if event.act == OrganisationAct.CHANGE_SETTING:
        return OrganisationEntry(event, words.basis, [_of_setting(*one) for one in words.changes.items()])
    model = apps.get_model("governance", CHANGED.get(event.act, "Unit"))
    changes = [
        Change(str(capfirst(model._meta.get_field(name).verbose_name)), before, after)
        for name, (before, after) in words.changes.items()
    ]
    return OrganisationEntry(event, words.basis, changes)


def _of_setting(name: str, values: list[Any]) -> Change:
    setting = setting_called(name)
    before, after = map(setting.stored_in_words, values)
    return Change(str(setting.label), before, after)
