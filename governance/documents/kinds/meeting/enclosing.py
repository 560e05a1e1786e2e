"""Whom a question names, and its files: the moves by which they are brought before and during a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.item_files import ItemFile, Pairs, enclose, files_of, replace
from governance.documents.kinds.meeting.minutes import is_voted_on
from governance.documents.kinds.meeting.named import (
    NAMED,
    NamedPerson,
    Naming,
    name_nobody,
    named_on,
    posts_in,
    write_named,
)
from governance.documents.kinds.meeting.officers import CONVENES
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.transitions import May, move
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for, rights_of
from governance.roles.person import Person
from governance.roles.rights import Right

# Who is named, by the ids of the questions.
Named = Mapping[int, Sequence[NamedPerson]]
DRAFT, PLANNED, RUNNING = MeetingCard.State.DRAFT, MeetingCard.State.PLANNED, MeetingCard.State.RUNNING


@dataclass(frozen=True)
class BringsFiles(May):
    """Whoever convenes the body; and whoever is named on a question, who acts by any post in the district."""

    def pairs(self, document: Any) -> set[tuple[str, int]]:
        return {(self.right.value, document.unit_id)}

    def ground(self, document: Any, person: Person, day: date | None = None) -> Appointment | None:
        convenes = ground_for(person, self.right, document.unit_id, day)
        if convenes is not None or not document.names(person):
            return convenes
        return posts_in(document.district_id).filter(person=person).first()

    def _objection(self, document: Any, person: Person, held: bool) -> str | None:
        if held or document.names(person):
            return None
        return str(
            _("Files are brought by whoever draws up the agenda, and by whoever is named on the question.")
        )


BRINGS_FILES = BringsFiles(Right.CONVENE)


class Enclosing(MeetingCard):
    """A meeting whose questions name people and have files."""

    class Meta(MeetingCard.Meta):
        abstract = True

    def content(self) -> dict[str, Any]:
        """The invitation, with the files that its members get: a file that changes is another version."""
        told = super().content()
        files = files_of(self)
        by_position = {item.position: files[item.pk] for item in self.items.all()} if files else {}
        for entry in told["agenda"]:
            if enclosed := by_position.get(entry["number"]):
                entry["files"] = [
                    {"name": file.attachment.name, "sha256": file.attachment.sha256} for file in enclosed
                ]
        return told

    # --- who sees what --------------------------------------------------------------------------------------------

    def names(self, person: Person) -> bool:
        """Whether a question of this meeting names the person."""
        return self.involvements.filter(person=person, why=NAMED).exists()

    def sees_all_questions(self, person: Person, pairs: Pairs) -> bool:
        """Whether the person reads the papers of the body; others were let in for a question, or as candidates."""
        reads = {(right.value, self.unit_id) for right in (Right.READ, Right.READ_DRAFTS, Right.CONVENE)}
        return self.author_id == person.pk or not reads.isdisjoint(pairs)

    def open_to(self, person: Person, pairs: Pairs, named: Named, items: Iterable[AgendaItem]) -> set[int]:
        """The questions of which the person reads the files; one query if some are about confidential papers.

        Those are read by whoever sees the paper itself. `named`: who is named, by the ids of the questions.
        """
        own = {key for key, rows in named.items() if any(row.person_id == person.pk for row in rows)}
        if not self.sees_all_questions(person, pairs):
            return own
        items = list(items)
        closed = {
            item.pk: item.subject_id
            for item in items
            if item.subject is not None and item.subject.model.confidential is not None and item.pk not in own
        }
        seen: set[int] = set()
        if closed:
            papers = Document.objects.visible_to(person, set(pairs)).filter(pk__in=closed.values())
            seen = set(papers.values_list("pk", flat=True))
        return {item.pk for item in items if item.pk not in closed or closed[item.pk] in seen}

    def files_hidden_from(self, person: Person, pairs: Pairs) -> set[int]:
        """Files of questions that are not open to the person; of somebody let in for a question all others, too."""
        rows = ItemFile.objects.filter(item__meeting_id=self.pk).values_list("item_id", "attachment_id")
        everything = self.sees_all_questions(person, pairs)
        if everything and not rows:
            return set()
        open_items = self.open_to(person, pairs, named_on(self), self.agenda())
        shown = {attachment for item, attachment in rows if item in open_items}
        if everything:
            return {attachment for _item, attachment in rows} - shown
        return set(self.attachments.exclude(pk__in=shown).values_list("pk", flat=True))

    # --- moves ----------------------------------------------------------------------------------------------------

    @move(
        source=(DRAFT, PLANNED),
        rule=CONVENES,
        words=verb("meeting", "Name speakers", "named who reports on a question"),
        inner=True,
    )
    def name_people(
        self,
        act: Act,
        *,
        item: AgendaItem | int,
        speaker: int | None = None,
        co_speakers: Sequence[int] = (),
        author: int | None = None,
        guest: str = "",
    ) -> None:
        """Say who reports on a question, who beside, who has brought it in; people by their keys, a guest by words."""
        question = self.item(item)
        naming = Naming(speaker, tuple(co_speakers), author, guest)
        act.facts.update(item=question.pk, named=write_named(self, question, naming))
        self._kept_convened(act)

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=BRINGS_FILES,
        words=verb("meeting", "Add files", "added files to a question"),
        inner=True,
    )
    def enclose_files(self, act: Act, *, item: AgendaItem | int, files: Sequence[tuple[str, bytes]]) -> None:
        """Put files (name and content) to a question, all or none."""
        question = self._question_for_files(act, item)
        if not files:
            raise NotLegal(_("Choose a file first."))
        for name, data in files:
            enclose(question, act, name=name, data=data)
        act.facts["item"] = question.pk
        self._kept_convened(act)

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=BRINGS_FILES,
        words=verb("meeting", "Replace a file", "replaced a file of a question"),
        inner=True,
    )
    def replace_file(self, act: Act, *, file: int, name: str, data: bytes) -> None:
        """Put another file into the place of one; both are kept, and the new one says what it stands for."""
        old = self._standing(file)
        question = self._question_for_files(act, old.item)
        replace(old, act, name=name, data=data)
        act.facts["item"] = question.pk
        self._kept_convened(act)

    @move(
        source=(DRAFT, PLANNED, RUNNING),
        rule=BRINGS_FILES,
        words=verb("meeting", "Withdraw a file", "withdrew a file of a question"),
        inner=True,
    )
    def withdraw_file(self, act: Act, *, file: int) -> None:
        """Take a file away from a question. Whoever was invited with it still sees that it was there."""
        old = self._standing(file)
        question = self._question_for_files(act, old.item)
        old.withdrawn_at = act.at
        old.save()
        act.facts["item"] = question.pk
        self._kept_convened(act)

    # --- what these share -----------------------------------------------------------------------------------------

    def _standing(self, key: int) -> ItemFile:
        file = (
            ItemFile.objects.standing()
            .filter(item__meeting_id=self.pk, pk=key)
            .select_related("attachment")
            .first()
        )
        if file is None:
            raise NotLegal(_("This file was replaced or withdrawn meanwhile: open the page again."))
        return file

    def _question_for_files(self, act: Act, key: AgendaItem | int) -> AgendaItem:
        """A question whose files this person may change now. Raises NotAllowed, NotLegal."""
        question = self.item(key)
        convenes = (Right.CONVENE.value, self.unit_id) in rights_of(act.person)
        if not convenes and not question.named.filter(person=act.person).exists():
            raise NotAllowed(
                _("You are not named on this question: its speaker brings its files, or the secretary.")
            )
        if question.left_reason or is_voted_on(question.rounds.all()):
            raise NotLegal(_("The question is voted on or dealt with: its files stay as they are."))
        return question

    def _kept_convened(self, act: Act) -> None:
        """After a change of what the members were sent."""
        raise NotImplementedError


def take_papers_off(meeting: Enclosing, item: AgendaItem, act: Act) -> None:
    """Before a question is taken off: whom it names, and its files; those of a confidential paper are erased."""
    name_nobody(meeting, item)
    files = list(item.files.select_related("attachment").order_by("-pk"))
    if item.subject is not None and item.subject.model.confidential is not None:
        used = ItemFile.objects.filter(item__meeting_id=meeting.pk).exclude(item=item).values("attachment_id")
        for attachment in meeting.attachments.filter(pk__in=[file.attachment_id for file in files]).exclude(
            pk__in=used
        ):
            attachment.erase(act.at)
    ItemFile.objects.filter(item=item).update(replaced_by=None, replaced_at=None, withdrawn_at=act.at)
    item.files.all().delete()
