"""The noun that names a kind, in the cases that the headings of other papers need."""

from dataclasses import dataclass

from governance.documents.approval.approval import NounGender
from governance.roles.names import Case


@dataclass(frozen=True)
class Noun:
    """«учебный план»: each case as a whole phrase. A title begins with the phrase, or with its last words."""

    gender: NounGender
    nominative: str
    genitive: str
    accusative: str

    def decline(self, title: str, case: str) -> str:
        """«Положение о школьном округе» → «положения о школьном округе»; another title quoted behind the noun."""
        wanted = Case(case)
        forms = {
            Case.NOMINATIVE: self.nominative,
            Case.GENITIVE: self.genitive,
            Case.ACCUSATIVE: self.accusative,
        }
        if wanted not in forms:
            raise ValueError(f"Titles are not declined into the {wanted} case.")
        known = self._known_words(title)
        if not known:
            return f"{forms[wanted]} «{title}»"
        return " ".join([*forms[wanted].split()[-known:], *title.split()[known:]])

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
