"""Names of people as papers write them: order, initials, cases.

Running text has «Винокурова С.А.», a signature line «С.А. Винокурова», a sentence asks for a case: «СЛУШАЛИ:
Винокурову С.А.», «выплатить Ивановой С.А.». The case forms are suggestions: no rule knows every surname, so a
corrected form is stored with the person. Nothing here raises: a foreign, shortened or empty name stays as
it was typed.
"""

from enum import StrEnum
from functools import cache

from pytrovich import (
    Case as RuleCase,
    Gender as RuleGender,
    NamePart,
    PetrovichDeclinationMaker,
    PetrovichGenderDetector,
)

from governance.roles import rare_surnames


class Gender(StrEnum):
    """The grammatical gender of a name; UNKNOWN leaves it in the nominative."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Case(StrEnum):
    """The cases of Russian, each with the question that office people know it by."""

    NOMINATIVE = "nominative"  # кто?
    GENITIVE = "genitive"  # кого? «в лице директора Пелевина Л.В.»
    DATIVE = "dative"  # кому? «выплатить Ивановой С.А.»
    ACCUSATIVE = "accusative"  # кого? «назначить Иванову С.А.»
    INSTRUMENTAL = "instrumental"  # кем? «подписан Пелевиным Л.В.»
    PREPOSITIONAL = "prepositional"  # о ком? «о Пелевине Л.В.»


MALE_ENDINGS = ("ич", "оглы", "улы")
FEMALE_ENDINGS = ("вна", "чна", "кызы", "гызы")


def full(surname: str, given: str = "", patronymic: str = "") -> str:
    """«Винокурова Светлана Андреевна»."""
    return " ".join(part for part in map(str.strip, (surname, given, patronymic)) if part)


def initials(given: str, patronymic: str = "") -> str:
    """«С.А.»; a double name keeps both letters («А.-М.»), a missing part is left out."""
    return "".join(_initial(part) for part in (given, patronymic))


def surname_first(surname: str, given: str = "", patronymic: str = "") -> str:
    """«Винокурова С.А.», as in running text and lists."""
    return f"{surname.strip()} {initials(given, patronymic)}".strip()


def signature_line(surname: str, given: str = "", patronymic: str = "") -> str:
    """«С.А. Винокурова», as beside a signature."""
    return f"{initials(given, patronymic)} {surname.strip()}".strip()


def beside_signature(short: str) -> str:
    """«Винокурова С.А.» → «С.А. Винокурова»."""
    surname, _space, first = short.rpartition(" ")
    return f"{first} {surname}".strip()


def guess_gender(patronymic: str = "", given: str = "", surname: str = "") -> Gender:
    """Derive the gender from the patronymic, which is unambiguous, or else from the other parts."""
    ending = patronymic.strip().lower()
    if ending.endswith(MALE_ENDINGS):
        return Gender.MALE
    if ending.endswith(FEMALE_ENDINGS):
        return Gender.FEMALE
    parts = {"firstname": given.strip(), "lastname": surname.strip()}
    known = {part: name for part, name in parts.items() if name and not _shortened(name)}
    if not known:
        return Gender.UNKNOWN
    guess = _detector().detect(**known)
    return {RuleGender.MALE: Gender.MALE, RuleGender.FEMALE: Gender.FEMALE}.get(guess, Gender.UNKNOWN)


def decline(surname: str, given: str, patronymic: str, case: Case, gender: Gender = Gender.UNKNOWN) -> str:
    """Suggest the full name in a case: «Винокуровой Светлане Андреевне»."""
    return full(*_declined(surname, given, patronymic, case, gender))


def decline_short(
    surname: str, given: str, patronymic: str, case: Case, gender: Gender = Gender.UNKNOWN
) -> str:
    """Suggest the surname in a case with its initials: «Винокуровой С.А.»."""
    return surname_first(_declined(surname, given, patronymic, case, gender)[0], given, patronymic)


def _declined(surname: str, given: str, patronymic: str, case: Case, gender: Gender) -> tuple[str, str, str]:
    if gender is Gender.UNKNOWN:
        gender = guess_gender(patronymic, given, surname)
    if gender is Gender.UNKNOWN or case is Case.NOMINATIVE:
        return surname, given, patronymic
    return (
        _inflect(NamePart.LASTNAME, surname, case, gender),
        _inflect(NamePart.FIRSTNAME, given, case, gender),
        _inflect(NamePart.MIDDLENAME, patronymic, case, gender),
    )


def _inflect(part: NamePart, name: str, case: Case, gender: Gender) -> str:
    name = name.strip()
    if not name or _shortened(name):
        return name
    if len(name) > 1 and name.isupper():
        return _inflect(part, name.title(), case, gender).upper()
    if part is not NamePart.LASTNAME:
        return _by_rule(part, name, case, gender)
    return "-".join(_inflected_surname(each, case, gender) for each in name.split("-"))


def _inflected_surname(name: str, case: Case, gender: Gender) -> str:
    rare = rare_surnames.declined(name.lower(), case, male=gender is Gender.MALE)
    if rare is None:
        return _by_rule(NamePart.LASTNAME, name, case, gender)
    return rare.capitalize() if name[:1].isupper() else rare


def _by_rule(part: NamePart, name: str, case: Case, gender: Gender) -> str:
    return _maker().make(part, RuleGender[gender.name], RuleCase[case.name], name) if name else name


def _shortened(name: str) -> bool:
    """An initial («С.») has no case."""
    return name.endswith(".") or len(name) == 1


def _initial(name: str) -> str:
    return "-".join(f"{piece[0].upper()}." for piece in name.strip().split("-") if piece[:1].isalpha())


# Reading the rules takes some 50 ms: done once a process, when a name is first declined. They never change
# afterwards, so threads share them.
@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@cache
def _detector() -> PetrovichGenderDetector:
    return PetrovichGenderDetector()
