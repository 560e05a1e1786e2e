"""The access matrix, generated: every person × every state of every kind × every move, at the door and at the page.

What ought to be is computed here from the catalogue and the appointments in plain Python, without the queries that the
product uses; what is comes from the door and the pages. The chain of the plan is played once, and each state
that a paper reaches on the way is examined.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from governance import clock
from governance.documents.document import Document, Involvement
from governance.documents.errors import NotAllowed, Refused
from governance.documents.perform import perform
from governance.documents.rules import May
from governance.roles.appointment import Appointment, appoint
from governance.roles.catalogue import ROLES, Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.scenarios.luza import Luza
from governance.scenarios.plan import play_plan
from governance.scenarios.stage import Stage


def pairs_by_hand(person: Person, day: date) -> set[tuple[str, int]]:
    """(right, unit) pairs of a person from the catalogue alone."""
    pairs: set[tuple[str, int]] = set()
    for appointment in Appointment.objects.filter(person=person).select_related("unit"):
        if appointment.since <= day and (appointment.until is None or day <= appointment.until):
            row = ROLES[Role(appointment.role)]
            pairs |= {(right.value, appointment.unit_id) for right in row.own}
            pairs |= {(right.value, appointment.unit.root_id) for right in row.district}
    return pairs


def sees_by_hand(person: Person, paper: Document, pairs: set[tuple[str, int]]) -> bool:
    units = {paper.unit_id, *paper.readers.values_list("pk", flat=True)}
    reads = any((Right.READ.value, unit) in pairs for unit in units if unit) and paper.state != "draft"
    drafts = (Right.READ_DRAFTS.value, paper.unit_id) in pairs
    named = Involvement.objects.filter(document=paper.pk, person=person).exists()
    return reads or drafts or named or paper.author_id == person.pk


def moves_of(paper: Document) -> Iterator[tuple[str, May]]:
    """The moves of people from the present state."""
    field: Any = paper._meta.get_field("state")
    for name, method in field.transitions[type(paper)].items():
        meta = method._django_fsm
        if meta.has_transition(paper.state):
            rule = meta.get_transition(paper.state).permission
            if isinstance(rule, May):
                yield name, rule


def past_the_guard(paper: Document, move: str, person: Person) -> bool:
    """Whether the door lets this person try the move (what comes after the guard does not matter here)."""
    try:
        with transaction.atomic():
            perform(paper, move, by=person, reason="проверка")
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    except (Refused, TypeError):
        return True  # a missing fact or condition: the guard has let them through
    return True


class Examiner(Stage):
    """A stage that examines each state of each kind the first time it is reached."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__()
        self.people = people
        self.seen: set[tuple[str, str]] = set()
        self.wrong: list[str] = []
        self.readers: dict[tuple[str, str], int] = {}
        self.tried = 0

    def tell(self, paper: Document, by: Person | None, done: str) -> None:
        if (paper.kind, paper.state) in self.seen:
            return
        self.seen.add((paper.kind, paper.state))
        with self.playing():
            for person in self.people:
                self.examine(paper, person)

    def examine(self, paper: Document, person: Person) -> None:
        pairs = pairs_by_hand(person, clock.today())
        where = f"{paper.kind}/{paper.state}/{person.email}"
        for move, rule in moves_of(paper):
            self.tried += 1
            held = any((rule.right.value, unit.pk) in pairs for unit in rule.units(paper))
            wanted = held and not (rule.unless is not None and rule.unless(paper, person))
            if past_the_guard(paper, move, person) and not wanted:
                self.wrong.append(f"{where}/{move}: let in")
            elif wanted and not rule(paper, person):
                self.wrong.append(f"{where}/{move}: kept out")
        sees = sees_by_hand(person, paper, pairs)
        # A page that opens costs a whole rendering: two readers of each state stand for the others.
        key = (paper.kind, paper.state)
        if sees:
            self.readers[key] = self.readers.get(key, 0) + 1
            if self.readers[key] > 2:
                return
        wanted_status = {200, 302} if sees else {404}
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        printed = [f"/papers/{paper.pk}/pdf/"] if hasattr(paper, "print_data") else []
        for address in [f"/papers/{paper.pk}/", *printed]:
            self.tried += 1
            status = client.get(address).status_code
            if status not in wanted_status:
                self.wrong.append(f"{where}: {address} answered {status}")
        if wanted_status == {404}:
            answer = client.post(f"/papers/{paper.pk}/do/", {"move": "submit"})
            if answer.status_code != 404:
                self.wrong.append(f"{where}: posting a move answered {answer.status_code}")


@pytest.mark.django_db
def test_every_person_gets_exactly_what_the_catalogue_says(luza: Luza) -> None:
    expired = get_user_model().objects.create_user("expired@luza.example", surname="Бывшая", given="Вера")
    with clock.played(date(2011, 8, 1)):
        for role, unit in ((Role.SCHOOL_HEAD, luza.base), (Role.COUNCIL_SECRETARY, luza.council)):
            appoint(expired, role, unit, basis="приказ № 1", since=date(2010, 9, 1), until=date(2011, 8, 21))
    stranger = get_user_model().objects.create_user("stranger@luza.example", surname="Чужой", given="Пётр")
    superuser = get_user_model().objects.create_superuser(
        "root@luza.example", surname="Ремонтов", given="Иван"
    )
    # These heads hold just what the head of Lalsk holds.
    alike = {"head_fabrichnaya", "head_zhivotovo"}
    people = [person for key, person in luza.people.items() if key not in alike]
    examiner = Examiner([*people, expired, stranger, superuser])
    play_plan(luza, examiner)
    assert examiner.wrong == []
    assert {kind for kind, _state in examiner.seen} == {"plan", "meeting", "protocol", "order", "extract"}
    assert examiner.tried > 1200


@pytest.mark.django_db
def test_nobody_signs_in_another_school_by_being_head_of_theirs(luza: Luza) -> None:
    for key in ("head_second", "head_lalsk", "head_fabrichnaya", "head_zhivotovo", "head_kulikovo"):
        assert (Right.SIGN_ORDER.value, luza.base.pk) not in pairs_by_hand(luza.people[key], clock.today())
