"""Who means to come to a sitting: what its members answer to the invitation, and the quorum to be expected from it.

An answer binds nobody: who came is marked at the sitting, and a proxy needs a paper.
"""

from types import SimpleNamespace
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.named import people_named
from governance.documents.kinds.meeting.quorum import Quorum, quorum_at
from governance.documents.kinds.meeting.table import Participants, Place
from governance.documents.language.typed_text import one_line
from governance.roles.person import Person

LONGEST_REASON = 300


class Reply(models.Model):
    """What one member has answered; a later answer takes its place."""

    binds_nobody = "whether somebody means to come; who came is marked at the sitting"

    class Answer(models.TextChoices):
        COMES = "comes", pgettext_lazy("reply to an invitation", "I come")
        PROXY = "proxy", pgettext_lazy("reply to an invitation", "By proxy")
        CANNOT = "cannot", pgettext_lazy("reply to an invitation", "I cannot come")

    meeting = models.ForeignKey("governance.Meeting", models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.CharField(gettext_lazy("reason"), max_length=LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_reply_a_member"),
            models.CheckConstraint(name="who_cannot_says_why", condition=~Q(answer="cannot", reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.answer}"


def places_of(meeting: MeetingCard, person: Person) -> list[Place]:
    """The seats on which this person may sit."""
    return [place for place in meeting.table.places.values() if place.appointment_of(person.pk) is not None]


def why_no_reply(meeting: MeetingCard, person: Person) -> str:
    """Why this person answers no invitation; empty when they may."""
    if meeting.is_absentee:
        return _("An absentee vote has no table to come to: return the sheet.")
    if meeting.state != MeetingCard.State.PLANNED:
        return _("The invitation is answered from the day on which the meeting is convened until it begins.")
    if not places_of(meeting, person) and person not in people_named(meeting):
        return _("Members of the body, and whom the agenda names, answer its invitations.")
    return ""


def answers_beside(meeting: MeetingCard) -> list[tuple[Person, Reply | None]]:
    """Whom the agenda names and who has no seat, with what each has answered; two queries."""
    replies = {said.person_id: said for said in Reply.objects.filter(meeting_id=meeting.pk)}
    return [
        (person, replies.get(person.pk)) for person in people_named(meeting) if not places_of(meeting, person)
    ]


@transaction.atomic
def reply(meeting: MeetingCard, *, by: Person, answer: str, reason: str = "") -> Reply:
    """Answer the invitation, or answer anew. Raises NotLegal, NotAllowed."""
    fresh = type(meeting).locked(meeting.pk)
    objection = why_no_reply(fresh, by)
    if objection:
        raise NotAllowed(objection)
    if answer not in Reply.Answer.values:
        raise NotLegal(_("Choose one of the answers."))
    reason = one_line(reason, LONGEST_REASON, _("the reason")) if answer != Reply.Answer.COMES else ""
    if answer == Reply.Answer.PROXY and not places_of(fresh, by):
        raise NotLegal(_("A proxy is given by members: say whether you come."))
    if answer == Reply.Answer.CANNOT and not reason:
        raise NotLegal(_("Write why you cannot come."))
    said, _made = Reply.objects.update_or_create(
        meeting_id=fresh.pk,
        person=by,
        defaults={"answer": answer, "reason": reason, "answered_at": clock.now()},
    )
    return said


def answers_by_seat(meeting: MeetingCard) -> list[tuple[Place, Reply | None]]:
    """Each seat with the answer of whoever is expected on it."""
    replies = {said.person_id: said for said in Reply.objects.filter(meeting_id=meeting.pk)}
    return [(place, replies.get(place.expected.person_id)) for place in meeting.table.places.values()]


def expected_quorum(meeting: MeetingCard, answers: list[tuple[Place, Reply | None]]) -> Quorum | None:
    """The quorum by the body's rule if all come who said so; None while the body has no rules for that day."""
    rules = meeting.known_rules
    if rules is None:
        return None
    counted = {Reply.Answer.COMES.value}
    if rules.allows_proxy and rules.proxy_counts_for_quorum:
        counted.add(Reply.Answer.PROXY.value)
    here: Any = {
        place.seat.pk: SimpleNamespace(here=True)
        for place, said in answers
        if said is not None and said.answer in counted
    }
    table = Participants(meeting.table.day, meeting.table.places, here)
    return quorum_at(table, rules, rules.law, repeated=meeting.is_repeated)
