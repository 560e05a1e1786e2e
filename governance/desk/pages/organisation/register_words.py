"""A register in words: «№ 12-ОД, с 1 января заново»."""

from collections.abc import Collection

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.register import Register, RegisterOf
from governance.roles.unit import Unit, UnitKind

BEGINS_ANEW = {
    Register.Reset.CALENDAR_YEAR: gettext_lazy("from 1 January anew"),
    Register.Reset.SCHOOL_YEAR: gettext_lazy("from 1 September anew"),
    Register.Reset.NEVER: gettext_lazy("one after the other, never anew"),
}
SAMPLE = 12


def in_words(register: Register) -> str:
    """How its papers are numbered, with a number as an example."""
    return _("№ %(number)s, %(anew)s") % {
        "number": register.written(SAMPLE),
        "anew": BEGINS_ANEW[Register.Reset(register.reset)],
    }


def next_number(register: Register) -> str:
    """The number that the next paper of today would get."""
    period = register.period_of(clock.today())
    given = register.papers.filter(period=period, sequence__isnull=False).order_by("-sequence")
    last = given.values_list("sequence", flat=True).first()
    return register.written((last or 0) + 1)


def missing_registers(unit: Unit, kept: Collection[str]) -> list[RegisterOf]:
    """The series of the program that this unit could keep and does not; `kept`: the codes of those that it does."""
    known = {one.code: one for model in Document.kinds.values() for one in model.registers}
    return [one for one in known.values() if one.code not in kept and _suits(one, unit)]


def _suits(register: RegisterOf, unit: Unit) -> bool:
    """A series of a commission is opened with it by its admission; the district keeps what no body of it does."""
    if unit.kind == UnitKind.DISTRICT:
        return UnitKind.SCHOOL in register.kept_by and not register.base_school_only
    return register.comes_with(unit)
