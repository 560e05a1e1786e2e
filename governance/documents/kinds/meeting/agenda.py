"""The agenda: what a meeting is to decide, and about which paper in which version."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.regulation import LONGEST_MATTER
from governance.documents.approval.remark_replies import RemarkReply, replies_to_last
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of
from governance.record_rows import RecordRow

LONGEST_TITLE = 500
LONGEST_TEXT = 5_000


class Office(models.TextChoices):
    """Whom the sitting elects for itself, where the body's rules say so."""

    CHAIR = "chair", pgettext_lazy("office of a sitting", "who presides")
    SECRETARY = "secretary", pgettext_lazy("office of a sitting", "the secretary")


class AgendaItem(RecordRow):
    """One question of a meeting. `left_reason` says why it was explicitly left without a decision."""

    of_paper = "meeting"
    called = pgettext_lazy("row of the record", "agenda item")

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(gettext_lazy("position"))
    title = models.CharField(gettext_lazy("question"), max_length=LONGEST_TITLE)
    speaker = models.CharField(gettext_lazy("speaker"), max_length=LONGEST_TITLE, blank=True)
    decision_draft = models.TextField(gettext_lazy("draft decision"), blank=True)
    subject = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("paper")
    )
    subject_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    # The effects on its paper, by name.
    effect_adopted = models.CharField(max_length=20, blank=True)
    effect_declined = models.CharField(max_length=20, blank=True)
    # As the body's rules call it; empty: its paper says by which rule it is decided, or it is one of all the rest.
    matter = models.CharField(gettext_lazy("matter"), max_length=LONGEST_MATTER, blank=True)
    # The sitting elects somebody for itself by this question.
    office = models.CharField(max_length=10, choices=Office.choices, blank=True)
    secret = models.BooleanField(gettext_lazy("secret vote"), default=False)
    off_agenda = models.BooleanField(gettext_lazy("taken up off the agenda"), default=False)
    left_reason = models.TextField(gettext_lazy("left undecided, because"), blank=True)

    class Meta:
        ordering: ClassVar = ["meeting_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position"),
            models.CheckConstraint(
                name="item_decides_on_a_version",
                condition=Q(subject__isnull=True, subject_version__isnull=True)
                | Q(subject__isnull=False, subject_version__isnull=False),
            ),
        ]

    @cached_property
    def remark_replies(self) -> list[RemarkReply]:
        """What was answered to the remarks with which the paper had been sent back; no query for a first version."""
        if self.subject is None or self.subject_version is None or self.subject_version.number < 2:
            return []
        return replies_to_last(self.subject)

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    def content(self) -> dict[str, Any]:
        election = getattr(self, "election", None)
        elects = {"election": election.content()} if election is not None else {}
        return {
            "number": self.position,
            "title": self.title,
            "speaker": self.speaker,
            "decision_draft": self.decision_draft,
            "secret": self.secret,
            "subject": self.subject.code if self.subject else None,
            "version": self.subject_version.sha256 if self.subject_version else None,
            **elects,
        }

    def write(
        self, *, title: str | None = None, speaker: str | None = None, decision_draft: str | None = None
    ) -> None:
        """Word the question; None leaves a part as it is. Raises NotLegal when a text is missing or too long."""
        if title is not None:
            self.title = one_line(title, LONGEST_TITLE, _("the question"))
            if not self.title:
                raise NotLegal(_("Write the question as it will stand on the agenda."))
        if speaker is not None:
            self.speaker = one_line(speaker, LONGEST_TITLE, _("the speaker"))
        if decision_draft is not None:
            self.decision_draft = lines_of_text(decision_draft, LONGEST_TEXT, _("the draft decision"))

    def take_off(self) -> None:
        """Delete it, with the election and its candidates where it elects somebody."""
        election = getattr(self, "election", None)
        if election is not None:
            election.candidates.all().delete()
            election.delete()
        self.delete()

    @property
    def subject_kind(self) -> str | None:
        """The kind of its paper, which may say by which rule it is decided."""
        return self.subject.kind if self.subject is not None else None

    @property
    def subject_waits(self) -> bool:
        """Whether the paper still stands where the body can decide on it, in the version of the agenda."""
        if self.subject is None:
            return False
        subject = self.subject.whole
        present = subject.present_version
        if present is None or present.pk != self.subject_version_id:
            return False
        try:
            transition_of(subject, self.effect_adopted)
        except NotLegal:
            return False
        return True

    def decision(self) -> Round | None:
        """The round that decides this item: closed, not annulled, with a quorum.

        Who was not elected at the sitting decides nothing: another name is put to the vote. Of an election the last one
        decides, once there is no further ballot to hold.
        """
        last = next(
            (
                round
                for round in list(self.rounds.all())[::-1]
                if round.adopted or (round.decides and not self.office)
            ),
            None,
        )
        return None if last is None or last.further else last
