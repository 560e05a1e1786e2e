"""Registers and numbering (docs/domain.md, "Numbers").

A number is given at signing, under the register's lock, never before and never again; a register has no gaps. The
period by which numbers start anew is the calendar year or the school year of the paper's date.
"""

import re
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from governance.columns import OwnCharField
from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.roles.unit import Unit

TEMPLATE = re.compile(r"^[^{}]*\{n\}[^{}]*$")
SUFFIX = re.compile(r"^/[0-9]{1,3}$")


def check_template(value: str) -> None:
    if not TEMPLATE.match(value):
        raise ValidationError(_("The template needs {n} once, e.g. «{n}-од»."))


class Register(models.Model):
    """One series of numbers of one unit: orders of activity, protocols of the council …"""

    class Reset(models.TextChoices):
        CALENDAR_YEAR = "calendar", _("every calendar year")
        SCHOOL_YEAR = "school", _("every school year, from 1 September")
        NEVER = "never", _("never")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers", verbose_name=_("unit"))
    code = models.CharField(_("series"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    template = OwnCharField(_("template"), max_length=30, default="{n}", validators=[check_template])
    reset = models.CharField(
        _("starts anew"), max_length=10, choices=Reset.choices, default=Reset.CALENDAR_YEAR
    )

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering: ClassVar = ["unit_id", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "code"], name="register_once")]

    def __str__(self) -> str:
        return self.title

    def period_of(self, day: date) -> str:
        """«2011» or «2011/12»; empty for a register that never starts anew."""
        if self.reset == self.Reset.CALENDAR_YEAR:
            return str(day.year)
        if self.reset == self.Reset.SCHOOL_YEAR:
            first = day.year if day.month >= 9 else day.year - 1
            return f"{first}/{(first + 1) % 100:02d}"
        return ""

    def written(self, sequence: int, suffix: str = "") -> str:
        """The number as it stands on paper: «41-ОД», «115/1»."""
        return self.template.replace("{n}", f"{sequence}{suffix}")


def give_number(document: Document, on: date) -> None:
    """Give a paper the next number of its register and the date `on`; the caller saves the paper.

    Raises NotLegal when it has a number already or its unit keeps no such register.
    """
    if document.number:
        raise NotLegal(_("The paper has its number already: № %(number)s.") % {"number": document.number})
    register = _locked(document)
    period = register.period_of(on)
    last = register.papers.filter(period=period).aggregate(last=Max("sequence"))["last"] or 0
    _write(document, register, period, last + 1, "", on)


def enter_old_number(document: Document, *, sequence: int, suffix: str, on: date) -> None:
    """Enter a paper under the number it got before the system was there (also a «/1» number).

    Raises NotLegal when the number is taken or badly formed.
    """
    if sequence < 1:
        raise NotLegal(_("A number begins with 1."))
    if suffix and not SUFFIX.match(suffix):
        raise NotLegal(_("Write the addition to a number as «/1»."))
    register = _locked(document)
    period = register.period_of(on)
    if register.papers.filter(period=period, sequence=sequence, suffix=suffix).exists():
        raise NotLegal(
            _("№ %(number)s of %(period)s is taken in «%(register)s».")
            % {"number": register.written(sequence, suffix), "period": period, "register": register}
        )
    _write(document, register, period, sequence, suffix, on)


def _locked(document: Document) -> Register:
    register = (
        Register.objects.select_for_update()
        .filter(unit_id=document.unit_id, code=document.register_code)
        .first()
    )
    if register is None:
        raise NotLegal(
            _("«%(unit)s» keeps no register for papers of this kind: create it first.")
            % {"unit": document.unit}
        )
    return register


def _write(document: Document, register: Register, period: str, sequence: int, suffix: str, on: date) -> None:
    document.register = register
    document.period = period
    document.sequence = sequence
    document.suffix = suffix
    document.number = register.written(sequence, suffix)
    document.registered_on = on
