"""Whom an application is about, and who applies: the personal data, in one row that can be erased.

The row is in no log and no version; the application names it by a salted digest alone.

Source: docs/domain.md, "Personal data".
"""

import hmac
import secrets
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.columns import OwnCharField
from governance.documents.errors import NotLegal
from governance.documents.language.search import searchable
from governance.proof.canonical_json import sha256
from governance.record_rows import RecordRow
from governance.roles import names
from governance.roles.unit import Unit

YOUNGEST, OLDEST = 12, 21
# What an application cannot be without, in the order of the form.
NEEDED = (
    "surname",
    "given",
    "birth_date",
    "address",
    "language",
    "native_language",
    "parent",
    "parent_address",
    "parent_document",
)
FLAGS = ("adapted", "acquainted")


def new_salt() -> str:
    return secrets.token_hex(16)


class Applicant(RecordRow):
    """The pupil and the parents, as they stand in the application; half filled while it is a draft."""

    of_paper = "application"
    called = pgettext_lazy("row of the record", "applicant")

    application = models.OneToOneField(
        "governance.Application", models.PROTECT, related_name="applicant", primary_key=True
    )
    surname = models.CharField(gettext_lazy("pupil's surname"), max_length=80, blank=True)
    given = models.CharField(gettext_lazy("pupil's given name"), max_length=80, blank=True)
    patronymic = models.CharField(gettext_lazy("pupil's patronymic"), max_length=80, blank=True)
    birth_date = models.DateField(gettext_lazy("date of birth"), null=True, blank=True)
    # A school of the district, or the name of another one.
    school = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("present school"),
    )
    other_school = models.CharField(gettext_lazy("another school"), max_length=200, blank=True)
    # Of living or staying; the languages, the preference and the programme: order No. 458 of 02.09.2020, point 24.
    address = models.CharField(gettext_lazy("pupil's address"), max_length=300, blank=True)
    preference = models.CharField(gettext_lazy("preferential right"), max_length=300, blank=True)
    # A need of it tells of the pupil's health.
    adapted = models.BooleanField(gettext_lazy("needs an adapted programme"), default=False)
    language = models.CharField(gettext_lazy("language of education"), max_length=60, blank=True)
    native_language = models.CharField(
        gettext_lazy("native language to be learnt"), max_length=60, blank=True
    )
    parent = models.CharField(gettext_lazy("parent, in full"), max_length=200, blank=True)
    parent_address = models.CharField(gettext_lazy("parent's address"), max_length=300, blank=True)
    # Whoever gives a consent names it: Federal Law 152-FZ, article 9, part 4.
    parent_document = models.CharField(gettext_lazy("parent's identity document"), max_length=300, blank=True)
    # With the charter, the licence and the programmes of the school.
    acquainted = models.BooleanField(gettext_lazy("has read the charter and the licence"), default=False)
    second_parent = models.CharField(gettext_lazy("second parent, in full"), max_length=200, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    # Finds a second application for the same pupil without comparing names; nobody learns a name from it.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    # The name in its normal form, so that both databases find it alike.
    search = models.CharField(max_length=250, blank=True, editable=False)
    salt = OwnCharField(max_length=32, default=new_salt, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["fingerprint"], name="applicant_fingerprint")]

    # Written by people; the order of a form.
    FIELDS: ClassVar = (
        "surname",
        "given",
        "patronymic",
        "birth_date",
        "school",
        "other_school",
        "address",
        "preference",
        "adapted",
        "language",
        "native_language",
        "parent",
        "parent_address",
        "parent_document",
        "acquainted",
        "second_parent",
        "phone",
        "email",
    )

    def __str__(self) -> str:
        """Says nothing: what is printed by mistake tells nobody a name."""
        return f"applicant {self.pk}"

    @property
    def name(self) -> str:
        """«Иванов Пётр Сергеевич»."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«Иванов П.С.»."""
        return names.surname_first(self.surname, self.given, self.patronymic)

    @property
    def school_name(self) -> str:
        return self.school.short_name if self.school else self.other_school

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fingerprint = self._fingerprint()
        self.search = searchable(self.name)
        super().save(*args, **kwargs)

    def digest(self) -> str:
        """What the application says of this row in its versions: nobody reads a name from it, and no change hides."""
        values = {name: str(getattr(self, name) or "") for name in self.FIELDS if name != "school"}
        return sha256({"salt": self.salt, "school": self.school_id, **values})

    def _fingerprint(self) -> str:
        if not (self.surname and self.given and self.birth_date):
            return ""
        identity = searchable(f"{self.surname} {self.given} {self.birth_date.isoformat()}")
        return hmac.new(settings.SECRET_KEY.encode(), identity.encode(), "sha256").hexdigest()

    def check_whole(self) -> None:
        """Raises NotLegal, naming the first thing that an application cannot be without."""
        for name in NEEDED:
            if not getattr(self, name):
                label = self._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a plain field
                raise NotLegal(_("Fill in: %(field)s.") % {"field": label})
        if not self.school_id and not self.other_school:
            raise NotLegal(_("Say in which school the pupil learns now."))
        if not self.acquainted:
            raise NotLegal(
                _("Mark that you have read the charter, the licence and the programmes of the school.")
            )
        if not self.phone and not self.email:
            raise NotLegal(_("Give a telephone or an e-mail: the school has to reach you."))

    def write(self, given: dict[str, Any]) -> list[str]:
        """Take the given fields over; the names of those that changed. Raises NotLegal for what does not fit."""
        changed = []
        for name, value in given.items():
            if name not in self.FIELDS:
                raise NotLegal(_("An application knows no such field: open the page again."))
            value = self._read(name, value)
            if getattr(self, name) != value:
                setattr(self, name, value)
                changed.append(name)
        return changed

    def _read(self, name: str, value: Any) -> Any:
        field: Any = self._meta.get_field(name)
        if name == "birth_date":
            return _birth_date(value)
        if name == "school":
            if value is not None and not isinstance(value, Unit):
                raise NotLegal(_("Choose the school from the list, or write its name beside."))
            return value
        if name in FLAGS:
            return bool(value)
        text = " ".join(str(value or "").split())
        if len(text) > field.max_length:
            raise NotLegal(
                _("%(field)s: at most %(longest)d signs fit.")
                % {"field": str(field.verbose_name).capitalize(), "longest": field.max_length}
            )
        if name == "email" and text:
            field.run_validators(text)  # raises ValidationError, which `perform` turns into a refusal
        return text


def _birth_date(value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date):
        raise NotLegal(_("Give the date of birth as a date, for example 03.05.1996."))
    today = clock.today()
    age = today.year - value.year - ((today.month, today.day) < (value.month, value.day))
    if not YOUNGEST <= age <= OLDEST:
        raise NotLegal(
            _("By this date of birth the pupil is %(age)d years old: correct the date.") % {"age": age}
        )
    return value
