"""The access matrix, generated: every person × every state of every kind × every move, at the door and at the page.

What ought to be is computed here from the catalogue and the appointments in plain Python, without the queries that the
product uses; what is comes from the rules, the door and the pages. Each scenario is played once, and each state that a
paper reaches on the way is examined. Whoever may not see a paper is tried at every address that opens its kind, out of
the table of addresses itself, so a page added later is tried too, and at lists. The answers do not depend on the
database engine: all scenarios are played on SQLite; on PostgreSQL the shortest one, before every fourth person and all
outsiders.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from governance import clock
from governance.desk.urls import urlpatterns
from governance.documents.errors import NotAllowed, Refused
from governance.documents.record.attached import Attachment, Conflict, Involvement
from governance.documents.record.document import Document
from governance.documents.record.perform import authorise, perform
from governance.documents.record.transitions import May
from governance.documents.record.version_text import TEXTS
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.catalogue import ROLES, Role
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.scenarios.contract import play_contract
from governance.scenarios.luza import Luza
from governance.scenarios.monitoring import play_monitoring
from governance.scenarios.plan import play_plan
from governance.scenarios.profile import play_year
from governance.scenarios.profile_people import employ_guides
from governance.scenarios.regulation import play_regulation
from governance.scenarios.stage import Stage
from tests.founding import entered, repairer

from .admission.examined import play_admission
from .leaks import words_of
from .rewards.examined import is_paid, play_network, play_rewards, wrong_sums
from .whole import WHOLE

PARTS = ("text", "remarks", "versions", "files", "history")
# Lists of papers; each is asked for this very paper where it can be.
LISTS = (
    "/",
    "/contracts/",
    "/calendar/",
    "/dashboard/",
    "/documents/?q={code}",
    "/documents.xlsx?q={code}",
    "/rewards/",
    "/network-teachers/",
    "/monitoring/",
    "/api/v1/papers?limit=200",
    "/api/v1/events?limit=200",
    "/api/v1/decisions",
    "/api/v1/indicators",
)


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
    named = Involvement.objects.filter(document=paper.pk, person=person).exists()
    if paper.confidential is not None:
        opened = any((paper.confidential.value, unit) in pairs for unit in units if unit)
        writes = paper.author_id == person.pk and paper.state == "draft"
        return ((opened and paper.state != "draft") or writes or named) and not is_conflicted(paper, person)
    reads = any((Right.READ.value, unit) in pairs for unit in units if unit) and paper.state != "draft"
    drafts = (Right.READ_DRAFTS.value, paper.unit_id) in pairs
    return reads or drafts or named or paper.author_id == person.pk


def is_conflicted(paper: Document, person: Person) -> bool:
    return Conflict.objects.filter(document=paper.pk, person=person).exists()


def moves_of(paper: Document) -> Iterator[tuple[str, May]]:
    """The moves of people from the present state."""
    field: Any = paper._meta.get_field("state")
    for name, method in field.transitions[type(paper)].items():
        meta = method._django_fsm
        if meta.has_transition(paper.state):
            rule = meta.get_transition(paper.state).permission
            if isinstance(rule, May):
                yield name, rule


def authorised(paper: Document, rule: May, person: Person) -> bool:
    """Whether the door would authorise this person by the rule."""
    try:
        authorise(paper, rule, person, None)
    except NotAllowed:
        return False
    return True


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


def addresses_of(paper: Document, of_all_kinds: bool) -> list[str]:
    """The addresses of the desk that open papers of this kind alone, or those that open papers `of_all_kinds` too.

    An address of another kind knows no such paper, whoever asks.
    """
    files = list(Attachment.objects.filter(document_id=paper.pk).values_list("pk", flat=True))
    # Rows of a plan, points of an order, opinions: any number will do, for the paper is asked for first.
    numbers = {"file": files[0] if files else 1}
    names = {"purpose": "change", "move": "submit", "name": "none"}
    found = []
    for pattern in urlpatterns:
        converters = pattern.pattern.converters
        opened = getattr(pattern.callback, "kind", None)
        if (opened is None and not of_all_kinds) or opened not in {None, paper.kind}:
            continue
        if "pk" in converters and str(pattern.pattern).startswith(("papers/", "meetings/", "api/v1/papers/")):
            values = {key: names.get(key, numbers.get(key, 1)) for key in converters}
            address = f"/{pattern.pattern}"
            for key in converters:
                value = paper.pk if key == "pk" else values[key]
                address = re.sub(rf"<\w+:{key}>", str(value), address)
            found.append(address)
    return found


class Examiner(Stage):
    """A stage that examines each state of each of the `kinds` the first time it is reached.

    Of everybody the rules and the queryset of what is visible are asked, the very ones that the door and the pages ask.
    That the door and the pages do ask them is tried by classes of people who are alike, and in `make proof` by
    everybody: the door by one who may not, and by one of each set of roles; the page of each state by one who may see
    it and one who may not. Whatever else opens a kind is tried by three sets of roles that are kept out of it; lists,
    and what opens all kinds, by two of them for the first kind and by one of the `outsiders`.
    """

    def __init__(self, people: list[Person], outsiders: list[Person], kinds: tuple[str, ...]) -> None:
        super().__init__()
        self.people = [*people, *outsiders]
        self.outsiders = outsiders
        self.kinds = kinds
        self.seen: set[tuple[str, str]] = set()
        self.wrong: list[str] = []
        self.readers: dict[tuple[str, str], int] = {}
        # (kind, roles of a person) that were kept out.
        self.kept_out: set[tuple[str, str]] = set()
        # What one of a class has tried already.
        self.done: set[tuple[str, ...]] = set()
        self.tried = 0

    def tell(self, paper: Document, by: Person | None, done: str) -> None:
        if paper.kind not in self.kinds or (paper.kind, paper.state) in self.seen:
            return
        self.seen.add((paper.kind, paper.state))
        with self.playing():
            for person in self.people:
                self.examine(paper, person)

    def stands_for_others(self, *of: str) -> bool:
        """Whether this is the first of a class; in `make proof` everybody stands for themselves."""
        first = of not in self.done
        self.done.add(of)
        return first or WHOLE

    def examine(self, paper: Document, person: Person) -> None:
        pairs, granted = pairs_by_hand(person, clock.today()), rights_of(person)
        roles, state = self.roles_of(person), f"{paper.kind}/{paper.state}"
        where = f"{state}/{person.email}"
        for move, rule in moves_of(paper):
            self.tried += 1
            held = any((rule.right.value, unit.pk) in pairs for unit in rule.units(paper))
            wanted = held and not (rule.unless is not None and rule.unless(paper, person))
            if wanted != (rule.objection(paper, person, granted) is None):
                self.wrong.append(f"{where}/{move}: {'kept out' if wanted else 'let in'}")
            wanted = wanted and not is_conflicted(paper, person)
            asks = self.stands_for_others(paper.kind, move, roles) or is_conflicted(paper, person)
            if asks and wanted != authorised(paper, rule, person):
                self.wrong.append(f"{where}/{move}: {'refused' if wanted else 'authorised'}")
            if not wanted and self.stands_for_others(state, move) and past_the_guard(paper, move, person):
                self.wrong.append(f"{where}/{move}: let in by the door")
        sees = sees_by_hand(person, paper, pairs)
        self.tried += 1
        if sees != Document.objects.visible_to(person, granted).filter(pk=paper.pk).exists():
            self.wrong.append(f"{where}: {'not visible' if sees else 'visible'}")
        client = Client()
        client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
        if sees:
            self.let_in(paper, client, where)
        else:
            self.keep_out(paper, client, where, person)
        if self.stands_for_others(state, "sums", roles) or is_paid(person):
            self.wrong += [f"{where}: {what}" for what in wrong_sums(paper, person, client, pairs)]

    def roles_of(self, person: Person) -> str:
        """The roles of a person today, for those who hold the same ones are alike."""
        held = Appointment.objects.in_force().filter(person=person).select_related("unit")
        return ", ".join(sorted(f"{one.role} {one.unit.kind}" for one in held)) or person.email

    def let_in(self, paper: Document, client: Client, where: str) -> None:
        # A page that opens costs a whole rendering, so few stand for all others even in `make proof`.
        key = (paper.kind, paper.state)
        self.readers[key] = self.readers.get(key, 0) + 1
        if self.readers[key] > (2 if WHOLE else 1):
            return
        address = f"/papers/{paper.pk}/"
        asked = [address]
        drafted = "draft" if paper.state == "draft" else "later"
        if self.readers[key] == 1 and self.stands_for_others(paper.kind, drafted, "parts"):
            if paper.print_form in TEXTS:
                asked.append(f"{address}pdf/")
            asked += [f"{address}?part={part}" for part in PARTS]
            asked += [
                f"{address}files/{file}/"
                for file in Attachment.objects.filter(document_id=paper.pk).values_list("pk", flat=True)[:1]
            ]
            for listed in ("/documents/?q={code}", "/documents.xlsx?q={code}"):
                # A list begins a title with a capital.
                if paper.title[1:] not in words_of(client.get(listed.format(code=paper.code))):
                    self.wrong.append(f"{where}: {listed} does not list it")
        for one in asked:
            self.tried += 1
            status = client.get(one).status_code
            if status not in {200, 302}:
                self.wrong.append(f"{where}: {one} answered {status}")

    def keep_out(self, paper: Document, client: Client, where: str, person: Person) -> None:
        roles = self.roles_of(person)
        first = (paper.kind, roles) not in self.kept_out
        self.kept_out.add((paper.kind, roles))
        everywhere = first and self.goes_everywhere(paper, person)
        enough = not WHOLE and sum(kind == paper.kind for kind, _roles in self.kept_out) > 3
        address = f"/papers/{paper.pk}/"
        asked = set(addresses_of(paper, everywhere) if everywhere or (first and not enough) else [])
        if self.stands_for_others(paper.kind, paper.state, "page"):
            asked.add(address)
        for one in asked:
            self.tried += 1
            status = client.get(one).status_code
            # An address that takes acts alone; those of programs take them by a token (`test_api_crawler`).
            if status == 405 and one.startswith("/api/"):
                continue
            if status == 405:
                status = client.post(one, {"move": "submit"}).status_code
            if status != 404:
                self.wrong.append(f"{where}: {one} answered {status}")
        for listed in LISTS if everywhere else ():
            self.tried += 1
            said = words_of(client.get(listed.format(code=paper.code)))
            # All applications are called alike, and all lists: of those only the address tells which one it is.
            told_apart = paper.confidential is None and paper.kind != "staff_list"
            if address in said or (told_apart and paper.title[1:] in said):
                self.wrong.append(f"{where}: {listed} shows it")

    def goes_everywhere(self, paper: Document, person: Person) -> bool:
        """Whether this person is to try what opens all kinds, and every list."""
        place = self.kinds.index(paper.kind)
        if WHOLE:
            return place == 0 or person in self.outsiders
        if person in self.outsiders:
            return person == self.outsiders[place % len(self.outsiders)]
        return place == 0 and sum(kind == paper.kind for kind, _roles in self.kept_out) <= 2


def outsiders(luza: Luza) -> list[Person]:
    """Whose appointments have ended, who never had one, and who may do everything by hand."""
    expired = entered(luza.district, "expired@luza.example", "Бывшая", "Вера")
    with clock.played(date(2011, 8, 1)):
        for role, unit in (
            (Role.SCHOOL_HEAD, luza.base),
            (Role.SCHOOL_HEAD, luza.schools["second"]),
            (Role.COUNCIL_SECRETARY, luza.council),
        ):
            appoint(
                expired,
                role,
                unit,
                basis="приказ № 1",
                since=date(2010, 9, 1),
                until=date(2011, 7, 31),
                by=None,
            )
    return [
        expired,
        entered(luza.district, "stranger@luza.example", "Чужой", "Пётр"),
        repairer(luza.district),
    ]


PLAYS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "plan": (play_plan, ("plan", "meeting", "protocol", "order", "extract")),
    "contract": (play_contract, ("contract", "contract_form", "amendment")),
    "regulation": (play_regulation, ("regulation",)),
    "admission": (
        play_admission,
        ("application", "consent", "appeal", "enrolment", "campaign", "rating"),
    ),
    "rewards": (
        play_rewards,
        ("nomination", "allocation", "award_list", "reward_period"),
    ),
    "network": (
        play_network,
        ("candidacy", "work_consent", "work_agreement", "staff_list", "school_list"),
    ),
    "monitoring": (play_monitoring, ("indicators", "figures", "monitoring_report")),
    "profile": (play_year, ("survey", "bank_entry")),
}


@pytest.mark.exhaustive
@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("plan", marks=pytest.mark.any_database),
        pytest.param("contract", marks=pytest.mark.any_database),
        pytest.param("admission", marks=pytest.mark.any_database),
        pytest.param("rewards", marks=pytest.mark.any_database),
        pytest.param("network", marks=pytest.mark.any_database),
        pytest.param("monitoring", marks=pytest.mark.any_database),
        pytest.param("profile", marks=pytest.mark.any_database),
        "regulation",
    ],
)
def test_every_person_gets_exactly_what_the_catalogue_says(
    luza: Luza, name: str, cheap_requests: None, record_property: Callable[[str, object], None]
) -> None:
    play, kinds = PLAYS[name]
    if name == "profile":
        employ_guides(luza)
    # These hold just what the head of Lalsk and the teacher of maths hold.
    alike = {"head_fabrichnaya", "head_zhivotovo", "teacher_russian"}
    people = [person for key, person in luza.people.items() if key not in alike]
    if connection.vendor != "sqlite":
        people = people[::4]
    examiner = Examiner(people, outsiders(luza), kinds)
    play(luza, examiner)
    assert examiner.wrong == []
    assert {kind for kind, _state in examiner.seen} == set(kinds)
    # Somebody was let in, and somebody kept out, of each kind.
    assert {kind for kind, _state in examiner.readers} == set(kinds)
    assert {kind for kind, _roles in examiner.kept_out} == set(kinds)
    assert examiner.tried > (600 if connection.vendor == "sqlite" else 150)
    record_property("cases", examiner.tried)


@pytest.mark.django_db
def test_nobody_signs_in_another_school_by_being_head_of_theirs(luza: Luza) -> None:
    for key in ("head_second", "head_lalsk", "head_fabrichnaya", "head_zhivotovo", "head_kulikovo"):
        assert (Right.SIGN_ORDER.value, luza.base.pk) not in pairs_by_hand(luza.people[key], clock.today())
