"""What a form of orders consists of, as a district keeps it: stored as JSON, refused where it does not hold together.

Blanks in braces and options in square brackets are those of all forms (decision 45); a blank may say how it is said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.settings.forms.form import BLANK, check_brackets
from governance.documents.settings.forms.order_form import LONGEST_TITLE, groups_in
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
class LibraryForm:
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

    @classmethod
    def from_json(cls, value: Any) -> "LibraryForm":
        """Raises ValidationError with a sentence."""
        try:
            form = cls(
                name=_line(value["name"]),
                heading=_line(value["heading"]),
                grounds=_line(value.get("grounds")),
                blanks=tuple(map(Blank.from_json, value["blanks"])),
                points=tuple(
                    FormPoint(
                        _line(point["text"]),
                        bool(point.get("inner")),
                        _line(point.get("executor")),
                        _line(point.get("due")),
                    )
                    for point in value["points"]
                ),
                annexes=tuple(
                    FormAnnex(
                        _line(annex["title"]),
                        tuple((_line(head), _line(text)) for head, text in annex["columns"]),
                    )
                    for annex in value.get("annexes", ())
                ),
                readers=tuple(filter(None, map(_line, value.get("readers", ())))),
                series=str(value.get("series", SERIES[0])),
                control=_line(value.get("control")),
                kept=_line(value.get("kept")),
                words=tuple(filter(None, map(_line, value.get("words", ())))),
                offered=bool(value.get("offered", True)),
                members=_line(value.get("members")),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValidationError(_("This is no form of an order: open the page again.")) from error
        Checked(form).check()
        return form

    def to_json(self) -> dict[str, Any]:
        points = []
        for point in self.points:
            said: dict[str, Any] = {"text": point.text}
            said |= {name: value for name, value in vars(point).items() if name != "text" and value}
            points.append(said)
        return {
            "name": self.name,
            "heading": self.heading,
            "grounds": self.grounds,
            "blanks": [blank.to_json() for blank in self.blanks],
            "points": points,
            "annexes": [
                {"title": annex.title, "columns": [list(column) for column in annex.columns]}
                for annex in self.annexes
            ],
            "readers": list(self.readers),
            "series": self.series,
            "control": self.control,
            "kept": self.kept,
            "words": list(self.words),
            "offered": self.offered,
            "members": self.members,
        }

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


@dataclass(frozen=True)
class Checked:
    """The form as somebody gives it, before it is kept."""

    form: LibraryForm

    def check(self) -> None:
        """Raises ValidationError with the first sentence."""
        form = self.form
        self._sizes()
        names = [blank.name for blank in form.blanks]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValidationError(_("Two blanks are called {%(name)s}: rename one.") % {"name": twice})
        if clash := next((table for table in form.tables if table in form.known), None):
            raise ValidationError(
                _("A table and a blank are both called «%(name)s»: rename one.") % {"name": clash}
            )
        for text in (form.heading, form.grounds, form.control):
            if self._words(text):
                raise ValidationError(
                    _("What is said of each one stands in a point of its own: %(line)s")
                    % {"line": text[:120]}
                )
        for number, point in enumerate(form.points, start=1):
            self._point(number, point)
        for annex in form.annexes:
            self._annex(annex)
        for name in form.readers:
            if name not in form.known or form.known[name].type != BlankType.PERSON:
                raise ValidationError(
                    _("Who reads the order is named by a blank of a person; «%(name)s» is none.")
                    % {"name": name[:40]}
                )
        self._all_are_said()
        self._members()

    def _members(self) -> None:
        """An order that sets up a body names it, and its members with their places, in the words of the order."""
        form = self.form
        if not form.members:
            if any(blank.type == BlankType.BODY for blank in form.blanks):
                raise ValidationError(_("Name the table of the members of the new commission or council."))
            return
        columns = form.tables.get(form.members, [])
        types = [blank.type for blank in columns if not blank.optional]
        if BlankType.PERSON not in types or BlankType.CHOICE not in types:
            raise ValidationError(
                _("The table of the members has a person and a choice of places, which may not stay empty.")
            )
        person, place = form.member
        if not {CHAIR, SECRETARY}.issubset(place.choices):
            raise ValidationError(
                _("The places of the members name «%(chair)s» and «%(secretary)s» among others.")
                % {"chair": CHAIR, "secretary": SECRETARY}
            )
        if form.body is None or form.body.optional:
            raise ValidationError(
                _("Name the body by a blank that is asked once: a new one, or one of the district.")
            )
        said = {name for point in form.points for name in names_in(point.text)}
        if not {form.body.name, person.name, place.name} <= said:
            raise ValidationError(_("The points say which body it is, who sits in it and on which place."))

    def _sizes(self) -> None:
        form = self.form
        if not form.name or len(form.name) > LONGEST_NAME:
            raise ValidationError(_("Name the form, in at most 120 signs."))
        if not form.heading or len(form.heading) > LONGEST_TITLE:
            raise ValidationError(_("Write the heading: «О …», «Об …»."))
        if not form.points:
            raise ValidationError(_("Write at least one point."))
        if form.series not in SERIES:
            raise ValidationError(_("Choose the series of the order from the list."))
        if (
            len(form.blanks) > MOST_BLANKS
            or len(form.points) > MOST_POINTS
            or sum(len(annex.columns) for annex in form.annexes) > MOST_COLUMNS
        ):
            raise ValidationError(
                _("A form has at most 60 blanks, 60 points and 40 columns: divide it into two.")
            )
        if any(len(text) > LONGEST_LINE for text in (form.kept, form.control, *form.words)):
            raise ValidationError(_("Control, term of keeping and words fit 300 signs each: shorten them."))

    def _words(self, text: str) -> list[str]:
        """The tables that the text names. Raises ValidationError for blanks that are unknown or said impossibly."""
        if len(text) > LONGEST_WORDS:
            raise ValidationError(
                _("A point fits 3,000 signs: divide it. It begins: %(line)s") % {"line": text[:80]}
            )
        check_brackets(text)
        for written in BLANK.findall(text):
            name, way = split_way(written)
            if name not in self.form.known:
                raise ValidationError(
                    _("Nothing fills the blank {%(name)s}: add it to the blanks, or correct it in the text.")
                    % {"name": name[:40]}
                )
            self.form.known[name].check_way(way)
        return self.form.groups(text)

    def _point(self, number: int, point: FormPoint) -> None:
        if not point.text:
            raise ValidationError(_("Point %(number)s has no words.") % {"number": number})
        if number == 1 and point.inner:
            raise ValidationError(_("The first point stands inside no other one."))
        tables = {*self._words(point.text), *self._words(point.executor)}
        if point.due:
            blank = self.form.known.get(point.due)
            if blank is None or blank.type not in (BlankType.DAY, BlankType.SPAN):
                raise ValidationError(
                    _("The term of point %(number)s is the name of a blank of a day; «%(name)s» is none.")
                    % {"number": number, "name": point.due[:40]}
                )
            tables |= {blank.table} - {""}
        if len(tables) > 1:
            raise ValidationError(
                _("Point %(number)s names blanks of two tables: divide it.") % {"number": number}
            )

    def _annex(self, annex: FormAnnex) -> None:
        if not annex.title or len(annex.title) > LONGEST_LINE:
            raise ValidationError(_("Give each annex a title of at most 300 signs."))
        if self._words(annex.title):
            raise ValidationError(_("The title of an annex names no blank of a table."))
        if not annex.columns or any(not head or not text for head, text in annex.columns):
            raise ValidationError(
                _("Each column of the annex «%(title)s» needs a head and its words.") % {"title": annex.title}
            )
        if len({table for _head, text in annex.columns for table in self._words(text)}) != 1:
            raise ValidationError(
                _("The annex «%(title)s» lists the rows of one table: its columns name blanks of it alone.")
                % {"title": annex.title}
            )

    def _all_are_said(self) -> None:
        form = self.form
        said = {
            *names_in(" ".join([form.heading, form.grounds, form.control])),
            *(name for point in form.points for name in names_in(f"{point.text} {point.executor}")),
            *(point.due for point in form.points),
            *(name for annex in form.annexes for name in names_in(_all_words(annex))),
            *form.readers,
        }
        if unsaid := next((blank.name for blank in form.blanks if blank.name not in said), None):
            raise ValidationError(
                _("The blank {%(name)s} stands nowhere in the order: use it, or take it out.")
                % {"name": unsaid}
            )


def _all_words(annex: FormAnnex) -> str:
    return " ".join([annex.title, *(text for _head, text in annex.columns)])


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def lines(text: str) -> Iterable[str]:
    return filter(None, map(_line, text.splitlines()))
