"""Where the personal data of one marked pupil can be found: every page, file, table, letter and log is searched.

Found only where the reader works on that application, and each such reading is recorded (docs/domain.md, "Personal
data"). The addresses come out of the table of addresses itself, so a page added later is searched too.
"""

import logging
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import models
from django.test import Client

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.printing import pdf
from governance.documents.record.document import Document
from governance.roles.person import Person
from tests.leaks import addresses, index_all, reached, share, words_of
from tests.memory import recalled
from tests.scans import SCANNED_PDF

from .office import AFTER, CHEMISTRY, MATHS, Office, fresh

pytestmark = pytest.mark.any_database

# Each stands in something personal of the marked pupil and in nothing else of this world.
MARK, LATIN, DIGITS = "ыхтыр", "yhtyr", "7776655"
MARKS = (MARK, LATIN, DIGITS)
# By which the search would find them.
BEGINNINGS = (MARK[:4], LATIN[:4])
PERSONAL: dict[str, Any] = {
    "surname": "Ыхтырбекова",
    "given": "Ыхтырина",
    "patronymic": "Ыхтыровна",
    "school": None,
    "other_school": "школа посёлка Ыхтыр",
    "address": "посёлок Ыхтыр, ул. Ыхтырская, д. 1",
    "preference": "ребёнок сотрудника отдела в посёлке Ыхтыр",
    "language": "ыхтырский",
    "native_language": "ыхтырский",
    "parent": "Ыхтырбеков Пётр Ильич",
    "parent_address": "посёлок Ыхтыр, ул. Ыхтырская, д. 1",
    "parent_document": "паспорт 33 02 7776655, выдан отделом в посёлке Ыхтыр",
    "second_parent": "Ыхтырбекова Анна Ильинична",
    "phone": "8-900-7776655",
    "email": "yhtyr@mail.example",
}
# A file of theirs, with a word of the pupil inside; no program reads its pages.
SCAN = SCANNED_PDF + b"\n%yhtyr"
# Tables of which it is the purpose to keep such words; all of them are erased in the end.
KEPT_IN = {"Applicant", "Consent", "Appeal", "Claim", "Verdict", "EventReason", "Attachment", "VersionText"}
INDEX = {"IndexEntry", "IndexTerm"}
# One person of each way to stand to an admission.
READERS = (
    "director",
    "clerk",
    "clerk_second",
    "deputy",
    "teacher_maths",
    "teacher_russian",
    "head_second",
    "head_fabrichnaya",
    "methodical_secretary",
    "head_kulikovo",
    "secretary",
    "observer",
    "administrator",
    "head_roo",
)
CONFLICTED = "teacher_maths"


def marked(text: str) -> bool:
    return any(mark in text.lower() for mark in MARKS)


Played = tuple[Campaign, Application, list[Document]]


@recalled
def played(office: Office) -> Played:
    """A marked pupil goes all the way: papers asked for, a conflict, checks that differ, an appeal, enrolment."""
    campaign = office.announced()
    pupil = office.applied(campaign, [MATHS, CHEMISTRY], {"math": "20", "certificate": "4"}, **PERSONAL)
    others = [office.applied(campaign, [MATHS], {"math": mark, "certificate": "5"}) for mark in ("31", "30")]
    pupil = office.act(pupil, "ask", office.secretary, missing="Справка Ыхтырбековой")
    pupil = office.parent(pupil, "enclose", name="справка Ыхтырбековой.pdf", data=SCAN)
    office.parent(pupil, "supplement")
    pupil = office.act(
        pupil, "declare_conflict", office.people[CONFLICTED], reason="Ыхтырбекова — моя племянница"
    )
    pupil = office.act(pupil, "accept", office.secretary)
    for n, check in enumerate(pupil.live_checks):
        verdicts = [
            {
                "claim": claim.pk,
                "outcome": "correct",
                "value": f"{19 - n}",
                "reason": "в справке Ыхтырбековой иначе",
            }
            if claim.code == "math"
            else {"claim": claim.pk, "outcome": "accept"}
            for claim in pupil.all_claims
        ]
        pupil = office.act(pupil, "check_claims", check.person, verdicts=verdicts)
    claim = pupil.claims.get(code="math")
    decision = {"claim": claim.pk, "value": "19", "reason": "по справке Ыхтырбековой"}
    office.act(pupil, "settle_claims", office.chair, decisions=[decision])
    for other in others:
        office.checked(other)
    office.published(campaign)
    appeal = office.appealed(fresh(pupil), text="Я, Ыхтырбеков, не согласен")
    keeper = office.people["methodical_secretary"]
    appeal = office.act(appeal, "prepare", keeper, corrections=[{"code": "prize", "value": "1"}])
    office.heard(appeal)
    office.on(AFTER)
    edition = Rating.objects.latest("edition")
    office.act(edition, "enrol", office.clerk)
    enrolment = Enrolment.objects.get()
    order = office.ordered(enrolment)
    consent = consent_of(pupil)
    assert consent is not None
    assert fresh(pupil).state == "enrolled"
    rest = Document.objects.filter(kind__in=["meeting", "protocol"]).order_by("pk")
    papers = [fresh(pupil), consent, fresh(appeal), fresh(enrolment), campaign, edition, order, *rest]
    return fresh(campaign), fresh(pupil), papers


@pytest.mark.exhaustive
def test_a_marked_pupil_is_found_only_by_who_works_on_the_application_and_each_reading_is_recorded(
    office: Office, cheap_requests: None, caplog: pytest.LogCaptureFixture, record_property: Any
) -> None:
    caplog.set_level(logging.DEBUG, logger="governance")
    campaign, pupil, papers = played(office)
    index_all()
    selectors = {member.person_id for member in campaign.members.filter(body="selection")}
    hearers = {member.person_id for member in campaign.members.filter(body="appeal")}
    works = {
        "application": selectors - {office.people[CONFLICTED].pk},
        "consent": selectors,
        "appeal": hearers,
        "enrolment": {office.director.pk, office.clerk.pk},
    }
    allowed = set().union(*works.values()) - {office.people[CONFLICTED].pk}
    about = {paper.pk for paper in papers if paper.kind in works}
    found: set[tuple[str, str]] = set()
    wrong: list[str] = []
    tried: list[str] = []

    def search(person: Person | None, key: str, place: int) -> None:
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
        asked = papers if person is None else reached(client, papers)
        for address in share(addresses(asked, flow="ApplicationFlow", words=BEGINNINGS), place):
            tried.append(address)
            before = LogEntry.objects.count()
            answer = client.get(address)
            if answer.status_code >= 500:
                wrong.append(f"{key} {address}: {answer.status_code}")
            if not marked(words_of(answer)):
                continue
            found.add((key, address))
            if person is None or person.pk not in allowed:
                wrong.append(f"{key} found the pupil at {address}")
                continue
            read = LogEntry.objects.order_by("-pk")[: LogEntry.objects.count() - before]
            if not any(entry.actor == person and entry.object_id in about for entry in read):
                wrong.append(f"{key} read of the pupil at {address}, and nobody recorded it")

    with office.playing():
        search(None, "nobody", 0)
        for place, key in enumerate(READERS, start=1):
            search(office.people[key], key, place)
    record_property("cases", len(tried))
    assert wrong == []
    # The search itself finds: whoever works on it does read the pupil's name.
    assert {"clerk_second", "deputy", "director", "clerk", "methodical_secretary"} <= {
        key for key, _page in found
    }
    assert (CONFLICTED, f"/papers/{pupil.pk}/") not in found
    assert [record.getMessage() for record in caplog.records if marked(record.getMessage())] == []


def test_no_table_but_those_that_are_erased_holds_a_word_of_the_pupil(office: Office) -> None:
    played(office)
    index_all()
    holding = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
        ]
        for row in model._base_manager.values_list(*texts) if texts else ():
            if any(marked(str(value)) for value in row):
                holding.add(model.__name__)
    assert holding == KEPT_IN | INDEX
    names = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*")]
    assert [name for name in names if marked(name)] == []


def test_no_letter_says_a_name(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    office.plays = None  # for letters leave while it is played
    with django_capture_on_commit_callbacks(execute=True):
        played(office)
    assert len(mail.outbox) > 0
    assert [letter.subject for letter in mail.outbox if marked(f"{letter.subject} {letter.body}")] == []


def test_an_error_page_and_its_log_say_no_name(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    campaign = office.announced()
    pupil = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"}, **PERSONAL)

    def fails(*printed: Any) -> Any:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setattr(pdf, "compile_pdf", fails)
    client = Client(raise_request_exception=False)
    client.force_login(office.secretary)
    with office.playing():
        answer = client.get(f"/papers/{pupil.pk}/pdf/")
    assert answer.status_code == 500
    assert not marked(answer.content.decode())
    assert not marked(caplog.text)


def test_the_order_that_enrols_names_nobody(office: Office) -> None:
    played(office)
    order = Order.objects.get(series=Order.Series.PUPILS)
    assert not marked(str(order.content()))
