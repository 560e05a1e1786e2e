"""The minutes as they are written while a meeting sits: heard, spoke, decided on each question, kept as they are typed.

They bind nobody. The wording of a decision enters the record as its vote is opened, the rest with the protocol that
is made of them (docs/domain.md, "Minutes while it runs").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.named import NamedPerson, heard, named_on
from governance.documents.kinds.meeting.officers import RECORDS
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.meeting.typed_speakers import typed_in_accusative
from governance.documents.language.typed_text import lines_of_text
from governance.roles.person import Person

LONGEST_SPEECH = 20_000
# Whoever goes on writing within this time goes on with the same text; what was there before is kept as it was.
ONE_SPELL = timedelta(minutes=10)
WRITTEN_IN = (MeetingCard.State.PLANNED, MeetingCard.State.RUNNING)


class Part(models.TextChoices):
    HEARD = "heard", pgettext_lazy("minutes", "Heard")
    SPOKE = "spoke", pgettext_lazy("minutes", "Spoke")
    DECIDED = "decided", pgettext_lazy("minutes", "Decided")


class MinutesText(models.Model):
    """What somebody has written on one question. The row with the highest revision is the present text of its part.

    Texts of before stay when somebody else has gone on, or most of one was taken away.
    """

    binds_nobody = "what the secretary notes while the meeting sits; the signed protocol is what binds"

    Part = Part

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="minutes")
    part = models.CharField(max_length=10, choices=Part.choices)
    # Goes up with each saving of this part.
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "part", "revision"], name="one_text_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.part}/{self.revision}"

    @property
    def key(self) -> "Key":
        return self.item_id, Part(self.part)


# A part of the minutes: the id of the question, and which part.
Key = tuple[int, Part]


def why_not_written(meeting: MeetingCard) -> str:
    """Why no minutes are written of a meeting now; empty while they are."""
    if meeting.is_absentee:
        return _("Nobody is heard in an absentee vote: its protocol follows from the sheets.")
    if meeting.state not in WRITTEN_IN:
        return _("Minutes are written from the day on which a meeting is convened until it is closed.")
    return ""


# --- reading ----------------------------------------------------------------------------------------------------------


def texts_of(meeting: MeetingCard) -> dict[Key, list[MinutesText]]:
    """All that was written, by its part, the present text last; one query."""
    texts: dict[Key, list[MinutesText]] = {}
    rows = MinutesText.objects.filter(item__meeting_id=meeting.pk).select_related("author")
    for text in rows.order_by("revision"):
        texts.setdefault(text.key, []).append(text)
    return texts


def present_texts(meeting: MeetingCard) -> dict[Key, str]:
    """What is written now; one query."""
    return {key: texts[-1].text for key, texts in texts_of(meeting).items()}


def proposed(item: AgendaItem, part: Part, named: Sequence[NamedPerson], district: int) -> str:
    """What stands in a part before anybody has written there: who is heard in the accusative, by their own cases where
    the question names them (`named`, with their people)."""
    if part == Part.HEARD:
        return heard(named, district) if named else typed_in_accusative(item.speaker, district)
    return item.decision_draft if part == Part.DECIDED else ""


def is_voted_on(rounds: Iterable[Round]) -> bool:
    """Whether a vote on a question is open or has decided it: then its wording is what was put to the vote."""
    return any(voting.is_open or voting.decides for voting in rounds)


# --- writing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typed:
    """A part as somebody has typed it, over the revision that they saw.

    `over`: they have read what somebody else has written meanwhile, and mean theirs to stand instead.
    """

    text: str
    seen: int
    over: bool = False


@dataclass
class Written:
    """What became of each part: saved, written by another meanwhile, or refused with a sentence."""

    saved: dict[Key, MinutesText] = field(default_factory=dict)
    crossed: dict[Key, MinutesText] = field(default_factory=dict)
    refused: dict[Key, str] = field(default_factory=dict)


@transaction.atomic
def write_minutes(meeting: MeetingCard, typed: Mapping[Key, Typed], *, by: Person) -> Written:
    """Keep what was typed into some parts; each is kept or refused for itself, and none is lost.

    Raises NotLegal when no minutes are written now, or this person does not keep them.
    """
    # Acts on the meeting wait: none opens a vote on a wording that is just being changed.
    fresh = type(meeting).locked(meeting.pk)
    objection = why_not_written(fresh) or RECORDS.objection(fresh, by)
    if objection:
        raise NotLegal(objection)
    items = {item.pk: item for item in fresh.agenda().prefetch_related("rounds")}
    texts, named = texts_of(fresh), named_on(fresh)
    written = Written()
    for key, given in typed.items():
        if key[0] not in items:
            written.refused[key] = _("This question was taken off the agenda meanwhile.")
            continue
        try:
            item = items[key[0]]
            before = proposed(item, key[1], named[item.pk], fresh.district_id)
            _write(key, given, item, texts.get(key, []), written, by, before=before)
        except NotLegal as refusal:
            written.refused[key] = str(refusal)
    return written


def _write(
    key: Key,
    given: Typed,
    item: AgendaItem,
    texts: list[MinutesText],
    written: Written,
    by: Person,
    *,
    before: str,
) -> None:
    """`before`: what stood there before anybody wrote."""
    longest = LONGEST_TEXT if key[1] == Part.DECIDED else LONGEST_SPEECH
    text = lines_of_text(given.text.replace("\r\n", "\n"), longest)
    present = texts[-1] if texts else None
    if text == (present.text if present else before):
        if present is not None:
            written.saved[key] = present
        return
    if key[1] == Part.DECIDED and is_voted_on(item.rounds.all()):
        raise NotLegal(
            _("The question is put to the vote: its wording is changed only after the vote is annulled.")
        )
    if present is not None and present.revision != given.seen and not given.over:
        written.crossed[key] = present
        return
    written.saved[key] = _keep(key, text, present, by, anew=given.over)


def _keep(key: Key, text: str, present: MinutesText | None, by: Person, *, anew: bool) -> MinutesText:
    """Go on with the present text, or begin a new row beside it."""
    now = clock.now()
    goes_on = (
        present is not None
        and not anew
        and present.author_id == by.pk
        and now - present.written_at < ONE_SPELL
        and 2 * len(text) >= len(present.text)
    )
    row = present if present is not None and goes_on else MinutesText(item_id=key[0], part=key[1], author=by)
    row.revision = present.revision + 1 if present is not None else 1
    row.text, row.written_at = text, now
    row.save()
    return row


# --- what enters the record -------------------------------------------------------------------------------------------


def take_wording(item: AgendaItem) -> list[str]:
    """Make what is written under «decided» the wording of the question; returns the fields that changed.

    Who is elected, no wording says.
    """
    if item.office or getattr(item, "election", None) is not None:
        return []
    last = (
        MinutesText.objects.filter(item_id=item.pk, part=Part.DECIDED)
        .order_by("-revision")
        .values_list("text", flat=True)
        .first()
    )
    if last is None or last == item.decision_draft:
        return []
    item.decision_draft = last
    return ["decision_draft"]


def forget_minutes(meeting: MeetingCard) -> None:
    """The protocol has taken them over: texts that may hold personal data are not kept twice."""
    MinutesText.objects.filter(item__meeting_id=meeting.pk).delete()
