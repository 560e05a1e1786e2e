"""The repair pages: to look at what the database holds. They change nothing.

Papers are changed by `perform`, and what a district consists of by acts of its organisation (`roles/acts`), each from
its own pages. No history of the admin's own is written either.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.documents.approval.regulation import Regulation
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.register import Register
from governance.roles.appointment import Appointment
from governance.roles.body import Proxy, Seat
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.roles.unit import Unit

# What the package for accounts enters there would change accounts past the record.
for model in [one for one in admin.site._registry if one.__module__.startswith("allauth.")]:
    admin.site.unregister(model)

admin.site.site_header = _("Repair pages of the district")


class ReadOnly(admin.ModelAdmin):
    """Rows that can be looked at and not changed."""

    actions = None

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        """The relations that the list shows, of those that may be empty too."""
        fields = {field.name for field in self.model._meta.get_fields() if field.many_to_one}
        return [str(name) for name in self.list_display if name in fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Unit)
class UnitAdmin(ReadOnly):
    list_display = ("name", "kind", "parent", "is_base")
    list_filter = ("kind",)


@admin.register(Seat)
class SeatAdmin(ReadOnly):
    list_display = ("name", "unit", "represents", "since", "until")


@admin.register(Regulation)
class RegulationAdmin(ReadOnly):
    list_display = ("source", "unit", "since", "until")


@admin.register(Proxy)
class ProxyAdmin(ReadOnly):
    list_display = ("principal", "holder", "basis", "since", "until", "ended_at")


@admin.register(Register)
class RegisterAdmin(ReadOnly):
    list_display = ("title", "unit", "code", "template", "reset")


@admin.register(Person)
class PersonAdmin(ReadOnly):
    list_display = ("surname", "given", "patronymic", "email", "district", "is_active")
    exclude = ("password", "groups", "user_permissions", "last_login")


@admin.register(Appointment)
class AppointmentAdmin(ReadOnly):
    list_display = ("person", "role", "unit", "since", "until", "basis", "entered_at")
    list_filter = ("role",)


@admin.register(OrganisationEvent)
class OrganisationEventAdmin(ReadOnly):
    list_display = ("district", "position", "act", "actor", "person", "unit", "at")
    list_filter = ("act",)


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ("title", "kind", "number", "state", "changed_at")
    list_filter = ("kind", "state")


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("document", "position", "move", "to_state", "actor", "at")
