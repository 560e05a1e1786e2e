"""Following a paper: what followers are told, once, and that it ends in silence with the right to see the paper."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Conflict
from governance.documents.record.perform import perform
from governance.flows.engine.followers import tell_followers
from governance.flows.engine.models import Following, Notice
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


def followed(luza: Luza, key: str) -> list[tuple[str, str]]:
    """What the tray of a follower says was done, with the name of the paper."""
    rows = Notice.objects.filter(person=luza.people[key], text="followed").order_by("pk")
    return [(row.facts["done"], row.facts["paper"]) for row in rows]


def press(client: Client, name: str, order: Order) -> int:
    return client.post(reverse(name, args=[order.pk])).status_code


def test_a_follower_is_told_of_moves_and_numbers_once_and_not_of_their_own(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    for key in ("clerk", "director"):
        assert press(desk(key), "paper_follow", submitted) == 302
    assert tell_followers() == 0
    signed = perform(submitted, "sign", by=luza.people["director"])
    assert (tell_followers(), tell_followers()) == (1, 0)
    ((_done, paper),) = followed(luza, "clerk")
    assert (signed.number in paper, followed(luza, "director")) == (True, [])


def test_followed_twice_it_is_followed_once_and_unfollowed_for_good(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    client = desk("clerk")
    pressed = [press(client, "paper_follow", submitted) for _time in range(2)]
    rows = Following.objects.count()
    shown = client.get(reverse("profile")).context["followed"]
    pressed += [press(client, "paper_unfollow", submitted) for _time in range(2)]
    perform(submitted, "sign", by=luza.people["director"])
    assert (pressed, rows, [paper.pk for paper in shown]) == ([302] * 4, 1, [submitted.pk])
    assert (tell_followers(), client.get(reverse("profile")).context["followed"]) == (0, [])


def test_what_may_not_be_seen_is_not_followed(submitted: Order, desk: Desk) -> None:
    assert (press(desk("head_lalsk"), "paper_follow", submitted), Following.objects.exists()) == (404, False)


def test_whoever_may_not_see_it_any_more_loses_it_without_a_word(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    press(desk("clerk"), "paper_follow", submitted)
    with past_the_door():
        Conflict.objects.create(
            document_id=submitted.pk, person=luza.people["clerk"], declared_at=clock.now()
        )
    perform(submitted, "sign", by=luza.people["director"])
    assert (tell_followers(), followed(luza, "clerk"), Following.objects.exists()) == (0, [], False)


def test_a_follower_is_told_of_remarks_and_an_act_pays_nothing_for_followers(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    press(desk("clerk"), "paper_follow", submitted)
    perform(submitted, "remark", by=luza.people["deputy"], text="Дата?")
    assert tell_followers() == 0
    assert Notice.objects.filter(person=luza.people["clerk"], text="remark").count() == 1


@pytest.mark.any_database
def test_the_page_of_the_paper_offers_what_is_not_so_yet(submitted: Order, desk: Desk) -> None:
    client = desk("clerk")
    before = client.get(reverse("paper", args=[submitted.pk])).content.decode()
    press(client, "paper_follow", submitted)
    after = client.get(reverse("paper", args=[submitted.pk])).content.decode()
    follow, unfollow = (reverse(name, args=[submitted.pk]) for name in ("paper_follow", "paper_unfollow"))
    assert [follow in before, unfollow in before, follow in after, unfollow in after] == [
        True,
        False,
        False,
        True,
    ]
