"""People with their posts from a table: a person once, each post in a row of its own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.pages.people.scope import scope
from governance.desk.pages.tables.columns import TableColumn, TableRow, plain
from governance.desk.pages.tables.page import TablePage
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import ROLES, Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

GENDERS = {"м": Person.Gender.MALE, "ж": Person.Gender.FEMALE, "": ""}
DAY = "%d.%m.%Y"


class PeoplePage(TablePage):
    title = gettext_lazy("People and posts from a table")
    lead = gettext_lazy(
        "One post a row; whoever has two posts stands in two rows. Who is there already is not entered twice."
    )
    name = "import_people"
    file_name = "people.xlsx"
    columns = (
        TableColumn(
            "surname", "Фамилия", "Новикова", gettext_lazy("The surname alone."), required=True, longest=80
        ),
        TableColumn("given", "Имя", "Вера", gettext_lazy("The given name."), required=True, longest=80),
        TableColumn(
            "patronymic", "Отчество", "Львовна", gettext_lazy("Left empty where there is none."), longest=80
        ),
        TableColumn(
            "email",
            "Эл. почта",
            "novikova@school.example",
            gettext_lazy("They sign in with it: each person has one of their own."),
            required=True,
            longest=254,
            width=30,
        ),
        TableColumn(
            "gender",
            "Пол",
            "ж",
            gettext_lazy("м or ж: by it the name is declined. Left empty: by the patronymic."),
            longest=1,
            width=8,
            choices=("м", "ж"),
        ),
        TableColumn(
            "role",
            "Должность",
            "директор школы",
            gettext_lazy("One of the list; the beginning of it is enough."),
            required=True,
            width=34,
        ),
        TableColumn(
            "unit",
            "Где",
            "СОШ № 1",
            gettext_lazy("The name of the school or the body. Left empty: the district."),
            width=34,
        ),
        TableColumn(
            "title",
            "Как называть в документах",
            "директор СОШ № 1 г. Лузы",
            gettext_lazy("Left empty: the name of the post."),
            width=34,
        ),
        TableColumn(
            "seat",
            "Место в органе",
            "",
            gettext_lazy("For members who vote: the name of the seat."),
            longest=120,
        ),
        TableColumn(
            "since",
            "С какого дня",
            "01.09.2026",
            gettext_lazy("Left empty: from today."),
            longest=10,
            width=14,
        ),
        TableColumn(
            "until", "По какой день", "", gettext_lazy("Left empty: without an end."), longest=10, width=14
        ),
        TableColumn(
            "basis",
            "Основание",
            "приказ от 01.09.2026 № 5-К",
            gettext_lazy("Left empty: the basis that is given for the whole table."),
            longest=300,
            width=30,
        ),
    )

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        scope(request)

    def called(self, row: TableRow) -> str:
        return " ".join(filter(None, (row.cells["surname"], row.cells["given"], row.cells["patronymic"])))

    def choices(self) -> Mapping[str, Sequence[str]]:
        return {
            "role": sorted({label_of(role) for role in ROLES}),
            "unit": [unit.name for unit in self.units],
        }

    @cached_property
    def units(self) -> list[Unit]:
        inside = Q(pk=self.district.pk) | Q(district=self.district)
        return list(Unit.objects.filter(inside).select_related("district").order_by("kind", "pk"))

    def enter(self, row: TableRow) -> tuple[bool, str]:
        cells, by = row.cells, self.request.user
        basis = cells["basis"] or self.basis
        unit = self.unit_named(cells["unit"])
        role = role_named(cells["role"], unit)
        seat = seat_named(cells["seat"], unit) if cells["seat"] else None
        since, until = day_in(cells["since"]), day_in(cells["until"])
        person, is_new = self.person(row, basis)
        if self.holds(person, role, unit, since or clock.today()):
            return is_new, _("is there already")
        appoint(
            person, role, unit, by=by, basis=basis, since=since, until=until, seat=seat, title=cells["title"]
        )
        said = _("is entered, with the post «%(role)s»") if is_new else _("gets the post «%(role)s»")
        return True, said % {"role": f"{label_of(role)}, {unit.short_name or unit.name}"}

    def person(self, row: TableRow, basis: str) -> tuple[Person, bool]:
        """The person of the row, entered if they are not there yet; and whether they were entered now."""
        cells = row.cells
        email = cells["email"].lower()
        validate_email(email)
        names = {name: cells[name] for name in ("surname", "given", "patronymic")}
        there = Person.objects.filter(email=email).first()
        if there is not None:
            if there.district_id != self.district.pk:
                raise ValidationError(_("Somebody has this e-mail already."))
            if [plain(getattr(there, name)) for name in names] != [plain(typed) for typed in names.values()]:
                said = _("This e-mail is that of %(who)s: each person needs one of their own.")
                raise ValidationError(said % {"who": there.full_name})
            return there, False
        if plain(cells["gender"]) not in GENDERS:
            raise ValidationError(_("“%(typed)s”: write «м» or «ж».") % {"typed": cells["gender"]})
        gender = str(GENDERS[plain(cells["gender"])])
        by = self.request.user
        entered = enter_person(self.district, email, by=by, basis=basis, gender=gender, **names)  # type: ignore[arg-type]  # three texts
        return entered, True

    def holds(self, person: Person, role: Role, unit: Unit, since: date) -> bool:
        """Whether the person has that post on that day, or gets it later."""
        held = Appointment.objects.filter(person=person, role=role.value, unit=unit, stands_for=None)
        return held.filter(Q(until=None) | Q(until__gte=since)).exists()

    def unit_named(self, typed: str) -> Unit:
        if not typed:
            return self.district
        found = [unit for unit in self.units if plain(typed) in (plain(unit.name), plain(unit.short_name))]
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(
                _("“%(typed)s” is the name of several units: write the full one.") % {"typed": typed}
            )
        raise ValidationError(
            _("There is no “%(typed)s” here: enter it first, or correct the name.") % {"typed": typed}
        )


def label_of(role: Role) -> str:
    """The name of a post, which is Russian in a table whatever language the reader has chosen."""
    with translation.override("ru"):
        return str(role.label)


def role_named(typed: str, unit: Unit) -> Role:
    """The post of this name at such a unit; the beginning of its name is enough. Raises ValidationError."""
    labels = {role: label_of(role) for role, row in ROLES.items() if UnitKind(unit.kind) in row.held_at}
    exact = [role for role, label in labels.items() if plain(label) == plain(typed)]
    begun = [role for role, label in labels.items() if plain(label).startswith(plain(typed))]
    found = exact or begun
    if len(found) != 1:
        raise ValidationError(
            _("“%(typed)s” is no post at «%(unit)s»; there are: %(roles)s.")
            % {"typed": typed, "unit": unit.short_name or unit.name, "roles": ", ".join(labels.values())}
        )
    return found[0]


def seat_named(typed: str, unit: Unit) -> Seat:
    for seat in Seat.objects.filter(unit=unit, until=None):
        if plain(seat.name) == plain(typed):
            return seat
    raise ValidationError(
        _("«%(unit)s» has no seat “%(typed)s”: enter it first.") % {"unit": unit.name, "typed": typed}
    )


def day_in(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return datetime.strptime(typed, DAY).date()  # noqa: DTZ007  a day has no time zone
    except ValueError as error:
        said = _("“%(word)s” is not a day: write it as 02.05.2012.") % {"word": typed}
        raise ValidationError(said) from error
