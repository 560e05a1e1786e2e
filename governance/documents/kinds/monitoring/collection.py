"""A collection: figures are asked of all who give some, at once, for one time and until one day."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.monitoring.figures import Figures, asked_of
from governance.documents.kinds.monitoring.indicators import Indicators, indicators_in_force
from governance.documents.language.phrases import list_date
from governance.documents.law.indicators import Span
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

SEPTEMBER = 9


def period_words(span: str, starts_on: date, ends_on: date) -> str:
    """«за 2011/2012 учебный год», «с 01.09.2011 по 31.10.2011»."""
    if span == Span.YEAR:
        year = starts_on.year if starts_on.month >= SEPTEMBER else starts_on.year - 1
        return f"за {year}/{year + 1} учебный год"
    return f"с {list_date(starts_on)} по {list_date(ends_on)}"


def units_asked(edition: Indicators, span: Span) -> list[Unit]:
    """Schools first, then the others that give something of their own."""
    own = [int(key) for key in edition.sheet.units_asked()]
    found = Unit.objects.filter(district_id=edition.district_id).select_related("district")
    units = [unit for unit in found.order_by("pk") if unit.kind == UnitKind.SCHOOL or unit.pk in own]
    units.sort(key=lambda unit: unit.kind != UnitKind.SCHOOL)
    return [unit for unit in units if asked_of(edition, unit.pk, unit.kind == UnitKind.SCHOOL, span)]


@undivided
def begin_collection(
    district: Unit, *, by: Person, span: str, starts_on: date, ends_on: date, due: date
) -> list[Figures]:
    """A paper for each who is asked and has none for this time yet; whoever gives them gets a task.

    Raises NotLegal where no list is in force, the days are out of order, the last day is past, or all are asked.
    """
    Unit.objects.select_for_update().filter(pk=district.pk).first()
    edition = indicators_in_force(district.pk)
    if edition is None:
        raise NotLegal(_("The council has to adopt a list of indicators first."))
    if span not in list(Span) or ends_on < starts_on:
        raise NotLegal(_("Give the time that is measured, and its days in their order."))
    if due < clock.today():
        raise NotLegal(_("The day until which figures are asked is past: give a later one."))
    units = units_asked(edition, Span(span))
    if not units:
        raise NotLegal(_("No indicator of the list is measured for such a time."))
    asked = set(live(district.pk, span, starts_on, ends_on).values_list("unit_id", flat=True))
    if not (missing := [unit for unit in units if unit.pk not in asked]):
        raise NotLegal(_("These figures are asked already: look at the list."))
    words = period_words(span, starts_on, ends_on)
    return [
        draft(
            Figures,
            unit=unit,
            title=f"Показатели мониторинга {words}: {unit.short_name or unit.name}"[:500],
            by=by,
            readers=(district,),
            edition=edition,
            span=span,
            starts_on=starts_on,
            ends_on=ends_on,
            due=due,
        )
        for unit in missing
    ]


def live(district: int, span: str, starts_on: date, ends_on: date) -> QuerySet[Figures]:
    """Figures for a time that overlaps this one, and are still asked for or given."""
    return Figures.objects.filter(
        district_id=district, span=span, starts_on__lte=ends_on, ends_on__gte=starts_on
    ).exclude(state=Figures.State.CANCELLED)
