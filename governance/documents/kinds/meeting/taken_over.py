"""Questions that one agenda takes over from another, or from a pattern: their words, and the people whom they name.

People stay people, with the post that they hold now. Who holds none any more is left out, and the caller says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.named import NamedPerson, Naming, in_office, named_on, naming_on
from governance.documents.kinds.meeting.questions import items_to_copy, matters_of
from governance.roles.person import Person
from governance.roles.unit import Unit

# title, decision_draft, matter, and whom it names by the fields of `Naming`; what is missing is empty.
Question = Mapping[str, Any]


@dataclass(frozen=True)
class TakenOver:
    """`facts`: of each question, as `add_item` takes it. `left`: whom they named and who hold no post any more."""

    facts: list[dict[str, Any]]
    left: list[Person]


def taken_over(questions: Iterable[Question], body: Unit) -> TakenOver:
    """The questions for a new agenda of a body, without matters that its rules no longer know; 3 queries at most."""
    wanted = [(question, naming_in(question)) for question in questions]
    if not wanted:
        return TakenOver([], [])
    known, keys = matters_of(body), {key for _question, naming in wanted for key in naming.people}
    here = {held.person_id for held in in_office(body.root_id)} if keys else set()
    facts = [_facts(question, naming.among(here), known) for question, naming in wanted]
    return TakenOver(facts, list(Person.objects.filter(pk__in=keys - here)) if keys - here else [])


def _facts(question: Question, naming: Naming, known: set[str]) -> dict[str, Any]:
    matter = question.get("matter", "")
    return {
        "title": question["title"],
        "speaker": naming.guest,
        "decision_draft": question.get("decision_draft", ""),
        "matter": matter if matter in known else "",
        "named": naming,
    }


def naming_in(question: Question) -> Naming:
    """Whom a question names."""
    return Naming(
        question.get("speaker") or None,
        tuple(question.get("co_speakers") or ()),
        question.get("author") or None,
        question.get("guest", ""),
    )


def question_of(item: AgendaItem, rows: Iterable[NamedPerson]) -> dict[str, Any]:
    """A question of an agenda; `rows`: whom it names. Papers wait for a decision of their own."""
    return {
        "title": item.title,
        "decision_draft": item.decision_draft if item.subject_id is None else "",
        "matter": item.matter,
        **vars(naming_on(rows, item.speaker)),
    }


def questions_of(meeting: MeetingCard) -> list[dict[str, Any]]:
    """The questions of a meeting that another one can take over; two queries."""
    named = named_on(meeting)
    return [question_of(item, named[item.pk]) for item in items_to_copy(meeting)]
