"""The context of every page: the district, the person, the number of their tasks, where they may go."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext

from governance import clock
from governance.desk.base.awaiting import OpenVote, awaiting
from governance.desk.base.navigation import Entry, Group, Reader, grouped, in_the_bar, navigation_of
from governance.desk.base.signed_in import known_of
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

# The cookie in which a browser keeps that its reader has folded the side bar.
FOLDED = "side_folded"


@dataclass(frozen=True)
class Desk:
    """The data of the frame of a page; templates/governance/base.html says what each field is for."""

    district: str
    person: Person | None = None
    role: str = ""
    task_count: int = 0
    overdue: bool = False
    unread: int = 0
    votes: Sequence[OpenVote] = ()
    imprint: str = ""
    navigation: Sequence[tuple[Group, Sequence[Entry]]] = ()
    bar: Sequence[Entry] = ()
    folded: bool = False
    reads_only: bool = False
    demo: bool = settings.DEMO
    source_code: str = settings.SOURCE_CODE

    @property
    def mark(self) -> str:
        """What stands before the title of a page while a vote waits."""
        return f"● {pgettext('title of a page', 'Vote!')} " if self.votes else ""


def desk(request: HttpRequest) -> dict[str, object]:
    return {"desk": SimpleLazyObject(lambda: _desk(request))}


def _desk(request: HttpRequest) -> Desk:
    person = getattr(request, "user", None)
    reads_only = getattr(request, "reads_only", False)
    if reads_only or not isinstance(person, Person) or not person.is_authenticated:
        district = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk").first()
        return Desk(district=district.name if district else "", reads_only=reads_only)
    known = known_of(person)
    appointments, pairs = known.appointments, known.pairs
    appointment = appointments[0] if appointments else None
    waits = awaiting(person, pairs)
    today = clock.today()
    entries = navigation_of(Reader(appointments, pairs))
    return Desk(
        district=appointment.unit.root.name if appointment else "",
        person=person,
        role=appointment.capacity if appointment else "",
        task_count=len(waits.due),
        overdue=any(due is not None and due < today for due in waits.due),
        unread=waits.unread,
        votes=waits.votes,
        imprint=waits.imprint,
        navigation=grouped(entries),
        bar=in_the_bar(entries),
        folded=FOLDED in request.COOKIES,
    )


def fold_side(response: HttpResponse, *, folded: bool) -> None:
    """Have the browser keep whether the side bar is folded, for a year."""
    if folded:
        response.set_cookie(
            FOLDED,
            "1",
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(FOLDED)
