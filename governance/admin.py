"""The repair pages: enter once what a district is made of; look at the record without touching it.

Papers and events are read-only here: law 1 knows one door, and it is not this one.
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
from governance.documents.record.numbering import Register
from governance.roles.appointment import Appointment, appoint
from governance.roles.body import Regulation, Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit

admin.site.site_header = _("Repair pages of the district")


class ReadOnly(admin.ModelAdmin):
    """To look, not to change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Kept(admin.ModelAdmin):
    """History rests on these rows: they are ended or deactivated, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Unit)
class UnitAdmin(Kept):
    list_display = ("name", "kind", "parent", "is_base")
    list_filter = ("kind",)


@admin.register(Seat)
class SeatAdmin(Kept):
    list_display = ("name", "unit", "represents", "since", "until")


@admin.register(Regulation)
class RegulationAdmin(Kept):
    list_display = ("source", "unit", "since", "until")


@admin.register(Register)
class RegisterAdmin(Kept):
    list_display = ("title", "unit", "code", "template", "reset")


@admin.register(Person)
class PersonAdmin(Kept):
    list_display = ("surname", "given", "patronymic", "email", "is_active")
    exclude = ("password", "groups", "user_permissions", "last_login")


class AppointmentForm(ModelForm):
    class Meta:
        model = Appointment
        fields = ("person", "role", "unit", "seat", "since", "until", "basis", "title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            # Asked of the one writer of rights, and taken back: `save_model` makes it for good.
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
class AppointmentAdmin(Kept):
    """Adds through `appoint`, so that the rights come with it; an existing one is ended on the desk."""

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
        made = form._appoint(form.cleaned_data)
        obj.pk, obj.group = made.pk, made.group


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ("title", "kind", "number", "state", "changed_at")
    list_filter = ("kind", "state")


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("document", "position", "move", "to_state", "actor", "at")
