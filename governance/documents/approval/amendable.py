"""A plan or a regulation in force whose rows or clauses are changed by a paper of their own.

The paper on the changes goes the way on which this one was approved; from its day on this one shows the edition that
follows. A kind says what its parts are and what else follows for them.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from governance.documents.approval.amendments import (
    Action,
    Amendment,
    Change,
    EditionText,
    Group,
    Part,
    amendments_of,
    approved_changes,
    carried_since,
    freeze_edition,
    in_edition_of,
)
from governance.documents.approval.approval import Approval, ApprovalState
from governance.documents.approval.effects import AMEND, UNDO_CHANGES
from governance.documents.language.noun import NounGender
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.transitions import ByPaper, move


class Amendable(Approval):
    """The base of such papers. Those of a kind without `changed_by` come in whole new editions alone."""

    # The kind of paper by which papers of this kind are changed.
    changed_by: ClassVar[str] = ""
    # What a change words, with what people call it; the first of them every part has.
    part_words: ClassVar[dict[str, Any]] = {"text": gettext_lazy("Text")}
    # «строка», «пункт».
    part_noun: ClassVar[str] = "пункт"
    part_gender: ClassVar[NounGender] = NounGender.MASCULINE

    # The number of changes to which a reader of an earlier edition goes back; None: as it reads now.
    shown_edition: int | None = None

    class Meta(Approval.Meta):
        abstract = True

    @cached_property
    def all_amendments(self) -> list[Amendment]:
        """The changes that have taken effect, read once for this paper in memory."""
        return amendments_of(self) if self.approved_by_id is not None else []

    @property
    def amendments(self) -> list[Amendment]:
        """Those of the edition that is shown."""
        return self.all_amendments[: self.shown_edition]

    @property
    def edition_words(self) -> str:
        """«в редакции изменений № 1, приказ от 16.01.2012 № 5-ОД»; empty where it reads as it was approved."""
        return in_edition_of(self.amendments)

    def edition_groups(self) -> list[Group]:
        """The text in the edition that is shown, what was taken out among it; a kind says how."""
        raise NotImplementedError

    def numbered_through(self, groups: list[Group]) -> bool:
        """Whether no two parts of the text have one number; else no two of a section."""
        return True

    def apply_changes(self, act: Act, changes: list[Change]) -> None:
        """Apply what else follows from changes that take effect; a kind whose parts are rows of a table says what."""

    def undo(self, act: Act, paper: int) -> None:
        """Take back what `apply_changes` did for this paper on changes."""

    def keys_made_by(self, amendment: Amendment) -> set[str]:
        """The keys of the parts that these changes have brought or worded: later changes may rest on them."""
        return {change["part"] for change in amendment.changes if change["action"] == Action.ADD}

    @move(
        source=ApprovalState.APPROVED,
        rule=ByPaper(AMEND),
        words=verb("approval", "Amend", "amended"),
    )
    def amend(self, act: Act) -> None:
        """The changes are approved and their day has come."""
        changes: Any = act.basis.whole if act.basis is not None else None
        self.apply_changes(act, changes.changes)
        self._freeze_editions(changes.pk, approved_changes(Document.objects.filter(pk=changes.pk)))

    @move(
        source=(ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED),
        rule=ByPaper(UNDO_CHANGES),
        words=verb("approval", "Undo changes", "changes undone"),
    )
    def undo_changes(self, act: Act) -> None:
        """The changes have lost their force: it reads as if they had not been."""
        if act.basis is not None:
            self.undo(act, act.basis.pk)
            self._freeze_editions(act.basis.pk)

    def _freeze_editions(self, paper: int, carried: Iterable[Amendment] = ()) -> None:
        """Keep how it reads with this paper on changes, or without it, and with each that took effect after it.

        `carried`: those that are just being carried out; what is restored stands where it stood before.
        """
        standing = amendments_of(self)
        known = {one.paper for one in standing}
        standing += [one for one in carried if one.paper not in known]
        vars(self)["all_amendments"] = standing
        touched = carried_since(self, paper)
        for place, amendment in enumerate(standing, start=1):
            if amendment.paper in touched:
                self.shown_edition = place
                freeze_edition(self, amendment.paper, self.edition_groups())
        self.shown_edition = None
        vars(self).pop("all_amendments")

    def frozen_groups(self) -> list[Group]:
        """The text of the edition that is shown, as it was frozen; one query."""
        last = self.amendments[-1].paper
        return EditionText.objects.get(document_id=self.pk, changes_id=last).read


def part_named(paper: Amendable, number: str) -> str:
    """«Строка 5», «Пункт 2.1»."""
    return f"{paper.part_noun.capitalize()} {number}".strip()


def standing_parts(groups: list[Group]) -> dict[str, tuple[Group, Part]]:
    """By key, the parts that have not been taken out, each with its section."""
    return {part.key: (group, part) for group in groups for part in group.standing}
