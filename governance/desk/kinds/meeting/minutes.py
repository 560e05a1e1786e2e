"""The minutes on the page of a meeting: written by its secretary and kept as they are typed, read by its chair."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import Textarea
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Words
from governance.desk.kinds.meeting.viewer import Question, Viewer
from governance.documents.kinds.meeting.minutes import (
    WRITTEN_IN,
    Key,
    MinutesText,
    Part,
    Typed,
    Written,
    proposed,
)
from governance.roles.rights import Right

HELP: dict[Part, Words] = {
    Part.HEARD: gettext_lazy("Who reported, in the accusative, and on what."),
    Part.SPOKE: gettext_lazy("Who said what, each from a new line: «Крылова И.П.: диплом найден»."),
    Part.DECIDED: gettext_lazy("The wording that is put to the vote. With the vote it is final."),
}
LINES = {Part.HEARD: 2, Part.SPOKE: 4, Part.DECIDED: 3}


@dataclass(frozen=True)
class PartShown:
    """One text on one question, with what stands in the way of saving it."""

    item_id: int
    part: Part
    text: str
    texts: Sequence[MinutesText]
    is_final: bool
    # What somebody else has written meanwhile, and why the text is refused.
    crossed: MinutesText | None = None
    refused: str = ""

    @property
    def name(self) -> str:
        return f"{self.item_id}-{self.part}"

    @property
    def label(self) -> str:
        return str(self.part.label)

    @property
    def help(self) -> Words:
        return HELP[self.part]

    @property
    def control(self) -> str:
        """The field in which it is written."""
        key = f"minutes-{self.name}"
        attrs = {"id": key, "rows": LINES[self.part], "aria-describedby": f"{key}-help {key}-by"}
        return Textarea(attrs | ({"readonly": True} if self.is_final else {})).render(self.name, self.text)

    @property
    def revision(self) -> int:
        """The revision on which the next press is made: of the text that was shown."""
        return self.texts[-1].revision if self.texts else 0

    @property
    def was(self) -> str:
        """By what it is known that nothing was typed here; empty for a text that was not kept."""
        return "" if self.crossed or self.refused else digest(self.text)

    @property
    def byline(self) -> str:
        return byline(self.texts[-1]) if self.texts else ""

    @property
    def earlier(self) -> list[tuple[str, str]]:
        """Texts of before, the last one first: who wrote when, and what."""
        return [(byline(text), text.text) for text in list(self.texts)[-2::-1] if text.text]


@dataclass(frozen=True)
class QuestionMinutes:
    question: Question
    parts: Sequence[PartShown]

    @property
    def is_written(self) -> bool:
        return any(part.texts for part in self.parts)

    @property
    def in_trouble(self) -> bool:
        """Whether a text was not kept."""
        return any(part.crossed or part.refused for part in self.parts)


class Minutes:
    """The minutes of a meeting before one person: to be written, or to be read as they grow."""

    def __init__(
        self, viewer: Viewer, *, typed: Mapping[Key, Typed] | None = None, written: Written | None = None
    ) -> None:
        meeting = viewer.meeting
        texts: dict[Key, list[MinutesText]] = {}
        for row in viewer.board.items:
            for text in row.said.texts:
                texts.setdefault(text.key, []).append(text)
        self.is_running = viewer.is_running
        self.writes = viewer.records
        self.stamp = stamp(texts)
        address = reverse("meeting_minutes", args=[meeting.pk])
        self.address, self.live = address, f"{address}?seen={self.stamp}"
        self.questions = [
            QuestionMinutes(
                question,
                [part_shown(question, part, texts, typed or {}, written or Written()) for part in Part],
            )
            for question in (Question(viewer, row) for row in viewer.board.items)
        ]

    @property
    def anything(self) -> bool:
        return any(each.is_written for each in self.questions)


def minutes_for(
    viewer: Viewer, *, typed: Mapping[Key, Typed] | None = None, written: Written | None = None
) -> Minutes | None:
    """None for whoever does not see them, and where none are written."""
    if viewer.meeting.state not in WRITTEN_IN or not sees_minutes(viewer):
        return None
    return Minutes(viewer, typed=typed, written=written)


def sees_minutes(viewer: Viewer) -> bool:
    """The secretary who writes them, whoever presides, and those who read the drafts of the body's papers."""
    return viewer.records or viewer.presides or viewer.holds(Right.READ_DRAFTS)


def part_shown(
    question: Question,
    part: Part,
    texts: Mapping[Key, Sequence[MinutesText]],
    typed: Mapping[Key, Typed],
    written: Written,
) -> PartShown:
    item, key = question.item, (question.item.pk, part)
    known = texts.get(key, ())
    text = known[-1].text if known else proposal(question, part)
    is_final = part == Part.DECIDED and question.is_final
    if key in typed and (key in written.crossed or key in written.refused):
        text = typed[key].text
    return PartShown(
        item.pk,
        part,
        item.decision_draft if is_final else text,
        known,
        is_final,
        written.crossed.get(key),
        written.refused.get(key, ""),
    )


def proposal(question: Question, part: Part) -> str:
    """What stands in a part before anybody has written there; whom the question names in the case of the minutes."""
    return proposed(question.item, part, question.row.said.named, question.viewer.meeting.district_id)


def stamp(texts: Mapping[Key, Sequence[MinutesText]]) -> int:
    """Goes up with whatever is written."""
    return sum(rows[-1].revision for rows in texts.values())


def digest(text: str) -> str:
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:16]


def byline(text: MinutesText) -> str:
    """«Кузнецова О.В., 14:05»"""
    return f"{text.author.name}, {localtime(text.written_at):%H:%M}"
