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
# What a number follows that means nothing without it.
COUNTED = (
    r"(?<!\w)(?:[Рр]аздел|[Гг]лав|[Сс]тат|[Чч]аст|[Пп]ункт|[Аа]бзац|[Вв]опрос)[а-яё]{0,4}"
    r"|(?<=\bне )(?:меньше|больше|менее|более)"
)
# Each alternative ends with the space that must not break.
TOGETHER = re.compile(
    rf"(?<!\w)(?:{SHORT}) (?=\S)"
    rf"|\d»? (?=[а-яё])(?!(?:{SHORT})\s|учебн)"  # 12 января, 5 членов, 2012 г.
    r"|(?<!\w)\d{1,3} (?=\d{3}(?!\d))"  # 19 225
    rf"|(?:{MONTH}) (?=\d{{4}})"
    rf"|(?<!\w)(?:{ABBREVIATION}) (?=[А-ЯЁ\d_«])"
    r"|(?:(?<=\d{4})|(?<=[\d_] г\.)) (?=№)"  # 12.01.2012 № 3, 12 января 2012 г. № 3
    rf"|(?:{SCHOOL}) (?=№|(?:г|д|п|с)\. ?[А-ЯЁ]|пгт )"  # СОШ № 2, ООШ д. Животово
    rf"|[а-яё] (?={INITIALS})"  # Винокурова С.А.
    rf"|(?<!\w){INITIALS} (?=[А-ЯЁ][а-яё.])"  # С.А. Винокурова
    rf"|(?:{COUNTED}) (?=\d)"  # раздел 4, не меньше 3
    r"|\d (?=из \d)"  # 3 из 4
    r"|[Уу]чебн(?:ый|ого|ом) (?=год)"  # «год» is no line of its own
    rf"|(?<!\w)[А-ЯЁ]{{3,8}} (?=(?:{SCHOOL})(?!\w))"  # МОКУ СОШ
    r"|, (?=(?:д|кв|корп)\. \d)"  # ул. Ленина, д. 4
    r"|(?<!\w)т\. (?=[дпекн]\.)"
    r"|» (?=__)|__ (?=20__|г\.)"  # «___» ______ 20__ г., a day to be filled in
    r"| (?=[—–] )|— (?=\d)"  # a dash never begins a line
)


def kept_together(text: str) -> str:
    """The text with no-break spaces where a line must not end."""
    return TOGETHER.sub(lambda found: found[0][:-1] + NO_BREAK_SPACE, text)
