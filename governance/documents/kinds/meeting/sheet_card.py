"""What a voting sheet is (опросный лист): its card, and what the rest of the package reads of it.

Until it is counted it is like a ballot in an envelope: the member, the chair and the secretary see it and nobody else,
and it may be answered anew or taken back. Source: docs/domain.md, "Absentee votes".
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.answers import VOTES, answers_told
from governance.documents.kinds.meeting.table import Place, places
from governance.documents.language.content_labels import labelled
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.settings.reminding import OF_BODIES
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.person import Person


class SheetCard(Paper):
    """One sheet for a seat and a meeting: who got it, what was answered, whether it counts."""

    class State(PaperState):
        # In the envelope, returned or not: the first state of every kind is called `draft` in the table.
        GIVEN = "draft", Phase.DRAFT, pgettext_lazy("voting sheet", "Given out")
        COUNTED = "counted", Phase.IN_FORCE, pgettext_lazy("voting sheet", "Counted")
        NOT_RETURNED = "not_returned", Phase.ENDED, pgettext_lazy("voting sheet", "Not returned")
        VOID = "void", Phase.VOID, pgettext_lazy("voting sheet", "Void")

    kind_label = gettext_lazy("Voting sheet")
    kind_label_many = gettext_lazy("Voting sheets")
    reminding = OF_BODIES
    kind_purpose = gettext_lazy("A member's vote on paper in a vote without a sitting.")
    numbered = False
    content_labels = labelled(
        "meeting seat until questions number title decision_draft paper version answers choice note",
        meeting=gettext_lazy("Meeting"),
        seat=gettext_lazy("Seat"),
        until=gettext_lazy("To be returned until"),
        questions=gettext_lazy("Questions"),
        decision_draft=gettext_lazy("Draft decision"),
        answers=gettext_lazy("Answers"),
        paper=gettext_lazy("Paper"),
        choice=gettext_lazy("Choice"),
        note=gettext_lazy("Dissent or remark"),
    )
    select_related_fields = ("meeting__unit", "meeting__regulation", "seat", "appointment__person")

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    # In which capacity the member got it, or has answered it.
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # [{"item": id, "choice": Answer, "note": text}], in the order of the agenda; empty while it is not returned.
    answers: Any = models.JSONField(gettext_lazy("answers"), default=list)
    returned_at = models.DateTimeField(gettext_lazy("returned"), null=True)
    # Why a sheet on paper does not count: it is not signed, it cannot be read.
    invalid_reason = models.TextField(gettext_lazy("void, because"), blank=True)

    class Meta(Paper.Meta):
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_sheet_a_seat_and_meeting"),
        ]

    @classmethod
    def locked(cls, pk: int) -> Self:
        """Under the lock of its meeting, too: whoever counts the sheets holds that, so none comes in meanwhile."""
        meeting = cls._default_manager.filter(pk=pk).values("meeting_id")
        Document.objects.select_for_update(no_key=True).filter(pk__in=meeting).order_by().first()
        return super().locked(pk)

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def opened_with(self) -> int:
        return self.meeting_id

    @property
    def is_being_written(self) -> bool:
        return self.state == self.State.GIVEN and self.returned_at is None

    @property
    def state_label(self) -> str:
        if self.state == self.State.GIVEN and self.returned_at is not None:
            return str(pgettext_lazy("voting sheet", "Returned"))
        return super().state_label

    @property
    def counts(self) -> bool:
        """Whether it was returned and is valid."""
        return self.returned_at is not None and not self.invalid_reason and self.state != self.State.VOID

    @property
    def by_item(self) -> dict[int, dict[str, str]]:
        """The answers by the id of the question."""
        return {answer["item"]: answer for answer in self.answers}

    @cached_property
    def questions(self) -> list[AgendaItem]:
        """The questions that stand on it; read once for this sheet in memory."""
        return self.meeting.items_by_sheet()

    def votes_on(self, item: AgendaItem) -> bool:
        """Whether it votes on this question, for, against or abstaining."""
        return self.by_item.get(item.pk, {}).get("choice") in VOTES

    def appointment_of(self, person: Person) -> Appointment | None:
        """By which appointment this person may answer it today; None if they do not sit on its seat."""
        return self.place.appointment_of(person.pk) if self.place is not None else None

    @cached_property
    def place(self) -> Place | None:
        """Who sits on its seat today, or did when the vote was over; None if nobody does. One query."""
        meeting = self.meeting
        day = clock.today() if meeting.closed_at is None else meeting.day
        return places(meeting.unit_id, day).get(self.seat_id)

    def content(self) -> dict[str, Any]:
        return {
            "meeting": self.meeting.code,
            "title": self.meeting.title,
            "seat": self.seat.name,
            "until": timezone.localtime(self.meeting.held_at).isoformat(timespec="minutes"),
            "questions": [
                {
                    "number": item.position,
                    "title": item.title,
                    "decision_draft": item.decision_draft,
                    "paper": item.subject.code if item.subject else None,
                    "version": item.subject_version.sha256 if item.subject_version else None,
                }
                for item in self.questions
            ],
            "answers": answers_told(self.questions, self.by_item),
        }
