"""Gathering an order for print: the signed words, the signature, visas, readers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NotRequired, TypedDict

from django.utils import timezone

from governance.documents.approval.order_changes import (
    Action,
    EditionPoint,
    OrderChange,
    changes_in_force,
    in_wording_of,
)
from governance.documents.approval.stamps import ended_by, void_of
from governance.documents.kinds.order.annex_tables import AnnexTableData, table_data
from governance.documents.kinds.order.decision import SIGNER
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance, Visa
from governance.documents.language import phrases
from governance.documents.printing.citation import capitalized, cited
from governance.documents.printing.data import PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signed_line
from governance.documents.record.attached import Signature
from governance.documents.record.version_text import content_of
from governance.documents.settings.forms.form import paragraphs
from governance.documents.settings.forms.orders import ORDER_CHARGE, ORDER_LABELS, ORDER_ROLL
from governance.documents.settings.forms.signing import ORDER_READ
from governance.roles.names import Case, beside_signature
from governance.roles.rights import Right

VISA_MARKS = {
    Visa.Outcome.AGREED: "согласовано",
    Visa.Outcome.WITH_REMARKS: "согласовано с замечанием",
    Visa.Outcome.REFUSED: "не согласовано",
}


class PointData(TypedDict):
    """One point of an order. Its number is kept with it, because other papers cite «пункт 2.1»."""

    number: str
    text: str
    charge: NotRequired[str]  # «Ответственный: … Срок: 15.06.2012.»
    points: list["PointData"]


class VisaLine(TypedDict):
    position: str
    name: str
    mark: NotRequired[str]  # «согласовано 13.09.2011», with the remark if there was one


class AcquaintedLine(TypedDict):
    name: str
    date: str  # empty: blank lines are printed


class LabelsData(TypedDict):
    """What stands over the parts of an order, in the order of the form."""

    enacts: str  # «ПРИКАЗЫВАЮ:»
    visas: str
    acquainted: str
    prepared: str


class OrderWords(TypedDict):
    title: str
    organization: str  # the full name of the school
    authority: NotRequired[str]  # whom it belongs to, over the name
    place: str
    heading: str  # «Об утверждении плана работы …»
    grounds: str
    labels: LabelsData
    points: list[PointData]
    begins: NotRequired[str]  # from which day it acts; with the control the last points
    control: NotRequired[str]
    prepared: str  # «Исп.: Тестова А.П., 8 (83346) 2-15-30»
    tables: list[AnnexTableData]


class EditionPointData(TypedDict):
    """A point as it reads now; `note`: «в редакции приказа …», empty where it is as signed. Taken out: no text."""

    number: str
    text: str
    note: str


class EditionData(TypedDict):
    """The edition in force, beside the signed text."""

    points: list[EditionPointData]
    rows: list[str]  # «исключить из списка зачисленных … (приказ от …)»: changes of lists


class OrderMarks(PaperMarks):
    annexed_to: str  # «к приказу КОГОКУ СОШ г. Лузы от 14.09.2011 № 83-ОД»: over the tables behind it
    edition: NotRequired[EditionData]
    ended: NotRequired[str]  # «приказ от 01.09.2012 № 4-ОД»: by which it lost its force from a day on
    date: str  # or ""
    number: str  # «№ 83-од» or phrases.blank_number()
    signature: SignatureLine
    visas: list[VisaLine]
    acquainted: list[AcquaintedLine]
    roll: NotRequired[str]  # where those who have read it stand, if not here


def order_marks(order: Order, words: OrderWords) -> OrderMarks:
    """Number, signature, visas and readers, with blanks for what is not there yet."""
    order.read_lists("visas", "acquaintances")
    data: OrderMarks = {
        "date": phrases.paper_date(order.registered_on) if order.registered_on else "",
        "number": f"№ {order.number}" if order.number else phrases.blank_number(),
        "annexed_to": annexed_to(order, words["organization"]),
        "signature": signature_line(order),
        "visas": visa_lines(order),
        "acquainted": reader_lines(order),
    }
    if order.series != Order.Series.ACTIVITY:
        data["roll"] = ORDER_ROLL.on(order.district_id)
    if order.number and order.registered_on:
        data["title"] = f"Приказ {phrases.number_and_date(order.number, order.registered_on)}"
    else:
        data["status"] = "ОТКЛОНЁН" if order.state == Order.State.REJECTED else "ПРОЕКТ"
    if annulling := void_of(order):
        data["void"] = annulling
    if order.state == Order.State.REPEALED and (ending := ended_by(order)):
        data["ended"] = ending
    if order.number and (changes := changes_in_force(order)):
        data["edition"], data["wording"] = edition_data(order, changes), in_wording_of(changes)
    return data


def edition_data(order: Order, changes: Sequence[OrderChange]) -> EditionData:
    """How the order reads now."""
    rows = [change for change in changes if change.paper_id is not None]
    return {
        "points": [
            {
                "number": f"{point.number}.",
                "text": "" if point.excluded else point.text,
                "note": edition_note(point),
            }
            for point in order.edition(changes)
        ],
        "rows": [
            f"{phrases.closed(capitalized(change.text), '')} ({cited(change.order)})." for change in rows
        ],
    }


def edition_note(point: EditionPoint) -> str:
    """«в редакции приказа от 16.07.2012 № 3-У»."""
    if not point.changed_by:
        return ""
    if point.excluded:
        ended = "признан утратившим силу" if point.ended == Action.REPEAL else "исключён"
        return f"{ended} приказом {point.changed_by}"
    return f"введён приказом {point.changed_by}" if point.added else f"в редакции приказа {point.changed_by}"


@prints("order", marks=order_marks)
def order_words(order: Order) -> OrderWords:
    """The order in the words that are signed."""
    content, begun = content_of(order), timezone.localdate(order.created_at)
    return {
        "title": content["heading"],
        "organization": content["organization"],
        "place": content["place"],
        "heading": content["heading"],
        "grounds": content["grounds"],
        "labels": labels_on(order.district_id, begun),
        "points": nested(content["points"], partial(ORDER_CHARGE.filled, order.district_id, begun)),
        "begins": content.get("begins", ""),
        "control": content["control"],
        "prepared": content["prepared"],
        "tables": [
            table_data(number, table) for number, table in enumerate(content.get("tables", []), start=1)
        ],
    }


def labels_on(district: int, day: date) -> LabelsData:
    labels = paragraphs(ORDER_LABELS.on(district, day))
    return LabelsData(enacts=labels[0], visas=labels[1], acquainted=labels[2], prepared=labels[3])


def annexed_to(order: Order, organization: str) -> str:
    """Whose annexes the tables are, in the name that the school had at the signature."""
    school = order.unit.form_of(organization, Case.GENITIVE)
    return f"к приказу {school} {phrases.number_and_date(order.number, order.registered_on)}"


def nested(points: Iterable[Mapping[str, str]], charged: Callable[..., str]) -> list[PointData]:
    """«2.1» inside «2», as the template sets them; `charged`: who carries a point out and until when, in words."""
    top: list[PointData] = []
    known: dict[str, PointData] = {}
    for point in points:
        entry: PointData = {"number": f"{point['number']}.", "text": point["text"], "points": []}
        due = phrases.list_date(date.fromisoformat(point["due"])) if point["due"] else ""
        if charge := charged(ответственный=point["executor"], срок=due).strip():
            entry["charge"] = charge
        known[point["number"]] = entry
        parent = known.get(point["number"].rpartition(".")[0])
        (parent["points"] if parent else top).append(entry)
    return top


def signature_line(order: Order) -> SignatureLine:
    """The signature, or the room for it with the name of whoever may sign today."""
    signatures = Signature.objects.filter(document_id=order.pk, place=SIGNER, voided_at=None)
    # The signature gives the number: without one there is no other.
    signature = signatures.first() if order.number else None
    if signature is None:
        may_sign = [held for held in order.holders(Right.SIGN_ORDER, order.unit_id) if not held.is_acting]
        name = may_sign[0].person.signature_name if len(may_sign) == 1 else ""
        position = capitalized(may_sign[0].capacity) if len(may_sign) == 1 else "Директор"
        return {"position": position, "name": name, "mark": "none"}
    return signed_line(signature, order.district_id)


def visa_lines(order: Order) -> list[VisaLine]:
    """Visas that stand; one not given yet leaves its place empty."""
    lines: list[VisaLine] = []
    for visa in order.visas.all():
        if visa.lapsed_at is not None:
            continue
        mark = ""
        if visa.given_at:
            mark = f"{VISA_MARKS[Visa.Outcome(visa.outcome)]} {_local_day(visa.given_at)}"
        if visa.remark:
            mark = f"{mark}: {visa.remark}"
        lines.append(
            {
                "position": capitalized(visa.capacity),
                "name": beside_signature(visa.name),
                "mark": mark,
            }
        )
    return lines


def reader_lines(order: Order) -> list[AcquaintedLine]:
    """Who has to read it; those of an order about people stand on a sheet of their own (`roll`)."""
    if order.series != Order.Series.ACTIVITY:
        return []
    return [
        {"name": beside_signature(reader.name), "date": read_mark(reader, order.district_id)}
        for reader in order.acquaintances.all()
    ]


def read_mark(reader: Acquaintance, district: int) -> str:
    """The day of reading, or why it was not read; empty while it is awaited."""
    if reader.confirmed_at:
        return _local_day(reader.confirmed_at)
    return f"{ORDER_READ.labels(district)[-1]}: {reader.excuse}" if reader.excuse else ""


def _local_day(moment: datetime) -> str:
    return phrases.list_date(timezone.localtime(moment).date())
