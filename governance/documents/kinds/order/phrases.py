"""The set phrases of an order, in the Russian of papers whatever language the pages are read in."""

from collections.abc import Iterable
from datetime import date

from governance.documents.language.phrases import list_date, number_and_date
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import UnitKind

COLLEGIAL = frozenset({UnitKind.COUNCIL, UnitKind.COMMISSION, UnitKind.METHODICAL_COUNCIL})
# A preamble that begins so names the law, and the law comes before decisions.
BY_LAW = "В соответствии с "
# How a point names the annex that it approves.
ANNEXED = "(прилагается)"
CONTROL_KEPT = "Контроль за исполнением приказа оставляю за собой."


def grounds(bases: Iterable[Link], preamble: str) -> str:
    """The words before ПРИКАЗЫВАЮ: the law, the decisions that the order rests on, then what its drafter added.

    «На основании решения совета школьного округа (протокол от 12.09.2011 № 3, вопрос 2), в целях …»; «В соответствии с
    …, на основании решений приёмной комиссии (…) и апелляционной комиссии (…)»
    """
    decisions, others = [], []
    for link in bases:
        paper = link.target
        if paper.unit.kind in COLLEGIAL:
            item = f", вопрос {link.place}" if link.place else ""
            decisions.append(f"{paper.unit.form('genitive')} ({cited(paper)}{item})")
        else:
            others.append(cited(paper))
    listed = " и ".join(filter(None, [", ".join(decisions[:-1]), *decisions[-1:]]))
    decided = f"На основании {'решения' if len(decisions) == 1 else 'решений'} {listed}" if decisions else ""
    parts = [decided, preamble]
    if preamble.startswith(BY_LAW):
        parts.reverse()
    first, *rest = [part for part in parts if part] or [""]
    text = ", ".join([first, *map(decapitalized, rest)]).rstrip(" .,;:")
    if others:
        text = f"{text} (основание: {', '.join(others)})" if text else f"Основание: {', '.join(others)}"
    return text


def control(person: Person | None, text: str) -> str:
    """The last point: who sees to it that the order is carried out."""
    if text:
        return text
    if person is not None:
        name = person.in_case(Case.ACCUSATIVE)
        return f"Контроль за исполнением приказа возложить на {name.rstrip('.')}."
    return CONTROL_KEPT


def approval_title(subject: Document, *, renewed: bool = False) -> str:
    """«Об утверждении плана работы …»; of a paper that replaces another one «… в новой редакции»."""
    edition = " в новой редакции" if renewed else ""
    return f"Об утверждении {decapitalized(subject.title_in('genitive'))}{edition}"


def approval_point(subject: Document, *, renewed: bool = False) -> str:
    edition = " в новой редакции" if renewed else ""
    return f"Утвердить {decapitalized(subject.title_in('accusative'))}{edition} (прилагается)."


def annexed(sheets: int, copies: int) -> str:
    """«(прилагается на 5 л. в 1 экз.)»."""
    return f"(прилагается на {sheets} л. в {copies} экз.)"


def beginning(day: date, approved: Document | None) -> str:
    """«Ввести в действие положение о … с 01.09.2012.»; of an order that approves nothing: when it comes into force."""
    if approved is None:
        return f"Настоящий приказ вступает в силу с {list_date(day)}."
    return f"Ввести в действие {decapitalized(approved.title_in('accusative'))} с {list_date(day)}."


def execution_point(subject: Document) -> str:
    return f"Организовать исполнение {decapitalized(subject.title_in('genitive'))}."


def requisites(order: Document) -> str:
    """«от 14.09.2011 № 83-ОД»."""
    return number_and_date(order.number, order.registered_on)


def of_order(order: Document) -> str:
    """«приказа от 14.09.2011 № 83-ОД»."""
    return f"приказа {requisites(order)}"


def by_order(order: Document) -> str:
    """«приказом от 14.09.2011 № 83-ОД»."""
    return f"приказом {requisites(order)}"


def annulling_title(order: Document) -> str:
    """«Об отмене приказа от 14.09.2011 № 83-ОД»."""
    return f"Об отмене {of_order(order)}"


def annulling_point(order: Document) -> str:
    return f"Приказ {requisites(order)} «{order.title}» отменить."


def repealing_title(order: Document) -> str:
    """«О признании утратившим силу приказа от 14.09.2011 № 83-ОД»."""
    return f"О признании утратившим силу {of_order(order)}"


def repealing_point(order: Document, since: date | None) -> str:
    """«Признать утратившим силу приказ от 14.09.2011 № 83-ОД «Об …» с 01.09.2012.»"""
    return f"Признать утратившим силу приказ {requisites(order)} «{order.title}»{from_day(since)}."


def from_day(since: date | None) -> str:
    return f" с {list_date(since)}" if since else ""


def amending_title(order: Document) -> str:
    """«О внесении изменений в приказ от 11.07.2012 № 1-У»."""
    return f"О внесении изменений в приказ {requisites(order)}"


def changes(order: Document, edits: list[str]) -> list[str]:
    """The point that says the changes, alone or followed by its subpoints; empty where only rows are added."""
    if not edits:
        return []
    if len(edits) == 1:
        return [f"Внести изменение в приказ {requisites(order)}: {edits[0].rstrip('.')}."]
    ends = [";"] * (len(edits) - 1) + ["."]
    listed = [f"{edit.rstrip('.')}{end}" for edit, end in zip(edits, ends, strict=True)]
    return [f"Внести в приказ {requisites(order)} следующие изменения:", *listed]
