"""Two administrators at the same moment, on PostgreSQL with real threads and connections."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from governance import clock
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.people import correct_person
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.luza import FOUNDED, Luza
from tests.founding import BASIS
from tests.tampering import faults_in

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres


def together(*acts: Callable[[], Any]) -> list[str]:
    """Run every act in a thread and a connection of its own; «done», the refusal, or what else was raised, sorted."""
    start = Barrier(len(acts))
    results: list[str] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            with clock.played(FOUNDED):
                act()
            results.append("done")
        except ValidationError:
            results.append("refused")
        except Exception as error:  # a deadlock, too, has to be seen by the test
            results.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_of_two_heads_appointed_at_once_one_is_refused(committed_luza: Luza) -> None:
    luza = committed_luza
    with clock.played(FOUNDED):
        dismiss(luza.appointments["director"][0], by=None, basis=BASIS, until=FOUNDED)
    since = clock.today()

    def appointing(key: str) -> Callable[[], Any]:
        person = luza.people[key]
        return lambda: appoint(person, Role.SCHOOL_HEAD, luza.base, by=None, basis=BASIS, since=since)

    keys = ("observer", "clerk", "secretary", "deputy_second")
    assert together(*map(appointing, keys)) == ["done", "refused", "refused", "refused"]
    assert Appointment.objects.filter(role=Role.SCHOOL_HEAD, unit=luza.base, since=since).count() == 1
    assert list(faults_in(None)) == []


def test_many_acts_at_once_make_one_whole_chain(committed_luza: Luza) -> None:
    luza = committed_luza
    clerk = luza.people["clerk"].pk

    def correcting(**values: str) -> Callable[[], Any]:
        return lambda: correct_person(Person.objects.get(pk=clerk), by=None, basis=BASIS, **values)

    acts = [
        correcting(surname="А"),
        correcting(given="Б"),
        correcting(patronymic="В"),
        correcting(gender="male"),
    ]
    assert together(*acts) == ["done"] * 4
    now = Person.objects.get(pk=clerk)
    assert (now.surname, now.given, now.patronymic, now.gender) == ("А", "Б", "В", "male")
    assert list(faults_in(None)) == []
