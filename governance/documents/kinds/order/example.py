"""What the preview of a form prints: an order with examples in its blanks, without number and signature."""

from functools import partial
from typing import Any

from governance import clock
from governance.documents.kinds.order.annex_tables import table_data
from governance.documents.kinds.order.print import labels_on, nested
from governance.documents.language.phrases import blank_number, number_and_date
from governance.documents.settings.forms.orders import ORDER_CHARGE, ORDER_CONTROL_KEPT
from governance.documents.settings.order_library.composing import example
from governance.documents.settings.order_library.form import LibraryForm
from governance.roles.names import Case
from governance.roles.unit import Unit, UnitKind


def example_data(form: LibraryForm, district: Unit) -> dict[str, Any]:
    """For `templates/print/order.typ`; in the name of the base school."""
    today = clock.today()
    words = example(form, today)
    schools = Unit.objects.filter(district=district, kind=UnitKind.SCHOOL).order_by("-is_base", "pk")
    school = schools.first() or district
    points = [
        {
            "number": point.number,
            "text": point.text,
            "executor": point.executor_text,
            "due": point.due.isoformat() if point.due else "",
        }
        for point in words.points
    ]
    tables = [{"title": annex.title, "heads": annex.heads, "rows": annex.rows} for annex in words.annexes]
    return {
        "title": form.name,
        "created": today.isoformat(),
        "status": "ПРОСМОТР",
        "organization": school.name,
        "place": school.place,
        "date": "",
        "number": blank_number(),
        "heading": words.title,
        "grounds": words.grounds,
        "labels": labels_on(district.pk, today),
        "points": nested(points, partial(ORDER_CHARGE.filled, district.pk, today)),
        "control": words.control_text or ORDER_CONTROL_KEPT.on(district.pk),
        "signature": {"position": "Директор", "name": "", "mark": "none"},
        "visas": [],
        "acquainted": [],
        "prepared": "",
        "annexed_to": f"к приказу {school.form(Case.GENITIVE)} {number_and_date('', None)}",
        "tables": [table_data(number, table) for number, table in enumerate(tables, start=1)],
    }
