"""Refusing what cannot be a rule or a count, each time with one sentence for the person who gave it."""

from typing import Any

from django.utils.translation import gettext as _

# Larger than any body; it keeps a slip of the keyboard out of a protocol.
LARGEST_NUMBER = 999_999


class ImpossibleCount(ValueError):
    """A rule or a count that cannot exist. Its text is one sentence that says what is wrong."""


def values_of(data: object, where: str, *names: str) -> list[Any]:
    """Return the values of exactly these names, in this order; any other object raises `ImpossibleCount`."""
    if not isinstance(data, dict):
        raise ImpossibleCount(_("“%(where)s” must be a JSON object.") % {"where": where})
    for name in names:
        if name not in data:
            raise ImpossibleCount(_("“%(name)s” is missing in “%(where)s”.") % {"name": name, "where": where})
    for name in data:
        if name not in names:
            raise ImpossibleCount(
                _("“%(where)s” has an unknown name: %(name)s.") % {"name": _shown(name), "where": where}
            )
    return [data[name] for name in names]


def check_numbers(**numbers: object) -> None:
    """Raise `ImpossibleCount` unless each is a whole number that a body can have."""
    for name, number in numbers.items():
        # The exact type, because True is an int to Python and no number to a person.
        if type(number) is not int or not 0 <= number <= LARGEST_NUMBER:
            raise ImpossibleCount(
                _("“%(name)s” must be a whole number from 0 to %(largest)d.")
                % {"name": name, "largest": LARGEST_NUMBER}
            )


def check_flags(**flags: object) -> None:
    """Raise `ImpossibleCount` unless each is true or false; 0 and 1 are not."""
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise ImpossibleCount(_("“%(name)s” must be true or false.") % {"name": name})


def check_word(name: str, word: object, allowed: tuple[str, ...]) -> None:
    """Raise `ImpossibleCount` unless the word is one of those allowed."""
    if word not in allowed:
        raise ImpossibleCount(
            _("“%(name)s” must be one of %(allowed)s, not %(word)s.")
            % {"name": name, "allowed": ", ".join(allowed), "word": _shown(word)}
        )


def _shown(value: object) -> str:
    """A stranger's value, short and on one line."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
