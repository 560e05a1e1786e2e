"""What the author of a paper answers, point by point, to the remarks with which it was sent back.

The answers stay with the paper; the body reads them with the question at its next sitting, the protocol quotes them.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.language.phrases import closed
from governance.documents.language.typed_text import lines_of_text
from governance.documents.printing.citation import cited
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.settings.forms.protocols import REPLY_TO_REMARK
from governance.record_rows import RecordRow

LONGEST_ANSWER = 3_000
# «Вернуть на доработку»: what stands before the colon of a list of remarks is no longer.
LONGEST_OPENING = 80
# «перенести мастер-классы на февраль; указать исполнителей», «1. Указать …»
BETWEEN = re.compile(r";\s+|\n+")
NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")


class RemarkReply(RecordRow):
    """One remark of the decision that sent the paper back, and the answer to it."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "answer to a remark")

    document = models.ForeignKey(Document, models.PROTECT, related_name="remark_replies")
    decision = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    remark = models.TextField(gettext_lazy("remark"))
    answer = models.TextField(gettext_lazy("answer"))
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=300)
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["document_id", "decision_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "decision", "position"], name="one_reply_a_remark")
        ]

    @property
    def told(self) -> str:
        """«Ответ на замечание (протокол от 05.09.2011 № 1) «…»: …», by the form of the district."""
        return REPLY_TO_REMARK.filled(
            self.document.district_id,
            timezone.localdate(self.answered_at),
            решение=cited(self.decision),
            замечание=closed(self.remark, ""),
            ответ=closed(self.answer),
        )


def sent_back(paper: Document) -> tuple[Document, list[str]] | None:
    """The decision by which the paper came back to its drafter last, and its remarks; None if no paper sent it back."""
    last = (
        Event.objects.filter(document_id=paper.pk, to_state="rework")
        .exclude(from_state="rework")
        .select_related("basis", "note")
        .order_by("position")
        .last()
    )
    if last is None or last.basis is None or last.move != "send_back":
        return None
    return last.basis, remarks_in(last.reason)


def remarks_in(text: str) -> list[str]:
    """The remarks of a decision one by one: «Вернуть на доработку: перенести …; указать …»."""
    opening, colon, rest = text.partition(":")
    listed = rest if colon and "\n" not in opening and len(opening) < LONGEST_OPENING else text
    return [remark for part in BETWEEN.split(listed) if (remark := NUMBER.sub("", part).strip())]


def reply(paper: Document, act: Act, answers: Sequence[str]) -> None:
    """Keep the answers to all remarks, in their order. Raises NotLegal."""
    found = sent_back(paper)
    if found is None:
        raise NotLegal(_("Nobody has sent this paper back with remarks."))
    decision, remarks = found
    given = [lines_of_text(answer, LONGEST_ANSWER, _("the answer")) for answer in answers]
    if len(given) != len(remarks) or not all(given):
        raise NotLegal(_("Answer every remark: what was changed, or why it stays as it is."))
    RemarkReply.objects.filter(document_id=paper.pk, decision=decision).delete()
    for position, (remark, answer) in enumerate(zip(remarks, given, strict=True), start=1):
        RemarkReply.objects.create(
            document_id=paper.pk,
            decision=decision,
            position=position,
            remark=remark,
            answer=answer,
            name=act.person.full_name,
            capacity=act.ground.capacity if act.ground else "",
            answered_at=act.at,
        )
    act.facts["remarks"] = len(remarks)


def replies_to_last(paper: Document) -> list[RemarkReply]:
    """The answers to the remarks with which the paper was sent back last; one query."""
    replies = list(
        RemarkReply.objects.filter(document_id=paper.pk).select_related("document", "decision__unit")
    )
    latest = max(replies, key=lambda one: one.answered_at, default=None)
    return [one for one in replies if latest is not None and one.decision_id == latest.decision_id]
