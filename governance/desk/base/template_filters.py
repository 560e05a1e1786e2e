"""Filters and tags that all templates know without `{% load %}`: how pages write dates, sums, criteria and states.

With them a template takes a paper or a row of one as it is, and nobody copies its fields into words for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django import template
from django.utils.html import format_html

from governance import clock
from governance.desk.base import format
from governance.desk.base.components import Badge, Words
from governance.desk.base.devices import device_name
from governance.desk.base.headline import headline
from governance.desk.base.navigation import section_here
from governance.desk.base.purposes import purpose_of
from governance.desk.base.terms import term_text
from governance.documents.language.diff import difference
from governance.documents.language.phrases import number_and_date, paper_date, roubles
from governance.documents.language.text_pieces import TextPiece
from governance.documents.law.criteria.description import how
from governance.documents.law.voting import VotingRule, describe
from governance.documents.law.voting.description import majority
from governance.documents.record.document import Document

register = template.Library()

register.filter("day", format.day)
register.filter("device_name", device_name)
register.filter("headline", headline)
register.filter("figure", format.figure)
register.filter("size", format.size)
register.filter("roubles", roubles)
register.filter("paper_date", paper_date)
register.filter("number_and_date", number_and_date)
register.filter("term", term_text)
register.filter("how", how)

# Meaning is never told by colour alone: in force or done, due now, overdue or void, with somebody.
SIGNS = {"force": "✓", "due": "●", "alarm": "▲", "held": "◐"}


@register.filter
def sign(meaning: str) -> str:
    """The sign of a meaning; ○, which is quiet, for any other word."""
    return SIGNS.get(meaning, "○")


@register.filter
def unlocalized(number: int) -> str:
    """A number for a drawing, without the gaps between thousands."""
    return str(number)


@register.filter
def time_span(since: date | None, until: date | None) -> str:
    """«01.09.2011 – 30.09.2011»; nothing unless both days are known."""
    return f"{format.day(since)} – {format.day(until)}" if since and until else ""


@register.filter
def sentence(text: str) -> str:
    """It ends with one full stop, also after «О.В.», as on paper (templates/print/common.typ)."""
    return text if text.endswith((".", "!", "?", "…", ";", ":")) else f"{text}."


# «СЛУШАЛИ: …»: the words in capitals with which a line of minutes begins.
LABEL = re.compile(r"[А-ЯЁ]{4,}(?: [А-ЯЁ]{2,})*:?")


@register.filter
def with_label(line: str) -> str:
    """A line of minutes, its label apart from its words."""
    label = LABEL.match(line)
    return format_html('<span class="label">{}</span>{}', label[0], line[label.end() :]) if label else line


@register.filter
def some(rows: Iterable[Mapping[str, object]], key: str) -> bool:
    """Whether any row has something under a key: a column that is empty everywhere is left out, as on paper."""
    return any(row.get(key) for row in rows)


@register.filter
def entry(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping has under a key that stands in a variable; None where it has nothing."""
    return mapping.get(key)


@register.filter
def beside(cells: Sequence[object], columns: Sequence[object]) -> list[tuple[object, object]]:
    """The cells of a row, each with its column."""
    return list(zip(cells, columns, strict=False))


@register.filter
def reworded(old: str, new: str) -> tuple[TextPiece, ...]:
    """The words of `new`, told apart from those of `old` (components/pieces.html)."""
    changes = difference({"text": old}, {"text": new})
    return changes[0].pieces if changes else (TextPiece("same", new),)


@register.filter
def voting_rule(rule: object, by_sheets: object = False) -> str:
    """How a body decides, in words, from the JSON of its rule; `by_sheets`: in a vote without a sitting."""
    return describe(VotingRule.from_json(rule), by_sheets=bool(by_sheets))


@register.filter
def voting_majority(rule: object, by_sheets: object = False) -> str:
    """What a decision needs, in one sentence, from the JSON of its rule; `by_sheets`: in a vote without a sitting."""
    return majority(VotingRule.from_json(rule), by_sheets=bool(by_sheets))


@register.filter
def due(last: date | None) -> Badge:
    """How urgent a last day is, as a meaning and in words."""
    return Badge(*format.due_text(last, clock.today()))


@register.simple_tag(takes_context=True)
def purpose(context: template.Context) -> Words:
    """What this page is for, in a line: `{% purpose as line %}`."""
    match = getattr(context.get("request"), "resolver_match", None)
    return purpose_of(match.url_name or "") if match is not None else ""


@register.simple_tag(takes_context=True)
def section_of_page(context: template.Context) -> str:
    """The section that the navigation marks: `{% section_of_page as section %}`."""
    document = context.get("document")
    kind = document.kind if isinstance(document, Document) else ""
    known = {entry.section.name for _group, entries in context["desk"].navigation for entry in entries}
    return section_here(context.get("section") or "", kind, known)


@register.simple_tag(takes_context=True)
def site_href(context: template.Context, name: str, *args: object, page: int = 0) -> str:
    """An address of the public site, of the district that the page is about: `{% site_href 'site_plan' %}`."""
    address: str = context["site"].href(name, *args)
    return f"{address}{'&' if '?' in address else '?'}page={page}" if page else address


@register.inclusion_tag("governance/components/badge.html")
def due_badge(last: date | None) -> dict[str, object]:
    """A last day in colour, sign and words: `{% due_badge task.due %}`."""
    return due(last)._asdict()


@register.inclusion_tag("governance/components/badge.html")
def badge(state: Badge | Document) -> dict[str, object]:
    """A state in colour, sign and word: `{% badge paper %}`."""
    return (state if isinstance(state, Badge) else format.state_of(state))._asdict()
