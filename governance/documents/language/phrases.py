"""Set phrases of Russian papers: dates, numbers, blanks, counts.

Papers are Russian whatever language the reader has chosen, so nothing here passes through gettext. Moments
are written as they are: pass local time.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from num2words import num2words

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def paper_date(day: date) -> str:
    """2 января 2012 г., as running text writes it: quotation marks and a leading zero belong to blanks."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."


def list_date(day: date) -> str:
    """12.01.2012, as lists and tables write it."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def list_moment(moment: datetime) -> str:
    """12.01.2012 15:04."""
    return f"{list_date(moment)} {moment.hour:02}:{moment.minute:02}"


def blank_number() -> str:
    """A blank for a number that does not exist yet."""
    return "№ ____"


def blank_day(year: int | None = None) -> str:
    """A blank for a day that is not known yet, with the year if it is."""
    return f"«___» ______ {year or '20__'} г."


def blank_date(year: int | None = None) -> str:
    """`blank_day` of a paper that is cited."""
    return f"от {blank_day(year)}"


def number_and_date(number: str | None, day: date | None, year: int | None = None) -> str:
    """«от 12.09.2011 № 3», with blanks for what does not exist yet (docs/domain.md, "Numbers")."""
    left = f"от {list_date(day)}" if day else blank_date(year)
    return f"{left} № {number}" if number else f"{left} {blank_number()}"


# The full stop of a sentence, which is not that of an initial.
FULL_STOP = re.compile(r"(?<!\b[А-ЯЁ])\.$")


def closed(text: str, mark: str = ".") -> str:
    """The text with one mark at its end: «исключить Петрова П.П.;», and one full stop also after an initial."""
    bare = FULL_STOP.sub("", text)
    return bare if mark == "." and bare.endswith(".") else f"{bare}{mark}"


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the noun's form by the rules of Russian: 1 голос, 2 голоса, 5 голосов, 11 голосов, 21 голос."""
    tens, units = abs(count) // 10 % 10, abs(count) % 10
    if tens == 1 or units == 0 or units > 4:
        return many
    return one if units == 1 else few


def number_in_words(count: int) -> str:
    """«двух» кандидатов: in the genitive, of somebody."""
    return str(num2words(count, lang="ru", case="g", animate=True))


def sentence(text: str) -> str:
    """With one full stop, also after «О.В.»."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def votes(count: int) -> str:
    """«5 голосов»."""
    return f"{count} {plural(count, 'голос', 'голоса', 'голосов')}"


def members(count: int) -> str:
    """«5 членов»."""
    return f"{count} {plural(count, 'член', 'члена', 'членов')}"


def people(count: int) -> str:
    """«5 человек»."""
    return f"{count} {plural(count, 'человек', 'человека', 'человек')}"


def places(count: int) -> str:
    """«5 мест»."""
    return f"{count} {plural(count, 'место', 'места', 'мест')}"


def sheets(count: int) -> str:
    """«на 6 л.», the length of an annex."""
    return f"на {count} л."


# By the units of a term: for 1, 2, 5, and for 1 in the genitive.
UNITS_OF_TERMS = {
    "working_days": ("рабочий день", "рабочих дня", "рабочих дней", "рабочего дня"),
    "days": ("календарный день", "календарных дня", "календарных дней", "календарного дня"),
    "weeks": ("неделя", "недели", "недель", "недели"),
    "months": ("месяц", "месяца", "месяцев", "месяца"),
}


def term_in_papers(count: int, unit: str) -> str:
    """«30 календарных дней»."""
    one, few, many, _genitive = UNITS_OF_TERMS[unit]
    return f"{count} {plural(count, one, few, many)}"


def within_term(count: int, unit: str) -> str:
    """«30 календарных дней», «1 месяца», after «в течение» and other words that ask for the genitive."""
    _one, _few, many, genitive = UNITS_OF_TERMS[unit]
    return f"{count} {plural(count, genitive, many, many)}"


def roubles(amount: Decimal | str | None) -> str:
    """«34 845,00» as in a column of sums, with no-break spaces; empty where there is no sum."""
    if amount is None or amount == "":
        return ""
    return f"{Decimal(amount):,.2f}".replace(",", "\u00a0").replace(".", ",")
