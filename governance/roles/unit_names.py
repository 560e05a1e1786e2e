"""Names of bodies, schools and posts in the cases that papers ask for: «Методический совет» → «Методическим советом».

The suggestion declines what stands before the dependent words: adjectives and the noun that they belong to. An
abbreviation («МОКУ СОШ № 2 г. Лузы») is not declined. What no rule knows stays as it is; people correct the suggestion,
and the correction is kept with the unit.
"""

import re
from typing import Any

from governance.roles.names import Case

CASES = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
# Endings in the order of CASES. The accusative of what lives is its genitive; `None` is the nominative or the genitive.
Endings = tuple[str, str, str | None, str, str]

# Posts that are called by a participle, and decline as it does: «заведующий хозяйством».
PARTICIPLES = re.compile(r"(?:заведующ|управляющ|исполняющ|председательствующ)(?:ий|ая)$", re.IGNORECASE)
INSTRUMENTAL = re.compile(r"(?:[оеё]м|[оеё]й|ью|[ая]ми)$")
ADJECTIVES: tuple[tuple[str, Endings], ...] = (
    (r"(?<=[гкх])ий", ("ого", "ому", None, "им", "ом")),
    (r"ий", ("его", "ему", None, "им", "ем")),
    (r"(?:ый|ой)", ("ого", "ому", None, "ым", "ом")),
    (r"(?<=[жшщч])ая", ("ей", "ей", "ую", "ей", "ей")),
    (r"ая", ("ой", "ой", "ую", "ой", "ой")),
    (r"яя", ("ей", "ей", "юю", "ей", "ей")),
    (r"(?<=[гкх])ое", ("ого", "ому", "ое", "им", "ом")),
    (r"ое", ("ого", "ому", "ое", "ым", "ом")),
    (r"ее", ("его", "ему", "ее", "им", "ем")),
    (r"(?<=[гкхжшщч])ие", ("их", "им", None, "ими", "их")),
)
NOUNS: tuple[tuple[str, Endings], ...] = (
    (r"(?<=[гкхжшщч])а", ("и", "е", "у", "ой", "е")),
    (r"(?<=ц)а", ("ы", "е", "у", "ей", "е")),
    (r"а", ("ы", "е", "у", "ой", "е")),
    (r"ия", ("ии", "ии", "ию", "ией", "ии")),
    (r"я", ("и", "е", "ю", "ей", "е")),
    (r"ие", ("ия", "ию", "ие", "ием", "ии")),
    (r"ье", ("ья", "ью", "ье", "ьем", "ье")),
    (r"(?<=[жшщчц])е", ("а", "у", "е", "ем", "е")),
    (r"о", ("а", "у", "о", "ом", "е")),
    (r"(?<=т)ь", ("и", "и", "ь", "ью", "и")),
    (r"ь", ("я", "ю", None, "ем", "е")),
    (r"ий", ("ия", "ию", None, "ием", "ии")),
    (r"й", ("я", "ю", None, "ем", "е")),
    (r"(?<=[жшщчц])", ("а", "у", None, "ем", "е")),
    (r"(?<=[бвгдзклмнпрстфх])", ("а", "у", None, "ом", "е")),
)
# «учитель», «председатель»: masculine, whatever the last but one letter is.
MASCULINE = re.compile(r"(?:тель|день|рубль|лагерь|секретарь|библиотекарь|руководитель)$", re.IGNORECASE)
WORD = re.compile(r"[А-ЯЁа-яё-]+$")


def suggested(name: str, case: str, *, lives: bool = False) -> str:
    """The name in a case. `lives`: of a post, whose accusative is the genitive («директора»)."""
    if case == Case.NOMINATIVE:
        return name
    words = name.split(" ")
    place = 0
    while place < len(words) and _adjective(words[place]) and not _governs(words[place : place + 2]):
        place += 1
    if place == len(words):
        place -= 1  # «Педагогическая» alone, or a post that is an adjective
    head = words[place]
    if not WORD.match(head) or _is_abbreviation(head) or (place == 0 and "." in head):
        return name
    for index in range(place):
        words[index] = _declined(words[index], case, ADJECTIVES, lives)
    rules = ADJECTIVES if _adjective(head) else NOUNS
    words[place] = "-".join(
        part if _is_abbreviation(part) else _declined(part, case, rules, lives) for part in head.split("-")
    )
    return " ".join(words)


def within_sentence(name: str) -> str:
    """«Совета школьного округа» as it stands within a sentence; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _governs(words: list[str]) -> bool:
    """«заведующий хозяйством», «заведующая»; not «управляющий совет»."""
    return bool(PARTICIPLES.match(words[0])) and (len(words) == 1 or bool(INSTRUMENTAL.search(words[1])))


def _adjective(word: str) -> bool:
    return bool(re.fullmatch(r"[А-ЯЁа-яё-]+(?:ый|ий|ой|ая|яя|ое|ее)", word)) and not word.lower().endswith(
        ("лицей", "музей", "колледж", "санаторий", "профилакторий", "планетарий", "комментарий")
    )


def _is_abbreviation(word: str) -> bool:
    """«МОКУ», «СОШ», «ЦДО», also with small letters inside («МинОбр»)."""
    return sum(sign.isupper() for sign in word) > 1


def _declined(word: str, case: str, rules: tuple[tuple[str, Endings], ...], lives: bool) -> str:
    if MASCULINE.search(word):
        rules = ((r"ь", ("я", "ю", None, "ем", "е")),)
    for ending, endings in rules:
        found = re.search(rf"{ending}$", word.lower())
        if found:
            place = CASES.index(Case(case))
            form = endings[place]
            if form is None:
                if not lives:
                    return word
                form = endings[0]
            return word[: found.start()] + form
    return word


# What bodies are, as the first noun of their names says it, in the genitive.
SORTS = (
    (r"комисси", "комиссии"),
    (r"собрани", "собрания"),
    (r"конференци", "конференции"),
    (r"объединени", "объединения"),
    (r"комитет", "комитета"),
    (r"групп", "группы"),
    (r"коллеги", "коллегии"),
)


def shortly(body: Any) -> str:
    """What a body is, in the genitive, for «1 член совета»: what its name says first, a council as a rule."""
    name = body.name.lower()
    found = [(match.start(), said) for sort, said in SORTS if (match := re.search(rf"\b{sort}", name))]
    council = re.search(r"\bсовет", name)
    if council is not None:
        found.append((council.start(), "совета"))
    return min(found)[1] if found else "комиссии" if body.kind == "commission" else "совета"
