"""Two signatures at once: two successive numbers, proven with real connections."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from governance.documents.errors import Refused
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza

AT_ONCE = 8

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres


def submitted(luza: Luza) -> Order:
    order = draft(Order, unit=luza.base, title="О работе", by=luza.people["deputy"])
    order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Сделать."}])
    return perform(order, "submit", by=luza.people["deputy"])


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run every act in a thread and a connection of its own, all beginning together; give their results."""
    start = Barrier(len(acts))
    results: list[object] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            results.append(act())
        except Refused as refusal:
            results.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_orders_signed_at_once_get_successive_numbers(committed_luza: Luza) -> None:
    luza = committed_luza
    orders = [submitted(luza) for _each in range(AT_ONCE)]
    numbers = at_once(
        [lambda order=order: perform(order, "sign", by=luza.people["director"]).sequence for order in orders]
    )
    assert sorted(map(int, map(str, numbers))) == list(range(1, AT_ONCE + 1))


def test_one_order_signed_twice_at_once_is_signed_once(committed_luza: Luza) -> None:
    luza = committed_luza
    order = submitted(luza)
    results = at_once(
        [lambda: perform(order, "sign", by=luza.people["director"]).number for _each in range(AT_ONCE)]
    )
    assert sorted(map(str, results)) == ["1-ОД", *["NotLegal"] * (AT_ONCE - 1)]
    assert Order.objects.get().signatures.count() == 1
