"""Where the words of a marked question can be found: every address is searched, and each reading is recorded."""

import logging
from datetime import date
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.db import models
from django.test import Client

from governance import clock
from governance.documents.kinds.inquiry.inquiry import Inquiry, receive
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key
from governance.flows.jobs.retention import erase_ended
from governance.scenarios.luza import Luza
from tests.leaks import addresses, index_all, reached, share, words_of

pytestmark = pytest.mark.django_db

# Each stands in something personal of the question and in nothing else of this world.
MARK, LATIN = "ыхтыр", "yhtyr"
ASKED = {
    "name": "Ыхтырбекова Анна Петровна",
    "email": "yhtyr@mail.example",
    "address": "посёлок Ыхтыр",
    "phone": "yhtyr-1",
    "text": "Почему в Ыхтыре нет автобуса?",
    "sort": "complaint",
    "theme": "transport",
}
# Tables of which it is the purpose to keep such words; all of them are erased in the end.
KEPT_IN = {"Inquiry", "VersionText", "EventReason", "OutboxLetter", "IndexEntry", "IndexTerm"}
ALLOWED = {"director", "clerk", "deputy"}
READERS = (
    *ALLOWED,
    "secretary",
    "head_second",
    "teacher_maths",
    "admission_secretary",
    "administrator",
    "observer",
)


def marked(text: str) -> bool:
    return MARK in text.lower() or LATIN in text.lower()


def answered(luza: Luza, key: str) -> Inquiry:
    """All that may be written about it names it."""
    director, deputy = luza.people["director"], luza.people["deputy"]
    inquiry = receive(luza.base, key=key, **ASKED)
    inquiry = perform(
        inquiry, "register_inquiry", by=luza.people["clerk"], sort="complaint", theme="transport"
    )
    inquiry = perform(inquiry, "resolve", by=director, executor=deputy.pk, resolution="Ответить Ыхтырбековой")
    late = date(2012, 3, 1)
    inquiry = perform(inquiry, "prolong", by=director, due=late, reason="Ыхтырбекова просит очной встречи")
    inquiry = perform(inquiry, "write_answer", by=deputy, reply="Автобус в Ыхтыр будет.")
    return perform(inquiry, "sign", by=director)


def holding() -> set[str]:
    """The tables in which a word of the question stands."""
    found = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._default_manager.values_list(*texts) if texts else ():
            if any(marked(str(value)) for value in row):
                found.add(model.__name__)
    return found


def test_a_marked_question_is_found_only_by_who_works_on_it_and_each_reading_is_recorded(
    luza: Luza, cheap_requests: None, caplog: pytest.LogCaptureFixture, record_property: Any
) -> None:
    caplog.set_level(logging.DEBUG, logger="governance")
    with clock.played(date(2012, 1, 16)):
        inquiry = answered(luza, new_key())
        index_all()
        found, wrong, tried = set(), [], 0
        for place, key in enumerate(("nobody", *READERS)):
            client = Client(raise_request_exception=False)
            person = luza.people.get(key)
            if person is not None:
                client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
            papers = [inquiry] if person is None else reached(client, [inquiry])
            for address in share(addresses(papers, flow="InquiryFlow", words=(MARK[:4], LATIN[:4])), place):
                tried += 1
                before = LogEntry.objects.count()
                answer = client.get(address)
                if not marked(words_of(answer)):
                    continue
                found.add(key)
                read = LogEntry.objects.order_by("-pk")[: LogEntry.objects.count() - before]
                if key not in ALLOWED or not any(entry.actor == person for entry in read):
                    wrong.append(f"{key} {address}")
    record_property("cases", tried)
    assert (wrong, found) == ([], ALLOWED)
    assert [record.getMessage() for record in caplog.records if marked(record.getMessage())] == []


@pytest.mark.any_database
def test_its_words_stand_in_no_other_table_and_in_none_after_its_last_day(luza: Luza) -> None:
    with clock.played(date(2012, 1, 16)):
        answered(luza, new_key())
        index_all()
        assert holding() <= KEPT_IN
        assert {"Inquiry", "VersionText"} <= holding()
    with clock.played(date(2017, 1, 17)):
        erase_ended()
        assert holding() == set()
