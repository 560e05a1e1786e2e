"""The repair pages: to enter once what a district consists of, and to look at the record.

Papers and events are read-only here: `perform` is the only way to change a paper.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.numbering import open_registers
from governance.documents.record.register import Register
from governance.roles.appointment import Appointment, appoint
from governance.roles.body import Regulation, Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit

# What the package for accounts enters there would change accounts past the record.
for model in [one for one in admin.site._registry if one.__module__.startswith("allauth.")]:
    admin.site.unregister(model)

admin.site.site_header = _("Repair pages of the district")


class ReadOnly(admin.ModelAdmin):
    """Rows that can be looked at and not changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NeverDeleted(admin.ModelAdmin):
    """The record refers to these rows: they are ended or deactivated, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Unit)
class UnitAdmin(NeverDeleted):
    list_display = ("name", "kind", "parent", "is_base")
    list_filter = ("kind",)

    def save_model(self, request: HttpRequest, obj: Unit, form: ModelForm, change: bool) -> None:
        """Its registers come with a unit, and with a school that becomes the base school."""
        super().save_model(request, obj, form, change)
        open_registers(obj)


@admin.register(Seat)
class SeatAdmin(NeverDeleted):
    list_display = ("name", "unit", "represents", "since", "until")


@admin.register(Regulation)
class RegulationAdmin(NeverDeleted):
    list_display = ("source", "unit", "since", "until")


@admin.register(Register)
class RegisterAdmin(NeverDeleted):
    list_display = ("title", "unit", "code", "template", "reset")


@admin.register(Person)
class PersonAdmin(NeverDeleted):
    list_display = ("surname", "given", "patronymic", "email", "is_active")
    exclude = ("password", "groups", "user_permissions", "last_login")


class AppointmentForm(ModelForm):
    class Meta:
        model = Appointment
        fields = ("person", "role", "unit", "seat", "since", "until", "basis", "title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            # Tried by `appoint`, the only writer of rights, and rolled back; `save_model` then makes it for good.
            with transaction.atomic():
                self._appoint(cleaned)
                transaction.set_rollback(True)
        return cleaned

    def _appoint(self, facts: dict[str, Any]) -> Appointment:
        return appoint(
            facts["person"],
            Role(facts["role"]),
            facts["unit"],
            basis=facts["basis"],
            since=facts["since"],
            until=facts["until"],
            seat=facts["seat"],
            title=facts["title"],
        )


@admin.register(Appointment)
class AppointmentAdmin(NeverDeleted):
    """Adds through `appoint`, which also gives the rights; an existing appointment is ended on the desk."""

    form = AppointmentForm
    list_display = ("person", "role", "unit", "since", "until", "basis")
    list_filter = ("role",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            raise ValidationError(
                _("An appointment is not rewritten: end it on the desk and make a new one.")
            )
        appointment = form._appoint(form.cleaned_data)
        obj.pk, obj.group = appointment.pk, appointment.group


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ("title", "kind", "number", "state", "changed_at")
    list_filter = ("kind", "state")


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("document", "position", "move", "to_state", "actor", "at")
