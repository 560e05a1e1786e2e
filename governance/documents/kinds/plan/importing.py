"""A new plan out of a file, in one step, for the page and the command."""

from django.db import transaction

from governance.documents.kinds.plan.beginning import plan_beginning
from governance.documents.kinds.plan.executors import names_in
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import UnknownColumns, read_plan
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.stored_files import kept_if_committed


def import_plan(data: bytes, filename: str, *, by: Person, unit: Unit, unread: bool = False) -> Plan:
    """Begin a plan of the unit with the text of a .txt, .docx or .xlsx file; the file is kept beside it.

    `unread`: where the columns of its table are not recognised, the plan is begun with the file alone, for a person to
    name them.

    Raises UnreadablePlan (a refusal that says what to do about the file), NotAllowed for whoever may not draft plans
    there, NotLegal for texts that are too long. Then nothing has been created.
    """
    try:
        read = read_plan(data, filename, known=names_in(unit))
    except UnknownColumns:
        if not unread:
            raise
        return _begin_unread(data, filename, by=by, unit=unit)
    # Papers are Russian, so the title that a file lacks is too; the doubt about it asks the person to look.
    title = read.title or plan_beginning(unit).title
    with kept_if_committed(), transaction.atomic():
        plan = draft(Plan, unit=unit, title=title, by=by)
        return perform(plan, "import_file", by=by, draft=read, name=filename, data=data)


def _begin_unread(data: bytes, filename: str, *, by: Person, unit: Unit) -> Plan:
    title = plan_beginning(unit).title
    with kept_if_committed(), transaction.atomic():
        plan = draft(Plan, unit=unit, title=title, by=by)
        return perform(plan, "keep_file", by=by, name=filename, data=data)
