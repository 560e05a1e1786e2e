"""The `import_plan` command: a work plan from the file that a school has, as a draft in the register."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _, ngettext

from governance.documents.errors import Refused
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.roles.may import units_where
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class Command(BaseCommand):
    """Read a .txt, .docx or .xlsx file, create the draft in the name of a person, say what was not understood."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _(
            "Take a work plan from a file into the register, as a draft. "
            "The file is a .txt with tabs between the columns, a Word document (.docx) or an Excel workbook (.xlsx) "
            "whose table has the columns No., Activity, Term, Executors. "
            "What could not be understood is listed, and nothing is lost: correct it on the plan's page."
        )
        parser.add_argument("file", type=Path, metavar="FILE", help=_("the file with the plan"))
        parser.add_argument(
            "--by",
            required=True,
            metavar="EMAIL",
            help=_("whose draft it is: the e-mail with which the person signs in"),
        )
        parser.add_argument(
            "--unit", type=int, metavar="ID", help=_("for which unit, if the person drafts plans for several")
        )

    def handle(self, *args: Any, file: Path, by: str, unit: int | None, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be read: check its name and place.") % {"file": file}
            ) from error
        person = Person.objects.filter(email=by.lower()).first()
        if person is None:
            raise CommandError(_("Nobody signs in with the e-mail %(email)s.") % {"email": by})
        try:
            plan = import_plan(data, file.name, by=person, unit=_unit(person, unit))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(plan)

    def _tell(self, plan: Plan) -> None:
        table = list(plan.table())
        self.stdout.write(f"{plan.title}\n")
        rows = 0
        for section in table:
            count = len(section.rows.all())
            rows += count
            self.stdout.write(f"  {section.title or _('(no title)')}: {_rows(count)}")
        sections = ngettext("%(n)s section", "%(n)s sections", len(table)) % {"n": len(table)}
        self.stdout.write(
            _("Imported as a draft, paper %(id)s: %(sections)s, %(rows)s.")
            % {"id": plan.pk, "sections": sections, "rows": _rows(rows)}
        )
        doubts = plan.open_doubts(table)
        if not doubts:
            self.stdout.write(_("Everything was understood."))
            return
        self.stdout.write(_("Look at these places and correct them on the plan's page:"))
        for doubt in doubts:
            self.stdout.write(f"  {doubt.place}: {doubt.text}")


def _rows(count: int) -> str:
    return ngettext("%(n)s row", "%(n)s rows", count) % {"n": count}


def _unit(person: Person, wanted: int | None) -> Unit:
    """The district whose plan it is. Raises CommandError when it cannot be told."""
    held = units_where(person, Right.DRAFT_PAPER)
    units = list(Unit.objects.filter(pk__in=held, kind=UnitKind.DISTRICT).order_by("pk"))
    if wanted is not None:
        units = [unit for unit in units if unit.pk == wanted]
    if len(units) == 1:
        return units[0]
    if not units:
        raise CommandError(
            _("%(person)s has no right to draft plans there today: name another person.")
            % {"person": person.full_name}
        )
    listed = ", ".join(f"{unit.pk} ({unit})" for unit in units)
    raise CommandError(
        _("%(person)s drafts plans for several units. Add --unit with one of: %(units)s.")
        % {"person": person.full_name, "units": listed}
    )
