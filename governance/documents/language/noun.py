"""The noun that names a kind of paper: its cases, and its gender, with which past forms agree.

Source: docs/domain.md, "Words of papers".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from governance.roles.names import Case


class NounGender(StrEnum):
    """Of a noun; the plural has one form for all."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    PLURAL = "plural"


# A word or a phrase in the form of each gender.
ByGender = Mapping[NounGender, "str | Promise"]


def agreeing(text: str) -> ByGender:
    """The form for each gender: «утверждён», «утверждена» … The gender is the context of its translation."""
    return {gender: pgettext_lazy(gender.value, text) for gender in NounGender}


@dataclass(frozen=True)
class Noun:
    """«учебный план»: each case as a whole phrase. A title begins with the phrase, or with its last words."""

    gender: NounGender
    nominative: str
    genitive: str
    accusative: str

    def decline(self, title: str, case: str) -> str:
        """«Положение о школьном округе» → «положения о школьном округе»; another title quoted behind the noun."""
        form, known = self._form(case), self._known_words(title)
        if not known:
            return f"{form} «{title}»"
        return " ".join([*form.split()[-known:], *title.split()[known:]])

    def head(self, rest: str, case: str) -> str:
        """«Список», «поощрённых работников» → «списка поощрённых работников»; the nominative begins a title."""
        form = self._form(case)
        begins = f"{form[:1].upper()}{form[1:]}" if case == Case.NOMINATIVE else form
        return f"{begins} {rest}"

    def _form(self, case: str) -> str:
        forms = {
            Case.NOMINATIVE: self.nominative,
            Case.GENITIVE: self.genitive,
            Case.ACCUSATIVE: self.accusative,
        }
        wanted = Case(case)
        if wanted not in forms:
            raise ValueError(f"Titles are not declined into the {wanted} case.")
        return forms[wanted]

    def split(self, title: str) -> list[str]:
        """«Положение», «о школьном округе»: the noun alone, then the rest; one line for a title without the noun."""
        words, known = title.split(), self._known_words(title)
        lines = [" ".join(words[:known]), " ".join(words[known:])]
        return [line for line in lines if line]

    def _known_words(self, title: str) -> int:
        """With how many of the last words of the phrase the title begins."""
        words, phrase = [word.lower() for word in title.split()], self.nominative.split()
        return next((count for count in range(len(phrase), 0, -1) if words[:count] == phrase[-count:]), 0)

    def ending(self, masculine: str, feminine: str, neuter: str, plural: str) -> str:
        """The form of a past participle on paper that agrees with the noun."""
        return {
            NounGender.MASCULINE: masculine,
            NounGender.FEMININE: feminine,
            NounGender.NEUTER: neuter,
            NounGender.PLURAL: plural,
        }[self.gender]
