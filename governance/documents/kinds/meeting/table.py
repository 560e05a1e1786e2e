"""Who sits at the table: filled seats, attendance, stand-ins and proxies, at one moment of a meeting."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment
from governance.roles.body import Proxy, Seat
from governance.roles.membership import member_until
from governance.roles.person import Person


class Attendance(RecordRow):
    """What the secretary marked for a seat: who came to sit on it, from when until when."""

    of_paper = "meeting"
    called = pgettext_lazy("row of the record", "attendance")

    class Status(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "Present")
        LATE = "late", pgettext_lazy("attendance", "Came late")
        OUT = "out", pgettext_lazy("attendance", "Out for a question")
        LEFT = "left", pgettext_lazy("attendance", "Left")
        ABSENT = "absent", pgettext_lazy("attendance", "Absent")
        EXCUSED = "excused", pgettext_lazy("attendance", "Absent with an excuse")

    HERE: ClassVar = (Status.PRESENT, Status.LATE)

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices)
    # Who sits, or would have sat, on the seat: its holder or the acting one, by this appointment.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # Takes part by video; counts as present like whoever sits in the hall.
    by_video = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_attendance_a_seat"),
            models.CheckConstraint(
                name="attendance_here_since",
                condition=~Q(status__in=["present", "late", "out", "left"]) | Q(arrived_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.status}"

    @property
    def here(self) -> bool:
        return self.status in self.HERE


class ItemAbsence(RecordRow):
    """Who was out of the room for a question, from when until when; `status` is what they had before."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "absence during a question")

    item = models.ForeignKey("governance.AgendaItem", models.PROTECT, related_name="absences")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Attendance.Status.choices)
    left_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_absence_a_seat_and_item"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.item_id}"


@dataclass(frozen=True)
class Place:
    """A filled seat: its holder, and who stands in for them today."""

    seat: Seat
    holder: Appointment
    acting: tuple[Appointment, ...] = ()

    @property
    def expected(self) -> Appointment:
        """Who is expected to come: the acting one where there is one."""
        return self.acting[0] if self.acting else self.holder

    def appointment_of(self, person_id: int) -> Appointment | None:
        """By which appointment this person may sit here."""
        return next(
            (
                appointment
                for appointment in (*self.acting, self.holder)
                if appointment.person_id == person_id
            ),
            None,
        )


@dataclass(frozen=True)
class Outside:
    """A held seat of a school whose membership ended with the day `until`: it takes no part."""

    seat: Seat
    holder: Appointment
    until: date


def places(unit_id: int, day: date) -> dict[int, Place]:
    """The roster of a body on a day: its seats that somebody holds, in their order; one query."""
    return seated(unit_id, day)[0]


def seated(unit_id: int, day: date) -> tuple[dict[int, Place], list[Outside]]:
    """The roster, and the held seats that are left out of it; one query.

    A seat whose holder has left is vacant, whoever stood in for them (docs/domain.md, "Deciding rules": filled
    seats). The seat of a school whose membership has ended takes no part from the next day on.
    """
    appointments: Any = (
        Appointment.objects.in_force(day)
        .filter(
            Q(seat__until__isnull=True) | Q(seat__until__gte=day), seat__unit_id=unit_id, seat__since__lte=day
        )
        .select_related("seat", "person")
        .annotate(member_until=member_until("seat__represents_id", day))
        .order_by("seat__position", "seat_id", "-since", "pk")
    )
    outside: dict[int, Outside] = {}
    holders: dict[int, Any] = {}
    acting: dict[int, list[Appointment]] = {}
    for appointment in appointments:
        until = appointment.member_until
        if until is not None and until < day:
            outside.setdefault(appointment.seat_id, Outside(appointment.seat, appointment, until))
            continue
        if appointment.stands_for_id is None:
            holders.setdefault(appointment.seat_id or 0, appointment)
        else:
            acting.setdefault(appointment.stands_for_id, []).append(appointment)
    found_places = {
        key: Place(holder.seat, holder, tuple(acting.get(holder.pk, ()))) for key, holder in holders.items()
    }
    return found_places, list(outside.values())


def given_proxies(unit_id: int) -> list[Proxy]:
    """The proxies between seats of a body that nobody has ended, whenever they hold; one query."""
    return list(Proxy.objects.filter(principal__unit_id=unit_id, ended_at__isnull=True).order_by("pk"))


@dataclass(frozen=True)
class Participants:
    """The roster of the body with the attendance of one meeting, and the proxies that nobody has ended."""

    day: date
    places: dict[int, Place]
    marks: dict[int, Attendance]
    given: list[Proxy] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)

    @property
    def proxies(self) -> list[Proxy]:
        """The proxies that hold on the day."""
        return [proxy for proxy in self.given if proxy.since <= self.day <= proxy.until]

    def place(self, seat: "Seat | int") -> Place:
        """A filled seat of this body. Raises NotLegal when it is vacant or of another body."""
        place = self.places.get(seat_id(seat))
        if place is None:
            raise NotLegal(_("This seat is vacant or belongs to another body: open the page again."))
        return place

    def occupied(self, seat: "Seat | int") -> Place:
        """A seat on which somebody sits now. Raises NotLegal for any other."""
        place = self.place(seat)
        if not self.is_here(place.seat.pk):
            raise NotLegal(_("Nobody sits on this seat: mark the attendance first."))
        return place

    def is_here(self, key: int) -> bool:
        mark = self.marks.get(key)
        return key in self.places and mark is not None and mark.here

    @property
    def here(self) -> list[int]:
        """The seats on which somebody sits now."""
        return [key for key in self.places if self.is_here(key)]

    @property
    def represented(self) -> dict[int, Proxy]:
        """Seats of absent members whose proxy holder is present."""
        return {
            proxy.principal_id: proxy
            for proxy in self.proxies
            if proxy.principal_id in self.places
            and not self.is_here(proxy.principal_id)
            and self.is_here(proxy.holder_id)
        }


def seat_id(seat: "Seat | int") -> int:
    return seat if isinstance(seat, int) else seat.pk
