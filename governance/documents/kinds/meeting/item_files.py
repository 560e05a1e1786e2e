"""Files of a question: brought by whoever draws up the agenda or reports on it, bound by their hashes.

What the members were sent is never taken away: once the meeting is convened, a file is replaced or withdrawn, and says
so (docs/domain.md, "Speakers and papers of a question").
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.foreign_files.limits import Unreadable
from governance.documents.foreign_files.reader import Busy, TooMuch, open_whole
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment
from governance.documents.record.files import attach_file
from governance.documents.record.uploads import PDF, media_type_of
from governance.record_rows import RecordQuerySet, RecordRow
from governance.roles.person import Person

MOST_FILES = 20
Pairs = Collection[tuple[str, int]]


class ItemFileQuerySet(RecordQuerySet):
    def standing(self) -> Self:
        """Those that are neither replaced nor withdrawn."""
        return self.filter(replaced_by=None, withdrawn_at=None)


class ItemFile(RecordRow):
    """A file of a question. One that was replaced or withdrawn after the members were invited stays beside it."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "file of a question")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="files")
    # One file may serve several questions.
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(gettext_lazy("added"))
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    replaced_at = models.DateTimeField(gettext_lazy("replaced"), null=True)
    withdrawn_at = models.DateTimeField(gettext_lazy("withdrawn"), null=True)

    objects: ClassVar = ItemFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["item_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "attachment"],
                condition=Q(replaced_by=None, withdrawn_at=None),
                name="one_file_of_a_question",
            ),
            models.CheckConstraint(
                name="replaced_file_says_when",
                condition=Q(replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.attachment.name


# --- reading ----------------------------------------------------------------------------------------------------------


def files_of(meeting: Any) -> defaultdict[int, list[ItemFile]]:
    """The standing files, by the ids of the questions; one query."""
    files: defaultdict[int, list[ItemFile]] = defaultdict(list)
    for file in ItemFile.objects.standing().filter(item__meeting_id=meeting.pk).select_related("attachment"):
        files[file.item_id].append(file)
    return files


# --- writing ----------------------------------------------------------------------------------------------------------


def enclose(item: AgendaItem, act: Act, *, name: str, data: bytes) -> ItemFile:
    """Put a file to a question. Raises NotLegal for one of a wrong sort, too large, damaged, or there already."""
    if item.files.standing().count() >= MOST_FILES:
        raise NotLegal(
            _("A question has at most %(count)s files: put several into one.") % {"count": MOST_FILES}
        )
    attachment = _attachment(item, act, name, data)
    if item.files.standing().filter(attachment=attachment).exists():
        raise NotLegal(_("This very file stands at the question already."))
    return ItemFile.objects.create(item=item, attachment=attachment, added_by=act.by, added_at=act.at)


def replace(file: ItemFile, act: Act, *, name: str, data: bytes) -> ItemFile:
    """Put another file into the place of this one, which stays readable."""
    # The place of the old one is free for the new one while both are checked.
    fresh = enclose(file.item, act, name=name, data=data)
    file.replaced_by, file.replaced_at = fresh, act.at
    file.save()
    return fresh


def _attachment(item: AgendaItem, act: Act, name: str, data: bytes) -> Attachment:
    """The stored file; the same one serves several questions of a meeting."""
    judged(name, data)
    digest = hashlib.sha256(data).hexdigest()
    known = Attachment.objects.filter(document_id=item.meeting_id, sha256=digest, erased_at=None).first()
    return known or attach_file(item.meeting, act, name=name, data=data)


def judged(name: str, data: bytes) -> str:
    """The media type of a file. A PDF has to open, because it is joined with others for the members."""
    media_type = media_type_of(name, data)
    if media_type == PDF:
        _open(data)
    return media_type


def _open(data: bytes) -> None:
    try:
        open_whole("pdf", data)
    except Unreadable as error:
        raise NotLegal(
            _("The PDF is damaged, empty or locked by a password: save it anew and try again.")
        ) from error
    except TooMuch as error:
        raise NotLegal(_("The PDF takes too much memory or time to open: save it anew, smaller.")) from error
    except Busy as error:
        raise NotLegal(
            _("Too many files are being read just now. Nothing is lost: try again in a minute.")
        ) from error
