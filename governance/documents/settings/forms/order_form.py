"""The form of a whole order: its title, the ground before ПРИКАЗЫВАЮ, its points, a line each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.settings.forms.form import ANNEXED, BLANK, FormSetting, fill, paragraphs

# What is approved stands in the first point: the mark on the annex names it.
LONGEST_TITLE = 500
HEAD = 2

T = TypeVar("T")
Records = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class FilledOrder:
    """An order in words, ready to be drafted."""

    title: str
    grounds: str
    points: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class OrderForm(FormSetting):
    """First line the title, second the ground, then a point a line.

    `repeated`: by a name the blanks of which a point says one record; such a point is repeated for each, and left out
    where there is none.
    """

    repeated: Mapping[str, frozenset[str]] | None = None
    approves: bool = True

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        lines = paragraphs(text)
        if len(lines) <= HEAD:
            raise ValidationError(
                _("Write the title in the first line, the ground in the second, then at least one point.")
            )
        if len(lines[0]) > LONGEST_TITLE:
            raise ValidationError(_("The title is longer than 500 characters: shorten it."))
        if self.approves and ANNEXED not in lines[HEAD]:
            raise ValidationError(
                _("The first point approves the annex: it has to say «%(word)s».") % {"word": ANNEXED}
            )
        for number, line in enumerate(lines):
            groups = self._groups(line)
            if groups and (number < HEAD or len(groups) > 1):
                raise ValidationError(
                    _("What is said of each one stands in a point of its own: %(line)s")
                    % {"line": line[:120]}
                )
        return text

    def worded(
        self, district: int, records: Records | None = None, day: date | None = None, /, **said: str
    ) -> FilledOrder:
        """The order; `records` by the names in `repeated`: what each repeated point says."""
        return self._composed(self.on(district, day), records or {}, said)

    def example(self, text: str) -> list[str]:
        records = {name: [self.blanks] for name in self.repeated or {}}
        words = self._composed(text, records, self.blanks)
        points = [f"{number}. {point}" for number, point in enumerate(words.points, start=1)]
        return [words.title, words.grounds, "ПРИКАЗЫВАЮ:", *points]

    def _composed(self, text: str, records: Records, said: Mapping[str, str]) -> FilledOrder:
        title, grounds, *lines = paragraphs(text)
        points: list[str] = []
        for line in lines:
            points += [fill(line, {**said, **record}) for record in said_of_each(self._groups(line), records)]
        return FilledOrder(fill(title, said), fill(grounds, said), tuple(points))

    def _groups(self, line: str) -> list[str]:
        return groups_in(BLANK.findall(line), self.repeated or {})


def groups_in(named: Iterable[str], repeated: Mapping[str, frozenset[str]]) -> list[str]:
    """Of which groups a line names blanks; more than one is a mistake of the form."""
    names = set(named)
    return [group for group, blanks in repeated.items() if blanks & names]


def said_of_each(
    groups: Sequence[str], records: Mapping[str, Sequence[Mapping[str, T]]]
) -> Sequence[Mapping[str, T]]:
    """The records for each of which a line is repeated; one that names no group is said once."""
    return records.get(groups[0], ()) if groups else ({},)
