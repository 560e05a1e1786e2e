"""The agenda: what a meeting is to decide, and about which paper in which version."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.documents.errors import NotLegal
from governance.documents.record.attached import Link, Version
from governance.documents.record.document import Document
from governance.documents.record.perform import transition_of
from governance.roles.unit import UnitKind

if TYPE_CHECKING:
    from governance.documents.kinds.meeting.card import MeetingCard
    from governance.documents.kinds.meeting.rounds import Round

LONGEST_TITLE = 500
LONGEST_TEXT = 5_000
MOST_ITEMS = 100
# What is asked about a paper, as agendas word it; its title follows in the genitive.
HEADINGS: dict[str, str] = {
    Link.Effect.AGREE: "О согласовании",
    Link.Effect.APPROVE: "Об утверждении",
    Link.Effect.UPHOLD: "О рассмотрении",
    Link.Effect.SUPPORT: "О поддержке",
}


class AgendaItem(models.Model):
    """One question of a meeting. `left_reason` says why it was explicitly left without a decision."""

    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(gettext_lazy("position"))
    title = models.CharField(gettext_lazy("question"), max_length=LONGEST_TITLE)
    speaker = models.CharField(gettext_lazy("speaker"), max_length=LONGEST_TITLE, blank=True)
    decision_draft = models.TextField(gettext_lazy("draft decision"), blank=True)
    subject = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("paper")
    )
    subject_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    effect_adopted = models.CharField(max_length=20, choices=Link.Effect.choices, blank=True)
    effect_declined = models.CharField(max_length=20, choices=Link.Effect.choices, blank=True)
    secret = models.BooleanField(gettext_lazy("secret vote"), default=False)
    off_agenda = models.BooleanField(gettext_lazy("taken up off the agenda"), default=False)
    left_reason = models.TextField(gettext_lazy("left undecided, because"), blank=True)

    class Meta:
        verbose_name = gettext_lazy("agenda item")
        verbose_name_plural = gettext_lazy("agenda items")
        ordering: ClassVar = ["meeting_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position"),
            models.CheckConstraint(
                name="item_decides_on_a_version",
                condition=Q(subject__isnull=True, subject_version__isnull=True)
                | Q(subject__isnull=False, subject_version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    def content(self) -> dict[str, Any]:
        return {
            "number": self.position,
            "title": self.title,
            "speaker": self.speaker,
            "decision_draft": self.decision_draft,
            "secret": self.secret,
            "subject": self.subject.code if self.subject else None,
            "version": self.subject_version.sha256 if self.subject_version else None,
        }

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

    def decision(self) -> "Round | None":
        """The round that decides this item: closed, not annulled, with a quorum."""
        return next((round for round in self.rounds.all() if round.decides), None)


def new_item(
    meeting: "MeetingCard",
    *,
    title: str,
    speaker: str,
    subject: "Document | int | None",
    secret: bool,
    decision_draft: str,
    off_agenda: bool = False,
) -> AgendaItem:
    """Put a question at the end of an agenda.

    Raises NotLegal when the paper does not wait for a decision or stands on this agenda already, or a text is missing
    or too long.
    """
    count = meeting.items.count()
    if count >= MOST_ITEMS:
        raise NotLegal(_("The agenda is full: put the question on another meeting's agenda."))
    item = AgendaItem(meeting_id=meeting.pk, position=count + 1, secret=secret, off_agenda=off_agenda)
    if subject is not None:
        _put_subject(item, meeting, subject)
    item.title = line(title or _question_about(item), _("the question"))
    if not item.title:
        raise NotLegal(_("Write the question as it will stand on the agenda."))
    item.speaker = line(speaker, _("the speaker"))
    item.decision_draft = text(decision_draft, _("the draft decision"))
    item.save()
    return item


def _put_subject(item: AgendaItem, meeting: "MeetingCard", subject: "Document | int") -> None:
    key = subject if isinstance(subject, int) else subject.pk
    card = Document.objects.filter(pk=key, district_id=meeting.district_id).first()
    if card is None:
        raise NotLegal(_("There is no such paper in this district: choose it from the list."))
    found = card.whole
    if found.decision_moves is None or not found.can_go_on_agenda or found.present_version is None:
        raise NotLegal(
            _("«%(paper)s» does not wait for a decision now: it is «%(state)s».")
            % {"paper": found, "state": found.state_label}
        )
    if found.decided_by_kind not in (None, meeting.unit.kind):
        raise NotLegal(
            _("«%(paper)s» is decided by another body: %(body)s.")
            % {"paper": found, "body": UnitKind(found.decided_by_kind).label}
        )
    if found.decided_by not in (None, meeting.unit):
        raise NotLegal(
            _("«%(paper)s» is decided by another body: %(body)s.")
            % {"paper": found, "body": found.decided_by}
        )
    if meeting.items.filter(subject_id=found.pk, left_reason="").exists():
        raise NotLegal(_("«%(paper)s» stands on this agenda already.") % {"paper": found})
    item.subject = found
    item.subject_version = found.present_version
    item.effect_adopted, item.effect_declined = found.decision_moves


def _question_about(item: AgendaItem) -> str:
    """«О согласовании плана работы …», as agendas word it; empty without a paper."""
    if item.subject is None:
        return ""
    heading = HEADINGS.get(item.effect_adopted)
    return f"{heading} {item.subject.title_in('genitive')}" if heading else item.subject.title


def arrange(meeting: "MeetingCard", order: list[int]) -> None:
    """Put the items into the order of these ids. Raises NotLegal unless each item is named exactly once."""
    if sorted(order) != sorted(meeting.items.values_list("pk", flat=True)):
        raise NotLegal(_("The agenda has changed meanwhile: open the page again and set the order anew."))
    # Two steps, because a position stands once in an agenda at every moment.
    meeting.items.update(position=models.F("position") + len(order))
    for position, key in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=key).update(position=position)


def line(value: str, what: str) -> str:
    """One line of text. Raises NotLegal with the limit when it is too long."""
    return _within(" ".join(value.split()), what, LONGEST_TITLE)


def text(value: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """A text of several lines. Raises NotLegal with the limit when it is too long."""
    return _within(value.strip(), what, longest)


def _within(value: str, what: str, longest: int) -> str:
    if len(value) > longest:
        raise NotLegal(
            ngettext(
                "Shorten %(what)s: at most %(longest)d sign fits.",
                "Shorten %(what)s: at most %(longest)d signs fit.",
                longest,
            )
            % {"what": what, "longest": longest}
        )
    return value
