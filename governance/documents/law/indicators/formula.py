"""A formula of an indicator: a small language of numbers, names, + - * / and parentheses, and the sum over the schools.

Pure. Read by a parser of its own, never by `eval`; numbers are exact fractions, so 1/3*3 is 1. Nothing is rounded here.

    profile / seniors * 100
    sum(given) / sum(planned) * 100          «сумма(…)» is the same word

A name is that of an input or of another indicator. A number may have a comma or a point.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, shown

LONGEST_FORMULA = 300
DEEPEST = 20
NAME: Final = re.compile(r"[^\W\d]\w{0,39}")
NUMBER: Final = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
SUMS = ("sum", "сумма")
SIGNS = "+-*/()"


@dataclass(frozen=True)
class Number:
    value: Fraction


@dataclass(frozen=True)
class Name:
    code: str


@dataclass(frozen=True)
class OverSchools:
    """The sum of what stands in it over all schools."""

    inner: "Node"


@dataclass(frozen=True)
class Negative:
    inner: "Node"


@dataclass(frozen=True)
class Binary:
    sign: str
    left: "Node"
    right: "Node"


Node = Number | Name | OverSchools | Negative | Binary


@dataclass(frozen=True)
class Quotient:
    """A formula that divides one thing by another, times a number: `part / whole * times`."""

    part: Node
    whole: Node
    times: Fraction


def parse(text: str) -> Node:
    """Read a formula. Raises `ImpossibleInput` with the place and the sign that does not fit."""
    if len(text) > LONGEST_FORMULA:
        raise ImpossibleInput(
            _("The formula has %(length)d signs, and %(most)d fit.")
            % {"length": len(text), "most": LONGEST_FORMULA}
        )
    return _Parser(text).whole()


def names_in(node: Node, *, within_sum: bool | None = None) -> set[str]:
    """The names of a formula; `within_sum`: only those under a sum over the schools, or only the others."""
    return {code for code, is_summed in _names(node, False) if within_sum in (None, is_summed)}


def _names(node: Node, is_summed: bool) -> Iterator[tuple[str, bool]]:
    match node:
        case Name(code):
            yield code, is_summed
        case OverSchools(inner):
            yield from _names(inner, True)
        case Negative(inner):
            yield from _names(inner, is_summed)
        case Binary(_sign, left, right):
            yield from _names(left, is_summed)
            yield from _names(right, is_summed)


def quotient(node: Node) -> Quotient | None:
    """The formula as a part of a whole, if it has this form: `a / b`, `a / b * 100`, `100 * a / b`."""
    match node:
        case Binary("*", left, Number(times)) | Binary("*", Number(times), left):
            inner = quotient(left)
            return inner and Quotient(inner.part, inner.whole, inner.times * times)
        case Binary("/", Binary("*", part, Number(times)) | Binary("*", Number(times), part), whole):
            return Quotient(part, whole, times)
        case Binary("/", part, whole):
            return Quotient(part, whole, Fraction(1))
    return None


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = 0
        self.depth = 0

    def whole(self) -> Node:
        if not self.tokens:
            raise ImpossibleInput(_("The formula is empty."))
        node = self.sums()
        if self.place < len(self.tokens):
            self._refuse()
        return node

    def sums(self) -> Node:
        node = self.products()
        while (sign := self._sign("+-")) is not None:
            node = Binary(sign, node, self.products())
        return node

    def products(self) -> Node:
        node = self.single()
        while (sign := self._sign("*/")) is not None:
            node = Binary(sign, node, self.single())
        return node

    def single(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ImpossibleInput(_("The formula has too many parentheses within each other."))
        try:
            return self._single()
        finally:
            self.depth -= 1

    def _single(self) -> Node:
        if self._sign("-") is not None:
            return Negative(self.single())
        if self._sign("(") is not None:
            return self._closed()
        token = self._next()
        if NUMBER.fullmatch(token):
            return Number(Fraction(token.replace(",", ".")))
        if not NAME.fullmatch(token):
            self.place -= 1
            self._refuse()
        if token.lower() in SUMS and self._sign("(") is not None:
            return OverSchools(self._closed())
        return Name(token)

    def _closed(self) -> Node:
        node = self.sums()
        if self._sign(")") is None:
            if self.place == len(self.tokens):
                raise ImpossibleInput(_("A parenthesis of the formula is not closed."))
            self._refuse()
        return node

    def _sign(self, signs: str) -> str | None:
        if self.place < len(self.tokens) and self.tokens[self.place][1] in signs:
            self.place += 1
            return self.tokens[self.place - 1][1]
        return None

    def _next(self) -> str:
        if self.place == len(self.tokens):
            raise ImpossibleInput(_("The formula breaks off: a number or a name is missing at its end."))
        self.place += 1
        return self.tokens[self.place - 1][1]

    def _refuse(self) -> None:
        position, token = self.tokens[self.place]
        raise ImpossibleInput(
            _("The formula is not understood from sign %(position)d on: %(token)s.")
            % {"position": position + 1, "token": shown(token)}
        )


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a formula, each with its place."""
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = NUMBER.match(text, place) or NAME.match(text, place)
        piece = found[0] if found else text[place]
        yield place, piece
        place += len(piece)
