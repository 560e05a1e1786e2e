"""Which forms the words of an activity suggest: «Муниципальная олимпиада школьников» → the form of an event."""

import re
from collections.abc import Mapping

from governance.documents.language.search import searchable
from governance.documents.settings.order_library.form import LibraryForm

# Endings that change with the case: «олимпиада», «олимпиады», «олимпиадой».
SHORTEST, ENDING = 5, 2
WORD = re.compile(r"[^\W_]+")


def suggested(text: str, forms: Mapping[str, LibraryForm]) -> list[str]:
    """The codes of the forms whose words stand in the text, in whatever case; the best first."""
    words = WORD.findall(searchable(text))
    found = {code: sum(_says(words, phrase) for phrase in form.words) for code, form in forms.items()}
    return sorted((code for code, count in found.items() if count), key=lambda code: -found[code])


def _says(words: list[str], phrase: str) -> bool:
    return all(
        any(word.startswith(_stem(part)) for word in words) for part in WORD.findall(searchable(phrase))
    )


def _stem(word: str) -> str:
    return word[:-ENDING] if len(word) > SHORTEST else word
