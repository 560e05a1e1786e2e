"""Posts and measures in the cases of Russian, as orders need them: «учителю истории», «почётной грамотой».

Pure, by endings: adjectives agree with the noun that follows, the words after the noun stay («учитель истории и
обществознания»). A suggestion: whoever drafts the order corrects it in its text. Shortened words («зам.»)
and «и.о.» stay as they are.
"""

from governance.roles.names import Case

# Endings by case: genitive, dative, accusative, instrumental, prepositional.
CASES = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
ADJECTIVES = (
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ее", ("его", "ему", "ее", "им", "ем")),
    ("ый", ("ого", "ому", "ого", "ым", "ом")),
    ("ой", ("ого", "ому", "ого", "ым", "ом")),
)
# «старший», «заведующий» against «русский».
SOFT_ADJECTIVE, HARD_ADJECTIVE = ("его", "ему", "его", "им", "ем"), ("ого", "ому", "ого", "им", "ом")
FEMININE_ADJECTIVE = ("ей", "ей", "ую", "ей", "ей")
HISSING = "жчшщц"
# They name the person without a noun.
STANDS_ALONE = ("заведующ", "управляющ")
VOWELS = "аеёиоуыэюя"
# Nouns that an ending does not tell: feminine ones in a soft sign, and those that stand for a person by an adjective.
FEMININE = ("ость", "медаль", "печать")


def in_case(phrase: str, case: Case, *, animate: bool = True) -> str:
    """The phrase in a case; parts after a comma are declined too («заместитель директора, учитель химии»)."""
    if case is Case.NOMINATIVE:
        return phrase
    return ", ".join(_declined(part, CASES.index(case), animate) for part in phrase.split(", "))


def _declined(phrase: str, place: int, animate: bool) -> str:
    words = phrase.split(" ")
    for number, word in enumerate(words):
        if word.endswith(".") or not word[-1:].isalpha():
            return " ".join(words)
        endings = _adjective(word)
        if endings is not None:
            words[number] = _with(word[:-2], endings, word, place, animate)
            if word.startswith(STANDS_ALONE):
                break
            continue
        words[number] = "-".join(_noun(part, place, animate) for part in word.split("-"))
        break
    return " ".join(words)


def _with(stem: str, endings: tuple[str, ...], word: str, place: int, animate: bool) -> str:
    masculine = word.endswith(("ый", "ий", "ой"))
    if CASES[place] is Case.ACCUSATIVE and masculine and not animate:
        return word
    return stem + endings[place]


def _adjective(word: str) -> tuple[str, ...] | None:
    if word.endswith("ий") and len(word) > 3:
        return SOFT_ADJECTIVE if word[-3] in HISSING else HARD_ADJECTIVE
    if word.endswith("ая") and word[-3:-2] in HISSING:
        return FEMININE_ADJECTIVE
    return next((endings for ending, endings in ADJECTIVES if word.endswith(ending) and len(word) > 4), None)


def _noun(word: str, place: int, animate: bool) -> str:
    case = CASES[place]
    if word.endswith(FEMININE):
        return word[:-1] + ("и", "и", "ь", "ью", "и")[place]
    if case is Case.ACCUSATIVE and not animate and word[-1] not in "ая":
        return word
    if word.endswith("ь"):
        return word[:-1] + ("я", "ю", "я", "ем", "е")[place]
    if word.endswith("а"):
        back = word[-2] in "гкх" + HISSING
        return (
            word[:-1]
            + (("и" if back else "ы"), "е", "у", ("ей" if word[-2] in HISSING else "ой"), "е")[place]
        )
    if word.endswith("о"):
        return word[:-1] + ("а", "у", "о", "ом", "е")[place]
    if word[-1] in VOWELS:
        return word
    stem = f"{word[:-2]}к" if word.endswith("ок") and len(word) > 4 else word
    return stem + ("а", "у", "а", "ем" if stem[-1] in HISSING else "ом", "е")[place]
