"""The tray of notices: read one by one or all at once, put away, brought back, erased when its time is over."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.flows.engine.models import Notice
from governance.flows.engine.notices import notify
from governance.flows.jobs.housekeeping import erase_notices
from governance.roles.person import Person
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


@pytest.fixture
def told(luza: Luza, order: Order) -> list[Notice]:
    """Three notices of the head of Lalsk, and one of the director."""
    head, director = luza.people["head_lalsk"], luza.people["director"]
    for text in ("file_lost", "effect_failed", "rules_to_join"):
        notify([head], order, text)
    notify([director], order, "file_lost")
    return list(of(head))


def of(person: Person) -> Any:
    return Notice.objects.filter(person=person).order_by("pk")


def marks(person: Person) -> list[tuple[bool, bool]]:
    """Of each notice, whether it was read and whether it was put away."""
    return [(notice.read_at is not None, notice.archived_at is not None) for notice in of(person)]


def put(client: Client, what: str, notice: object = "", **headers: str) -> int:
    return client.post(reverse("notices_put"), {"put": what, "notice": notice}, headers=headers).status_code


NEW, READ, AWAY = (False, False), (True, False), (True, True)


def test_a_notice_is_read_by_itself_by_opening_it_or_by_its_button(
    told: list[Notice], desk: Desk, luza: Luza
) -> None:
    head, client = luza.people["head_lalsk"], desk("head_lalsk")
    opened = client.get(reverse("notice", args=[told[0].pk]))
    pressed = put(client, "read", told[1].pk), put(client, "read", told[1].pk)
    assert opened.headers["Location"] == reverse("paper", args=[told[0].document_id])
    assert (pressed, marks(head)) == ((302, 302), [READ, READ, NEW])


def test_all_are_read_at_once_and_what_was_read_is_put_away_and_brought_back(
    told: list[Notice], desk: Desk, luza: Luza
) -> None:
    head, client = luza.people["head_lalsk"], desk("head_lalsk")
    put(client, "read", told[0].pk)
    put(client, "archive")
    only_what_was_read = marks(head)
    put(client, "read")
    put(client, "archive", told[1].pk)
    tray = [
        line.notice.pk for group in client.get(reverse("notices")).context["groups"] for line in group.lines
    ]
    archive = client.get(reverse("notices"), {"archive": ""}).context["groups"]
    put(client, "back", told[1].pk)
    assert only_what_was_read == [AWAY, NEW, NEW]
    assert (tray, [line.notice.pk for group in archive for line in group.lines]) == (
        [told[2].pk],
        [told[1].pk, told[0].pk],
    )
    assert (marks(head), marks(luza.people["director"])) == ([AWAY, READ, READ], [NEW])


def test_nobody_opens_or_marks_a_notice_of_another_and_nonsense_is_refused(
    told: list[Notice], desk: Desk, luza: Luza
) -> None:
    stranger = desk("director")
    answers = [
        stranger.get(reverse("notice", args=[told[0].pk])).status_code,
        put(stranger, "archive", told[0].pk),
        put(stranger, "burn"),
        put(stranger, "read", "9" * 30),
        put(stranger, "read", "one"),
        Client().get(reverse("notices")).status_code,
    ]
    assert answers == [404, 302, 404, 404, 404, 302]
    assert (marks(luza.people["head_lalsk"]), marks(luza.people["director"])) == ([NEW] * 3, [NEW])


def test_the_panel_shows_the_tray_over_any_page_and_answers_a_press_with_itself(
    told: list[Notice], desk: Desk
) -> None:
    client = desk("head_lalsk")
    panel = client.get(reverse("notices_panel"))
    (group,) = panel.context["groups"]
    pressed = client.post(
        reverse("notices_put"), {"put": "archive", "notice": told[2].pk}, headers={"HX-Request": "true"}
    )
    assert [line.notice.pk for line in group.lines] == [told[2].pk, told[1].pk, told[0].pk]
    # The title is said once, over the lines.
    assert [line.text for line in group.lines] == [
        "Rules on signing in the system are in force: join them",
        "A decision could not be carried out",
        "A file is missing or altered, the administrator has to bring it back",
    ]
    assert pressed.status_code == 200
    assert [line.notice.pk for line in pressed.context["groups"][0].lines] == [told[1].pk, told[0].pk]


def test_the_bell_counts_what_is_unread(told: list[Notice], desk: Desk) -> None:
    client = desk("head_lalsk")
    before = client.get(reverse("calendar")).context["desk"].unread
    put(client, "read", told[0].pk)
    put(client, "archive", told[1].pk)
    assert (before, client.get(reverse("calendar")).context["desk"].unread) == (3, 1)


def test_old_notices_are_erased_after_the_term_of_the_district_but_not_what_a_job_remembers_by(
    told: list[Notice], luza: Luza, order: Order
) -> None:
    head = luza.people["head_lalsk"]
    notify([head], order, "contract_ends", day="01.12.2011")
    today = clock.today()
    left = []
    for later in (date(today.year + 1, today.month, today.day), today + timedelta(days=400)):
        with clock.played(later):
            erase_notices()
        left.append(list(of(head).values_list("text", flat=True)))
    with clock.played(today + timedelta(days=800)):
        erase_notices()
    everything = ["file_lost", "effect_failed", "rules_to_join", "contract_ends"]
    assert left == [everything, ["contract_ends"]]
    assert not of(head).exists()
