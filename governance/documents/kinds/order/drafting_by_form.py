"""Beginning an order by a form of the district's library."""

from collections.abc import Sequence

from governance.documents.kinds.order.drafting import begin_order
from governance.documents.kinds.order.fields import read_field
from governance.documents.kinds.order.filling import Once, OrderFilling, Rows, write_by_form
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Link
from governance.documents.record.under_way import undivided
from governance.roles.person import Person
from governance.roles.unit import Unit


@undivided
def draft_by_form(
    school: Unit, code: str, once: Once, rows: Rows, *, by: Person, links: Sequence[Link] = ()
) -> Order:
    """Draft the order that a form of the district gives. `links`: what it rests on, and what it does to other papers.

    Raises NotLegal for what cannot stand in it, NotAllowed where `by` may not draft orders of the school.
    """
    written = write_by_form(code, school, once, rows)
    composed = written.composed

    def keep(order: Order) -> None:
        read_field(order, "control_by", composed.control_by)
        OrderFilling.objects.create(order=order, **written.filling())
        order.name_readers(composed.readers)

    return begin_order(
        school,
        composed.title,
        written.points(school),
        list(links),
        also=keep,
        by=by,
        series=written.form.series,
        preamble=composed.grounds,
        control_by=composed.control_by,
        control_text=composed.control_text,
    )
