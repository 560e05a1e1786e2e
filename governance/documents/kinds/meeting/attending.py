"""Who is at the table: attendance, the presiding member, the secretary, proxies."""

from datetime import date

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TITLE
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.convening import Convening
from governance.documents.kinds.meeting.elected_officers import elected_chair
from governance.documents.kinds.meeting.officers import RECORDS, TAKES_OVER
from governance.documents.kinds.meeting.rolls import follow_door
from governance.documents.kinds.meeting.table import Attendance, ItemAbsence, Place, seat_id
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import Condition, move
from governance.roles.acts.bodies import end_proxies, give_proxy
from governance.roles.appointment import Appointment
from governance.roles.body import Proxy, Seat
from governance.roles.person import Person
from governance.roles.rights import Right

PLANNED, RUNNING = MeetingCard.State.PLANNED, MeetingCard.State.RUNNING
Status = Attendance.Status


def no_round_is_open(meeting: MeetingCard) -> bool:
    return meeting.open_round_now() is None


NO_OPEN_ROUND = Condition(no_round_is_open, gettext_lazy("A round of voting is open: close it first."))


class Attending(Convening):
    """The moves by which the secretary keeps the list of those present."""

    class Meta(Convening.Meta):
        abstract = True

    @move(
        source=(PLANNED, RUNNING),
        rule=RECORDS,
        words=verb("meeting", "Mark attendance", "marked attendance"),
        inner=True,
    )
    def mark_attendance(
        self,
        act: Act,
        *,
        seat: Seat | int,
        status: str,
        person: Person | int | None = None,
        by_video: bool | None = None,
    ) -> None:
        """Say for a seat who came, came late, left or is absent (the reason of the act says why).

        `person` tells the holder from the acting holder; by default the one expected. `by_video`: whether they take
        part by video; None keeps what was marked. Whoever comes ends the proxy given for the seat.
        """
        if status not in Status.values or status == Status.OUT:
            raise NotLegal(_("Choose how the member attends from the list."))
        if self.state == PLANNED and status in (Status.LATE, Status.LEFT):
            raise NotLegal(_("The meeting has not begun: mark who is present and who is absent."))
        place = self.table.place(seat)
        mark = self.table.marks.get(place.seat.pk) or Attendance(meeting_id=self.pk, seat=place.seat)
        was_here = mark.pk is not None and mark.here
        if status == Status.LEFT and mark.arrived_at is None:
            raise NotLegal(_("Whoever leaves has been here: mark the seat as present first."))
        self._sit_down(mark, place, person)
        if mark.status == Status.OUT:
            self.end_absence(mark, act)
        mark.status = status
        mark.reason = act.reason[:300]
        mark.by_video = mark.by_video if by_video is None else by_video
        if mark.here:
            mark.left_at = None
            if not was_here:
                mark.arrived_at = mark.arrived_at or act.at
                self._end_proxy_of(mark.seat_id, act, "член пришёл и голосует сам")
        elif status == Status.LEFT:
            mark.left_at = mark.left_at or act.at
        else:
            mark.arrived_at = mark.left_at = None
            mark.by_video = False
        mark.save()
        self.reread_table()
        voting = self.open_round_now() if self.state == RUNNING else None
        if voting is not None:
            follow_door(voting, self.table, mark)
        act.facts.update(seat=mark.seat_id, status=status, appointment=mark.appointment_id)

    @move(
        source=(PLANNED, RUNNING),
        rule=TAKES_OVER,
        words=verb("meeting", "Take over the minutes", "took over the minutes"),
        personal=True,
    )
    def take_minutes(self, act: Act) -> None:
        """Another secretary of the body keeps the minutes from here on."""
        self.secretary = act.person

    @move(
        source=(PLANNED, RUNNING),
        rule=RECORDS,
        words=verb("meeting", "Name the presiding member", "named the presiding member"),
        inner=True,
    )
    def preside(self, act: Act, *, seat: Seat | int) -> None:
        """Record whom the members chose to preside in the chair's absence, or that the chair has come.

        Raises NotLegal when nobody sits on the seat, or the chair does while another member is named.
        """
        place = self.table.occupied(seat)
        elected = elected_chair(self)
        chairs = set(
            Appointment.objects.in_force()
            .carrying(Right.PRESIDE, self.unit_id)
            .filter(seat_id__in=self.table.here)
            .values_list("seat_id", flat=True)
        )
        if elected is not None:
            chairs = {elected} & set(self.table.here)
        if chairs and place.seat.pk not in chairs:
            raise NotLegal(
                _("The chair is here and presides; another member does so only in the chair's absence.")
            )
        if self.presiding_id == place.seat.pk:
            raise AlreadyDone(_("This member presides already."))
        self.presiding = place.seat
        self.reread_table()
        act.facts["seat"] = place.seat.pk

    @move(
        source=(PLANNED, RUNNING),
        rule=RECORDS,
        words=verb("meeting", "Enter a proxy", "entered a proxy"),
        inner=True,
    )
    def enter_proxy(
        self,
        act: Act,
        *,
        principal: Seat | int,
        holder: Seat | int,
        paper: str,
        until: date,
        since: date | None = None,
    ) -> None:
        """Enter a member's written proxy to another member (docs/domain.md, "Deciding rules").

        Needs a basis and a term; no self, no chain, at most one a holder; the principal is not here.
        """
        giver, taker = self.table.place(principal), self.table.place(holder)
        since = since or clock.today()
        paper = one_line(paper, LONGEST_TITLE, _("the basis of the proxy"))
        if not self.rules.allows_proxy:
            raise NotLegal(_("The rules of the body know no voting by proxy."))
        if not paper:
            raise NotLegal(_("Name the paper that gives the proxy, with its date."))
        if giver.seat.pk == taker.seat.pk:
            raise NotLegal(_("Nobody gives a proxy to themselves: choose another member."))
        if until < since or until < self.day:
            raise NotLegal(_("The proxy ends before the meeting or before it begins: correct its term."))
        if self.table.is_here(giver.seat.pk):
            raise NotLegal(_("The member is here and votes in person."))
        if self.takes_sheets and self.sheets.filter(seat_id=giver.seat.pk).exists():
            raise NotLegal(_("This member votes by sheet, and gives no proxy."))
        live = Proxy.objects.filter(principal__unit_id=self.unit_id, ended_at__isnull=True)
        live = live.select_related("principal__unit")
        end_proxies(
            live.filter(until__lt=clock.today()), at=act.at, by=act.by, basis="срок доверенности истёк"
        )
        for other in live:
            if taker.seat.pk == other.principal_id or giver.seat.pk == other.holder_id:
                raise NotLegal(
                    _("A proxy is not passed on: whoever gave one away can hold none, and the reverse.")
                )
            if taker.seat.pk == other.holder_id:
                raise NotLegal(_("This member holds a proxy already; a member holds at most one."))
            if giver.seat.pk == other.principal_id:
                raise NotLegal(_("This member has given a proxy already: end it first."))
        proxy = give_proxy(
            giver.seat,
            taker.seat,
            by=act.by,
            given_by=act.person,
            basis=paper[:300],
            since=since,
            until=until,
        )
        self.reread_table()
        act.facts.update(proxy=proxy.pk, principal=giver.seat.pk, holder=taker.seat.pk)

    @move(
        source=(PLANNED, RUNNING),
        rule=RECORDS,
        words=verb("meeting", "End a proxy", "ended a proxy"),
        conditions=(NO_OPEN_ROUND,),
        needs_reason=True,
        inner=True,
    )
    def end_proxy(self, act: Act, *, principal: Seat | int) -> None:
        """The principal has withdrawn it."""
        if not self._end_proxy_of(seat_id(principal), act, act.reason[:300]):
            raise NotLegal(_("This member has given no proxy that is in force."))

    def end_absence(self, mark: Attendance, act: Act) -> ItemAbsence:
        """Whoever was out of the room for a question is back, or has gone for good."""
        absence = ItemAbsence.objects.get(item__meeting_id=self.pk, seat_id=mark.seat_id, returned_at=None)
        absence.returned_at = act.at
        absence.save()
        return absence

    def _sit_down(self, mark: Attendance, place: Place, person: Person | int | None) -> None:
        appointment = place.expected
        if person is not None:
            held = place.appointment_of(person if isinstance(person, int) else person.pk)
            if held is None:
                raise NotLegal(_("This person neither holds the seat nor stands in for its holder today."))
            appointment = held
        elif mark.pk is not None and place.appointment_of(mark.person_id) is not None:
            appointment = mark.appointment
        mark.person, mark.appointment = appointment.person, appointment

    def _end_proxy_of(self, key: int, act: Act, why: str) -> bool:
        if all(proxy.principal_id != key for proxy in self.table.given):
            return False
        given = Proxy.objects.filter(principal_id=key, ended_at__isnull=True)
        ended = end_proxies(given.select_related("principal__unit"), at=act.at, by=act.by, basis=why)
        if ended:
            act.facts["proxy_ended"] = key
            self.reread_table()
        return bool(ended)
