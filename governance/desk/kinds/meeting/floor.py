"""The list of speakers on the page of a meeting: who has the word and until when, who waits, and what one may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from governance.desk.base.components import Words
from governance.desk.kinds.meeting.viewer import Question, Viewer
from governance.documents.kinds.meeting.speeches import Speech


@dataclass(frozen=True)
class Press:
    """A button of the list: what it says, where it sends, and about which speech."""

    label: Words
    href: str
    speech: int | None = None


@dataclass(frozen=True)
class Speaker:
    name: str
    note: str = ""
    # For the clock: until when somebody who has the word may speak, of how many seconds, and how many are left.
    until: str = ""
    limit: int = 0
    left: int = 0
    presses: Sequence[Press] = ()


@dataclass(frozen=True)
class Floor:
    """`enter`: where somebody else is entered, for whoever may."""

    speakers: Sequence[Speaker]
    item: int
    ask: str = ""
    enter: str = ""


def floor_of(viewer: Viewer, question: Question) -> Floor:
    """The speakers on the question at hand, and whoever has the word on another."""
    meeting, leads = viewer.meeting, viewer.presides
    keeps = leads or viewer.records
    speeches = [speech for speech in question.row.said.speeches if speech.ended_at is None or keeps]
    other = viewer.board.has_word
    if other is not None and other not in speeches:
        speeches.insert(0, other)
    own = [each for each in speeches if each.person_id == viewer.person.pk and (each.waits or each.has_word)]
    return Floor(
        speakers=[_speaker(viewer, speech) for speech in speeches],
        item=question.item.pk,
        ask=_to(meeting.pk, "ask") if viewer.seats and not own else "",
        enter=f"{reverse('meeting_speaker', args=[meeting.pk])}?item={question.item.pk}" if keeps else "",
    )


def _speaker(viewer: Viewer, speech: Speech) -> Speaker:
    meeting, leads, key = viewer.meeting.pk, viewer.presides, speech.pk
    keeps = leads or viewer.records
    if speech.has_word:
        end = [Press(_("Speech is over"), _to(meeting, "end"))] if keeps else []
        until = speech.until
        assert until is not None  # it was given
        note = _("has the word until %(time)s") % {"time": f"{localtime(until):%H:%M}"}
        return Speaker(speech.name, note, until.isoformat(), speech.limit, speech.left, end)
    if not speech.waits:
        over = speech.over
        late = _("over time by %(n)d min") % {"n": -(-over.seconds // 60)} if over else _("within time")
        return Speaker(speech.name, _("has spoken, %(late)s") % {"late": late})
    presses = []
    if leads:
        presses = [
            Press(_("Give the word"), _to(meeting, "give"), key),
            Press(_("First"), _to(meeting, "first"), key),
        ]
    if keeps or speech.person_id == viewer.person.pk:
        presses.append(Press(_("Strike out") if keeps else _("Withdraw"), _to(meeting, "withdraw"), key))
    return Speaker(speech.name, _("waits"), presses=presses)


def _to(meeting: int, act: str) -> str:
    return reverse("meeting_word", args=[meeting, act])
