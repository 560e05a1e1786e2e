"""The navigation: the sections of the desk in three groups, each with whom it is for. A kind of paper enters its own.

The side bar (components/side.html) lists all that a person has a use for; the bar of a phone holds the first few.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.desk.base.components import Words
from governance.desk.base.page import DOCUMENTS, Section
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# How many sections the bar of a phone holds, beside the way to all others.
IN_THE_BAR = 4


class Group(models.TextChoices):
    WORK = "work", pgettext_lazy("navigation", "Work")
    PAPERS = "papers", pgettext_lazy("navigation", "Documents")
    DISTRICT = "district", pgettext_lazy("navigation", "District")


@dataclass(frozen=True)
class Reader:
    """Whoever reads a page: their appointments today, and the (right, unit id) pairs that these give."""

    appointments: Sequence[Appointment] = ()
    pairs: Collection[tuple[str, int]] = ()

    @property
    def is_guest(self) -> bool:
        """Acts for outside bodies alone: sees the papers that these are asked about, and nothing else."""
        return bool(self.appointments) and all(one.unit.kind == UnitKind.OUTSIDE for one in self.appointments)

    @property
    def is_only_a_teacher(self) -> bool:
        """Sees only their tasks and their own sheets."""
        return bool(self.appointments) and all(one.role == Role.TEACHER for one in self.appointments)

    @property
    def is_insider(self) -> bool:
        return not (self.is_guest or self.is_only_a_teacher)

    def holds(self, *rights: Right) -> bool:
        wanted = {right.value for right in rights}
        return any(right in wanted for right, _unit in self.pairs)

    def sits_in(self, kind: UnitKind) -> bool:
        return any(one.unit.kind == kind for one in self.appointments)


Audience = Callable[[Reader], bool]


def everybody(reader: Reader) -> bool:
    return True


def insiders(reader: Reader) -> bool:
    return reader.is_insider


@dataclass(frozen=True)
class Entry:
    """A section in the navigation. Its name is that of its icon, too."""

    section: Section
    group: Group
    is_for: Audience
    # What it is called in its group, if that says more than the name of the section.
    label: Words
    # In its group: 0 stands first, 2 last; equals by their labels.
    place: int = 1
    # One of those that people open many times a day: it comes before the others in the bar of a phone.
    at_hand: bool = False


_entries: dict[str, Entry] = {}

# In which section the papers of a kind stand, by the kind; the declarations enter it.
OF_KINDS: dict[str, Section] = {}


def enter_section(
    section: Section,
    group: Group = Group.PAPERS,
    *,
    is_for: Audience = insiders,
    label: Words = "",
    place: int = 1,
    at_hand: bool = False,
) -> Section:
    """Put a section into the navigation of whoever it is for."""
    _entries[section.name] = Entry(section, group, is_for, label or section.label, place, at_hand)
    return section


def navigation_of(reader: Reader) -> list[Entry]:
    """What this person has a use for, group by group."""
    order = list(Group)
    entries = (entry for entry in _entries.values() if entry.is_for(reader))
    return sorted(entries, key=lambda entry: (order.index(entry.group), entry.place, str(entry.label)))


def section_here(section: str, kind: str, known: Collection[str]) -> str:
    """Which section a page marks, by name: a page about a paper that of its kind, whoever has made the page.

    `known`: the sections that its reader has; of a paper whose section is not among them, all documents are.
    """
    if not kind or section not in {one.name for one in OF_KINDS.values()}:
        return section
    own = OF_KINDS[kind].name
    return own if own in known else DOCUMENTS.name


def grouped(entries: Sequence[Entry]) -> list[tuple[Group, list[Entry]]]:
    return [(group, list(members)) for group, members in groupby(entries, key=lambda entry: entry.group)]


def in_the_bar(entries: Sequence[Entry]) -> list[Entry]:
    """Those that stand in the bar of a phone, in their order."""
    chosen = sorted(entries, key=lambda entry: not entry.at_hand)[:IN_THE_BAR]
    return [entry for entry in entries if entry in chosen]


enter_section(
    DOCUMENTS,
    label=_("All documents"),
    is_for=lambda reader: not reader.is_only_a_teacher,
    place=0,
    at_hand=True,
)
# Several kinds stand in it: the sitting, its voting sheets, its protocol with extracts, the count of its commission.
MEETINGS = enter_section(Section("meetings", _("Meetings"), "meetings"), Group.WORK, at_hand=True)
