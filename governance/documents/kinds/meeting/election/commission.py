"""The counting commission (счётная комиссия) of a meeting: elected at the sitting, it issues and counts ballots."""

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import Count, VoteOutcome, VotingRule, decide
from governance.documents.record.transitions import May
from governance.record_rows import RecordRow
from governance.roles.person import Person
from governance.roles.rights import Right


class Teller(RecordRow):
    """A member of the counting commission of a meeting."""

    of_paper = "meeting"
    called = pgettext_lazy("row of the record", "member of the counting commission")

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="tellers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    leads = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["meeting_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="teller_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(leads=True), name="one_teller_leads_a_commission"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name


class CommissionVote(RecordRow):
    """An open vote of the sitting on who counts, elected or not, as the secretary has entered it."""

    of_paper = "meeting"
    called = pgettext_lazy("row of the record", "vote on the counting commission")

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="commission_votes")
    number = models.PositiveSmallIntegerField()
    # Who was proposed: ids, its chair first.
    people: Any = models.JSONField()
    in_favour = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    adopted = models.BooleanField()
    # The sentence of the voting law, as the protocol says it.
    outcome = models.TextField()

    class Meta:
        ordering: ClassVar = ["meeting_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="commission_vote_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"


def shown_hands(
    law: VotingRule,
    in_favour: int,
    against: int,
    abstain: int,
    *,
    roster: int,
    present: int,
    established: int | None,
    repeated: bool,
) -> VoteOutcome:
    """What the law says of a show of hands: openly, and by the body as one. Raises NotLegal for impossible numbers."""
    try:
        count = Count(
            roster, present, 0, in_favour, against, abstain, established=established, repeated=repeated
        )
        with translation.override(settings.LANGUAGE_CODE):
            return decide(replace(law, groups=None, secret="allowed"), count)
    except ImpossibleInput as wrong:
        raise NotLegal(str(wrong)) from wrong


def tellers_of(meeting: Any) -> list[Teller]:
    """The commission of a meeting, its chair first; one query."""
    return list(meeting.tellers.select_related("person").order_by("-leads", "position"))


def not_counting(meeting: Any, person: Person) -> "str | Promise | None":
    """Why this person neither issues nor counts ballots: the commission does, or the secretary on its behalf."""
    if meeting.secretary_id == person.pk or meeting.tellers.filter(person_id=person.pk).exists():
        return None
    return _("Ballots are issued and counted by the counting commission of this meeting.")


# The commission has what it needs on paper; whoever of it has no device lets the secretary enter it.
COUNTS = May(Right.READ, unless=not_counting)
