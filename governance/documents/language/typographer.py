"""How papers write what people type in many ways: «10-е классы», «СОШ № 2», «2011/2012 учебный год», «г. Луза».

One place for what the program writes itself and for what it suggests where a person typed it (`desk/base/tidy_field`):
typed words are never changed in silence. Spaces that must not break are no words: prints set them (`kept_together`).

Sources: ГОСТ Р 7.0.97; А.Э. Мильчин, Л.К. Чельцова, «Справочник издателя и автора» (endings of ordinal numbers).
"""

import re
from collections.abc import Callable, Iterable

# The ending of an ordinal is its last letter after a vowel, its last two after a consonant: 10-й, 10-го, 10-е, 10-ми.
ENDINGS = {
    "ый": "й", "ий": "й", "ой": "й", "ые": "е", "ие": "е", "ых": "х", "их": "х", "ым": "м", "им": "м",
    "ыми": "ми", "ими": "ми", "ого": "го", "его": "го", "ому": "му", "ему": "му", "ая": "я", "ья": "я",
    "ую": "ю", "ью": "ю", "ое": "е", "ее": "е", "ье": "е", "ьи": "и",
}  # fmt: skip
# Of «класс», where a number before it can only be its ordinal.
OF_CLASSES = {
    "класс": "й", "классу": "му", "классом": "м", "классе": "м",
    "классы": "е", "классах": "х", "классам": "м", "классами": "ми",
}  # fmt: skip
OF_YEAR = {"год": "учебный", "года": "учебного"}
SEPARATOR = re.compile(r"( ?[-–] ?|, | и | или )")
NUMBERS = r"\d{1,2}(?:(?: ?[-–] ?|, | и | или )\d{1,2})*"


def classes(grades: Iterable[int], word: str = "классы") -> str:
    """«10-й класс», «9–11-е классы», «9-е и 11-е классы»; `word`: the plural in its case."""
    numbers = sorted(grades)
    if len(numbers) == 1:
        return f"{numbers[0]}-й класс"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return _ordinals(f"{numbers[0]}–{numbers[-1]}", word)
    return _ordinals(", ".join(map(str, numbers[:-1])) + f" и {numbers[-1]}", word)


def _ordinals(numbers: str, word: str) -> str:
    """Every number of a list gets the ending, of a span its last one alone."""
    ending, pieces = f"-{OF_CLASSES[word]}", SEPARATOR.split(numbers)
    said = ""
    for place in range(0, len(pieces), 2):
        between = pieces[place + 1] if place + 1 < len(pieces) else ""
        is_span = between.strip() in ("-", "–") and between != ""
        said += pieces[place] + ("–" if is_span else ending + between)
    return f"{said} {word}"


def _of_classes(found: re.Match[str]) -> str:
    return found[0] if found[1] == "1" else _ordinals(found[1], found[2])


def _of_years(found: re.Match[str]) -> str:
    """Two years that follow one another; others are a period and stay."""
    first, last = found[1], found[2]
    last = f"{first[:2]}{last}" if len(last) == 2 else last
    return f"{first}/{last}" if int(last) == int(first) + 1 else found[0]


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
RULES: tuple[Rule, ...] = (
    (
        re.compile(rf"(?<![\w-])(\d{{1,3}})[-–]?({'|'.join(sorted(ENDINGS, key=len, reverse=True))})(?!\w)"),
        lambda found: f"{found[1]}-{ENDINGS[found[2]]}",
    ),
    (
        re.compile(rf"(?<![\w.,/–-])({NUMBERS}) ({'|'.join(OF_CLASSES)})(?!\w)"),
        _of_classes,
    ),
    (re.compile(r"(?<=[А-Яа-яЁё])№"), lambda found: " №"),
    (re.compile(r"№(?:(?=[\dA-ZА-ЯЁ])|\s{2,})"), lambda found: "№ "),
    (
        re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–—/] ?((?:19|20)?\d\d)(?= ?уч)"),
        _of_years,
    ),
    (re.compile(r"(?<![\d/.])((?:19|20)\d\d)/(\d\d)(?![\d/.])"), _of_years),
    (
        re.compile(r"(?<!\w)уч(?:\. ?| )(года?)(?!\w)"),
        lambda found: f"{OF_YEAR[found[1]]} {found[1]}",
    ),
    (re.compile(r"(?<!\w)(г|д|с|пос|ул|ст)\.(?=[А-ЯЁ][а-яё])"), lambda found: f"{found[1]}. "),
    (re.compile(r'"([^"\n«»]+)"'), lambda found: f"«{found[1]}»"),
    (re.compile(r"(?<=[A-Za-zА-Яа-яЁё)»]) - (?=[A-Za-zА-Яа-яЁё«(])"), lambda found: " — "),
    (re.compile(r"(?<=\S) +(?=[,;:!?](?:\s|$))"), lambda found: ""),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), lambda found: " "),
)


def tidied(text: str) -> str:
    """The text as papers write it."""
    for pattern, written in RULES:
        text = pattern.sub(written, text)
    return text


def corrections(text: str) -> list[tuple[str, str]]:
    """What is written otherwise, each with how papers write it: («10 классы», «10-е классы»)."""
    found: list[tuple[str, str]] = []
    for pattern, written in RULES:
        for match in pattern.finditer(text):
            start, end = _word_around(text, *match.span())
            before, after = (
                text[start:end],
                text[start : match.start()] + written(match) + text[match.end() : end],
            )
            if before != after and (before, after) not in found:
                found.append((before, after))
        text = pattern.sub(written, text)
    return found


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, so that people know what is meant."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
