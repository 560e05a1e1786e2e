"""Where sums, points and merits of marked teachers can be found: every page, file, table, letter and log is searched.

A sum is found by the teacher, the head of the teacher's school, the council and the deputy for the district alone;
points and words also by the methodical council, which nominates. Each reading is recorded (docs/domain.md, "Personal
data").
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import models
from django.test import Client

from governance import clock
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.money import spelt_out
from governance.documents.printing.registry import MARKS
from governance.documents.record.document import Document
from governance.flows.engine.models import Notice
from governance.flows.engine.notices import notice_text
from governance.flows.jobs.reminders import remind_of_tasks
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.outcome import history
from tests.founding import entered, repairer
from tests.leaks import addresses, index_all, reached, share, words_of
from tests.memory import Memory
from tests.scans import SCANNED_PDF

from .office import RewardOffice, fresh

pytestmark = pytest.mark.any_database

CLOSED = date(2012, 6, 22)
# In merits, reasons, objection, answer and name of a file of the first teacher, and in nothing else of this world.
WORD = "ыхтыр"
MAIN, OTHER = "teacher_maths", "teacher_biology"
# What each gets: 50 000 roubles for 18,74 and 6,22 points; the second is corrected to 5,11 points.
SUMS = {
    "main": Decimal("37536.22"),
    "other, before": Decimal("12458.66"),
    "other": Decimal("10235.33"),
    "all, before": Decimal("49994.88"),
    "all": Decimal("47771.55"),
}
COUNCIL = {"secretary", "deputy"}
ALLOWED = {
    "main": {*COUNCIL, MAIN, "head_apart"},
    "other, before": {*COUNCIL, OTHER},
    "other": {*COUNCIL, OTHER},
    # Two are paid: whoever knows the total and the own sum knows the other's.
    "all, before": COUNCIL,
    "all": COUNCIL,
    "points": {*COUNCIL, MAIN, "head_apart", "methodical_chair"},
    "words": {*COUNCIL, MAIN, "head_apart", "methodical_chair"},
}
# One person of each way to stand to rewards, and `nobody`, who has not signed in. The access matrix asks all others.
READERS = (
    "nobody",
    "secretary",
    "deputy",
    MAIN,
    OTHER,
    "teacher_russian",
    "head_apart",
    "head_elsewhere",
    "methodical_chair",
    "clerk",
    "administrator",
    "root",
)
# Words that stand beside the sums, and the beginning of the word of the first teacher.
SEARCHED = ("рублей", "поощрение", WORD[:4])
PARTS = ("remarks", "versions", "files", "history")
TABLES_WITH_SUMS = {"Allocation", "AwardRow", "Nomination", "RewardPeriod", "Version", "VersionText"}
TABLES_WITH_WORDS = {"Attachment", "EventReason", "Merit", "Nomination", "VersionText"}


def as_printed(amount: Decimal) -> re.Pattern[str]:
    """A sum in figures, however its thousands are parted, with or without kopecks, and no part of a longer number."""
    thousands, rest = divmod(int(amount), 1000)
    return re.compile(rf"(?<![0-9A-Za-z_]){thousands}[\s\u202f.,'’]?{rest:03}(?![0-9A-Za-z_])")


FIGURES = {name: as_printed(amount) for name, amount in SUMS.items()}
SPELT = {name: spelt_out(amount).split(" руб")[0].replace(" ", "") for name, amount in SUMS.items()}
POINTS = re.compile(r"(?<![0-9A-Za-z_])18[.,]74(?![0-9A-Za-z_])")


def told(text: str) -> set[str]:
    """What of the marked teachers a text tells."""
    squeezed = re.sub(r"[\s\u00ad]+", "", text.lower())
    found = {name for name in SUMS if FIGURES[name].search(text) or SPELT[name] in squeezed}
    return found | ({"points"} if POINTS.search(text) else set()) | ({"words"} if WORD in squeezed else set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("37536", {"main"}),
        ("37 536,22", {"main"}),
        ("37\u00a0536 руб.", {"main"}),
        ("37\u202f536.22", {"main"}),
        ("тридцать семь тысяч пятьсот\nтридцать шесть рублей", {"main"}),
        ("18,74 балла за «Ыхтыр»", {"points", "words"}),
        ("a375362f 137536 375361 37 5361 118,74", set()),
    ],
)
def test_the_search_knows_a_sum_in_every_form(text: str, found: set[str]) -> None:
    assert told(text) == found


@dataclass
class Spring:
    """Two marked teachers are rewarded with money and one with thanks; the papers, and the letters that left."""

    period: RewardPeriod
    papers: list[Document]
    people: dict[str, Person]
    letters: list[str]


@pytest.fixture
def office(luza: Any) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def spring(office: RewardOffice, plays: Memory, django_capture_on_commit_callbacks: Any) -> Spring:
    """Played once in a process; its last day is today."""

    def play() -> Spring:
        office.plays = None  # for letters leave while it is played
        with django_capture_on_commit_callbacks(execute=True):
            found = played(office)
        with django_capture_on_commit_callbacks(execute=True), clock.played(date(2012, 6, 25)):
            remind_of_tasks()
        found.letters = [f"{letter.subject} {letter.body}" for letter in mail.outbox]
        return found

    found: Spring = plays.recall("marked teachers", play)
    office.day = CLOSED
    return found


def played(office: RewardOffice) -> Spring:
    people = office.people
    extra = newcomers(office)
    office.teachers = {
        key: office.teacher(key, school)
        for key, school in ((MAIN, "base"), ("teacher_russian", "base"), (OTHER, "second"))
    }
    period = office.open_period()
    main = nominated_with_words(office, period)
    other = office.before_council(office.nominated(period, OTHER, {"hours": "3.11"}))
    office.before_council(office.nominated(period, "teacher_russian", {"hours": "3"}, measure="thanks"))
    with clock.played(office.day):
        allocation = draft_allocation(period, by=office.deputy)
    office.decided(office.act(allocation, "submit", office.deputy))
    lists = ordered(office, fresh(allocation))
    with clock.played(office.day):
        correction = draft_correction(period, {other.pk: Decimal("5.11")}, by=office.deputy)
    office.decided(office.act(correction, "submit", office.deputy, reason="Часы посчитаны дважды"))
    lists += ordered(office, fresh(correction))
    office.day = CLOSED
    period = office.act(period, "close", office.deputy)
    found = {one.pk: fresh(one).amount for one in (main, other)}
    assert found == {main.pk: SUMS["main"], other.pk: SUMS["other"]}
    order = Document.objects.get(links_out__target=lists[0], links_out__effect="approve")
    held = Document.objects.filter(kind__in=["protocol", "meeting"]).order_by("-pk")[:2]
    papers = [period, fresh(main), fresh(other), fresh(correction), lists[0], lists[-1], order, *held]
    return Spring(period, papers, {**people, **extra}, [])


def newcomers(office: RewardOffice) -> dict[str, Person]:
    """Two acting heads without a seat in the council, a network teacher, and whoever repairs the installation."""
    luza = office.luza

    def appointed(key: str, surname: str, role: Role, unit: Unit, **term: Any) -> Person:
        person = entered(luza.district, f"{key}@luza.example", surname, "Олег")
        appoint(person, role, unit, basis="приказ", since=date(2011, 8, 1), by=None, **term)
        return person

    def head_of(key: str, surname: str, unit: Unit) -> Person:
        holder = Appointment.objects.get(unit=unit, role=Role.SCHOOL_HEAD)
        term = {"stands_for": holder, "until": date(2013, 8, 31)}
        return appointed(key, surname, Role.SCHOOL_HEAD, unit, **term)

    return {
        "head_apart": head_of("apart", "Исаков", luza.base),
        "head_elsewhere": head_of("elsewhere", "Тиунов", luza.schools["kulikovo"]),
        "teacher_network": appointed("network", "Ерёмин", Role.NETWORK_TEACHER, luza.district),
        "root": repairer(luza.district),
    }


def nominated_with_words(office: RewardOffice, period: RewardPeriod) -> Nomination:
    """9,41 hours are claimed, 9,37 found; the teacher objects in vain."""
    teacher, day = office.people[MAIN], office.day
    nomination = office.nominated(
        period, MAIN, {"hours": "9.41"}, merit_summary="Ыхтырский кружок", experience=17
    )
    assert day <= office.day
    reason = "в журнале Ыхтырской группы иначе"
    verdicts = [
        {"merit": line.pk, "outcome": "correct", "value": "9.37", "reason": reason}
        for line in nomination.lines
    ]
    office.day = date(2012, 5, 14)
    nomination = office.act(nomination, "verify", office.deputy, verdicts=verdicts)
    nomination = office.act(nomination, "object_to", teacher, objection="Ыхтырская группа была больше")
    nomination = office.act(nomination, "enclose", teacher, name="журнал Ыхтыр.pdf", data=SCANNED_PDF)
    nomination = office.act(
        nomination, "answer_objection", office.deputy, verdicts=verdicts, reason="Ыхтыр посчитан верно"
    )
    office.day = date(2012, 5, 24)
    return fresh(office.act(nomination, "put_up", office.deputy))


def ordered(office: RewardOffice, allocation: Allocation) -> list[AwardList]:
    """Each school's director signs; the lists with money."""
    lists = list(allocation.award_lists.order_by("pk"))
    for award_list in lists:
        clerk = "clerk" if award_list.unit_id == office.luza.base.pk else "clerk_second"
        office.ordered(award_list, office.people[clerk], office.head_of(award_list.unit))
    return [fresh(one) for one in lists if one.with_money]


def client_of(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
    return client


@pytest.mark.exhaustive
def test_sums_points_and_words_are_found_by_those_alone_who_may_and_each_reading_is_recorded(
    spring: Spring, cheap_requests: None, caplog: pytest.LogCaptureFixture, record_property: Any
) -> None:
    caplog.set_level(logging.DEBUG, logger="governance")
    found: dict[str, set[str]] = {name: set() for name in ALLOWED}
    wrong: list[str] = []
    tried: list[str] = []

    def search(key: str) -> None:
        client = client_of(spring.people.get(key))
        for address in share(asked(spring, key, client), READERS.index(key)):
            tried.append(address)
            before = LogEntry.objects.count()
            answer = client.get(address)
            if answer.status_code >= 500:
                wrong.append(f"{key} {address}: {answer.status_code}")
            tells = told(words_of(answer))
            for name in tells:
                found[name].add(key)
                if key not in ALLOWED[name]:
                    wrong.append(f"{key} found {name} at {address}")
            if (
                tells - {"all", "all, before"}
                and key not in {MAIN, OTHER}
                and LogEntry.objects.count() == before
            ):
                wrong.append(f"{key} read {tells} at {address}, and nobody recorded it")

    index_all()
    with clock.played(CLOSED):
        for key in READERS:
            search(key)
    record_property("cases", len(tried))
    assert wrong == []
    # The search itself finds: whoever may see what stands now does.
    present = ALLOWED.keys() - {"other, before", "all, before"}
    assert {name: found[name] for name in present} == {name: ALLOWED[name] for name in present}
    assert [record.getMessage() for record in caplog.records if told(record.getMessage())] == []


def asked(spring: Spring, key: str, client: Client) -> Iterator[str]:
    """All addresses of the desk but forms for new papers, the period's own board, and the pages of repair."""
    papers = spring.papers if key == "nobody" else reached(client, spring.papers)
    parts = () if key in COUNCIL else PARTS  # whoever may find everything finds it in the text
    for address in addresses(papers, flow="NominationFlow", parts=parts, words=SEARCHED):
        if address.startswith(("/papers/new/", "/people/", "/appointments/", "/apply/")):
            continue
        # What needs no signing in says the same to everybody.
        if key == "nobody" or not address.startswith(("/public/", "/check/")):
            yield address
    yield f"/rewards/?period={spring.period.pk}"
    yield f"/people/{spring.people[MAIN].pk}/"
    if key in {"root", "administrator"}:
        yield from ("/admin/", "/admin/auditlog/logentry/")
        yield from (f"/admin/governance/{name}/" for name in ("document", "event"))
        entries = LogEntry.objects.filter(object_id__in=[paper.pk for paper in spring.papers])
        keys = entries.order_by("-pk").values_list("pk", flat=True)[:20]
        yield from (f"/admin/auditlog/logentry/{entry}/change/" for entry in keys)


def test_no_table_but_those_of_rewards_holds_a_sum_or_a_word(spring: Spring) -> None:
    sums, words = set(), set()
    kept = models.CharField | models.TextField | models.JSONField | models.FileField | models.DecimalField
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kept)]
        for row in model._base_manager.values_list(*names) if names else ():
            tells = told(" | ".join(map(str, row)))
            if tells & SUMS.keys():
                sums.add(model.__name__)
            if "words" in tells:
                words.add(model.__name__)
    assert (sums, words) == (TABLES_WITH_SUMS, TABLES_WITH_WORDS)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if told(path.name)] == []


def test_no_letter_no_notice_and_no_record_of_the_history_tells_anything(spring: Spring) -> None:
    notices = [notice_text(notice) for notice in Notice.objects.all()]
    record = json.dumps(history(), ensure_ascii=False)
    assert (len(spring.letters) > 10, len(notices) > 0, len(record) > 10_000) == (True, True, True)
    assert [text for text in [*spring.letters, *notices] if told(text)] == []
    assert told(record) == set()


def test_an_error_page_and_its_log_tell_nothing(
    spring: Spring, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(allocation: Allocation, words: Any) -> Any:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setitem(MARKS, "allocation", fails)
    allocation = next(paper for paper in spring.papers if paper.kind == "allocation")
    with clock.played(CLOSED):
        answer = client_of(spring.people["secretary"]).get(f"/papers/{allocation.pk}/pdf/")
    assert answer.status_code == 500
    assert told(answer.content.decode()) == set()
    assert told(caplog.text) == set()
