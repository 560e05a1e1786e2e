"""When an activity of a plan is due: the words of the column «Срок исполнения» as dates.

People write terms by hand: «Ноябрь - январь» (over the new year), «15 декабря», «постоянно», «В течение года»
(docs/domain.md, "The work plan"). A month without a year means the one inside the plan's own period, so in a plan from
September 2011 to August 2012 «август» is August 2012.
"""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class TermKind(StrEnum):
    """How a term was put; pages show the words of the plan, reminders need only the dates."""

    MONTH = "month"
    RANGE = "range"
    DAY = "day"
    UNTIL = "until"  # «до 15 декабря»: from the beginning of the plan's period
    ALWAYS = "always"
    YEAR = "year"


class Term(NamedTuple):
    """A term that was understood; both dates are included and lie inside the plan's period."""

    kind: TermKind
    start: date
    end: date


class _Point(NamedTuple):
    """One end of a term as written: a month or a day, with a year or without."""

    day: int | None
    month: int
    year: int | None

    def first_day(self, not_before: date) -> date:
        """The first day of this point; without a year the nearest that does not lie before a date."""
        day = 1 if self.day is None else self.day
        if self.year:
            return date(self.year, self.month, day)
        bound = not_before if self.day else not_before.replace(day=1)
        passed = (self.month, day) < (bound.month, bound.day)
        return date(not_before.year + passed, self.month, day)

    def last_day(self, first: date) -> date:
        return first if self.day else first.replace(day=monthrange(first.year, first.month)[1])


_MONTHS = {
    form: number
    for number, forms in enumerate(
        (
            "январь января январе янв",
            "февраль февраля феврале фев февр",
            "март марта марте мар",
            "апрель апреля апреле апр",
            "май мая мае",
            "июнь июня июне",
            "июль июля июле",
            "август августа августе авг",
            "сентябрь сентября сентябре сен сент",
            "октябрь октября октябре окт",
            "ноябрь ноября ноябре ноя нояб",
            "декабрь декабря декабре дек",
        ),
        start=1,
    )
    for form in forms.split()
}
_POINT = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<name>{'|'.join(_MONTHS)})\.?(?: (?P<year>20\d\d))?"
    r"|(?P<dotted_day>\d{1,2})\.(?P<dotted_month>\d{1,2})(?:\.(?P<dotted_year>20\d\d))?"
)
_ALWAYS = re.compile(r"постоянно|регулярно|систематически")
_WHOLE_YEAR = re.compile(r"(?:в течени[еи]|на протяжении|весь)(?: всего)?(?: уч[а-я]*\.?)? ?года?")
_PREPOSITION = re.compile(r"^(?:со?|в) ")
_BETWEEN = re.compile(r" ?- ?| по | до ")
_YEAR_WORD = re.compile(r"(?<=20\d\d) ?(?:г\.|г\b|год[ау]?\b)")
# After the term the same column may name a place: «апрель, БШ», «15 декабря (СОШ №2)».
_PLACE = re.compile(r" ?[,;(].*")
_ANOTHER_DATE = re.compile(rf"(?<!№)(?<!№ )\b\d|\b(?:{'|'.join(_MONTHS)})\b")


@lru_cache(maxsize=256)  # the same few terms fill a plan
def parse_term(text: str, period_start: date | None, period_end: date | None) -> Term | None:
    """The dates that a term means within the plan's period; None if empty, not understood or outside it."""
    words = _plain(text)
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
    try:
        term = _dated(words, period_start)
    except ValueError:  # a day that does not exist: «31 ноября»
        return None
    if term is None or not period_start <= term.start <= term.end <= period_end:
        return None
    return term


def _plain(text: str) -> str:
    """One case, one kind of dash, single spaces, ё as е, no full stop at the end."""
    text = re.sub(r"[‐-―−]", "-", text.casefold().replace("ё", "е"))
    return _YEAR_WORD.sub("", " ".join(text.split())).rstrip(" .")


def _dated(words: str, period_start: date) -> Term | None:
    """A term of months and days. Raises ValueError for a day that the calendar does not have."""
    if words.startswith("до "):
        point = _point(words.removeprefix("до "))
        if point is None or point.day is None:
            return None  # «до мая» leaves open whether May itself counts
        return Term(TermKind.UNTIL, period_start, point.first_day(period_start))
    ends = _BETWEEN.split(_PREPOSITION.sub("", words))
    last = _point(ends[-1])
    if last is None:
        return None
    if len(ends) == 1:
        start = last.first_day(period_start)
        return Term(TermKind.DAY if last.day else TermKind.MONTH, start, last.last_day(start))
    if len(ends) != 2:
        return None
    # «15-20 марта»: the month is named once
    first = last._replace(day=int(ends[0])) if last.day and ends[0].isdecimal() else _point(ends[0])
    if first is None:
        return None
    start = first.first_day(period_start)
    return Term(TermKind.RANGE, start, last.last_day(last.first_day(start)))


def _point(words: str) -> _Point | None:
    match = _POINT.fullmatch(words)
    if not match:
        return None
    day = match["day"] or match["dotted_day"]
    month = _MONTHS[match["name"]] if match["name"] else int(match["dotted_month"])
    year = match["year"] or match["dotted_year"]
    return _Point(int(day) if day else None, month, int(year) if year else None)
