"""Numbering (docs/domain.md, "Numbers").

A number is given once, under the lock of the register: at the signature, to a sitting when it is convened, and its
protocol has the same. A register has no gaps: a sitting that came to nothing keeps its number. The period by which
numbers start anew is the calendar or the school year of the paper's date.
"""

import re
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NeedsReason, NotLegal
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.register import Register, open_for
from governance.roles.unit import Unit

# The fact under which an event names the numbers beside which the date of its own is out of order; its reason says why.
OUT_OF_ORDER = "out_of_order"
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


def give_number(document: Document, act: Act, on: date) -> None:
    """Give a paper the next number of its register and the date `on`; the caller saves the paper.

    Raises NotLegal when it has a number already or its unit keeps no such register; NeedsReason when the date lies
    before that of the last number, by a clock set back.
    """
    if document.number:
        raise NotLegal(_("The paper has its number already: № %(number)s.") % {"number": document.number})
    register = _locked(document)
    period = register.period_of(on)
    last = register.numbered().order_by("-period", "-sequence").first()
    if last is None:
        sequence = 0
    elif last.period == period:
        sequence = last.sequence
    else:
        sequence = register.papers.filter(period=period).aggregate(last=Max("sequence"))["last"] or 0
    if last is not None and _is_off(last):
        last = _dated(register).order_by("-period", "-sequence").first()
    _in_order(act, on, earlier=last)
    _write(document, register, period, sequence + 1, "", on)


def take_number(document: Document, *, of: Document, on: date) -> None:
    """Give a paper the number that another one hands on to it, with the date `on`; the caller saves the paper."""
    assert of.register is not None  # it has the number
    assert of.sequence is not None
    _write(document, of.register, of.period, of.sequence, of.suffix, on)


def date_anew(document: Document, act: Act, on: date) -> None:
    """Give a paper that has its number another date, for example when a sitting is moved; the caller saves it.

    Raises NotLegal when the number belongs to another year than the date; NeedsReason when numbers and dates would not
    go up together.
    """
    if not document.number or document.registered_on == on:
        return
    register = _locked(document)
    if register.period_of(on) != document.period:
        raise NotLegal(
            _(
                "№ %(number)s is a number of %(period)s, and %(day)s belongs to another period: choose a day within "
                "it, or cancel this one and begin another."
            )
            % {"number": document.number, "period": document.period, "day": list_date(on)}
        )
    document.registered_on = on
    _among_neighbours(document, act, on)


def enter_old_number(document: Document, act: Act, *, sequence: int, suffix: str, on: date) -> None:
    """Enter a paper with the number that it got before the software was introduced (also a «/1» number).

    Raises NotLegal when the number is taken, badly formed or runs ahead; NeedsReason when its date does not lie
    between those of its neighbours.
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
    numbered = register.numbered().filter(period=period)
    # With the register locked: behind a number that runs ahead, the next ones would leave a gap.
    last = numbered.exclude(kind=document.kind).order_by("-sequence").first()
    if last is not None and sequence > last.sequence:
        raise NotLegal(
            _("The last number given in «%(register)s» is %(last)s; an old paper cannot stand after it.")
            % {"register": register, "last": last.sequence}
        )
    place = (sequence, suffix_order(suffix))
    around = [
        numbered.filter(sequence__lt=sequence).order_by("-sequence").first(),
        *numbered.filter(sequence=sequence),
        numbered.filter(sequence__gt=sequence).order_by("sequence").first(),
    ]
    for paper in filter(None, around):
        is_before = (paper.sequence, suffix_order(paper.suffix)) < place
        _in_order(act, on, **{"earlier" if is_before else "later": paper})
    _write(document, register, period, sequence, suffix, on)


def suffix_order(suffix: str) -> int:
    """Where a number with an addition stands among those of the same number: 115, 115/1, 115/2 … 115/10."""
    return int(suffix.removeprefix("/") or 0)


def _is_off(numbered: Any) -> bool:
    """Whether it came to nothing, as a sitting that was called off, so that its date does not count.

    `numbered`: a row of `Register.numbered`.
    """
    model = Document.kinds[numbered.kind]
    return model.hands_number_on and numbered.state in model.states_in(Phase.VOID)


def _dated(register: Register) -> Any:
    """Of the papers that have numbers in the register, those whose date counts."""
    off = Q()
    for name, model in Document.kinds.items():
        if model.hands_number_on:
            off |= Q(kind=name, state__in=model.states_in(Phase.VOID))
    return register.numbered().exclude(off)


def _among_neighbours(document: Document, act: Act, on: date) -> None:
    """Its date lies between those of the numbers around it, unless the act says why not. Raises NeedsReason."""
    assert document.register is not None  # it has its number
    others = _dated(document.register).filter(period=document.period)
    _in_order(act, on, earlier=others.filter(sequence__lt=document.sequence).order_by("-sequence").first())
    _in_order(act, on, later=others.filter(sequence__gt=document.sequence).order_by("sequence").first())


def _in_order(act: Act, on: date, *, earlier: Any = None, later: Any = None) -> None:
    """Numbers and dates go up together, unless the act says why they do not. Raises NeedsReason.

    `earlier` and `later`: the number before or behind (`Register.numbered`).
    """
    beside = earlier or later
    if beside is None or beside.registered_on is None:
        return
    if beside.registered_on == on or (beside.registered_on < on) == (earlier is not None):
        return
    if not act.reason:
        raise NeedsReason(
            _(
                "№ %(number)s has the date %(day)s, and the number beside it would have %(on)s: numbers and dates go "
                "up together. Check the date and the clock of the server; if they are right, write the reason."
            )
            % {"number": beside.number, "day": list_date(beside.registered_on), "on": list_date(on)}
        )
    act.facts.setdefault(OUT_OF_ORDER, []).append(beside.number)


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
    if register.names_file and not (document.file_of_number or register.file):
        raise NotLegal(_("The number names the file in which the paper lies: give the file first."))
    document.number = register.written(sequence, suffix, file=document.file_of_number)
    document.registered_on = on
