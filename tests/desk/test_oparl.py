"""Meetings and published papers as OParl 1.1: a client walks from the system to each object, and finds what it needs.

There is no validator to install by a package index, so what the schemas of the standard ask for is said here in tables.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"
SCHEMA = "https://schema.oparl.org/1.1/"
# By the type: what an object has to have, and which of its properties are objects or lists of objects by themselves.
REQUIRED = {
    "System": {"oparlVersion", "body"},
    "Body": {
        *("name", "organization", "person", "meeting", "paper", "legislativeTerm", "agendaItem"),
        *("consultation", "file", "locationList", "legislativeTermList", "membership"),
    },
    "Organization": set(),
    "Person": set(),
    "Membership": set(),
    "Meeting": set(),
    "Location": set(),
    "AgendaItem": set(),
    "Consultation": set(),
    "Paper": set(),
    "File": {"accessUrl"},
}
INSIDE = {
    "Paper": {"mainFile": "File", "consultation": "Consultation"},
    "Meeting": {"location": "Location", "agendaItem": "AgendaItem"},
    "Person": {"membership": "Membership"},
}
# Which properties lead to which type.
LINKS = {
    "body": "Body",
    "meeting": "Meeting",
    "organization": "Organization",
    "person": "Person",
    "consultation": "Consultation",
    "agendaItem": "AgendaItem",
    "originatorOrganization": "Organization",
}
LISTS = ("organization", "person", "meeting", "paper", "agendaItem", "consultation", "file", "membership")


class Reader:
    """A program that reads OParl and knows nothing of us."""

    def __init__(self) -> None:
        self.client, self.seen = Client(raise_request_exception=False), dict[str, Any]()

    def read(self, address: str) -> Any:
        assert address.startswith(f"{HOST}/oparl/1.1/"), address
        answer = self.client.get(address.removeprefix(HOST))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json"), address
        assert answer["Access-Control-Allow-Origin"] == "*"
        return answer.json()

    def all_of(self, address: str) -> Iterator[Any]:
        following: str | None = address
        while following:
            page = self.read(following)
            assert page["pagination"].keys() == {
                "totalElements",
                "elementsPerPage",
                "currentPage",
                "totalPages",
            }
            assert {"first", "self", "last"} <= page["links"].keys()
            yield from page["data"]
            following = page["links"].get("next")

    def check(self, told: Any, of_type: str) -> None:
        """An object is of the type, has what that asks for, and is the same at its own address."""
        assert told["type"] == SCHEMA + of_type, told
        assert REQUIRED[of_type] <= told.keys()
        for name in ("created", "modified", "start"):
            if name in told:
                assert datetime.fromisoformat(told[name]).tzinfo is not None
        if told["id"] not in self.seen:
            self.seen[told["id"]] = self.read(told["id"])
            assert self.seen[told["id"]]["id"] == told["id"]
        for name, inner in INSIDE.get(of_type, {}).items():
            given = told.get(name, [])
            for one in given if isinstance(given, list) else [given]:
                self.check(one, inner)

    def walk(self) -> dict[str, list[Any]]:
        """Everything that can be reached, by type."""
        system = self.read(f"{HOST}/oparl/1.1/system")
        self.check(system, "System")
        found: dict[str, list[Any]] = {"Body": list(self.all_of(system["body"]))}
        for body in found["Body"]:
            self.check(body, "Body")
            for name in LISTS:
                of_type = name[0].upper() + name[1:]
                found[of_type] = list(self.all_of(body[name]))
                for one in found[of_type]:
                    self.check(one, of_type)
                    self.follow(one, of_type)
        return found

    def follow(self, told: Any, of_type: str) -> None:
        for name, leads_to in LINKS.items():
            given = told.get(name, [])
            for address in given if isinstance(given, list) else [given]:
                if isinstance(address, str) and name not in INSIDE.get(of_type, {}):
                    self.check(self.read(address), leads_to)


@pytest.fixture
def opened(approved: Plan, luza: Luza) -> Meeting:
    """The plan is published, and the agenda of a meeting is open to everybody."""
    secretary = luza.people["secretary"]
    perform(approved, "publish", by=luza.people["deputy"])
    at = datetime(2011, 9, 20, 10, tzinfo=timezone.get_default_timezone())
    meeting = draft(Meeting, unit=luza.council, title="Заседание", by=secretary, held_at=at, place="г. Луза")
    meeting = perform(meeting, "add_item", by=secretary, title="О бюджете")
    meeting = perform(meeting, "convene", by=secretary)
    return perform(meeting, "open_agenda", by=secretary)


def test_a_reader_of_the_standard_walks_from_the_system_to_every_object(
    opened: Meeting, approved: Plan, luza: Luza
) -> None:
    found = Reader().walk()
    assert [body["name"] for body in found["Body"]] == [luza.district.name]
    assert [one["name"] for one in found["Paper"]] == [approved.title]
    assert [one["accessUrl"] for one in found["File"]] == [f"{HOST}/public/{approved.code}/pdf/"]
    (meeting,) = found["Meeting"]
    assert (meeting["name"], meeting["location"]["description"], meeting["cancelled"]) == (
        "Заседание",
        "г. Луза",
        False,
    )
    assert [item["name"] for item in found["AgendaItem"]] == ["О бюджете"]
    assert luza.council.name in {one["name"] for one in found["Organization"]}


def test_only_heads_of_schools_are_named(opened: Meeting, luza: Luza) -> None:
    found = Reader().walk()
    named = {one["name"] for one in found["Person"]}
    heads = {luza.people[key].full_name for key in luza.people if key.startswith("head_")}
    assert luza.people["director"].full_name in named
    assert named <= heads | {luza.people["director"].full_name}
    others = {person.surname for person in Person.objects.all() if person.full_name not in named}
    everything = str(Reader().walk())
    shared = {person.surname for person in Person.objects.all() if person.full_name in named}
    assert [surname for surname in others - shared if surname in everything] == []


def test_what_is_not_published_has_no_address(submitted: Order, luza: Luza) -> None:
    reader = Client()
    for name in ("papers", "files", "meetings", "locations"):
        assert reader.get(f"/oparl/1.1/{name}/{submitted.code}").status_code == 404
    assert reader.get(f"/oparl/1.1/persons/{luza.people['clerk'].pk}").status_code == 404
    assert Reader().walk()["Paper"] == []


def test_what_was_taken_back_is_told_as_deleted_to_whoever_asks_for_changes(
    opened: Meeting, approved: Plan, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    since = quote(clock.now().isoformat())
    with clock.played(date(2011, 9, 14)):
        perform(Plan.objects.get(pk=approved.pk), "unpublish", by=deputy, reason="Ошибка")
        perform(Meeting.objects.get(pk=opened.pk), "close_agenda", by=luza.people["secretary"])
    reader = Reader()
    (body,) = reader.all_of(f"{HOST}/oparl/1.1/bodies")
    for name in ("paper", "file", "meeting"):
        assert list(reader.all_of(body[name])) == []
        (gone,) = reader.all_of(f"{body[name]}?modified_since={since}")
        assert gone.keys() == {"id", "type", "created", "modified", "deleted"}
        assert reader.read(gone["id"]) == gone


def test_lists_are_narrowed_by_the_moment_of_a_change(opened: Meeting, luza: Luza) -> None:
    reader = Reader()
    (body,) = reader.all_of(f"{HOST}/oparl/1.1/bodies")
    long_ago, later = "2001-01-01T00:00:00%2B04:00", "2031-01-01T00:00:00%2B04:00"
    assert len(list(reader.all_of(f"{body['meeting']}?modified_since={long_ago}"))) == 1
    assert list(reader.all_of(f"{body['meeting']}?modified_since={later}")) == []
    assert list(reader.all_of(f"{body['meeting']}?created_until={long_ago}")) == []
    assert Client().get(f"{body['meeting'].removeprefix(HOST)}?modified_since=soon").status_code == 400


def test_pages_lead_to_each_other(opened: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("governance.desk.public.oparl.views.PER_PAGE", 2)
    reader = Reader()
    (body,) = reader.all_of(f"{HOST}/oparl/1.1/bodies")
    units = [one["id"] for one in reader.all_of(body["organization"])]
    assert (len(units) > 4, len(units) == len(set(units))) == (True, True)


def test_a_question_about_a_person_says_only_what_kind_it_is(luza: Luza, opened: Meeting) -> None:
    told = str(Reader().walk())
    confidential = [name for name, model in Document.kinds.items() if model.confidential is not None]
    assert confidential
    assert not any(f"'paperType': '{Document.kinds[name].kind_label}'" in told for name in confidential)
