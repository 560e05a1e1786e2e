"""The `import_plan` command: a work plan from the file that a school has, as a draft in the register."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _, ngettext

from governance.documents.errors import Refused
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import read_plan
from governance.documents.kinds.plan.showing import as_read
from governance.documents.kinds.plan.tables import UnreadablePlan
from governance.management.district_command import DistrictCommand
from governance.roles.may import units_where
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


class Command(DistrictCommand):
    """Read a .txt, .docx or .xlsx file, create the draft in the name of a person, say what was not understood.

    With `--show` the database is not touched: what was read is printed as JSON, and a file that cannot be read ends
    with exit code 2 and one sentence.
    """

    # The system checks would query the database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _(
            "Take a work plan from a file into the register, as a draft. "
            "The file is a .txt with tabs between the columns, a Word document (.docx) or an Excel workbook (.xlsx) "
            "whose table has the columns No., Activity, Term, Executors. "
            "What could not be understood is listed, and nothing is lost: correct it on the plan's page."
        )
        parser.add_argument("file", type=Path, metavar="FILE", help=_("the file with the plan"))
        parser.add_argument(
            "--show",
            action="store_true",
            help=_("print what would be read, as JSON, and take nothing into the register"),
        )
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            help=_("whose draft it is: the e-mail with which the person signs in"),
        )

    def handle(self, *args: Any, file: Path, by: str | None, show: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            sentence = _("The file %(file)s cannot be read: check its name and place.") % {"file": file}
            if show:
                self._refuse(sentence)
            raise CommandError(sentence) from error
        if show:
            self._show(data, file.name)
        elif by is None:
            raise CommandError(_("Say whose draft it is: add --by with the e-mail of a person."))
        else:
            self._import(data, file, by)

    def _show(self, data: bytes, name: str) -> None:
        try:
            plan = read_plan(data, name)
        except UnreadablePlan as refusal:
            self._refuse(str(refusal))
        self.stdout.write(json.dumps(as_read(plan), ensure_ascii=False, indent=1))

    def _refuse(self, sentence: str) -> NoReturn:
        # Not CommandError: its sentence would be printed behind the name of a Python class.
        self.stderr.write(sentence)
        sys.exit(2)

    def _import(self, data: bytes, file: Path, by: str) -> None:
        person = Person.objects.filter(email=by.lower()).first()
        if person is None:
            raise CommandError(_("Nobody signs in with the e-mail %(email)s.") % {"email": by})
        try:
            plan = import_plan(data, file.name, by=person, unit=_unit(person))
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


def _unit(person: Person) -> Unit:
    """The district whose plan it is. Raises CommandError for whoever may not draft it."""
    held = units_where(person, Right.DRAFT_PAPER)
    unit = Unit.objects.filter(pk__in=held, kind=UnitKind.DISTRICT).first()
    if unit is None:
        raise CommandError(
            _("%(person)s has no right to draft plans there today: name another person.")
            % {"person": person.full_name}
        )
    return unit
