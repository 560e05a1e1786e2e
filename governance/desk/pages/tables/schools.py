"""Schools from a table."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.pages.tables.columns import TableColumn, TableRow, plain
from governance.desk.pages.tables.page import TablePage
from governance.documents.record.numbering import open_registers
from governance.roles.acts.units import found_unit
from governance.roles.unit import Unit, UnitKind

YES, NO = ("да", "+", "1"), ("нет", "-", "0", "")
YES_OR_NO = ("да", "нет")
# Compared with what is there already; what differs is told, and changed on the page of the school.
COMPARED = ("full_name", "place", "address", "tax_number", "state_number")


class SchoolsPage(TablePage):
    title = gettext_lazy("Schools from a table")
    lead = gettext_lazy("One school a row. A school that is there already stays as it is.")
    name = "import_schools"
    file_name = "schools.xlsx"
    columns = (
        TableColumn(
            "name",
            "Название",
            "СОШ № 1 г. Лузы",
            gettext_lazy("As lists and papers call it."),
            required=True,
            width=34,
        ),
        TableColumn(
            "short_name", "Краткое название", "СОШ № 1", gettext_lazy("Left empty: the name."), longest=60
        ),
        TableColumn(
            "full_name",
            "Полное название по уставу",
            "Муниципальное общеобразовательное казённое учреждение …",
            gettext_lazy("Contracts name the school so."),
            longest=500,
            width=48,
        ),
        TableColumn(
            "place",
            "Населённый пункт",
            "г. Луза",
            gettext_lazy("Stands at the head of its papers."),
            longest=100,
        ),
        TableColumn(
            "address",
            "Адрес",
            "613980, Кировская обл., г. Луза, ул. Ленина, 1",
            gettext_lazy("Postal address."),
            longest=300,
            width=40,
        ),
        TableColumn("tax_number", "ИНН", "4316002337", gettext_lazy("Ten digits."), longest=10, width=14),
        TableColumn(
            "state_number", "ОГРН", "1024300859994", gettext_lazy("Thirteen digits."), longest=13, width=16
        ),
        TableColumn(
            "is_base",
            "Базовая",
            "нет",
            gettext_lazy("Yes for one school of the district."),
            longest=3,
            width=10,
            choices=YES_OR_NO,
        ),
        TableColumn(
            "has_senior_classes",
            "10–11 классы",
            "да",
            gettext_lazy("Whether it has grades 10 and 11."),
            longest=3,
            width=14,
            choices=YES_OR_NO,
        ),
    )

    def called(self, row: TableRow) -> str:
        return row.cells["name"]

    def enter(self, row: TableRow) -> tuple[bool, str]:
        given: dict[str, str | bool] = dict(row.cells)
        for column in ("is_base", "has_senior_classes"):
            given[column] = yes_or_no(row.cells[column])
        name = row.cells["name"]
        given["short_name"] = row.cells["short_name"] or name[:60]
        if (there := self.school(name, row.cells["tax_number"])) is not None:
            return False, told_of_known(there, given)
        by, basis = self.request.user, self.basis
        given.pop("name")
        school = found_unit(self.district, UnitKind.SCHOOL, name, by=by, basis=basis, **given)  # type: ignore[arg-type]  # the columns of a unit
        open_registers(school)
        return True, _("the school is entered, with its registers of numbers")

    def school(self, name: str, tax_number: str) -> Unit | None:
        """The school of this name or of this number. Raises ValidationError where they are two."""
        schools = list(Unit.objects.filter(district=self.district, kind=UnitKind.SCHOOL))
        named = next(
            (one for one in schools if plain(name) in (plain(one.name), plain(one.short_name))), None
        )
        numbered = next((one for one in schools if tax_number and one.tax_number == tax_number), None)
        if numbered is not None and named != numbered:
            raise ValidationError(
                _("The ИНН is that of «%(school)s»: correct the name or the number.")
                % {"school": numbered.name}
            )
        return named


def yes_or_no(typed: str) -> bool:
    if plain(typed) in YES:
        return True
    if plain(typed) in NO:
        return False
    raise ValidationError(_("“%(typed)s”: write «да» or «нет».") % {"typed": typed})


def told_of_known(school: Unit, given: dict[str, str | bool]) -> str:
    different = [
        str(Unit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
        for name in COMPARED
        if given[name] and given[name] != getattr(school, name)
    ]
    if not different:
        return _("is there already")
    return _("is there already; it differs in: %(columns)s. Change that on the page of the school.") % {
        "columns": ", ".join(different)
    }
