"""Sums of money in the words of papers: «19 225 (девятнадцать тысяч двести двадцать пять) рублей 50 копеек»."""

import re
from decimal import ROUND_DOWN, Decimal

from num2words import num2words

from governance.documents.language.phrases import plural, roubles


def sum_text(amount: Decimal) -> str:
    """As an order says a sum. The space between thousands is narrow and does not break."""
    whole, kopecks = _parts(amount)
    figures = roubles(whole).removesuffix(",00").replace("\u00a0", "\u202f")
    return f"{figures} ({num2words(whole, lang='ru')}) {_rouble(whole)}\u00a0{kopecks:02} {_kopeck(kopecks)}"


# A sum that somebody typed: «3000 рублей», «2 500 руб. 50 коп.», «1200,50 р.». One with words behind it is left alone.
TYPED_SUM = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9})(?:[,.](?P<part>\d\d))?"
    r"[ \u00a0]?(?:руб(?:лей|ля|ль)\b|руб\.?(?!\w)|р\.(?!\w)|₽)"
    r"(?:[ \u00a0](?P<kopecks>\d\d)[ \u00a0]?(?:копе(?:ек|йки|йка)\b|коп\.?(?!\w)))?"
)


def with_sums_spelt_out(text: str) -> str:
    """What somebody typed, each sum as an order says it: «3 000 (три тысячи) рублей 00 копеек в месяц»."""

    def said(found: re.Match[str]) -> str:
        whole = re.sub(r"\s", "", found["whole"])
        return sum_text(Decimal(f"{whole}.{found['part'] or found['kopecks'] or '00'}"))

    return TYPED_SUM.sub(said, text)


def money_text(amount: Decimal) -> str:
    """«2 541 руб. 00 коп. (две тысячи пятьсот сорок один рубль 00 копеек)»."""
    whole, kopecks = roubles(amount).split(",")
    return f"{whole} руб. {kopecks} коп. ({spelt_out(amount)})"


def spelt_out(amount: Decimal) -> str:
    """«две тысячи пятьсот сорок один рубль 00 копеек»."""
    whole, kopecks = _parts(amount)
    return f"{num2words(whole, lang='ru')} {_rouble(whole)} {kopecks:02} {_kopeck(kopecks)}"


def _parts(amount: Decimal) -> tuple[Decimal, int]:
    """Whole roubles and kopecks. A Decimal, because num2words may take an integer as kopecks."""
    whole = amount.to_integral_value(ROUND_DOWN)
    return whole, int((amount - whole) * 100)


def _rouble(whole: Decimal) -> str:
    return plural(int(whole), "рубль", "рубля", "рублей")


def _kopeck(kopecks: int) -> str:
    return plural(kopecks, "копейка", "копейки", "копеек")
