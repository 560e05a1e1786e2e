"""What is done with a part that somebody is charged with: reported, accepted, returned, given another day.

The bodies of moves that orders, protocols and plans declare, each with its own states and rights.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.execution.rows import Followed, Report
from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.files import attach_file

LONGEST_REPORT = 5_000
MOST_FILES = 10
# A file of a report: its name, and what is in it.
File = tuple[str, bytes]


def report(
    document: Document, act: Act, part: str, text: str, *, due: date | None, files: Sequence[File] = ()
) -> Report:
    """Keep what an executor says was done. Raises NotLegal for a text that is too long or a file that is none."""
    text = text.strip()
    if len(text) > LONGEST_REPORT:
        raise NotLegal(_("The note is longer than 5,000 characters: shorten it or attach it as a file."))
    if len(files) > MOST_FILES:
        raise NotLegal(_("A report has at most %(count)s files.") % {"count": MOST_FILES})
    kept = [attach_file(document, act, name=name, data=data).pk for name, data in files]
    return Report.objects.create(
        document_id=document.pk, part=part, author=act.person, made_at=act.at, due=due, text=text, files=kept
    )


def answer(document: Document, act: Act, part: str, *, accepted: bool) -> bool:
    """Answer the report that waits, if there is one; the reason of the act says what is missing."""
    waiting = Report.objects.filter(document_id=document.pk, part=part, answered_at=None).first()
    if waiting is None:
        return False
    waiting.answered_at, waiting.answered_by, waiting.accepted = act.at, act.person, accepted
    waiting.answer = "" if accepted else act.reason
    waiting.save()
    return True


def mark_done(act: Act, point: Followed, note: str) -> None:
    """Who says that it is done, when, and how."""
    note = note.strip()
    if len(note) > LONGEST_REPORT:
        raise NotLegal(_("The note is longer than 5,000 characters: shorten it or attach it as a file."))
    point.done_at, point.done_by, point.done_note = act.at, act.person, note
    act.facts["part"] = point.part


def mark_undone(act: Act, point: Followed) -> None:
    """What was reported does not do."""
    point.done_at, point.done_by, point.done_note = None, None, ""
    act.facts["part"] = point.part


def prolong(act: Act, point: Followed, due: date) -> None:
    """Another day; the signed one stays in the text. Raises NotLegal for a day that is past, or no other one."""
    check_day(point.deadline, due)
    act.facts.update(part=point.part, was=str(point.deadline), due=due.isoformat())
    point.moved_to = due


def check_day(deadline: date | None, due: date) -> None:
    """Raises NotLegal for a day that is past, or that is the deadline already."""
    if not isinstance(due, date) or due < clock.today():
        raise NotLegal(_("Choose a day from today on."))
    if due == deadline:
        raise NotLegal(_("This is the deadline already."))
