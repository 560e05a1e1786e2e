"""Registers of numbers, and which units have which of them from the beginning (docs/domain.md, "Numbers")."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from governance.columns import OwnCharField
from governance.record_rows import OrganisationRow
from governance.roles.acts.door import organisation_act
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

NUMBER, FILE = "{n}", "{file}"
TEMPLATE = re.compile(r"^[^{}]*(?:\{file\}[^{}]*)?\{n\}[^{}]*$")


def check_template(value: str) -> None:
    if not TEMPLATE.match(value):
        raise ValidationError(
            _(
                "The template needs {n} once, e.g. «{n}-од»; before it {file} may stand for the file: «{file}-{n}»."
            )
        )


class Register(OrganisationRow):
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
    # Under which the papers of it lie, once they are signed: «01-12».
    file = models.CharField(_("file in the list of files"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering: ClassVar = ["unit_id", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "code"], name="register_once")]

    def __str__(self) -> str:
        return self.title

    def numbered(self) -> Any:
        """Of the papers that have numbers in it, what tells their order."""
        columns = ("period", "sequence", "suffix", "number", "registered_on", "kind", "state")
        return self.papers.filter(sequence__isnull=False).values_list(*columns, named=True)

    def period_of(self, day: date) -> str:
        """«2011» or «2011/12»; empty for a register whose numbers never begin again."""
        if self.reset == self.Reset.CALENDAR_YEAR:
            return str(day.year)
        if self.reset == self.Reset.SCHOOL_YEAR:
            first = day.year if day.month >= 9 else day.year - 1
            return f"{first}/{(first + 1) % 100:02d}"
        return ""

    def years_of(self, period: str, day: date) -> str:
        """For which years the file is kept that holds papers of this period: «2011/2012 учебный год», «2011 г.»."""
        if self.reset == self.Reset.SCHOOL_YEAR and "/" in period:
            first = int(period.partition("/")[0])
            return f"{first}/{first + 1} учебный год"
        return f"{day.year} г."

    @property
    def names_file(self) -> bool:
        """Whether its numbers name the file in which the paper lies: «01-12-92»."""
        return FILE in self.template

    def written(self, sequence: int, suffix: str = "", *, file: str = "") -> str:
        """The number as papers show it: «41-ОД», «115/1»; of a paper in that `file`: «01-12-92»."""
        number = self.template.replace(NUMBER, f"{sequence}{suffix}")
        return number.replace(FILE, file or self.file or "…")


@dataclass(frozen=True)
class RegisterOf:
    """A series in which papers of a kind are numbered: the units that have it, and its initial settings.

    A district can change its registers; `title` is shown on pages, in Russian.
    """

    # Empty for a series that whoever founds the unit opens.
    kept_by: Collection[UnitKind]
    code: str
    title: str
    template: str = "{n}"
    reset: Register.Reset = Register.Reset.CALENDAR_YEAR
    # Of the schools only the base school has it.
    base_school_only: bool = False

    def comes_with(self, unit: Unit) -> bool:
        return unit.kind in self.kept_by and (unit.is_base or not self.base_school_only)

    def open_for(self, unit: Unit) -> None:
        """Open the register for a unit, unless it has one with this code already. Inside an act of the organisation."""
        settings = {"title": self.title, "template": self.template, "reset": self.reset}
        Register.objects.get_or_create(unit=unit, code=self.code, defaults=settings)


def open_for(unit: Unit, registers: Iterable[RegisterOf], *, by: Person | None, basis: str) -> None:
    """Open these registers for a unit."""
    with organisation_act(OrganisationAct.OPEN_REGISTERS, unit.root_id, by=by, basis=basis) as doing:
        doing.unit = unit
        for register in registers:
            register.open_for(unit)


def add_register(unit: Unit, code: str, *, by: Person | None, basis: str, **values: Any) -> Register:
    """Open a register that does not come with the unit. Raises ValidationError with a sentence."""
    register = Register(unit=unit, code=code, **values)
    with organisation_act(OrganisationAct.OPEN_REGISTERS, unit.root_id, by=by, basis=basis) as doing:
        register.full_clean()
        register.save(force_insert=True)
        doing.unit = unit
    return register


@transaction.atomic
def change_register(register: Register, *, by: Person | None, basis: str, **values: Any) -> None:
    """Write another title, template or period of a register; numbers that are given stay as they are.

    Raises ValidationError with a sentence.
    """
    # Before the district, as whoever gives a number locks it.
    Register.objects.select_for_update().get(pk=register.pk)
    with organisation_act(
        OrganisationAct.CHANGE_REGISTER, register.unit.root_id, by=by, basis=basis
    ) as doing:
        doing.unit = register.unit
        doing.change(register, **values)
        register.full_clean()
