"""Numbering (docs/domain.md, "Numbers").

A number is given once, at the signature, under the lock of the register; a register has no gaps. The
period by which numbers start anew is the calendar year or the school year of the paper's date.
"""

import re
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.documents.record.register import Register, open_for
from governance.roles.unit import Unit

SUFFIX = re.compile(r"^/[0-9]{1,3}$")


def open_registers(*units: Unit) -> None:
    """Open the registers that these units should have and lack; those set by hand stay as they are.

    To be called wherever a unit is founded. Run again, it changes nothing; one query if nothing is missing.
    """
    kept = set(Register.objects.filter(unit__in=units).values_list("unit_id", "code"))
    declared = [register for model in Document.kinds.values() for register in model.registers]
    for unit in units:
        missing = [
            register
            for register in declared
            if register.comes_with(unit) and (unit.pk, register.code) not in kept
        ]
        if missing:
            open_for(unit, missing, by=None, basis="номенклатура дел, которую знает программа")


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
    """Enter a paper with the number that it got before the software was introduced (also a «/1» number).

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
