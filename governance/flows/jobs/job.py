"""One thing that a new day does by itself: what is due, and what is done with each of it, each for itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Due = Callable[[], Iterable[Any]]


def _the_day() -> Iterable[Any]:
    return [None]


@dataclass(frozen=True)
class Job:
    """`due`: the papers (or what else) of today; `do`: what is done with one of them, in a transaction of its own.

    What `do` returns was done: a list counts as several, a number as so many, None and False as nothing. Run again on
    the same day, a job finds nothing due.
    """

    title: Any
    do: Callable[[Any], Any]
    due: Due

    @property
    def name(self) -> str:
        return self.do.__name__

    def __call__(self) -> list[Any]:
        """Do it for all that is due and return what was done; whatever is raised stops it."""
        return [done for item in self.due() for done in self.done_with(item)]

    def done_with(self, item: Any) -> Iterator[Any]:
        result = self.do(item)
        if isinstance(result, list):
            yield from result
        elif isinstance(result, int) and not isinstance(result, bool):
            yield from range(result)
        elif result is not None and result is not False:
            yield result


def job(title: Any, due: Due = _the_day) -> Callable[[Callable[[Any], Any]], Job]:
    """Decorator: make a job of the function that does it. Without `due` it is called once, with None."""

    def decorate(do: Callable[[Any], Any]) -> Job:
        return Job(title, do, due)

    return decorate


@dataclass(frozen=True)
class Failure:
    """What could not be done: by which job, with what (None: all of it), and why."""

    job: Job
    item: Any
    error: Exception


@dataclass
class DayReport:
    """What was done on a day, by the names of the jobs, and what could not be done."""

    done: dict[str, list[Any]] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)

    def of(self, *jobs: Job) -> list[Any]:
        """What these jobs have done, in their order."""
        return [each for one in jobs for each in self.done.get(one.name, [])]
