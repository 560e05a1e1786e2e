"""An election as a question of an agenda: to which office, how many posts, from whom, and who stands."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.kinds.meeting.election.office import OFFICES, Among, Office, OfficeKey, Winning
from governance.record_rows import RecordRow
from governance.roles.catalogue import ROLES, Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


class Election(RecordRow):
    """What a question of an agenda elects. `since` None: from the day on which the protocol is signed."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "election")

    item = models.OneToOneField("governance.AgendaItem", models.PROTECT, related_name="election")
    office = models.CharField(gettext_lazy("office"), max_length=10, choices=OfficeKey.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=gettext_lazy("where"))
    # What is added to its name: «на районную конференцию».
    detail = models.CharField(gettext_lazy("addition to the name of the office"), max_length=100, blank=True)
    posts = models.PositiveSmallIntegerField(gettext_lazy("posts"), default=1)
    among = models.CharField(
        gettext_lazy("from whom"), max_length=10, choices=Among.choices, default=Among.MEMBERS
    )
    group = models.CharField(gettext_lazy("group of members"), max_length=60, blank=True)
    winning = models.CharField(
        gettext_lazy("elected is"), max_length=10, choices=Winning.choices, default=Winning.BODY
    )
    # Whether those who held the office leave it; of a single one they always do.
    replaces = models.BooleanField(gettext_lazy("those who hold it now leave"), default=True)
    since = models.DateField(gettext_lazy("from"), null=True)
    until = models.DateField(gettext_lazy("until, inclusive"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="election_has_posts", condition=Q(posts__gte=1)),
            models.CheckConstraint(
                name="election_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="election_names_its_group",
                condition=(Q(among="group") & ~Q(group="")) | (~Q(among="group") & Q(group="")),
            ),
        ]

    @property
    def kind_of_office(self) -> Office:
        return OFFICES[self.office]

    @property
    def role(self) -> Role:
        """The role that carries the rights of the office."""
        return self.kind_of_office.roles[UnitKind(self.unit.kind)]

    @property
    def is_single(self) -> bool:
        """Whether one person holds it at a time."""
        return ROLES[self.role].single or self.office == OfficeKey.DEPUTY

    @property
    def title(self) -> str:
        """«председатель совета Лузского школьного округа»."""
        return self.kind_of_office.title(self.unit, self.detail)

    @property
    def elected_as(self) -> str:
        """«председателем совета Лузского школьного округа», as a decision words it."""
        office = self.kind_of_office
        words = office.instrumental_many if self.posts > 1 else office.instrumental
        return " ".join(part for part in (words, self.unit.form("genitive"), self.detail) if part)

    @property
    def question(self) -> str:
        """«Об избрании председателя совета Лузского школьного округа», as an agenda words it."""
        office = self.kind_of_office
        words = office.genitive_many if self.posts > 1 else office.genitive
        return " ".join(
            part for part in ("Об избрании", words, self.unit.form("genitive"), self.detail) if part
        )

    @cached_property
    def standing(self) -> "list[Candidate]":
        """The candidates who have consented and not withdrawn, in their order."""
        return [candidate for candidate in self.all_candidates if candidate.stands]

    @cached_property
    def all_candidates(self) -> "list[Candidate]":
        """In their order; without a query where they were read with the agenda."""
        read = getattr(self, "_prefetched_objects_cache", {})
        return list(read["candidates"] if "candidates" in read else self.candidates.select_related("person"))

    def content(self) -> dict[str, Any]:
        """What the invitation says of it."""
        return {
            "office": self.title,
            "posts": self.posts,
            "among": self.among,
            "winning": self.winning,
            "candidates": [candidate.person.name for candidate in self.candidates.select_related("person")],
        }


class Candidate(RecordRow):
    """Somebody put up for an office. Without consent nobody stands; whoever withdraws stays on record."""

    of_paper = "election__item__meeting"
    called = pgettext_lazy("row of the record", "candidate")

    class Consent(models.TextChoices):
        ASKED = "asked", pgettext_lazy("candidate", "consent awaited")
        SYSTEM = "system", pgettext_lazy("candidate", "consented in the system")
        PAPER = "paper", pgettext_lazy("candidate", "consented on paper or aloud")
        REFUSED = "refused", pgettext_lazy("candidate", "has not consented")

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    # Who put them up, as the protocol says it; empty for whoever prepared the agenda.
    put_up_by = models.CharField(max_length=300, blank=True)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.ASKED)
    # What the secretary has before them: «заявление от 01.09.2011».
    consent_paper = models.CharField(max_length=300, blank=True)
    # Of that paper; none of a consent given aloud at the sitting.
    scan = models.ForeignKey("governance.Attachment", models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["election_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "person"], name="candidate_once_an_election"),
            models.CheckConstraint(
                name="candidate_consent_on_paper_names_it",
                condition=~Q(consent="paper") | ~Q(consent_paper=""),
            ),
            models.CheckConstraint(
                name="candidate_withdraws_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def part(self) -> str:
        """The part of the meeting that is about this candidate: whoever is asked to consent has a task of their own."""
        return f"candidate:{self.pk}"

    @property
    def has_consented(self) -> bool:
        return self.consent in (self.Consent.SYSTEM, self.Consent.PAPER)

    @property
    def stands(self) -> bool:
        return self.has_consented and self.withdrawn_at is None
