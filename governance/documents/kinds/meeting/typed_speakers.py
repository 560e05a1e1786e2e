"""A speaker whom an agenda names by typed words, in the case in which minutes begin: «Иванова А.А.» → «Иванову А.А.».

A suggestion: whoever keeps the minutes corrects it. What is no name, or whose gender nothing tells, stays as it is.
"""

import re

from governance.documents.settings.posts import declined
from governance.roles.names import Case, Gender, decline, guess_gender

CAPITALIZED = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
# The surname with initials or both names, between a post and what follows: «директор Пелевин Л. В. (доклад)».
NAME = re.compile(
    rf"(?P<post>(?:[А-ЯЁа-яё.-]+\s+)*?)(?P<surname>{CAPITALIZED})\s+"
    rf"(?:(?P<initials>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)|(?P<given>{CAPITALIZED})\s+(?P<patronymic>[А-ЯЁ][а-яё]+(?:ич|вна|чна)))"
    r"(?P<rest>$|[\s,;(—–-].*)"
)
# «, заместитель директора» before a remark in brackets or behind a dash.
POST_BEHIND = re.compile(r"(?P<comma>,\s*)(?P<post>[^,(—–]*[^,(—–\s])(?P<rest>.*)")
INTRODUCTION = re.compile(r"(?:содокладчик|автор проекта):\s*")


def typed_in_accusative(words: str, district: int) -> str:
    """Each of the speakers, parted by semicolons; posts as the district (its id) has corrected them."""
    return "; ".join(_speaker(speaker.strip(), district) for speaker in words.split(";"))


def _speaker(words: str, district: int) -> str:
    introduced = INTRODUCTION.match(words)
    found = NAME.fullmatch(words, introduced.end() if introduced else 0)
    if found is None:
        return words
    surname, given, patronymic = found["surname"], found["given"] or "", found["patronymic"] or ""
    gender = guess_gender(patronymic, given, surname)
    if gender is Gender.UNKNOWN:
        return words
    name = decline(surname, given, patronymic, Case.ACCUSATIVE, gender)
    if found["initials"]:
        name = f"{name} {found['initials'].strip()}"
    before = found["post"]
    if before:
        before = f"{declined(before.strip(), Case.ACCUSATIVE, district)} "
    return f"{before}{name}{_behind(found['rest'], district)}"


def _behind(rest: str, district: int) -> str:
    post = POST_BEHIND.fullmatch(rest)
    if post is None:
        return rest
    return f"{post['comma']}{declined(post['post'], Case.ACCUSATIVE, district)}{post['rest']}"
