"""The smallest pieces of a written term: a day, a month, a quarter, a decade, a week, an end of a month."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_FORMS = (
    "январь января январе январю янв",
    "февраль февраля феврале февралю фев февр",
    "март марта марте марту мар",
    "апрель апреля апреле апрелю апр",
    "май мая мае маю",
    "июнь июня июне июню",
    "июль июля июле июлю",
    "август августа августе августу авг",
    "сентябрь сентября сентябре сентябрю сен сент",
    "октябрь октября октябре октябрю окт",
    "ноябрь ноября ноябре ноябрю ноя нояб",
    "декабрь декабря декабре декабрю дек",
)
MONTHS = {form: number for number, forms in enumerate(_FORMS, start=1) for form in forms.split()}
_ROMAN_ORDER = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {roman: number for number, roman in enumerate(_ROMAN_ORDER, start=1)}
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5}

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\.?"
_YEAR = r"(?: (?P<year>20\d\d))?"
_NTH = r"(?:(?P<roman>[ivx]+)|(?P<figure>\d)|(?P<word>[а-я]+))"
_DAY = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?{_MONTH}{_YEAR}")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>20\d\d|\d\d))?\.?")
_DOTTED_MONTH = re.compile(r"(?P<month>\d{1,2}|[ivx]+)\.(?P<year>20\d\d)")
_ROMAN_MONTH = re.compile(rf"(?P<month>[ivx]+){_YEAR}")
_PART = re.compile(rf"{_NTH} (?P<part>декада|декаде|декады|неделя|неделе|недели) {_MONTH}{_YEAR}")
_SIDE = re.compile(
    rf"(?P<side>начал[оеуа]|середин[аеуы]|кон(?:ец|це|цу|ца)|последн[а-я]+ недел[а-я]+) {_MONTH}{_YEAR}"
)
_QUARTER = re.compile(rf"{_NTH} (?:кв\.?|квартал[а-я]*){_YEAR}")
_HALF = re.compile(rf"{_NTH} (?:полугоди[а-я]+|полуг\.?|п/?г\.?){_YEAR}")
# The first of the last seven days of each month, of February in a common year.
_LAST_WEEK = {1: 25, 2: 22, 3: 25, 4: 24, 5: 25, 6: 24, 7: 25, 8: 25, 9: 24, 10: 25, 11: 24, 12: 25}


class Span(NamedTuple):
    """A piece of a year as written; the last day is None for the end of its month, the year where none is named."""

    first_month: int
    first_day: int
    last_month: int
    last_day: int | None
    year: int | None

    @property
    def is_day(self) -> bool:
        return (self.first_month, self.first_day) == (self.last_month, self.last_day)

    @property
    def is_month(self) -> bool:
        """Whether it is made of whole months."""
        return self.first_day == 1 and self.last_day is None

    @property
    def is_one_month(self) -> bool:
        return self.is_month and self.first_month == self.last_month

    def dates(self, not_before: date) -> tuple[date, date]:
        """First and last day; without a year the nearest that do not lie before a date.

        Raises ValueError for a day that the calendar does not have.
        """
        bound = not_before.replace(day=1) if self.is_month else not_before
        passed = (self.first_month, self.first_day) < (bound.month, bound.day)
        year = self.year or not_before.year + passed
        first = date(year, self.first_month, self.first_day)
        end = year + (self.last_month < self.first_month)
        last = self.last_day or monthrange(end, self.last_month)[1]
        return first, date(end, self.last_month, last)


def span_of(words: str, *, school_year: bool) -> Span | None:
    """The piece of a year that these words name; None if they name none.

    In a `school_year` the first half runs from September to December, the second from January to May.
    """
    for pattern, read in (
        (_DAY, _day),
        (_DOTTED, _dotted),
        (_DOTTED_MONTH, _roman_month),
        (_ROMAN_MONTH, _roman_month),
        (_SIDE, _side),
        (_PART, _part),
        (_QUARTER, _quarter),
    ):
        if match := pattern.fullmatch(words):
            return read(match)
    match = _HALF.fullmatch(words)
    return _half(match, school_year) if match else None


def is_span(words: str) -> bool:
    """Whether a cell of the head names a part of the year: «I квартал», «сентябрь»."""
    span = span_of(" ".join(words.casefold().replace("ё", "е").split()).rstrip("."), school_year=True)
    return span is not None and span.is_month


def _year(match: re.Match[str]) -> int | None:
    year = match["year"]
    if not year:
        return None
    return int(year) if len(year) == 4 else 2000 + int(year)


def _nth(match: re.Match[str]) -> int | None:
    if match["roman"]:
        return _ROMAN.get(match["roman"])
    if match["figure"]:
        return int(match["figure"])
    return next((n for stem, n in _ORDINALS.items() if match["word"].startswith(stem)), None)


def _whole(month: int, year: int | None) -> Span:
    return Span(month, 1, month, None, year)


def _day(match: re.Match[str]) -> Span:
    month, year = MONTHS[match["month"]], _year(match)
    if match["day"] is None:
        return _whole(month, year)
    return Span(month, int(match["day"]), month, int(match["day"]), year)


def _dotted(match: re.Match[str]) -> Span | None:
    day, month = int(match["day"]), int(match["month"])
    return Span(month, day, month, day, _year(match)) if 1 <= month <= 12 and day else None


def _roman_month(match: re.Match[str]) -> Span | None:
    word = match["month"]
    month = int(word) if word.isdecimal() else _ROMAN.get(word, 0)
    return _whole(month, _year(match)) if 1 <= month <= 12 else None


def _part(match: re.Match[str]) -> Span | None:
    """«II декада марта», «3 неделя февраля»."""
    nth, month = _nth(match), MONTHS[match["month"]]
    length, most = (10, 3) if match["part"].startswith("декад") else (7, 5)
    if nth is None or not 1 <= nth <= most:
        return None
    last = None if nth == most else nth * length
    return Span(month, (nth - 1) * length + 1, month, last, _year(match))


def _side(match: re.Match[str]) -> Span:
    """«начало сентября», «середина мая», «конец мая»: thirds of a month; the last week is its last seven days."""
    month, year = MONTHS[match["month"]], _year(match)
    if match["side"].startswith("начал"):
        return Span(month, 1, month, 10, year)
    if match["side"].startswith("середин"):
        return Span(month, 11, month, 20, year)
    if match["side"].startswith("последн"):
        return Span(month, _LAST_WEEK[month], month, None, year)
    return Span(month, 21, month, None, year)


def _quarter(match: re.Match[str]) -> Span | None:
    nth = _nth(match)
    return Span(3 * nth - 2, 1, 3 * nth, None, _year(match)) if nth and nth <= 4 else None


def _half(match: re.Match[str], school_year: bool) -> Span | None:
    nth, year = _nth(match), _year(match)
    if school_year and not year:
        halves = {1: Span(9, 1, 12, None, None), 2: Span(1, 1, 5, None, None)}
    else:
        halves = {1: Span(1, 1, 6, None, year), 2: Span(7, 1, 12, None, year)}
    return halves.get(nth or 0)
