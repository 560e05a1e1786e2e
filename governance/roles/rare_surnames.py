"""Surnames that common rules decline wrongly: «Соловей», «Заяц», «Божок», «Перец»; «Ткачом», «Задачей», «ИВАНОВОЙ».

A vowel that falls out (Заяц, Зайца) and the ending under stress (Швецом, Перцем) follow from the noun that the surname
is; nouns that do not follow a rule stand in the tables. Source: А.А. Зализняк, «Грамматический словарь русского языка».
"""

import re

# How the stem goes on, by the surname: «Соловья», «Зайца». Before a soft sign it takes soft endings.
STEMS = {
    "соловей": "соловь", "муравей": "муравь", "воробей": "воробь", "репей": "репь", "чирей": "чирь",
    "заяц": "зайц", "лев": "льв", "орёл": "орл", "орел": "орл", "козёл": "козл", "козел": "козл",
    "котёл": "котл", "котел": "котл", "осёл": "осл", "осел": "осл", "щегол": "щегл", "дятел": "дятл",
    "узел": "узл", "посол": "посл", "угол": "угл", "пепел": "пепл", "ветер": "ветр", "бобёр": "бобр",
    "ковёр": "ковр", "шатёр": "шатр", "костёр": "костр", "пёс": "пс", "лоб": "лб", "хребет": "хребт",
}  # fmt: skip
SOFT_STEMS = {
    "журавель": "журавл", "камень": "камн", "корень": "корн", "гребень": "гребн", "ремень": "ремн",
    "парень": "парн", "перстень": "перстн", "пень": "пн", "огонь": "огн", "уголь": "угл", "ноготь": "ногт",
    "локоть": "локт", "коготь": "когт", "лапоть": "лапт", "кремень": "кремн",
}  # fmt: skip
KEEPS_O = re.compile(r"(?:игр|знат|ур|прор|пор|пот|ист|вост|наб|езд|ход|сед|чесн|челн|зар|вит)ок$")
# By the case, after a hard and after a soft stem.
HARD = {"genitive": "а", "dative": "у", "accusative": "а", "instrumental": "ом", "prepositional": "е"}
SOFT = {"genitive": "я", "dative": "ю", "accusative": "я", "instrumental": "ем", "prepositional": "е"}
# «Перцем», «Немцем», «Коломийцем»: the stress stands before the ending.
UNSTRESSED_EC = re.compile(r"(?:пер|нем|пал|мес|австри|(?:ов|ев|ив|ин|а|и)е?)(?:ец|яц)$")
STRESSED_A = re.compile(r"(?:лапш|свеч|душ|левш|меж|вожж|саранч|каланч|епанч|парч|алыч|овц|ханж|барж)а$")


def declined(surname: str, case: str, *, male: bool) -> str | None:
    """The surname in a case other than the nominative, or None if it is a common one.

    It is one part of a double surname, in small letters.
    """
    if re.search(r"[жшщчц]а$", surname):
        if case != "instrumental":
            return None
        return surname[:-1] + ("ой" if STRESSED_A.search(surname) else "ей")
    if not male:
        return None
    if re.search(r"[жшщч]ь$", surname):  # Мыша, Мышем: no soft sign before these endings
        return surname[:-1] + ("ем" if case == "instrumental" else HARD[case])
    if surname in SOFT_STEMS:
        return SOFT_STEMS[surname] + SOFT[case]
    stem = STEMS.get(surname) or _stem(surname)
    if stem is None:
        return None
    if stem.endswith("ь"):
        return stem + ("ём" if case == "instrumental" else SOFT[case])
    if case == "instrumental" and _without_stress(surname):
        return stem + "ем"
    return stem + HARD[case]


def _stem(surname: str) -> str | None:
    """The stem where a vowel falls out by rule, or where only the instrumental is not common."""
    syllables = len(re.findall(r"[аеёиоуыэюя]", surname))
    if re.search(r"[жшщч]$", surname) and (syllables == 1 or re.search(r"[ая]ч$", surname)):
        return surname
    if surname.endswith("ец"):
        return _stem_of_ec(surname, syllables)
    if syllables > 1 and re.search(r"[бвгджзклмнпрстфхчшщ]ок$", surname) and not KEEPS_O.search(surname):
        return surname[:-2] + "к"
    if syllables > 1 and re.search(r"[бвдзлмнпрстф]ёк$", surname):
        return surname[:-2] + "ьк"
    return None


def _stem_of_ec(surname: str, syllables: int) -> str:
    if syllables == 1 or re.search(r"[бвгджзклмнпрстфхчшщ]{2}ец$", surname):
        return surname  # Швеца, Кузнеца
    if re.search(r"[аеёиоуыэюя]ец$", surname):
        return surname[:-2] + "йц"  # Бойца
    if surname.endswith("лец"):
        return surname[:-2] + "ьц"  # Стрельца
    return surname[:-2] + "ц"


def _without_stress(surname: str) -> bool:
    return surname == "заяц" or (surname.endswith("ец") and bool(UNSTRESSED_EC.search(surname)))
