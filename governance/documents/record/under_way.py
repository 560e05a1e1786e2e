"""The present act and its consequences so far, which form one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from governance.record_rows import writing
from governance.stored_files import kept_if_committed

T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class Consequences:
    """Ids of papers: of those on which acts were recorded, and of those that were given links to others."""

    acted_on: set[int] = field(default_factory=set)
    linking: set[int] = field(default_factory=set)


_under_way: ContextVar[Consequences | None] = ContextVar("under_way", default=None)


def consequences() -> Consequences:
    """The consequences so far; none outside of an act."""
    return _under_way.get() or Consequences()


@contextmanager
def act_under_way() -> Iterator[Consequences]:
    """Run one act in a transaction. Its consequences succeed or fail with it, so they need no savepoints."""
    cause = _under_way.get()
    token = _under_way.set(cause or Consequences())
    try:
        with kept_if_committed(), transaction.atomic(savepoint=cause is None), writing():
            yield consequences()
    finally:
        _under_way.reset(token)


def undivided(function: Callable[P, T]) -> Callable[P, T]:
    """Decorator: run the function in a transaction, or in that of the present act if there is one."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic(savepoint=_under_way.get() is None):
            return function(*args, **kwargs)

    return run
