"""People who are called by name in a remark: «@Винокурова С.А., посмотрите».

A name is found among those who may see the paper, and nobody else learns who there is: whoever may not see it and
whoever does not exist are refused with one sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.documents.record.readers import readers_of
from governance.roles.person import Person

# A surname, and then initials or names; an e-mail has a sign before its @.
_WORD = r"[^\W\d_][\w’'-]*"
_INITIALS = r"[^\W\d_]\.(?:\s?[^\W\d_]\.)?"
_CALLED = re.compile(rf"(?<![\w.@])@({_WORD}(?:[ \t]+(?:{_INITIALS}|{_WORD}(?:[ \t]+{_WORD})?))?)")


def mentioned_in(text: str, document: Document) -> list[Person]:
    """Those called in the text, each once. Raises NotLegal where a name is nobody's, or may be of several people."""
    called = [match[1] for match in _CALLED.finditer(text)]
    if not called:
        return []
    readers = readers_of(document)
    people = {person.pk: person for name in called for person in _found(name, readers)}
    return list(people.values())


def names_of(person: Person) -> Iterator[str]:
    """All ways to call somebody after @, as `_plain` leaves them."""
    yield _plain(person.surname)
    yield _plain(person.name)
    yield _plain(f"{person.surname} {person.given[:1]}.")
    yield _plain(f"{person.surname} {person.given}")
    yield _plain(person.full_name)


def _found(name: str, readers: Sequence[Person]) -> list[Person]:
    """Whom a name means, by as many of its words as are a name: the next word may be one of the sentence."""
    for part in _shorter(name):
        people = [person for person in readers if _plain(part) in set(names_of(person))]
        if people:
            _check_one(part, people)
            return people
    raise NotLegal(
        _(
            "Nobody who may see this paper is called «%(name)s»: correct the name after the sign @,"
            " or take the sign away."
        )
        % {"name": name}
    )


def _check_one(name: str, people: Sequence[Person]) -> None:
    """People of one full name are called together: nothing tells them apart."""
    full = sorted({person.full_name for person in people})
    if len(full) > 1:
        raise NotLegal(
            _("«%(name)s» may be any of these: %(people)s. Write the full name after the sign @.")
            % {"name": name, "people": ", ".join(full)}
        )


def _shorter(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[:count]) for count in range(len(words), 0, -1))


def _plain(name: str) -> str:
    """A name in small letters, without the dots and blanks of initials, ё as е."""
    small = name.strip().casefold().replace("ё", "е")
    return re.sub(r"\.\s*", ".", " ".join(small.split())).rstrip(".")
