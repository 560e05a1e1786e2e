"""What a form of orders has to hold together: each mistake in a sentence, before the form is kept."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.settings.body_patterns import PATTERNS
from governance.documents.settings.forms.form import BLANK, check_brackets
from governance.documents.settings.forms.order_form import LONGEST_TITLE
from governance.documents.settings.order_library.blanks import BlankType, split_way
from governance.documents.settings.order_library.parts import (
    CHAIR,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_BLANKS,
    MOST_COLUMNS,
    MOST_POINTS,
    SECRETARY,
    SERIES,
    FormAnnex,
    FormParts,
    FormPoint,
    names_in,
)


@dataclass(frozen=True)
class Checked:
    """The form as somebody gives it, before it is kept."""

    form: FormParts

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
        if form.sets_up not in PATTERNS:
            raise ValidationError(_("Choose from the list what the order sets up."))
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
