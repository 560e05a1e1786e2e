"""The act under way, and what has followed from it so far: an act and its consequences are one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class Consequences:
    """The ids of papers: those on which acts have been recorded, and those that were given links to others."""

    acted_on: set[int] = field(default_factory=set)
    linking: set[int] = field(default_factory=set)


_under_way: ContextVar[Consequences | None] = ContextVar("under_way", default=None)


def consequences() -> Consequences:
    """What has followed so far; nothing while no act is under way."""
    return _under_way.get() or Consequences()


@contextmanager
def act_under_way() -> Iterator[Consequences]:
    """One act in one transaction. What follows from it stands or falls with it, and needs no savepoint of its own."""
    cause = _under_way.get()
    token = _under_way.set(cause or Consequences())
    try:
        with transaction.atomic(savepoint=cause is None):
            yield consequences()
    finally:
        _under_way.reset(token)


def undivided(function: Callable[P, T]) -> Callable[P, T]:
    """Decorator: what the function writes is one transaction, that of the act under way where there is one."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic(savepoint=_under_way.get() is None):
            return function(*args, **kwargs)

    return run
