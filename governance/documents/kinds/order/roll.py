"""The acquaintance roll of an order about people (лист ознакомления): a sheet of its own.

It says who has confirmed in the system, who has not read it and why, and has room for those who sign by hand.
"""

from itertools import groupby
from operator import attrgetter
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.documents.approval.changed_list import ChangedByOrder
from governance.documents.approval.order_text import order_text_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.filling import form_of, posts_held
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.kinds.order.phrases import requisites
from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.language.phrases import list_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.data import PaperData
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.version_text import text_of
from governance.documents.settings.forms.signing import ORDER_READ
from governance.roles.appointment import Appointment

# For those who have no account, or whom nobody has named.
LINES_BY_HAND = 5


class RollLine(TypedDict):
    number: str
    name: str
    position: str
    day: str  # empty: to be written by hand
    mark: str  # «подтверждено в системе», «не ознакомлен(а): в отпуске»; empty: room for a signature


class RollData(PaperData):
    organization: str
    order: str  # «с приказом от 16.07.2012 № 3-К «О назначении …»»
    lines: list[RollLine]
    signing: str  # «С приказом ознакомлен(а)», above the column for the hand


def has_roll(order: Order) -> bool:
    """Whether there is one: the order is about people, and has its number."""
    return order.series != Order.Series.ACTIVITY and bool(order.number)


def roll_data(order: Order) -> RollData:
    """Raises NotLegal for an order that has no roll."""
    if not has_roll(order):
        raise NotLegal(_("There is a roll once an order about people is signed."))
    order.read_lists("acquaintances")
    return in_the_language_of_papers(lambda: _roll_data(order))


def _roll_data(order: Order) -> RollData:
    frozen = text_of(order)
    readers = [_line(reader, order.district_id) for reader in order.acquaintances.all()]
    asked = {reader.person_id for reader in order.acquaintances.all()}
    by_hand = [
        RollLine(number="", name=held.person.name, position=held.capacity, day="", mark="")
        for held in concerned(order)
        if held.person_id not in asked
    ]
    blanks = [RollLine(number="", name="", position="", day="", mark="") for _place in range(LINES_BY_HAND)]
    lines = [*readers, *by_hand, *blanks]
    for number, line in enumerate(lines, start=1):
        line["number"] = str(number)
    return RollData(
        title=f"Лист ознакомления с приказом {requisites(order)}",
        created=moment_of_text(order),
        check=check_of(order),
        organization=frozen.words["organization"] if frozen is not None else order.unit.name,
        order=f"с приказом {requisites(order)} «{order.title}»",
        lines=lines,
        signing=ORDER_READ.labels(order.district_id)[0],
    )


def concerned(order: Order) -> list[Appointment]:
    """Those whom the order names, each once; whoever is not asked in the system signs by hand."""
    texts = [order_text_of(link.target) for link in order.approvals()]
    named = [held for text in texts if text is not None for held in text.concerned]
    by_list = groupby(order.changes.exclude(paper=None).order_by("paper_id"), key=attrgetter("paper"))
    for paper, changes in by_list:
        changed_list: ChangedByOrder = paper.whole
        named += changed_list.employments([change.row for change in changes])
    named += _named_by_form(order)
    return list({held.person_id: held for held in named}.values())


def _named_by_form(order: Order) -> list[Appointment]:
    """Whom the form of the order names as its readers."""
    form, filled = form_of(order), order.filled
    if form is None or filled is None:
        return []
    people = []
    for name in form.readers:
        table = form.known[name].table if name in form.known else ""
        rows = filled.given["rows"].get(table, []) if table else [filled.given["once"]]
        people += [row[name] for row in rows if isinstance(row.get(name), int)]
    held = {one.person_id: one for one in posts_held(set(people), order.unit, order.registered_on)}
    return [held[person] for person in dict.fromkeys(people) if person in held]


def _line(reader: Acquaintance, district: int) -> RollLine:
    day, mark = "", ""
    _signing, confirmed, unread = ORDER_READ.labels(district)
    if reader.confirmed_at:
        day, mark = list_date(timezone.localtime(reader.confirmed_at).date()), confirmed
    elif reader.excused_at:
        day = list_date(timezone.localtime(reader.excused_at).date())
        mark = f"{unread}: {reader.excuse}"
    return RollLine(number="", name=reader.name, position=reader.capacity, day=day, mark=mark)
