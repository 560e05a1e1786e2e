"""Of what a form of orders consists: its blanks, points and annexes, and what they say together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from governance.documents.settings.body_patterns import COMMISSION
from governance.documents.settings.forms.form import BLANK
from governance.documents.settings.forms.order_form import groups_in
from governance.documents.settings.order_library.blanks import Blank, BlankType, split_way

LONGEST_NAME, LONGEST_LINE, LONGEST_WORDS = 120, 300, 3000
MOST_BLANKS, MOST_POINTS, MOST_COLUMNS = 60, 60, 40
# Who sits in a body; whoever else is named sits there as a member.
CHAIR, SECRETARY = "председатель", "секретарь"
# The registers of a school in which orders are numbered (`Order.Series`).
SERIES = ("order", "order_staff", "order_pupils")


@dataclass(frozen=True)
class FormPoint:
    """A point. `inner`: it stands inside the one before; `executor`: words, or the blank of a person alone; `due`: the
    blank of a day or a span, which ends it."""

    text: str
    inner: bool = False
    executor: str = ""
    due: str = ""


@dataclass(frozen=True)
class FormAnnex:
    """A table behind the order: each column has its head and the words of a cell."""

    title: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormParts:
    """A form. `words`: those by which a row of a plan suggests it; `readers`: blanks of people who read the order;
    `kept`: how long; `offered`: whether it is offered for new orders."""

    name: str
    heading: str
    grounds: str
    blanks: tuple[Blank, ...]
    points: tuple[FormPoint, ...]
    annexes: tuple[FormAnnex, ...] = ()
    readers: tuple[str, ...] = ()
    series: str = SERIES[0]
    control: str = ""
    kept: str = ""
    words: tuple[str, ...] = field(default=())
    offered: bool = True
    # The table of those whom the order appoints to the body that it sets up or changes; empty: it appoints nobody.
    members: str = ""
    # By which pattern (`settings/body_patterns.py`) a body is set up.
    sets_up: str = COMMISSION

    @cached_property
    def known(self) -> dict[str, Blank]:
        return {blank.name: blank for blank in self.blanks}

    @cached_property
    def single(self) -> list[Blank]:
        """Those that are asked once."""
        return [blank for blank in self.blanks if not blank.table]

    @cached_property
    def tables(self) -> dict[str, list[Blank]]:
        """By its name the columns of each table, in the order of the form."""
        found: dict[str, list[Blank]] = {}
        for blank in self.blanks:
            if blank.table:
                found.setdefault(blank.table, []).append(blank)
        return found

    @cached_property
    def repeated(self) -> Mapping[str, frozenset[str]]:
        """By the name of a table the names of its blanks: what says one of them is repeated for each row."""
        return {table: frozenset(blank.name for blank in blanks) for table, blanks in self.tables.items()}

    def may_be_empty(self, table: str) -> bool:
        """Whether a table may have no row: its first blank is optional."""
        return self.tables[table][0].optional

    @cached_property
    def body(self) -> Blank | None:
        """The blank that names the body whose members it appoints: a new one, or one of the district."""
        named = [blank for blank in self.single if blank.type in (BlankType.BODY, BlankType.UNIT)]
        return next(iter(named), None) if self.members else None

    @cached_property
    def member(self) -> tuple[Blank, Blank]:
        """Of the table of members the person, and their place."""
        columns = self.tables[self.members]
        person = next(blank for blank in columns if blank.type == BlankType.PERSON)
        return person, next(blank for blank in columns if blank.type == BlankType.CHOICE)

    def groups(self, *texts: str) -> list[str]:
        """Of which tables these words name blanks."""
        return groups_in((name for text in texts for name in names_in(text)), self.repeated)


def names_in(text: str) -> Iterator[str]:
    """The blanks that stand in a text, without how they are said."""
    return (split_way(written)[0] for written in BLANK.findall(text))


def blank_alone(text: str) -> str:
    """The name of the blank of which the text consists; empty where there is more."""
    return split_way(text[1:-1])[0] if BLANK.fullmatch(text) else ""
