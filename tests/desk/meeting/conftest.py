"""What the page of a meeting is tested with."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.desk.table import Pages
from tests.meeting.council import Council
from tests.memory import recalled

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    """The council, with an observer who reads its papers and does nothing with them."""
    observe(luza)
    return Council(luza)


@recalled
def observe(luza: Luza) -> None:
    observer = luza.people["observer"]
    appoint(
        observer,
        Role.OBSERVER,
        luza.council,
        since=date(2011, 9, 1),
        basis="приказ от 01.09.2011 № 5",
        by=None,
    )


@pytest.fixture
def planned(desk: Desk, council: Council) -> Pages:
    """Two questions, the second about a plan."""
    return Pages(desk, council.convened("О дне открытых дверей", subject=council.plan()), council.seats)


@pytest.fixture
def running(desk: Desk, council: Council) -> Pages:
    """Everybody is here, nothing is voted yet."""
    meeting = council.running("О дне открытых дверей", "О сайте округа", subject=council.plan())
    return Pages(desk, meeting, council.seats)


@pytest.fixture
def voting(running: Pages) -> Pages:
    """A round is open on the first question."""
    assert running.do("head_second", "open_round", item=running.item().pk).status_code == 302
    return running


def card(**changes: Any) -> dict[str, Any]:
    """The form of a meeting, filled in."""
    return {
        "title": "Заседание совета",
        "day": "2011-09-20",
        "time": "14:00",
        "place": "г. Луза, кабинет 12",
        "invited": "",
        "do": "done",
        **changes,
    }
