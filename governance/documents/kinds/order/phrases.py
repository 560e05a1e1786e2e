"""The set phrases of an order, in the Russian of papers whatever language the pages are read in."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from governance.documents.language.phrases import closed, list_date, number_and_date
from governance.documents.printing.citation import cited, decapitalized
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.settings.forms import orders as forms
from governance.documents.settings.forms.form import FormSetting
from governance.roles.names import Case
from governance.roles.person import Person

# A preamble that begins so names the law, and the law comes before decisions.
BY_LAW = "В соответствии с "
# «План …» (приказ от … № …), which stands in brackets itself: «План …», приказ от … № ….
IN_BRACKETS = re.compile(r" \(((?:приказ|протокол) [^()]*)\)")


def grounds(order: Document, bases: Iterable[Link], preamble: str) -> str:
    """The words before ПРИКАЗЫВАЮ: the law, the decisions that the order rests on, then what its drafter added.

    «На основании решения совета школьного округа (протокол от 12.09.2011 № 3, вопрос 2), в целях …»; «В соответствии с
    …, на основании решений приёмной комиссии (…) и апелляционной комиссии (…)»
    """
    decisions, others = [], []
    for link in bases:
        paper = link.target
        if paper.unit.is_body:
            item = f", вопрос {link.place}" if link.place else ""
            decisions.append(f"{paper.unit.form('genitive')} ({cited(paper)}{item})")
        else:
            others.append(cited(paper))
    listed = " и ".join(filter(None, [", ".join(decisions[:-1]), *decisions[-1:]]))
    of_what = f"{'решения' if len(decisions) == 1 else 'решений'} {listed}"
    decided = _worded(order, forms.ORDER_GROUNDS, решений=of_what) if decisions else ""
    parts = [decided, preamble]
    if preamble.startswith(BY_LAW):
        parts.reverse()
    first, *rest = [part for part in parts if part] or [""]
    text = ", ".join([first, *map(decapitalized, rest)]).rstrip(" .,;:")
    if others:
        papers = ", ".join(others)
        unbracketed = IN_BRACKETS.sub(r", \1", papers)
        text = f"{text} (основание: {unbracketed})" if text else f"Основание: {papers}"
    return text


def control(order: Document, person: Person | None, text: str) -> str:
    """The last point: who sees to it that the order is carried out."""
    if text:
        return text
    if person is None:
        return _worded(order, forms.ORDER_CONTROL_KEPT)
    return _worded(order, forms.ORDER_CONTROL, кого=person.in_case(Case.ACCUSATIVE))


def approval_title(subject: Document, *, renewed: bool = False) -> str:
    """«Об утверждении плана работы …»; of a paper that replaces another one «… в новой редакции»."""
    said = {"документа": decapitalized(subject.title_in("genitive")), **_edition(renewed)}
    return forms.APPROVING_TITLE.filled(subject.district_id, **said)


def approval_point(subject: Document, *, renewed: bool = False) -> str:
    said = {"документ": decapitalized(subject.title_in("accusative")), **_edition(renewed)}
    return forms.APPROVING_POINT.filled(subject.district_id, **said)


def _edition(renewed: bool) -> dict[str, str]:
    return {"новая редакция": "в новой редакции" if renewed else ""}


def annexed(order: Document, sheets: int, copies: int) -> str:
    """«(прилагается на 5 л. в 1 экз.)»."""
    return _worded(order, forms.ANNEX_COUNTED, листов=str(sheets), экземпляров=str(copies))


def beginning(order: Document, day: date, approved: Document | None) -> str:
    """«Ввести в действие положение о … с 01.09.2012.»; of an order that approves nothing: when it comes into force."""
    if approved is None:
        return _worded(order, forms.ORDER_BEGINS, день=list_date(day))
    title = decapitalized(approved.title_in("accusative"))
    return _worded(order, forms.APPROVED_BEGINS, документ=title, день=list_date(day))


def execution_point(subject: Document) -> str:
    title = decapitalized(subject.title_in("genitive"))
    return forms.EXECUTION_POINT.filled(subject.district_id, документа=title)


def requisites(order: Document) -> str:
    """«от 14.09.2011 № 83-ОД»."""
    return number_and_date(order.number, order.registered_on)


def by_order(order: Document) -> str:
    """«приказом от 14.09.2011 № 83-ОД»."""
    return f"приказом {requisites(order)}"


def annulling_title(order: Document) -> str:
    """«Об отмене приказа от 14.09.2011 № 83-ОД»."""
    return forms.ANNULLING_TITLE.filled(order.district_id, приказ=requisites(order))


def annulling_point(order: Document) -> str:
    return forms.ANNULLING_POINT.filled(order.district_id, приказ=requisites(order), заголовок=order.title)


def repealing_title(order: Document) -> str:
    """«О признании утратившим силу приказа от 14.09.2011 № 83-ОД»."""
    return forms.REPEALING_TITLE.filled(order.district_id, приказ=requisites(order))


def repealing_point(order: Document, since: date | None, begun: date | None = None) -> str:
    """«Признать утратившим силу приказ от 14.09.2011 № 83-ОД «Об …» с 01.09.2012.»

    `begun`: on which day the order that says so was begun, by default today.
    """
    return forms.REPEALING_POINT.filled(
        order.district_id,
        begun,
        приказ=requisites(order),
        заголовок=order.title,
        день=list_date(since) if since else "",
    )


def reviving_point(paper: Document) -> str:
    """«Восстановить действие приказа от 14.09.2011 № 83-ОД «Об …».»; of another paper by its title."""
    named = f"приказа {called(paper)} «{paper.title}»" if paper.number else called(paper)
    return forms.REVIVING_POINT.filled(paper.district_id, документа=named)


def called(paper: Document) -> str:
    """How a point names a paper: an order by its date and number, another one by its title in the genitive."""
    if paper.number:
        return requisites(paper)
    return decapitalized(paper.whole.title_in(Case.GENITIVE))


def amending_title(order: Document) -> str:
    """«О внесении изменений в приказ от 11.07.2012 № 1-У»."""
    return forms.AMENDING_TITLE.filled(order.district_id, приказ=requisites(order))


def changes(order: Document, edits: list[str]) -> list[str]:
    """The point that says the changes, alone or followed by its subpoints; empty where only rows are added."""
    if not edits:
        return []
    district, named = order.district_id, requisites(order)
    if len(edits) == 1:
        only = closed(edits[0], "")
        return [closed(forms.AMENDING_POINT.filled(district, приказ=named, изменение=only))]
    ends = [";"] * (len(edits) - 1) + ["."]
    listed = [closed(edit, end) for edit, end in zip(edits, ends, strict=True)]
    return [forms.AMENDING_POINTS.filled(district, приказ=named), *listed]


def _worded(order: Document, form: FormSetting, **said: str) -> str:
    """By the form that held when the order was begun: what is signed says the same as what was put up."""
    return form.filled(order.district_id, timezone.localdate(order.created_at), **said)
