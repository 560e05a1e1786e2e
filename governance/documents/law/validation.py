"""Reading JSON that a person wrote: whatever is impossible is refused with one sentence for that person.

Voting, criteria, ranking and distribution read their rules and numbers with these functions; what the numbers
mean is said there.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

# Larger than any body, class or mark: it keeps a typing error out of a protocol.
LARGEST_NUMBER = 999_999
LONGEST_WORD = 100
LONGEST_TEXT = 1000


class ImpossibleInput(ValueError):
    """A rule, a count or a value that cannot exist. Its text is one sentence that says what is wrong."""


def parsed(text: str) -> Any:
    """Read one JSON value; raises `ImpossibleInput` where the text is not JSON or gives a name twice."""
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repetition)
    except ImpossibleInput:
        raise
    except json.JSONDecodeError as error:
        raise ImpossibleInput(
            _("The input is not JSON: look at line %(line)d, position %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; brackets within brackets
        raise ImpossibleInput(
            _("The input cannot be read: a number is too long or brackets too deep.")
        ) from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is given twice: JSON would silently keep the last one."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ImpossibleInput(_("A name is given twice in one object of the input."))
    return values


@contextmanager
def about(whom: str | Promise, **values: object) -> Iterator[None]:
    """Begin the sentence of every refusal inside with whom or what it concerns.

    `whom` is a lazy translation, filled with `values` only when there is a refusal: ten thousand applicants are
    read, and at most one is named.
    """
    try:
        yield
    except ImpossibleInput as problem:
        raise ImpossibleInput(f"{whom % values}: {problem}") from problem


def values_of(
    data: object,
    where: str,
    *names: str,
    optional: Mapping[str, Any] | None = None,
    nullable: Mapping[str, Any] | None = None,
) -> list[Any]:
    """Return the values of exactly these names, in this order, then those of the optional and the nullable ones.

    `optional` maps each name that may be left out to its default, `nullable` each that may also be null. Raises
    `ImpossibleInput` for anything but a JSON object, and for missing or unknown names; `where` is how the sentence
    calls the object.
    """
    if not isinstance(data, dict):
        raise ImpossibleInput(_("“%(where)s” must be a JSON object.") % {"where": where})
    left_out, null = optional or {}, nullable or {}
    for name in names:
        if name not in data:
            raise ImpossibleInput(_("“%(name)s” is missing in “%(where)s”.") % {"name": name, "where": where})
    for name in data:
        if name not in names and name not in left_out and name not in null:
            raise ImpossibleInput(
                _("“%(where)s” has an unknown name: %(name)s.") % {"name": shown(name), "where": where}
            )
    return [
        *(data[name] for name in names),
        *(data.get(name, default) for name, default in left_out.items()),
        *(default if data.get(name) is None else data[name] for name, default in null.items()),
    ]


def check_numbers(**numbers: object) -> None:
    """Raise `ImpossibleInput` unless each is a whole number that a body can have."""
    for name, number in numbers.items():
        # The exact type, because True is an int to Python and no number to a person.
        if type(number) is not int or not 0 <= number <= LARGEST_NUMBER:
            raise ImpossibleInput(
                _("“%(name)s” must be a whole number from 0 to %(largest)d.")
                % {"name": name, "largest": LARGEST_NUMBER}
            )


def check_flags(**flags: object) -> None:
    """Raise `ImpossibleInput` unless each is true or false; 0 and 1 are not."""
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise ImpossibleInput(_("“%(name)s” must be true or false.") % {"name": name})


def check_word(name: str, word: object, allowed: Sequence[str]) -> None:
    """Raise `ImpossibleInput` unless the word is one of those allowed."""
    if word not in allowed:
        raise ImpossibleInput(
            _("“%(name)s” must be one of %(allowed)s, not %(word)s.")
            % {"name": name, "allowed": ", ".join(allowed), "word": shown(word)}
        )


def list_of(name: str, value: object) -> list[Any]:
    """Return the list; raises `ImpossibleInput` for anything else."""
    if not isinstance(value, list):
        raise ImpossibleInput(_("“%(name)s” must be a list in square brackets.") % {"name": name})
    return value


def word_of(name: str, value: object) -> str:
    """Return a code or an id: one line of text; raises `ImpossibleInput` for anything else."""
    if (
        not isinstance(value, str)
        or not value.strip()
        or not value.isprintable()
        or len(value) > LONGEST_WORD
    ):
        raise ImpossibleInput(
            _("“%(name)s” must be a text of one line with at most %(longest)d characters.")
            % {"name": name, "longest": LONGEST_WORD}
        )
    return value


def text_of(name: str, value: object) -> str:
    """Return a text that people read, perhaps empty; raises `ImpossibleInput` for anything else."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ImpossibleInput(
            _("“%(name)s” must be a text with at most %(longest)d characters.")
            % {"name": name, "longest": LONGEST_TEXT}
        )
    return value


def words_of(name: str, value: object) -> tuple[str, ...]:
    """Return a list of words, none of them twice; raises `ImpossibleInput` for anything else."""
    words = tuple(word_of(name, word) for word in list_of(name, value))
    check_once(name, words)
    return words


def check_once(name: str, words: Sequence[str]) -> None:
    """Raise `ImpossibleInput` if a word is given twice, and name it."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise ImpossibleInput(_("“%(name)s” gives %(word)s twice.") % {"name": name, "word": shown(word)})
        seen.add(word)


def decimal_of(
    name: str, value: object, *, digits: int = 6, places: int = 6, signed: bool = False
) -> Decimal:
    """Read a number given as text, with at most so many digits before and places after the point.

    As text, because JSON readers turn 4.7 into a binary fraction that is not 4.7. Raises `ImpossibleInput`
    for anything else, and for what is below zero unless `signed`.
    """
    if isinstance(value, str):
        if re.fullmatch(rf"{'-?' if signed else ''}[0-9]{{1,{digits}}}(\.[0-9]{{1,{places}}})?", value):
            return Decimal(value)
        if not signed and re.fullmatch(r"-[0-9]+(\.[0-9]+)?", value):
            raise ImpossibleInput(_("“%(name)s” cannot be below zero.") % {"name": name})
    raise ImpossibleInput(
        _(
            '“%(name)s” must be a number in quotation marks, such as "4.7", with at most %(digits)d digits'
            " before the point and %(places)d after it, not %(value)s."
        )
        % {"name": name, "digits": digits, "places": places, "value": shown(value)}
    )


def plain(number: Decimal) -> str:
    """Write a number without trailing zeros: 1, not 1.00."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: object) -> str:
    """The value as a refusal quotes it: short and on one line."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
