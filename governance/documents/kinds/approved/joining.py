"""Joining rules that bind only those who have joined them: rules on signing in the system (63-ФЗ, articles 6 and 9)."""

from typing import ClassVar, TypedDict

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.approval import ApprovalState
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.paper import where_read
from governance.documents.record.transitions import May, move
from governance.record_rows import RecordRow
from governance.roles.person import Person
from governance.roles.rights import Right


class Joining(RecordRow):
    """One person has joined, called and holding the post as on that day."""

    of_paper = "paper"
    called = pgettext_lazy("row of the record", "joining")

    paper = models.ForeignKey(Document, models.PROTECT, related_name="joinings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=300)
    joined_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "person"], name="one_joining_a_person")
        ]


class JoinedLine(TypedDict):
    """A line of the list of those who have joined, as it prints."""

    name: str
    capacity: str
    day: str


def has_joined(paper: Document, person: Person) -> "str | Promise | None":
    if Joining.objects.filter(paper_id=paper.pk, person=person).exists():
        return gettext_lazy("You have joined these rules already.")
    return None


class Joinable:
    """What an approved paper has besides if people join it once it is in force."""

    pk: int

    @move(
        source=ApprovalState.APPROVED,
        rule=May(Right.READ, on=where_read, unless=has_joined),
        words=verb("approval", "Join the rules", "joined the rules"),
        needs_password=True,
    )
    def join(self, act: Act) -> None:
        """Confirmed like a signature; the name and the post stand on the list annexed to the rules."""
        capacity = act.ground.capacity if act.ground else ""
        Joining.objects.create(
            paper_id=self.pk,
            person=act.person,
            name=act.person.full_name,
            capacity=capacity,
            joined_at=act.at,
        )
        act.facts["person"] = act.person.pk

    def joined(self) -> list[JoinedLine]:
        """Those who have joined, by name; one query."""
        return [
            JoinedLine(
                name=each.name,
                capacity=each.capacity,
                day=timezone.localtime(each.joined_at).strftime("%d.%m.%Y %H:%M"),
            )
            for each in Joining.objects.filter(paper_id=self.pk)
        ]
