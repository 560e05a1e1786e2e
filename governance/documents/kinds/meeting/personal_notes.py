"""What somebody notes for themselves on a question: read by nobody else, kept encrypted, gone when they empty it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.language.typed_text import lines_of_text
from governance.letters.cipher import Unreadable, decrypt_bytes, encrypt_bytes
from governance.roles.person import Person

LONGEST_NOTE = 10_000


class PersonalNote(models.Model):
    """The note of one person on one question."""

    binds_nobody = "what somebody notes for themselves; nobody else reads it"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    content = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "person"], name="one_note_a_question_and_person")
        ]

    @property
    def text(self) -> str:
        """Empty if it was written under a SECRET_KEY that is gone."""
        try:
            return decrypt_bytes(bytes(self.content)).decode()
        except Unreadable:
            return ""


def notes_of(meeting_id: int, person: Person) -> dict[int, PersonalNote]:
    """The own notes, by the ids of the questions; one query."""
    notes = PersonalNote.objects.filter(item__meeting_id=meeting_id, person=person)
    return {note.item_id: note for note in notes}


def keep_note(meeting_id: int, item: int, text: str, *, by: Person) -> PersonalNote | None:
    """Keep the note; an empty text erases it. Raises NotLegal for a text that is too long, or a question gone."""
    text = lines_of_text(text.replace("\r\n", "\n"), LONGEST_NOTE)
    if not AgendaItem.objects.filter(meeting_id=meeting_id, pk=item).exists():
        raise NotLegal(_("This question was taken off the agenda meanwhile."))
    own = PersonalNote.objects.filter(item_id=item, person=by)
    if not text:
        own.delete()
        return None
    kept = {"content": encrypt_bytes(text.encode()), "written_at": clock.now()}
    return PersonalNote.objects.update_or_create(item_id=item, person=by, defaults=kept)[0]
