"""The changes that papers make in a plan or a regulation in force, as data, and the edition that follows from them.

A change concerns a part: a row of a plan, a clause of a regulation. What was approved stays as it was approved; how the
text reads now follows from the changes that have taken effect, in their order, so it has no version of its own.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.effects import AMEND
from governance.documents.language.noun import NounGender
from governance.documents.printing.citation import cited
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.record_rows import RecordRow

Change = Mapping[str, Any]


class Action(models.TextChoices):
    """What is done to a part."""

    REWORD = "reword", gettext_lazy("has other words")
    ADD = "add", gettext_lazy("is added")
    EXCLUDE = "exclude", gettext_lazy("is taken out")


@dataclass(frozen=True)
class Part:
    """A row or a clause as it reads: its number and its words by name.

    `note` cites the changes by which it reads so, empty where it is as it was approved; `ended`: they took it out.
    `fixed`: why it cannot be changed any more.
    """

    key: str
    number: str
    words: Mapping[str, str]
    note: str = ""
    ended: bool = False
    fixed: str = ""


@dataclass(frozen=True)
class Group:
    """A section with its parts; `number` where those of its parts begin with it: «2.1»."""

    key: str
    title: str
    parts: list[Part]
    number: str = ""

    @property
    def standing(self) -> list[Part]:
        return [part for part in self.parts if not part.ended]


@dataclass(frozen=True)
class Amendment:
    """A paper on changes that has taken effect: which one in the order of changes, and by what it was approved."""

    paper: int
    number: int
    ground: str  # «приказ от 16.01.2012 № 5-ОД»
    since: date | None
    changes: list[Change] = field(default_factory=list)

    @property
    def named(self) -> str:
        """In the genitive: «изменений № 1, приказ от 16.01.2012 № 5-ОД»; it stands in brackets itself."""
        return f"изменений № {self.number}, {self.ground}"

    def note(self, action: str, gender: NounGender) -> str:
        """What is said beside a part that it has changed."""
        masculine = gender == NounGender.MASCULINE
        done = {
            Action.REWORD: "",
            Action.ADD: "введён" if masculine else "введена",
            Action.EXCLUDE: "исключён" if masculine else "исключена",
        }[Action(action)]
        if not done:
            return f"в редакции {self.named}"
        return f"{done} изменениями № {self.number}, {self.ground}"


class EditionText(RecordRow):
    """How a paper reads with these changes, frozen when they took effect: no later name or row alters what is shown."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "edition")

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    changes = models.ForeignKey(Document, models.PROTECT, related_name="+")
    groups = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "changes"], name="one_edition_a_change")
        ]

    @property
    def read(self) -> list[Group]:
        return [
            Group(group["key"], group["title"], [Part(**part) for part in group["parts"]], group["number"])
            for group in self.groups
        ]


def amendments_of(paper: Document) -> list[Amendment]:
    """The changes of a paper that have taken effect and stand, in their order; two queries at most."""
    links = _carried(paper).exclude(source__state="repealed").select_related("source")
    sources: dict[int, Document] = {}
    for link in links:  # one that was undone and restored keeps its first place
        sources.setdefault(link.source_id, link.source)
    return approved_changes(sources.values())


def carried_since(paper: Document, changes: int) -> set[int]:
    """These changes and all that took effect after them, the annulled among them."""
    order = list(dict.fromkeys(_carried(paper).values_list("source_id", flat=True)))
    return {changes, *(order[order.index(changes) :] if changes in order else ())}


def _carried(paper: Document) -> models.QuerySet[Link]:
    links = Link.objects.filter(target_id=paper.pk, effect=AMEND, carried_at__isnull=False)
    return links.order_by("carried_at", "pk")


def freeze_edition(paper: Document, changes: int, groups: Iterable[Group]) -> None:
    """Keep how the paper reads with these changes and those that stand before them."""
    words = [asdict(group) for group in groups]
    EditionText.objects.filter(document_id=paper.pk, changes_id=changes).delete()
    EditionText.objects.create(document_id=paper.pk, changes_id=changes, groups=words)


def approved_changes(papers: Iterable[Document]) -> list[Amendment]:
    """These papers on changes of one kind, with the papers that approved them; one query where there are any."""
    cards = list(papers)
    if not cards:
        return []
    model: Any = cards[0].model
    wholes = model._default_manager.select_related("approved_by__unit").in_bulk([card.pk for card in cards])
    return [
        Amendment(
            whole.pk,
            whole.edition,
            cited(whole.approved_by),
            whole.acts_from or whole.approved_by.registered_on,
            whole.changes,
        )
        for whole in (wholes[card.pk] for card in cards)
    ]


def in_edition_of(amendments: Sequence[Amendment]) -> str:
    """«в редакции изменений № 1, приказ от …; № 2, приказ от …»; empty without changes."""
    if not amendments:
        return ""
    named = [f"№ {one.number}, {one.ground}" for one in amendments]
    return f"в редакции изменений {'; '.join(named)}"


def number_behind(group: Group, anchor: Part | None, taken: Set[str]) -> str:
    """The number of a part that is added behind another one, or at the end of its section; `taken` by others.

    At the end the next number, where nothing has it yet; else that of the part before with a number of its own behind:
    «5.1». What was taken out leaves its number behind. Empty where parts have no numbers.
    """
    last = group.parts[-1] if group.parts else None
    before = anchor or last
    if before is None:
        return f"{group.number}.1" if group.number else "1"
    head, dot, count = before.number.rpartition(".")
    if not count.isdigit():
        return ""
    following = f"{head}{dot}{int(count) + 1}"
    if before is last and following not in taken:
        return following
    return next(number for place in range(1, 1000) if (number := f"{before.number}.{place}") not in taken)
