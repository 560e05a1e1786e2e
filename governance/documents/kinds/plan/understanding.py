"""Term and executors of one row, out of its words, and doubts about what is missing or unclear."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from governance.documents.kinds.plan.draft import MAX_EXECUTORS, Doubt, PlanDraft, RowDraft
from governance.documents.kinds.plan.executors import is_named
from governance.documents.kinds.plan.tables import UnreadablePlan
from governance.documents.kinds.plan.terms import parse_term

# Roles and bodies of the district by how their words begin (docs/domain.md, "Roles" and the plan of 2011-2012).
KNOWN_EXECUTORS = (
    "администратор",
    "бухгалтер",
    "делопроизводител",
    "директор",
    "зам",
    "комисси",
    "метод",
    "педагог",
    "председател",
    "психолог",
    "руководител",
    "секретар",
    "совет",
    "тьютор",
    "учител",
    "член",
)
# Bodies outside the district: a director or deputy there is not one of its own.
OUTSIDE_BODIES = ("департамент", "министерств", "роо", "управлен")

_WORD = re.compile(r"\w+")
# «Замы по УВР и ВР» is one executor, «директор и психолог» are two.
_BETWEEN_EXECUTORS = re.compile(rf"[,;]|\n(?=[А-ЯЁ])|\sи\s+(?=(?i:{'|'.join(KNOWN_EXECUTORS)}))")


def understand(row: RowDraft, plan: PlanDraft, place: str) -> None:
    """Set term and executors of a row from its words, and add a doubt for whatever is missing or unclear."""
    names = _BETWEEN_EXECUTORS.split(row.executors_text.strip(" .,;\n"))
    row.executors = [one_line(name) for name in names if name.strip()]
    if len(row.executors) > MAX_EXECUTORS:
        raise UnreadablePlan(
            _("%(place)s: %(count)s executors are named, and at most %(most)s can be. Name them together.")
            % {"place": place, "count": len(row.executors), "most": MAX_EXECUTORS}
        )
    row.text = one_line(row.text)
    row.term_text = one_line(row.term_text)
    row.executors_text = one_line(row.executors_text)
    row.place = one_line(row.place)
    row.term = parse_term(row.term_text, plan.period_start, plan.period_end)
    if not row.text:
        row.doubts.append(Doubt(place, "no_text", _("The activity is missing. Enter it, or delete the row.")))
    if not row.term_text:
        row.doubts.append(Doubt(place, "no_term", _("The term is missing. Enter it.")))
    elif row.term is None and plan.period_start:
        text = _("The term “%(term)s” was not understood as dates within the plan's period. Enter the dates.")
        row.doubts.append(Doubt(place, "term", text % {"term": row.term_text}))
    if not row.executors:
        row.doubts.append(Doubt(place, "no_executor", _("The executor is missing. Enter one.")))
    for name in row.executors:
        if not (_is_of_the_district(name) or is_named(name, plan.known)):
            text = _(
                "The executor “%(name)s” is not a role or body of the district. "
                "Keep it, or name who answers for this in the district."
            )
            row.doubts.append(Doubt(place, "executor", text % {"name": name}))


@lru_cache(maxsize=256)  # few people answer for a whole plan
def _is_of_the_district(executor: str) -> bool:
    words = _WORD.findall(executor.casefold())
    return any(word.startswith(KNOWN_EXECUTORS) for word in words) and not any(
        word.startswith(OUTSIDE_BODIES) for word in words
    )


def one_line(text: str) -> str:
    return " ".join(text.split())
