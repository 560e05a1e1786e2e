"""Until both have checked an application, nothing anywhere tells what the first one has found.

Two worlds are compared that differ in that alone: in the one the first member accepts every point, in the other they
correct one and reject one. Every address answers the same in both, to everybody, and so do the letters and the files.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.record.document import Document
from governance.letters.models import OutboxLetter
from governance.record_rows import past_the_door
from governance.roles.own_calendar import give_address
from governance.roles.person import Person
from tests.leaks import addresses, share, words_of
from tests.memory import recalled
from tests.whole import WHOLE

from .office import MATHS, Office, fresh

pytestmark = pytest.mark.any_database

WORDS = "Ыхтырская справка неверна"
FOUND: dict[str, dict[str, str]] = {
    "math": {"outcome": "correct", "value": "17", "reason": WORDS},
    "certificate": {"outcome": "reject", "reason": WORDS},
}
# What differs between any two answers: hashes, signatures, keys and tokens, codes of new criteria, and the moment (as
# `/admin/` writes it too: the log of sign-ins keeps no played time).
DRAWN = re.compile(
    r"\b[0-9a-f]{12,}\b|[\w+/-]{27,}=*|:\w{6}:|nonce-\S+|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?|D:\d{14}\S*"
    r"|\d{4} г\. \d\d?:\d\d"
    r"|(?<=-code\" value=\")[0-9a-f]{8}\b|(?<=<code>)[0-9a-f]{8}\b"
)
MOMENTARY = ("Expires", "Content-Length", "ETag", "X-Request-ID")
# The second checker stands for all in `make test`; `make proof` asks as one person of each way to stand to it.
READERS = (
    "director",
    "clerk",
    "deputy",
    "head_kulikovo",
    "methodical_secretary",
    "observer",
    "administrator",
)


def said_by(answer: Any) -> str:
    """What an answer says but for what is drawn anew each time, whatever it says."""
    for name in MOMENTARY:
        answer.headers.pop(name, None)
    return DRAWN.sub("…", words_of(answer))


@recalled
def accepted(office: Office) -> Application:
    application = office.applied(office.announced(), [MATHS], {"math": "20", "certificate": "4"})
    found: Application = office.act(application, "accept", office.secretary)
    return found


def check(office: Office, application: Application, by: Person, found: dict[str, dict[str, str]]) -> None:
    verdicts = [
        {"claim": claim.pk, "outcome": "accept"} | found.get(claim.code, {})
        for claim in application.all_claims
    ]
    office.act(application, "check_claims", by, verdicts=verdicts)


def admin_addresses() -> Iterator[str]:
    """The repair pages: the list of each table, and its last row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        last = model._default_manager.order_by("pk").last()
        if last is not None:
            yield reverse(f"{name}_change", args=[last.pk])


def asked(papers: Iterable[Document], reader: Person | None, key: str) -> Iterator[str]:
    """What a reader may ask for: all addresses, the search, their calendar, and with the private link its pages."""
    parts = ("text", "history", "files", "changes", "process")
    yield from addresses(papers, flow="ApplicationFlow", parts=parts)
    yield from (f"{reverse('documents')}?q={word}" for word in ("Ыхтырская", "17"))
    if reader is not None:
        yield reverse("calendar_link", args=[give_address(reader, "all", []) or ""])
        yield from admin_addresses() if reader.is_staff else ()
    else:
        yield f"/a/{key}/"


def said_in(
    world: dict[str, dict[str, str]], office: Office, application: Application, *, everybody: bool
) -> dict[str, str]:
    """What every address says to everybody after the first check, and what the letters say; the world is undone."""
    first, second = (made.person for made in application.live_checks)
    said: dict[str, str] = {}
    key = office.keys[application.opened_with]
    with transaction.atomic():
        check(office, fresh(application), first, world)
        consent = consent_of(application)
        assert consent is not None
        papers: list[Document] = [fresh(application), consent, application.campaign]
        inspector = office.people["administrator"]
        with past_the_door():
            Person.objects.filter(pk=inspector.pk).update(is_staff=True, is_superuser=True)
        readers: dict[str, Person | None] = {"second": second}
        if everybody:
            readers |= {"nobody": None, "first": first, "chair": office.chair, "secretary": office.secretary}
            readers |= {name: office.people[name] for name in READERS}
        with office.playing():
            for place, (name, person) in enumerate(readers.items()):
                client = Client(raise_request_exception=False)
                if person is not None:
                    person.refresh_from_db()
                    client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
                for address in share(asked(papers, person, key), place):
                    # The private address of a calendar is drawn in each world.
                    where = re.sub(r"/calendar/[\w-]+\.ics", "/calendar/….ics", address)
                    said[f"{name} {where}"] = said_by(client.get(address))
        letters = OutboxLetter.objects.order_by("pk").values_list("content", flat=True)
        said["letters"] = DRAWN.sub("…", " ".join(letters))
        transaction.set_rollback(True)
    return said


def different(office: Office, record_property: Any, *, everybody: bool) -> list[str]:
    """The addresses that answer otherwise in the other world."""
    application = accepted(office)
    accepts, corrects = (said_in(world, office, application, everybody=everybody) for world in ({}, FOUND))
    record_property("cases", len(accepts))
    assert accepts.keys() == corrects.keys()
    return [where for where in accepts if accepts[where] != corrects[where]]


def test_nothing_tells_the_second_checker_what_the_first_has_found(
    office: Office, cheap_requests: None, record_property: Any
) -> None:
    assert different(office, record_property, everybody=False) == []


@pytest.mark.skipif(not WHOLE, reason="everybody asks for everything: make proof")
@pytest.mark.exhaustive
def test_nothing_tells_anybody_what_the_first_has_found_before_the_second_check_is_made(
    office: Office, cheap_requests: None, record_property: Any
) -> None:
    assert different(office, record_property, everybody=True) == []


def test_once_both_are_made_the_commission_reads_both(office: Office, cheap_requests: None) -> None:
    application = accepted(office)
    for made in application.live_checks:
        check(office, fresh(application), made.person, FOUND)
    client = Client()
    client.force_login(office.chair)
    with office.playing():
        assert WORDS in words_of(client.get(f"/papers/{application.pk}/"))
