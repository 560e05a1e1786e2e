"""When an activity of a plan is due: the words of the column «Срок исполнения» as dates.

People write terms by hand: «Ноябрь - январь» (over the new year), «15 декабря», «постоянно», «В течение года»
(docs/domain.md, "The work plan"). A month without a year means the one inside the plan's own period, so in a plan from
September 2011 to August 2012 «август» is August 2012.
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from governance.documents.kinds.plan.spans import MONTHS, Span, span_of


class TermKind(StrEnum):
    """How a term was put; pages show the words of the plan, reminders need only the dates."""

    MONTH = "month"
    RANGE = "range"
    DAY = "day"
    UNTIL = "until"  # «до 15 декабря»: from the beginning of the plan's period
    ALWAYS = "always"
    YEAR = "year"


# «Постоянно» and «в течение года» end with the period of the plan, but that day is no deadline.
NO_DEADLINE = (TermKind.ALWAYS.value, TermKind.YEAR.value)


class Term(NamedTuple):
    """A term that was understood; both dates are included and lie inside the plan's period."""

    kind: TermKind
    start: date
    end: date


# «по вторникам», «каждую среду», «каждый понедельник и четверг»
_WEEKDAY = r"(?:понедельник|вторник|четверг|сред|пятниц|суббот|воскресень)[а-я]*"
_WEEKDAYS = rf"{_WEEKDAY}(?:(?:, | и ){_WEEKDAY})*"
_EVERY = r"(?:кажд[а-я]+|(?:1 )?раз в) (?:день|неделю|месяц|квартал)"
_ALWAYS = re.compile(
    r"постоянно|регулярно|систематически|ежедн(?:евно|\.?)|ежемес(?:ячно|\.?)|ежекварт(?:ально|\.?)"
    rf"|(?:ежен(?:едельно|ед\.?) )?(?:по|кажд[а-я]+) {_WEEKDAYS}|ежен(?:едельно|ед\.?)|{_EVERY}"
)
# «2012-2013 уч. год», «в течение 2012/2013 учебного года»
_YEARS = re.compile(
    r"(?:(?:в теч(?:ени[еи]|\.)|на протяжении|весь|на) )?(20\d\d) ?[-/] ?(20\d\d)"
    r"(?: уч(?:ебн[а-я]+|\.)?(?: ?год[а]?)?)?"
)
_WHOLE_YEAR = re.compile(
    r"(?:(?:в теч(?:ени[еи]|\.)|на протяжении|весь)(?: всего)? )?(?:уч(?:ебн[а-я]+|\.)? ?)?год[а]?"
)
_UNTIL = re.compile(r"(?:до|к|не поздне?е:?|не позже:?|по) (.+)")
_FROM = re.compile(r"(?:начиная )?со? ([^-]+)")
_PREPOSITION = re.compile(r"^(?:со?|в|во|на) ")
_BETWEEN = re.compile(r" ?- ?| по | до ")
_YEAR_WORD = re.compile(r"(?<=20\d\d) ?(?:г\. ?г\.?|гг\.|г\.|г\b|год[ау]?\b)")
# «апрель2013года», «09.2012г.»
_GLUED = re.compile(r"(?<=[а-я])(?=\d)|(?<=\d)(?=[а-я])")
# «1-е полугодие»
_ENDING = re.compile(r"(?<=\d)-?(?:я|й|е|ю|го|му|ая|ое|ой|ую|ом)\b")
# After the term the same column may name a place: «апрель, БШ», «15 декабря (СОШ № 2)».
_PLACE = re.compile(r" ?[,;(].*")
# The hours of a sitting belong to the words of the term, not to its dates.
_TIME = re.compile(r" (?:в )?\d{1,2}:\d\d(?::\d\d)?(?: ?ч[а-я.]*)?$")
_ANOTHER_DATE = re.compile(
    rf"(?<!№)(?<!№ )\b\d|\b(?:{'|'.join(MONTHS)}|[ivx]+)\b|квартал|полугоди|декад|недел"
)
_NUMBER = re.compile(r"[ivx]+|\d")
# Roman numbers are typed with Russian letters, too.
_ROMAN_LETTERS = re.compile(r"\b[ivxіх]+\b")


@lru_cache(maxsize=256)  # the same few terms fill a plan
def parse_term(text: str, period_start: date | None, period_end: date | None) -> Term | None:
    """The dates that a term means within the plan's period; None if empty, not understood or outside it."""
    words = _TIME.sub("", _plain(text))
    if not words or period_start is None or period_end is None:
        return None
    place = _PLACE.search(words)
    if place:
        if _ANOTHER_DATE.search(place.group()):
            return None  # «сентябрь, январь»: two terms, and one range would be a third
        words = words[: place.start()]
    if _ALWAYS.fullmatch(words):
        return Term(TermKind.ALWAYS, period_start, period_end)
    if _WHOLE_YEAR.fullmatch(words):
        return Term(TermKind.YEAR, period_start, period_end)
    if years := _YEARS.fullmatch(words):
        same = (int(years[1]), int(years[2])) == (period_start.year, period_end.year)
        return Term(TermKind.YEAR, period_start, period_end) if same else None
    try:
        term = _dated(words, period_start, period_end)
    except ValueError:  # a day that does not exist: «31 ноября»
        return None
    if term is None or not period_start <= term.start <= term.end <= period_end:
        return None
    return term


def _plain(text: str) -> str:
    """One case, one kind of dash, single spaces, ё as е, Latin Roman numbers, no full stop at the end."""
    text = re.sub(r"[‐-―−]", "-", text.casefold().replace("ё", "е"))
    text = _ROMAN_LETTERS.sub(lambda word: word[0].replace("і", "i").replace("х", "x"), text)
    text = _ENDING.sub("", text)
    words = _YEAR_WORD.sub("", " ".join(_GLUED.sub(" ", text).split()))
    return words if words.endswith("теч.") else words.rstrip(" .")


def _dated(words: str, period_start: date, period_end: date) -> Term | None:
    """A term of days, months and parts of a year. Raises ValueError for a day that the calendar does not have."""
    school_year = (period_start.month, period_end.month) == (9, 8)
    if match := _UNTIL.fullmatch(words):
        return _until(match[1], period_start, school_year)
    if (match := _FROM.fullmatch(words)) and not _BETWEEN.search(match[1]):
        span = span_of(match[1].rstrip("."), school_year=school_year)
        return Term(TermKind.RANGE, span.dates(period_start)[0], period_end) if span else None
    ends = _BETWEEN.split(_PREPOSITION.sub("", words))
    last = span_of(ends[-1], school_year=school_year)
    if last is None:
        return None
    if len(ends) == 1:
        kind = TermKind.DAY if last.is_day else TermKind.MONTH if last.is_one_month else TermKind.RANGE
        return Term(kind, *last.dates(period_start))
    return _range(ends, last, period_start, school_year) if len(ends) == 2 else None


def _until(words: str, period_start: date, school_year: bool) -> Term | None:
    span = span_of(words.rstrip("."), school_year=school_year)
    if span is None or span.is_month:
        return None  # «до мая» leaves open whether May itself counts
    return Term(TermKind.UNTIL, period_start, span.dates(period_start)[1])


def _range(ends: list[str], last: Span, period_start: date, school_year: bool) -> Term | None:
    if last.is_day and ends[0].isdecimal():  # «15-20 марта»: the month is named once
        first: Span | None = last._replace(first_day=int(ends[0]), last_day=int(ends[0]))
    else:
        first = span_of(_with_unit(ends), school_year=school_year)
    if first is None:
        return None
    start = first.dates(period_start)[0]
    return Term(TermKind.RANGE, start, last.dates(start)[1])


def _with_unit(ends: list[str]) -> str:
    """The first end of «I-II квартал» and «1-2 декада мая» lacks what the second one says."""
    number, _blank, unit = ends[1].partition(" ")
    return (
        f"{ends[0]} {unit}" if _NUMBER.fullmatch(ends[0]) and _NUMBER.fullmatch(number) and unit else ends[0]
    )
