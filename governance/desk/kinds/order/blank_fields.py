"""The blanks of an order's form as fields of a page: each by its type, those of a table in rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import SumField, WholeField, day_field, refuse_reversed, text_field
from governance.desk.editors.rows import SAVING, RowsEditor
from governance.documents.kinds.order.filling import (
    LARGEST,
    LARGEST_SUM,
    LONGEST_BODY,
    LONGEST_TEXT,
    LONGEST_WORDS,
    MOST_ROWS,
    people_to_name,
)
from governance.documents.settings.order_library.blanks import Blank, BlankType
from governance.documents.settings.order_library.form import LibraryForm
from governance.roles.appointment import Appointment
from governance.roles.unit import Unit, UnitKind

PREVIEW = "preview"
# Of a span, the two fields.
FIRST, LAST = "first", "last"
MISSING = _("Fill this in: the order needs it.")

Choices = list[tuple[str, Words | list[tuple[str, str]]]]


class People:
    """The people and the schools and bodies that blanks of one school's order offer; a query each."""

    def __init__(self, school: Unit) -> None:
        self.school = school

    @cached_property
    def held(self) -> list[Appointment]:
        return people_to_name(self.school)

    @cached_property
    def units(self) -> list[Unit]:
        known = Unit.objects.filter(district_id=self.school.root_id).exclude(kind=UnitKind.DISTRICT)
        return list(known.order_by("pk"))

    @cached_property
    def people(self) -> Choices:
        """Those of the school first."""
        own = [one for one in self.held if one.unit_id == self.school.pk]
        others = [one for one in self.held if one.unit_id != self.school.pk]
        groups = [(self.school.short_name, own), (_("others of the district"), others)]
        return [(label, [_person(one) for one in held]) for label, held in groups if held]  # type: ignore[misc]  # a group has words over it

    def value(self, blank: Blank, key: str) -> Any:
        """The person or the unit that a choice names; None where nothing was chosen."""
        if blank.type == BlankType.PERSON:
            return next((one.person for one in self.held if str(one.person_id) == key), None)
        return next((unit for unit in self.units if str(unit.pk) == key), None)

    def choices(self, blank: Blank) -> Choices:
        empty: Choices = [("", "—")]
        match blank.type:
            case BlankType.PERSON:
                return empty + self.people
            case BlankType.UNIT:
                return empty + [(str(unit.pk), unit.name) for unit in self.units]
        return empty + [(one, one) for one in blank.choices]


def _person(held: Appointment) -> tuple[str, str]:
    return str(held.person_id), f"{held.person.name} — {held.capacity}"


class BlanksForm(forms.Form):
    """The fields of some blanks, whose values are read by `given_in`."""

    blanks: Sequence[Blank] = ()

    @property
    def lines(self) -> "list[list[forms.BoundField]]":
        return lines_of(self)

    def clean(self) -> None:
        for blank in self.blanks:
            if blank.type != BlankType.SPAN:
                continue
            first, last = f"{blank.field}_{FIRST}", f"{blank.field}_{LAST}"
            refuse_reversed(self, first, last)
            given = [self.cleaned_data.get(name) for name in (first, last)]
            if any(given) and not all(given) and not {first, last} & self.errors.keys():
                self.add_error(last if given[0] else first, _("Give both days, or none."))


def form_of_blanks(blanks: Sequence[Blank], people: People) -> type[BlanksForm]:
    """A class of forms that asks for these blanks."""
    fields = {name: field for blank in blanks for name, field in _fields(blank, people)}
    made = DeclarativeFieldsMetaclass("BlanksForm", (BlanksForm,), {"blanks": tuple(blanks), **fields})
    return cast(type[BlanksForm], made)


def _fields(blank: Blank, people: People) -> Iterable[tuple[str, forms.Field]]:
    needed = not blank.optional
    match blank.type:
        case BlankType.TEXT | BlankType.LONG | BlankType.BODY:
            longest = {BlankType.LONG: LONGEST_TEXT, BlankType.BODY: LONGEST_BODY}.get(
                blank.type, LONGEST_WORDS
            )
            lines = 4 if blank.type == BlankType.LONG else 1
            field: forms.Field = text_field(
                blank.asks, longest, lines=lines, missing=MISSING, printed=True, required=needed
            )
        case BlankType.DAY:
            field = day_field(blank.asks, missing=MISSING, required=needed)
        case BlankType.SPAN:
            yield f"{blank.field}_{FIRST}", day_field(blank.asks, missing=MISSING, required=needed)
            field = day_field(_("… until"), missing=MISSING, required=needed)
            yield f"{blank.field}_{LAST}", field
            return
        case BlankType.NUMBER:
            field = WholeField(
                label=blank.asks,
                min_value=0,
                max_value=LARGEST,
                said=_("Give a whole number, for example 72."),
                required=needed,
            )
        case BlankType.MONEY:
            field = SumField(
                label=blank.asks,
                min_value=0,
                max_value=LARGEST_SUM,
                decimal_places=2,
                max_digits=12,
                said=_("Give the sum in roubles, for example 1850,50."),
                required=needed,
            )
        case _:
            field = forms.ChoiceField(
                label=blank.asks,
                choices=people.choices(blank),
                required=needed,
                error_messages={"required": MISSING, "invalid_choice": _("Choose from the list.")},
            )
    yield blank.field, field


def given_in(blanks: Iterable[Blank], cleaned: Mapping[str, Any], people: People) -> dict[str, Any]:
    """What was given, by the names of the blanks, as the kind reads it."""
    given: dict[str, Any] = {}
    for blank in blanks:
        if blank.type == BlankType.SPAN:
            given[blank.name] = (
                cleaned.get(f"{blank.field}_{FIRST}"),
                cleaned.get(f"{blank.field}_{LAST}"),
            )
        elif blank.type in (BlankType.PERSON, BlankType.UNIT):
            given[blank.name] = people.value(blank, cleaned.get(blank.field, ""))
        else:
            given[blank.name] = cleaned.get(blank.field)
    return given


def shown(blanks: Iterable[Blank], kept: Mapping[str, Any], *, with_days: bool) -> dict[str, Any]:
    """What an order keeps of its blanks, as fields show it; a copy for another year has no days."""
    values: dict[str, Any] = {}
    for blank in blanks:
        value = kept.get(blank.name)
        is_day = blank.type in (BlankType.DAY, BlankType.SPAN)
        if value is None or (is_day and not with_days):
            continue
        if blank.type == BlankType.SPAN:
            values |= {f"{blank.field}_{FIRST}": value[0], f"{blank.field}_{LAST}": value[1]}
        else:
            values[blank.field] = value
    return values


def lines_of(form: forms.Form) -> list[list[forms.BoundField]]:
    """The fields of a form, one a line; of a span both days."""
    lines: list[list[forms.BoundField]] = []
    for field in form.visible_fields():
        if lines and field.name.endswith(f"_{LAST}") and lines[-1][0].name.endswith(f"_{FIRST}"):
            lines[-1].append(field)
        else:
            lines.append([field])
    return lines


class TableEditor(RowsEditor):
    """One table of a form as rows."""

    def __init__(
        self,
        name: str,
        form: LibraryForm,
        people: People,
        kept: Sequence[Mapping[str, Any]],
        data: QueryDict | None,
        *,
        with_days: bool,
    ) -> None:
        self.name, self.blanks, self.people = name, form.tables[name], people
        self.is_needed = not form.may_be_empty(name)
        super().__init__(
            f"rows_{name.replace(' ', '_')}",
            form_of_blanks(self.blanks, people),
            [shown(self.blanks, row, with_days=with_days) for row in kept],
            data,
            blank=0 if kept or data is not None else 1,
            least=1,
            most=MOST_ROWS,
            saved_by=(*SAVING, PREVIEW),
        )

    @property
    def given_rows(self) -> list[dict[str, Any]]:
        """Only after `is_valid`."""
        return [given_in(self.blanks, row, self.people) for row in self.given]
