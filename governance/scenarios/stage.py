"""Playing a process step by step, through the same door as the pages, and telling each step in one line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from django.utils import timezone

from governance import clock
from governance.documents.printing.data import PaperData
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.history import done_label
from governance.documents.record.perform import perform
from governance.roles.person import Person

T = TypeVar("T", bound=Document)


class Voice(Protocol):
    """Where the steps are told: a stream, or a command's output."""

    def write(self, line: str, /) -> Any: ...


@dataclass(frozen=True)
class Snapshot:
    """How a paper printed at some moment of a scenario: a trial before it was decided, a sheet drawn from others."""

    print_form: str
    data: PaperData

    @classmethod
    def of(cls, paper: Document) -> "Snapshot":
        """How the paper prints now."""
        return cls(paper.print_form, print_data(paper))


class Stage:
    """A played time and a voice, which gets one line a step; silent without it."""

    def __init__(self, out: Voice | None = None, begins: str = "2011-08-22 09:00") -> None:
        self.out = out
        self.moment = datetime.fromisoformat(begins)

    @contextmanager
    def playing(self) -> Iterator[None]:
        """Everything inside happens at the stage's moment."""
        with clock.played(self.moment):
            yield

    def at(self, moment: str) -> None:
        """Go on to a moment: «2011-09-05 14:00». Time only goes forward."""
        later = datetime.fromisoformat(moment)
        if later < self.moment:
            raise ValueError(f"The scenario goes back in time: {later} is before {self.moment}.")
        self.moment = later

    def pass_time(self, *, minutes: int) -> None:
        """So many minutes pass."""
        self.moment += timedelta(minutes=minutes)

    def do(self, paper: T, move: str, by: Person | None, /, **facts: Any) -> T:
        """Make a move and tell it; with `key` for nobody who has an account, but for whoever holds the private link."""
        with self.playing():
            fresh = perform(paper, move, by=by, **facts)
        self.tell(fresh, by, done_label(type(fresh), move))
        return fresh

    def begin(self, make: Callable[..., T], by: Person | None, /, *args: Any, **fields: Any) -> T:
        """Begin a paper by one of the functions that draft, and tell it."""
        with self.playing():
            paper = make(*args, by=by, **fields)
        self.tell(paper, by, done_label(type(paper), "draft"))
        return paper

    def find(self, model: type[T], **lookup: Any) -> T:
        """A paper that came to be, or went on, by itself: the order after the council agreed; told as the next step."""
        paper = model._default_manager.filter(**lookup).order_by("-pk").first()
        if paper is None:
            raise LookupError(f"No {model.kind_name} with {lookup} has come to be.")
        event = paper.events.select_related("actor", "basis").order_by("position").last()
        if event is not None:
            self.tell(paper, event.actor, done_label(type(paper), event.move))
        return paper  # type: ignore[return-value]  # found by the kind's own manager

    def tell(self, paper: Document, by: Person | None, done: str) -> None:
        """«05.09.2011 14:00 | Винокурова С.А., заместитель … | отправлен | План «…» | На согласовании»."""
        if self.out is None:
            return
        event = paper.events.order_by("-position").first()
        capacity = event.capacity if event else ""
        if by is not None:
            who = f"{by.name}, {capacity}" if capacity else by.name
        elif capacity:
            who = capacity
        else:
            basis = event.basis if event else None
            who = "—" if basis is None else f"«{basis}»"
            if basis is not None and basis.number:
                who = f"{basis.model.kind_label} № {basis.number}"
        number = f" № {paper.number}" if paper.number else ""
        moment = timezone.make_aware(self.moment).strftime("%d.%m.%Y %H:%M")
        line = " | ".join(
            [moment, who, done, f"{paper.kind_label}{number} «{paper.title}»", paper.state_label]
        )
        self.out.write(line + "\n")
