"""What templates/governance/components show: links, facts, notices, tabs, steps, bars."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Later
else:
    Later = Promise

# Text that is translated now or when it is shown.
Words = str | Later


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A link to another page. `asked`: it leads to what the reader is asked to do."""

    label: Words
    href: str
    asked: bool = False


class Badge(NamedTuple):
    """A state with its meaning (components/badge.html)."""

    meaning: str
    word: Words


@dataclass(frozen=True)
class Crumb:
    """One page above the present one (components/crumbs.html)."""

    label: Words
    href: str


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab of a page (components/tabs.html); `name` is the name of the part that it opens."""

    label: Words
    href: str
    name: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A ready-made list; the one that is shown is the `current` one."""

    label: Words
    href: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A large number (components/figures.html)."""

    value: object
    name: Words
    note: Words = ""
    href: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Fact:
    """A name and its value (components/facts.html)."""

    name: Words
    value: object
    href: str = ""

    @property
    def is_known(self) -> bool:
        return self.value not in ("", None)


def known(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that have a value."""
    return [fact for fact in facts if fact.is_known]


@dataclass(frozen=True, kw_only=True)
class Banner:
    """A sentence that must not be overlooked (components/notice.html)."""

    meaning: str
    text: Words
    title: Words = ""
    link: str = ""
    link_label: Words = ""


@dataclass(frozen=True, kw_only=True)
class RouteStep:
    """One step of a paper's route (components/route.html)."""

    name: str
    note: str = ""
    meaning: str = "quiet"
    now: bool = False


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of components/bars.html: `value` is its length, `shown` the same in words."""

    label: Words
    value: int | Decimal
    shown: str = ""
    note: Words = ""
    href: str = ""
    meaning: str = ""


def sums_by_name(values: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for name, value in values:
        sums[name] += value
    return sums


def largest_first(
    values: Iterable[tuple[str, Decimal]], shown: Callable[[Decimal], str], *, meaning: str = ""
) -> list[Bar]:
    """A bar for each name with the sum of its values, which `shown` puts into words."""
    ordered = sorted(sums_by_name(values).items(), key=lambda item: -item[1])
    return [Bar(label=name, value=total, shown=shown(total), meaning=meaning) for name, total in ordered]


@dataclass(frozen=True)
class Bars:
    """Bars (components/chart.html), and the length that fills the whole: of the longest, unless it is given.

    `caption`: what screen readers hear, where it is not the title; `note`: a sentence below them.
    """

    bars: Sequence[Bar]
    most: int | Decimal | None = None
    caption: Words = ""
    title: Words = ""
    note: Words = ""

    def __post_init__(self) -> None:
        if self.most is None:
            object.__setattr__(self, "most", max((bar.value for bar in self.bars), default=0) or 1)
