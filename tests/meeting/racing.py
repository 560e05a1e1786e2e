"""Many acts at the same moment: threads with connections of their own, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from governance import clock
from governance.documents.errors import Refused

from .council import TODAY

AT_ONCE = 50


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it in threads, as many at once as there are connections for; results or refusals in order."""
    start = Barrier(min(AT_ONCE, len(acts)))

    def run(place: int) -> Any:
        if place < start.parties:
            start.wait()
        try:
            with clock.played(TODAY):
                return acts[place]()
        except (Refused, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(run, range(len(acts))))
