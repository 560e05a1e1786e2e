"""The set phrases of an order, in the Russian of papers whatever language the pages are read in."""

from collections.abc import Iterable

from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import UnitKind

COLLEGIAL = frozenset({UnitKind.COUNCIL, UnitKind.COMMISSION, UnitKind.METHODICAL_COUNCIL})
CONTROL_KEPT = "Контроль за исполнением приказа оставляю за собой."


def grounds(bases: Iterable[Link], preamble: str) -> str:
    """The words before ПРИКАЗЫВАЮ: the decisions that the order rests on, then what its drafter added.

    «На основании решения совета школьного округа (протокол от 12.09.2011 № 3, вопрос 2), в целях …»
    """
    decisions, others = [], []
    for link in bases:
        paper = link.target
        if paper.unit.kind in COLLEGIAL:
            item = f", вопрос {link.place}" if link.place else ""
            decisions.append(f"решения {paper.unit.form('genitive')} ({cited(paper)}{item})")
        else:
            others.append(cited(paper))
    parts = []
    if decisions:
        parts.append("На основании " + ", ".join(decisions))
    if preamble:
        parts.append(decapitalized(preamble) if parts else preamble)
    text = ", ".join(parts).rstrip(" .,;:")
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


def approval_title(subject: Document) -> str:
    """«Об утверждении плана работы …»."""
    return f"Об утверждении {decapitalized(subject.title_in('genitive'))}"


def approval_point(subject: Document) -> str:
    return f"Утвердить {decapitalized(subject.title_in('accusative'))} (прилагается)."


def execution_point(subject: Document) -> str:
    return f"Организовать исполнение {decapitalized(subject.title_in('genitive'))}."


def annulling_title(order: Document) -> str:
    """«Об отмене приказа от 14.09.2011 № 83-ОД»."""
    day = f" от {list_date(order.registered_on)}" if order.registered_on else ""
    return f"Об отмене приказа{day} № {order.number}"


def annulling_point(order: Document) -> str:
    day = f" от {list_date(order.registered_on)}" if order.registered_on else ""
    return f"Приказ{day} № {order.number} «{order.title}» отменить."
