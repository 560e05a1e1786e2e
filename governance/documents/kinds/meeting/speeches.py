"""Who asks for the word on a question, to whom the presiding member gives it, and for how long.

It orders the room and binds nobody: that somebody spoke is said by the protocol.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.officers import PRESIDES, RECORDS
from governance.documents.language.typed_text import one_line
from governance.documents.settings.meetings import SPEECH_MINUTES
from governance.roles.person import Person

LONGEST_NAME = 200
MOST_WAITING = 50


class Speech(models.Model):
    """One request for the word: waiting, given, ended, or withdrawn."""

    binds_nobody = "who waits for the word in the room and how long they have it; the protocol says who spoke"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speeches")
    # None for somebody invited, who is called by `name` alone.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(gettext_lazy("who speaks"), max_length=LONGEST_NAME)
    # The order in which the word is given: the lowest first.
    place = models.IntegerField()
    # In seconds, as it was when the word was given.
    limit = models.PositiveIntegerField(default=0)
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="speech_ends_after_it_began", condition=Q(ended_at=None) | Q(given_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.changed_at = clock.now()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on

    @property
    def waits(self) -> bool:
        return self.given_at is None and self.withdrawn_at is None

    @property
    def has_word(self) -> bool:
        return self.given_at is not None and self.ended_at is None

    @property
    def until(self) -> datetime | None:
        return self.given_at + timedelta(seconds=self.limit) if self.given_at is not None else None

    @property
    def left(self) -> int:
        """How many seconds whoever has the word may still speak; below zero when they are over their time."""
        return round((self.until - clock.now()).total_seconds()) if self.until is not None else 0

    @property
    def over(self) -> timedelta | None:
        """By how much a speech that has ended went beyond its time."""
        if self.ended_at is None or self.until is None or self.ended_at <= self.until:
            return None
        return self.ended_at - self.until


@dataclass(frozen=True)
class Floor:
    """The list of speakers of a meeting, for one act on it under the meeting's lock."""

    meeting: MeetingCard
    by: Person

    @cached_property
    def speeches(self) -> "models.QuerySet[Speech]":
        return Speech.objects.filter(item__meeting_id=self.meeting.pk)

    def may_lead(self) -> str | None:
        return PRESIDES.objection(self.meeting, self.by)

    def may_enter(self) -> str | None:
        """Why this person enters nobody else; the presiding member and the secretary do."""
        return self.may_lead() and RECORDS.objection(self.meeting, self.by)

    # --- what can be done -----------------------------------------------------------------------------------------

    def ask(self, *, item: int, name: str = "") -> None:
        """Ask for the word: a member at the table for themselves; others are entered by their `name`."""
        question = self.meeting.item(item)
        name = one_line(name, LONGEST_NAME, _("the name"))
        if name:
            self._check(self.may_enter())
            person = None
        else:
            here = [mark for mark in self.meeting.table.marks.values() if mark.here]
            if not any(mark.person_id == self.by.pk for mark in here):
                raise NotAllowed(
                    _("Members at the table ask for the word; the secretary enters whoever is invited.")
                )
            person, name = self.by, self.by.name
        waiting = self.speeches.filter(given_at=None, withdrawn_at=None)
        if waiting.filter(item=question, person=person, name=name).exists():
            return
        if waiting.count() >= MOST_WAITING:
            raise NotLegal(_("The list of speakers is full: hear those who wait first."))
        last = self.speeches.aggregate(last=Max("place"))["last"] or 0
        Speech(item=question, person=person, name=name, place=last + 1).save()

    def withdraw(self, *, speech: int) -> None:
        """Whoever asked takes it back; the presiding member and the secretary strike out anybody."""
        found = self._speech(speech)
        if found.person_id != self.by.pk:
            self._check(self.may_enter())
        if not found.waits:
            return
        found.withdrawn_at = clock.now()
        found.save()

    def give(self, *, speech: int) -> None:
        """Give the word; whoever has it has ended then."""
        self._check(self.may_lead())
        found = self._speech(speech)
        if found.has_word:
            return
        if not found.waits:
            raise NotLegal(_("This speech is over, or was withdrawn: see who waits now."))
        self._end()
        found.given_at = clock.now()
        found.limit = 60 * speech_minutes(self.meeting)
        found.save()

    def first(self, *, speech: int) -> None:
        """Put somebody before all who wait."""
        self._check(self.may_lead())
        found = self._speech(speech)
        if found.waits:
            before = self.speeches.aggregate(first=models.Min("place"))["first"] or 0
            found.place = before - 1
            found.save()

    def end(self) -> None:
        """The speech is over; so says the presiding member, or the secretary who keeps the time."""
        self._check(self.may_enter())
        self._end()

    # --- what these share -----------------------------------------------------------------------------------------

    def _check(self, objection: str | None) -> None:
        if objection:
            raise NotAllowed(objection)

    def _end(self) -> None:
        for speech in self.speeches.filter(given_at__isnull=False, ended_at=None):
            speech.ended_at = clock.now()
            speech.save()

    def _speech(self, key: int) -> Speech:
        found = self.speeches.filter(pk=key).first()
        if found is None:
            raise NotLegal(_("There is no such speech at this meeting: open the page again."))
        return found


def speech_minutes(meeting: MeetingCard) -> int:
    """How long one speech may take: by the rules of the body, else by the setting of the district."""
    rules = meeting.known_rules
    of_body = rules.speech_minutes if rules is not None else None
    return of_body or SPEECH_MINUTES.on(meeting.district_id)


ACTS = ("ask", "withdraw", "give", "first", "end")


@transaction.atomic
def on_floor(meeting: MeetingCard, act: str, *, by: Person, **facts: object) -> None:
    """Do one of `ACTS`. Raises NotLegal or NotAllowed; then nothing has changed."""
    fresh = type(meeting).locked(meeting.pk)
    if fresh.state != MeetingCard.State.RUNNING:
        raise NotLegal(_("The word is asked for and given while the meeting is in session."))
    getattr(Floor(fresh, by), act)(**facts)


def stamp_of(meeting: MeetingCard) -> str:
    """Changes with whatever happens in the list of speakers; one query."""
    last = Speech.objects.filter(item__meeting_id=meeting.pk).aggregate(last=Max("changed_at"))["last"]
    return f"{last.timestamp():.6f}" if last is not None else ""


def speakers_of(meeting: MeetingCard) -> dict[int, list[str]]:
    """Who spoke on each question, in their order and each once: what the protocol proposes where nothing is written."""
    spoke = Speech.objects.filter(item__meeting_id=meeting.pk, given_at__isnull=False).order_by(
        "given_at", "place"
    )
    names: dict[int, list[str]] = {}
    for item, name in spoke.values_list("item_id", "name"):
        if name not in names.setdefault(item, []):
            names[item].append(name)
    return names
