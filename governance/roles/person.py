"""People. A person is also the account to sign in with; somebody who never signs in has no usable password."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.columns import OwnCharField
from governance.record_rows import OrganisationRow, RecordQuerySet, present_act
from governance.roles import names
from governance.roles.unit import Unit
from governance.row_digest import values_of


def new_salt() -> str:
    return secrets.token_hex(16)


class PersonManager(BaseUserManager["Person"].from_queryset(RecordQuerySet)):  # type: ignore[misc]  # made at run time
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(OrganisationRow, AbstractBaseUser, PermissionsMixin):
    """Somebody who acts, is named in papers, or both. Never deleted, only deactivated: the record refers to them.

    A person belongs to one district from the first moment, and is written by acts of its organisation alone
    (`acts/people.py`). Only the columns that are `derived` are saved without one.
    """

    of_unit = "district"
    salted_by = "row_salt"
    derived: ClassVar = {
        "password": "proves who signs in; it binds nobody by itself, and its owner changes it",
        "last_login": "when the person last signed in",
        "calendar_choice": "how its owner looks at the calendar",
        "letters": "says in which language and when letters come, and whether they open papers; it binds nobody",
        "row_salt": "an altered salt fits no digest",
    }

    class Gender(models.TextChoices):
        MALE = "male", _("male")
        FEMALE = "female", _("female")

    district = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name=_("district"))
    email = models.EmailField(_("e-mail"), unique=True)
    surname = models.CharField(_("surname"), max_length=80)
    given = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender.choices, blank=True)
    # Case forms that people have corrected, used instead of the suggested ones: {"dative": "Ивановой С.А."}
    forms = models.JSONField(_("case forms"), default=dict, blank=True)
    # Which calendars are put away, and by months or by weeks (`own_calendar.CalendarChoice`).
    calendar_choice: Any = models.JSONField(default=dict, editable=False)
    # What this person has chosen about letters (`letter_choices`); None: as the district has it.
    letters: Any = models.JSONField(null=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the repair pages"), default=False)
    # Mixed into the digests of this row; replaced when personal data is erased.
    row_salt = OwnCharField(max_length=32, default=new_salt, editable=False)

    objects: ClassVar = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["surname", "given"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering: ClassVar = ["surname", "given", "patronymic"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Packages save the whole row after a new password: where nothing else has changed, that needs no act."""
        if self.pk and not args and not kwargs and present_act() is None:
            stored = Person.objects.filter(pk=self.pk).first()
            if stored is not None and values_of(stored) == values_of(self):
                kwargs["update_fields"] = ["password", "last_login", "calendar_choice", "letters"]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """«Винокурова С.А.», as in the body of a text."""
        return names.surname_first(self.surname, self.given, self.patronymic)

    @property
    def signature_name(self) -> str:
        """«С.А. Винокурова», as beside a signature."""
        return names.signature_line(self.surname, self.given, self.patronymic)

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside a name."""
        return f"{self.surname[:1]}{self.given[:1]}"

    @property
    def full_name(self) -> str:
        return names.full(self.surname, self.given, self.patronymic)

    def in_case(self, case: names.Case) -> str:
        """The short name in a case: the corrected form if there is one, else the suggested one."""
        return self.forms.get(case.value) or names.decline_short(
            self.surname, self.given, self.patronymic, case, names.Gender(self.gender or "unknown")
        )

    def full_in_case(self, case: names.Case) -> str:
        """The full name in a case; the surname is taken from the corrected short form («Заяц А.П.») if there is one."""
        gender = names.Gender(self.gender or "unknown")
        surname = (
            self.forms.get(case.value, "").removesuffix(names.initials(self.given, self.patronymic)).strip()
        )
        if not surname:
            return names.decline(self.surname, self.given, self.patronymic, case, gender)
        return names.full(surname, names.decline("", self.given, self.patronymic, case, gender))

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As Django asks it; about an object only the backends answer, so a superuser gets no right to decide."""
        if obj is not None:
            return any(
                backend.has_perm(self, perm, obj)
                for backend in get_backends()
                if hasattr(backend, "has_perm")
            )
        return super().has_perm(perm)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.name
