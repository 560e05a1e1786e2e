"""Which words stay on one line of a printed paper: the spaces between them do not break.

Source: ГОСТ Р 7.0.97 and the rules of Russian typesetting. It is done here for all data; the templates write «~» in
words of their own, and a test over all prints holds both.
"""

import re

NO_BREAK_SPACE = "\u00a0"

MONTH = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
# No line ends in a short preposition or conjunction, nor in «не».
SHORT = "[авикосуАВИКОСУ]|[Вв]о|[Дд]а|[Дд]о|[Зз]а|[Ии]з|[Кк]о|[Нн]а|[Нн]е|[Нн]и|[Нн]о|[Оо]б|[Оо]т|[Пп]о|[Сс]о"
INITIALS = r"[А-ЯЁ]\.(?:-?[А-ЯЁ]\.)*"
# What stands before a number or a name: № 3, г. Луза, д. Животово, ст. 67, стр. 5.
ABBREVIATION = r"№|§|(?:г|д|п|пп|с|ч|ст|стр|ул|каб|рис|пос|прил)\.|пгт"
SCHOOL = "СОШ|ООШ|НОШ|[Гг]имназия|[Лл]ицей|[Шш]кола"
# Each alternative ends with the space that must not break.
TOGETHER = re.compile(
    rf"(?<!\w)(?:{SHORT}) (?=\S)"
    rf"|\d»? (?=[а-яё])(?!(?:{SHORT})\s|учебн)"  # 12 января, 5 членов, 2012 г.
    r"|(?<!\w)\d{1,3} (?=\d{3}(?!\d))"  # 19 225
    rf"|(?:{MONTH}) (?=\d{{4}})"
    rf"|(?<!\w)(?:{ABBREVIATION}) (?=[А-ЯЁ\d_«])"
    rf"|(?:{SCHOOL}) (?=№|(?:г|д|п|с)\. ?[А-ЯЁ]|пгт )"  # СОШ № 2, ООШ д. Животово
    rf"|[а-яё] (?={INITIALS})"  # Винокурова С.А.
    rf"|(?<!\w){INITIALS} (?=[А-ЯЁ][а-яё.])"  # С.А. Винокурова
    r"|(?<!\w)т\. (?=[дпекн]\.)"
    r"|» (?=__)|__ (?=20__|г\.)"  # «___» ______ 20__ г., a day to be filled in
    r"| (?=[—–] )|— (?=\d)"  # a dash never begins a line
)


def kept_together(text: str) -> str:
    """The text with no-break spaces where a line must not end."""
    return TOGETHER.sub(lambda found: found[0][:-1] + NO_BREAK_SPACE, text)
