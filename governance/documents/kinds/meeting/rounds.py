"""Rounds of voting and their rows: the frozen roster, ballots, secret ballots, recusals, dissenting opinions."""

import uuid
from random import SystemRandom
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.regulation import LONGEST_MATTER
from governance.documents.law.voting import VotingRule
from governance.record_rows import RecordRow, past_the_door, written
from governance.roles.appointment import Appointment
from governance.roles.body import Proxy, Seat
from governance.roles.person import Person

# A choice, and of an election the key of the candidate whom it is for.
Mark = tuple[str, int | None]


class Choice(models.TextChoices):
    FOR = "for", pgettext_lazy("ballot", "For")
    AGAINST = "against", pgettext_lazy("ballot", "Against")
    ABSTAIN = "abstain", pgettext_lazy("ballot", "Abstained")


class Round(RecordRow):
    """One vote on an item. Never deleted: a second vote is a new round, the first is annulled with a reason."""

    of_paper = "meeting"
    called = pgettext_lazy("row of the record", "round")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("round", "Open")
        CLOSED = "closed", pgettext_lazy("round", "Closed")
        ANNULLED = "annulled", pgettext_lazy("round", "Annulled")

    # Said twice, so that the database can hold "one open round a meeting".
    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="rounds")
    item = models.ForeignKey("governance.AgendaItem", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(gettext_lazy("number"))
    secret = models.BooleanField(gettext_lazy("secret vote"))
    # The body's rule as it was when the round opened; a regulation may be corrected later.
    rule = models.JSONField()
    rule_source = models.CharField(max_length=400)
    # For which matter the rule is; empty for all the rest.
    matter = models.CharField(max_length=LONGEST_MATTER, blank=True)
    # What is adopted is a recommendation.
    advisory = models.BooleanField(default=False)
    # The established number, where the rule counts from it; whether the sitting was called again.
    established = models.PositiveSmallIntegerField(null=True)
    repeated = models.BooleanField(default=False)
    proxy_counts_for_quorum = models.BooleanField(default=True)
    # Who is elected, where the sitting elects somebody for itself.
    candidate = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    annul_reason = models.TextField(blank=True)
    # The law's outcome with the numbers behind it (`count.Tally`); empty until the round is closed.
    outcome: Any = models.JSONField(default=dict)
    # Of an election: the posts, the rule and the candidates of this ballot (`election.poll.PollData`).
    poll: Any = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["item_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open"), name="one_open_round_a_meeting"
            ),
            models.CheckConstraint(
                name="round_closed_has_time",
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_annulled_has_reason",
                condition=(Q(state="annulled") & ~Q(annul_reason=""))
                | (~Q(state="annulled") & Q(annul_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"

    @property
    def law(self) -> VotingRule:
        """The rule by which it is decided, as it was when it opened."""
        return VotingRule.from_json(self.rule)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def decides(self) -> bool:
        """Whether this vote decides its item, for or against: a vote without a quorum decides nothing."""
        return self.state == self.State.CLOSED and bool(self.outcome.get("quorum"))

    @property
    def adopted(self) -> bool:
        return self.decides and bool(self.outcome.get("adopted"))

    @property
    def posts_left(self) -> int:
        """The posts of an election that this ballot has left open."""
        return self.poll["posts"] - len(self.outcome.get("elected", ())) if self.poll else 0

    @property
    def further(self) -> list[int]:
        """Between which candidates of an election another ballot is held: the second round, or those who are tied."""
        if not self.decides or not self.posts_left:
            return []
        return list(self.outcome["runoff"] or self.outcome["tied"])


class Roll(RecordRow):
    """One seat of the roster, frozen when the round opened.

    `present` and the person follow who comes and leaves while the round is open: the quorum is tested again at its end.
    """

    of_paper = "round__meeting"
    called = pgettext_lazy("row of the record", "roll")

    round = models.ForeignKey(Round, models.PROTECT, related_name="rolls")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    present = models.BooleanField()
    recused = models.BooleanField(default=False)
    # The group of members to which the seat belonged.
    group = models.CharField(max_length=60, blank=True)
    # By which another member votes for this seat.
    proxy = models.ForeignKey(Proxy, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["round_id", "seat__position", "seat_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "seat"], name="seat_once_on_a_roll"),
            models.CheckConstraint(
                name="present_seat_has_no_proxy", condition=Q(present=False) | Q(proxy__isnull=True)
            ),
        ]


class Ballot(RecordRow):
    """The vote of one seat. In a secret round it says only that the seat took part."""

    of_paper = "round__meeting"
    called = pgettext_lazy("row of the record", "ballot")

    class Way(models.TextChoices):
        OWN = "own", pgettext_lazy("ballot", "from their own account")
        ALOUD = "aloud", pgettext_lazy("ballot", "aloud")
        PAPER = "paper", pgettext_lazy("ballot", "on paper")
        PROXY = "proxy", pgettext_lazy("ballot", "by proxy")
        # Of a secret vote: the paper was handed out against signature, and what is on it is in the urn alone.
        ISSUED = "issued", pgettext_lazy("ballot", "paper ballot issued")
        SHEET = "sheet", pgettext_lazy("ballot", "by sheet")

    ENTERED: ClassVar = (Way.ALOUD, Way.PAPER)

    round = models.ForeignKey(Round, models.PROTECT, related_name="ballots")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    secret = models.BooleanField()
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    # Of an open ballot of an election: the keys of the candidates chosen; without any it is against all.
    names: Any = models.JSONField(null=True)
    cast_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    cast_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "seat"], name="one_ballot_a_seat_and_round"),
            models.CheckConstraint(
                name="choice_exactly_when_not_secret",
                condition=Q(secret=True, choice="")
                | Q(secret=False, choice__in=["for", "against", "abstain"]),
            ),
            models.CheckConstraint(
                name="secret_ballot_is_never_entered",
                condition=Q(secret=False) | Q(way__in=["own", "proxy", "issued"]),
            ),
        ]


class SecretBallot(RecordRow):
    """A choice of a secret vote: without seat, time or an order that could be matched with those who took part."""

    of_paper = "round__meeting"
    called = pgettext_lazy("row of the record", "secret ballot")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="urn")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    # Of which group of members, where each group decides by itself; nothing otherwise.
    group = models.CharField(max_length=60, blank=True)
    # Of an election: one row for each name chosen, so that no two names of one ballot stand together.
    candidate = models.ForeignKey("governance.Candidate", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="urn_holds_choices", condition=Q(choice__in=["for", "against", "abstain"])
            ),
        ]

    @staticmethod
    def drop(round: Round, *marks: Mark, group: str = "") -> None:
        """Add what a ballot chooses, and write all rows again in random order.

        No event names them before the vote has ended: two events in a row would tell what was dropped between them.
        """
        own = group if round.law.groups == "each" else ""
        kept: list[tuple[str, int | None, str]] = list(
            round.urn.values_list("choice", "candidate_id", "group")
        )
        kept += [(choice, candidate, own) for choice, candidate in marks]
        SystemRandom().shuffle(kept)
        with past_the_door():
            round.urn.all().delete()
            SecretBallot.objects.bulk_create(
                [
                    SecretBallot(round=round, choice=choice, candidate_id=candidate, group=its)
                    for choice, candidate, its in kept
                ]
            )

    @staticmethod
    def seal(round: Round) -> None:
        """The vote has ended: the event of the act that ends it names the choices."""
        if round.secret:
            written().name(round.urn.all())

    @classmethod
    def of_record(cls) -> models.QuerySet[Any]:
        return super().of_record().exclude(round__state=Round.State.OPEN)


class Recusal(RecordRow):
    """A member takes no part in an item (самоотвод), declared with a reason before the round opens."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "recusal")

    item = models.ForeignKey("governance.AgendaItem", models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_recusal_a_seat_and_item"),
            models.CheckConstraint(name="recusal_has_reason", condition=~Q(reason="")),
        ]


class DissentingOpinion(RecordRow):
    """A member's dissenting opinion (особое мнение) on a decision, attached to the protocol on demand."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "dissenting opinion")

    item = models.ForeignKey("governance.AgendaItem", models.PROTECT, related_name="dissents")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_dissent_a_seat_and_item"),
            models.CheckConstraint(name="dissent_has_text", condition=~Q(text="")),
        ]
