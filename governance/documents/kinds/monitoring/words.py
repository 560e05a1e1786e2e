"""How papers call what a list of indicators names by a word, and write its figures."""

from decimal import Decimal

from governance.documents.language.phrases import people, plural, roubles
from governance.documents.law.indicators import Direction, Giver, Good, Indicator, Span, UnitOf, Whole

NO_DATA = "нет данных"
NOT_DISCLOSED = "не раскрывается"
DIRECTIONS = {
    Direction.PUPILS: "Обучающиеся",
    Direction.TEACHERS: "Педагоги",
    Direction.MANAGEMENT: "Управление работой округа",
}
UNITS = {
    UnitOf.PERCENT: "%",
    UnitOf.PERSONS: "чел.",
    UnitOf.PIECES: "ед.",
    UnitOf.POINTS: "балл",
    UnitOf.ROUBLES: "руб.",
    UnitOf.DAYS: "дней",
    UnitOf.RATIO: "отношение",
    UnitOf.YES_NO: "да/нет",
}
BETTER = {Good.UP: "больше", Good.DOWN: "меньше", Good.NEUTRAL: "—"}
SPANS = {Span.YEAR: "год", Span.HALF: "полугодие", Span.TERM: "четверть", Span.MONTH: "месяц"}
WHOLES = {
    Whole.SUM: "сумма по школам",
    Whole.MEAN: "среднее по школам, взвешенное по числу",
    Whole.RATIO: "сумма числителей к сумме знаменателей",
    Whole.OWN: "по округу в целом",
}
BY_WHOM = {Giver.SCHOOL: "каждая школа", Giver.SYSTEM: "по документам системы"}


def number(value: Decimal) -> str:
    """«1 234,5», with no-break spaces."""
    return f"{value:,f}".replace(",", "\u00a0").replace(".", ",")


def figure(value: Decimal | str | None, unit_of: UnitOf) -> str:
    """«87,5 %», «12 человек», «да»; «нет данных» for none."""
    if value is None or value == "":
        return NO_DATA
    exact = Decimal(value)
    whole = int(exact) if exact == exact.to_integral_value() else None
    match unit_of:
        case UnitOf.PERCENT:
            return f"{number(exact)}\u00a0%"
        case UnitOf.YES_NO:
            return "да" if exact else "нет"
        case UnitOf.ROUBLES:
            return f"{roubles(exact)}\u00a0руб."
        case UnitOf.PERSONS if whole is not None:
            return people(whole)
        case UnitOf.POINTS if whole is not None:
            return f"{number(exact)} {plural(whole, 'балл', 'балла', 'баллов')}"
        case UnitOf.POINTS:
            return f"{number(exact)} балла"
        case UnitOf.DAYS if whole is not None:
            return f"{number(exact)} {plural(whole, 'день', 'дня', 'дней')}"
        case UnitOf.DAYS:
            return f"{number(exact)} дня"
    return number(exact)


def target(indicator: Indicator) -> str:
    """«не менее 95 %», «не более 5 дней», «да»; empty where there is none."""
    if indicator.target is None:
        return ""
    aim = Decimal(f"{indicator.target.normalize():f}")
    if indicator.unit_of == UnitOf.YES_NO:
        return figure(aim, indicator.unit_of)
    bound = "не более" if indicator.good == Good.DOWN else "не менее"
    return f"{bound} {of_bound(aim, indicator.unit_of)}"


def of_bound(aim: Decimal, unit_of: UnitOf) -> str:
    """The number behind «не менее», in the genitive."""
    if unit_of == UnitOf.PERCENT:
        return f"{number(aim)}\u00a0%"
    if unit_of == UnitOf.ROUBLES:
        return f"{roubles(aim)}\u00a0руб."
    one_many = {
        UnitOf.PERSONS: ("человека", "человек"),
        UnitOf.POINTS: ("балла", "баллов"),
        UnitOf.DAYS: ("дня", "дней"),
    }
    if unit_of not in one_many:
        return number(aim)
    one, many = one_many[unit_of]
    ends_in_one = aim != aim.to_integral_value() or (aim % 10 == 1 and aim % 100 != 11)
    return f"{number(aim)} {one if ends_in_one else many}"
