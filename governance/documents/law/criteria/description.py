"""A sheet of criteria in plain Russian, for papers and for the pages where people read the rules.

This text counts as the announcement, so it says neither more nor less than `score` does: a group too small to leave
anything out is not mentioned, and points are given with their weight.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

from governance.documents.language.phrases import plural
from governance.documents.law.validation import plain

from .criterion import Criterion, Kind
from .sheet import SUBMITTED, BestOf, CriteriaSheet, SumCap

ROUNDED_TO = ("целых", "десятых", "сотых", "тысячных", "десятитысячных", "стотысячных", "миллионных")


class CriterionLine(TypedDict):
    """What one criterion gives, in words."""

    title: str
    how: str  # «20 баллов за единицу, не больше 30»
    proof: str  # what confirms it
    marks: list[str]  # «обязательно», «при равенстве баллов — 1-й»


class CircumstanceLine(TypedDict):
    """What gives a place or a rank whatever the points."""

    title: str
    gives: str  # «место гарантировано»
    proof: str


class CriteriaDescription(TypedDict):
    """A sheet of criteria as criteria.typ prints it inside a paper."""

    lines: list[CriterionLine]
    groups: list[str]  # «Из «Физика», «Информатика» засчитывается лучший результат.»
    circumstances: list[CircumstanceLine]
    notes: list[str]  # «Баллы по каждому критерию округляются до сотых.»


class Circumstance(TypedDict):
    """Something about an applicant beside their results, such as a priority. A sheet refers to it by its code."""

    code: str
    title: str
    proof: str


def describe_sheet(sheet: CriteriaSheet, circumstances: Sequence[Circumstance] = ()) -> CriteriaDescription:
    """Describe a sheet, with the circumstances that are announced together with it."""
    return {
        "lines": [_line(sheet, criterion) for criterion in sheet.criteria],
        "groups": [
            *(_group(sheet, group) for group in sheet.best_of if _leaves_out(sheet, group)),
            *(_together(sheet, cap) for cap in sheet.caps),
        ],
        "circumstances": [_circumstance(sheet, circumstance) for circumstance in circumstances],
        "notes": _notes(sheet),
    }


def number(value: Decimal) -> str:
    """«4,7»: as Russian papers write it, without trailing zeros."""
    return plain(value).replace(".", ",")


def how(criterion: Criterion) -> str:
    """«20 баллов за единицу, не больше 30», «до 100 баллов по доле от 31; порог 8»."""
    text = _points(criterion)
    if criterion.cap is not None:
        text += f", не больше {number(criterion.cap)}"
    if criterion.max_value is not None and criterion.kind is not Kind.RATIO:
        text += f"; наибольшее значение {number(criterion.max_value)}"
    if criterion.minimum is not None:
        text += f"; порог {number(criterion.minimum)}"
    return text


def _points(criterion: Criterion) -> str:
    if criterion.kind is Kind.BANDS:
        return _bands(criterion)
    whole = criterion.points * criterion.weight
    if not whole:
        return "баллов не даёт"
    weighted = (
        "" if criterion.weight == 1 else f" ({number(criterion.points)} с весом {number(criterion.weight)})"
    )
    if criterion.kind is Kind.RATIO and criterion.max_value is not None:
        most = f"{'до ' if whole > 0 else ''}{number(whole)} {_of_points(abs(whole))}"
        text = f"{most} по доле от {number(criterion.max_value)}"
    else:
        times = "(однократно)" if criterion.kind is Kind.ONCE else "за единицу"
        text = f"{number(whole)} {_noun(whole)} {times}"
    return text + weighted


def _bands(criterion: Criterion) -> str:
    """«от 95 — 100 баллов, от 80 — 90 баллов, ниже — 0»."""
    bands = [(band.least, band.points * criterion.weight) for band in criterion.bands]
    steps = [f"от {number(least)} — {number(points)} {_noun(points)}" for least, points in bands]
    return ", ".join([*steps, *(["ниже — 0"] if bands[-1][0] else [])])


def _noun(count: Decimal) -> str:
    """1 балл, 2 балла, 5 баллов; fractions ask for the genitive: 1,5 балла."""
    return "балла" if count % 1 else plural(abs(int(count)), "балл", "балла", "баллов")


def _of_points(count: Decimal) -> str:
    """The genitive, after «до»: до 1 балла, до 5 баллов."""
    return "балла" if count % 1 else plural(int(count), "балла", "баллов", "баллов")


def _line(sheet: CriteriaSheet, criterion: Criterion) -> CriterionLine:
    marks = []
    if criterion.code in sheet.required:
        marks.append("обязательно")
    for place, key in enumerate(sheet.order_of_equals, start=1):
        if key.name == criterion.code:
            marks.append(f"при равенстве баллов — {place}-й{', меньшее впереди' if key.lower_first else ''}")
    return {"title": criterion.name, "how": how(criterion), "proof": criterion.proof, "marks": marks}


def _named(sheet: CriteriaSheet, group: BestOf) -> list[str]:
    """Names of the criteria of the group that this sheet has, in the order of the sheet."""
    return [f"«{criterion.name}»" for criterion in sheet.criteria if criterion.code in group.codes]


def _leaves_out(sheet: CriteriaSheet, group: BestOf) -> bool:
    return len(_named(sheet, group)) > group.take


def _group(sheet: CriteriaSheet, group: BestOf) -> str:
    return f"Из {', '.join(_named(sheet, group))} {_best(group.take)}."


def _together(sheet: CriteriaSheet, cap: SumCap) -> str:
    names = [f"«{criterion.name}»" for criterion in sheet.criteria if criterion.code in cap.codes]
    return f"За {', '.join(names)} вместе — не больше {number(cap.cap)} {_of_points(cap.cap)}."


def _best(take: int) -> str:
    if take == 1:
        return "засчитывается лучший результат"
    counted = plural(take, "засчитывается", "засчитываются", "засчитываются")
    return f"{counted} {take} {plural(take, 'лучший результат', 'лучших результата', 'лучших результатов')}"


def _circumstance(sheet: CriteriaSheet, circumstance: Circumstance) -> CircumstanceLine:
    gives = []
    if circumstance["code"] in sheet.guarantee:
        gives.append("место гарантировано")
    if circumstance["code"] in sheet.ahead_of_all:
        gives.append("в списке — впереди всех")
    for place, flags in enumerate(sheet.precedence, start=1):
        if circumstance["code"] in flags:
            gives.append(f"в списке — впереди остальных, {place}-я очередь")
    return {
        "title": circumstance["title"],
        "gives": "; ".join(gives) or "учитывается, но места в списке не меняет",
        "proof": circumstance["proof"],
    }


def _takes_away(criterion: Criterion) -> bool:
    return criterion.points < 0 or any(band.points < 0 for band in criterion.bands)


def _notes(sheet: CriteriaSheet) -> list[str]:
    """Explanations of the words used in the table; only of those that occur."""
    notes = []
    if any(criterion.kind is Kind.RATIO for criterion in sheet.criteria):
        notes.append("По доле — столько баллов, какую часть от наибольшего составляет результат.")
    if any(criterion.minimum is not None for criterion in sheet.criteria):
        notes.append("Порог — наименьший результат: у кого он ниже, того не рекомендуют при любых баллах.")
    if sheet.required:
        notes.append("Обязательно — без этого результата не рекомендуют при любых баллах.")
    if any(_takes_away(criterion) for criterion in sheet.criteria):
        notes.append("Отрицательные баллы вычитаются; сумма не бывает меньше нуля.")
    if sheet.total_minimum is not None:
        notes.append(f"У кого сумма баллов меньше {number(sheet.total_minimum)}, того не рекомендуют.")
    if any(key.name != SUBMITTED for key in sheet.order_of_equals):
        notes.append("При равенстве баллов выше тот, у кого больше сам результат, в указанном порядке.")
    if SUBMITTED in sheet.keys:
        notes.append("При прочих равных выше тот, чьё заявление подано раньше.")
    notes.append(f"Баллы по каждому критерию округляются до {ROUNDED_TO[sheet.decimals]}.")
    return notes
