"""Two districts side by side: whoever belongs to one finds nothing of the other, at no address, in no list or file.

Each word that names something of the first district carries a mark: its units, its people, the titles of its papers.
The people of the second one ask for every address out of the table of addresses, with the keys of the first one's
papers (two of each kind in each state), people and units in it, and search all that the answers say for the mark; what
they send changes nothing there.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from governance.desk.urls import urlpatterns
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import draft
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.stage import Stage
from tests.leaks import addresses, index_all, share, words_of
from tests.played import apart
from tests.plays import PLAYS
from tests.whole import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MARK = "ыхтыр"
PARTS = ("remarks", "versions", "files", "history")
# What everybody may read without signing in.
PUBLIC = (
    *("/public/", "/district/", "/oparl/", "/sitemap.xml", "/check/", "/seals/"),
    *("/apply/", "/ask/", "/a/", "/key/", "/answer/", "/poll/", "/bank/"),
)
# Of the second district: one person of each way to stand to it.
READERS = (
    "director",
    "secretary",
    "deputy",
    "clerk",
    "administrator",
    "observer",
    "head_second",
    "methodical_chair",
    "teacher_maths",
    "admission_secretary",
    "head_department",
)

ALWAYS = ("administrator", "director", "secretary")
# How many papers of one kind in one state are asked for.
ALIKE = 2


@pytest.fixture
def marked() -> Iterator[None]:
    """While it lasts, everything that is founded or begun carries the mark."""

    def mark(sender: Any, instance: Any, **kwargs: Any) -> None:
        if not instance._state.adding:
            return
        if isinstance(instance, Unit):
            instance.name, instance.short_name = f"{instance.name} {MARK}", f"{instance.short_name} {MARK}"
        elif isinstance(instance, Person):
            instance.surname, instance.email = f"{MARK.title()}{instance.surname}", f"{MARK}.{instance.email}"
        elif isinstance(instance, Document):
            instance.title = f"{instance.title} {MARK}"

    pre_save.connect(mark, weak=False, dispatch_uid="tests.mark")
    yield
    pre_save.disconnect(dispatch_uid="tests.mark")


def asked(district: Unit, papers: list[Document]) -> Iterator[str]:
    """Every address, with what the first district has in it; lists are asked for its units and words too."""
    people = Person.objects.filter(appointments__unit__district=district).distinct().order_by("pk")
    appointments = Appointment.objects.filter(unit__district=district).order_by("pk")
    keys = {"people/": list(people.values_list("pk", flat=True)[:3])}
    keys["appointments/"] = list(appointments.values_list("pk", flat=True)[:3])
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        for start, known in keys.items():
            if route.startswith(f"{start}<key:pk>"):
                yield from (f"/{route.replace('<key:pk>', str(key))}" for key in known)
        if not pattern.pattern.converters:
            yield from (
                f"/{route}?q={MARK[1:4]}",
                f"/{route}?unit={district.pk}",
                f"/{route}?district={district.pk}",
            )
    yield from addresses(papers, flow="PlanFlow", parts=PARTS, words=[MARK[:4]])


def some_of_each(papers: Iterable[Document]) -> list[Document]:
    """Of the papers that are alike, of one kind in one state, a few; a play of admission has 70 applications."""
    alike: dict[tuple[str, str], list[Document]] = {}
    for paper in papers:
        alike.setdefault((paper.kind, paper.state), []).append(paper)
    return [paper for some in alike.values() for paper in some[:ALIKE]]


def is_public(address: str) -> bool:
    return address.startswith(PUBLIC)


def client_of(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
    return client


def founded_beside() -> Luza:
    """The second district; its people work too."""
    luza = found_luza()
    draft(Plan, unit=luza.district, title="Свой план", by=luza.people["deputy"])
    return luza


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", PLAYS if WHOLE else ["plan"])
def test_the_people_of_one_district_find_nothing_of_the_other(
    name: str, marked: None, cheap_requests: None, record_property: Callable[[str, object], None]
) -> None:
    stage = Stage()
    first = found_luza()
    apart(PLAYS[name], first, stage)
    pre_save.disconnect(dispatch_uid="tests.mark")
    with stage.playing():
        second = founded_beside()
        index_all()
        papers = some_of_each(Document.objects.filter(district=first.district).order_by("pk"))
        # A form that asks for nothing begins a paper of their own district.
        of_first = Event.objects.filter(document__district=first.district)
        events = of_first.count()
        wrong: list[str] = []
        tried = 0
        found = partial(asked, first.district, papers)
        for place, key in enumerate(READERS if WHOLE else ALWAYS):
            client = client_of(second.people[key])
            for address in share(found(), place):
                if is_public(address):
                    continue
                tried += 1
                answer = client.get(address)
                if answer.status_code >= 500 or MARK in words_of(answer).lower():
                    wrong.append(f"{key} {address}: {answer.status_code}")
                elif address.startswith("/papers/") and "?" not in address and (WHOLE or place == 0):
                    tried += 1
                    sent = client.post(address)
                    if sent.status_code >= 500 or MARK in words_of(sent).lower():
                        wrong.append(f"{key} sends to {address}: {sent.status_code}")
        assert wrong == []
        assert of_first.count() == events
        # The search itself finds: whoever belongs to the first district meets the mark.
        own = client_of(first.people["secretary"])
        seen = [address for address in share(found(), 0) if MARK in words_of(own.get(address)).lower()]
    assert len(seen) > 20, "the search finds nothing where there is something"
    record_property("cases", tried)
