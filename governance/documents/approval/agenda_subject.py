"""A paper on its way through a meeting: it waits for an agenda, stands on one, and is decided or left undecided."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, move

# The state, in every such kind, in which the body may decide.
REVIEW = "review"


class AgendaSubject(Paper):
    """What a body decides on. A kind adds the moves that the decision makes (`decision_moves`)."""

    # What is read with it where it is named beside others that wait for an agenda.
    agenda_with: ClassVar[tuple[str, ...]] = ()

    # The paper that put it on an agenda, while it waits there.
    on_agenda = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def agenda_name(self) -> str:
        """By which it is known beside others of its kind that wait for an agenda."""
        return self.title

    @property
    def can_go_on_agenda(self) -> bool:
        return self.state == REVIEW and self.on_agenda_id is None

    @move(
        source=REVIEW,
        rule=ByPaper(Link.Effect.TAKE_UP),
        label=pgettext_lazy("approval", "Put on the agenda"),
        done=pgettext_lazy("approval, done", "put on the agenda"),
    )
    def take_up(self, act: Act) -> None:
        """A meeting has it on its agenda. One at a time, so that there are no two decisions about one text."""
        if self.on_agenda_id is not None:
            raise NotLegal(_("The paper is on an agenda already: «%(paper)s».") % {"paper": self.on_agenda})
        if not self.can_go_on_agenda:
            raise NotLegal(_("Some of those asked have not agreed yet: the body decides after them."))
        self.on_agenda = act.basis

    @move(
        source=REVIEW,
        rule=ByPaper(Link.Effect.RELEASE),
        label=pgettext_lazy("approval", "Leave undecided"),
        done=pgettext_lazy("approval, done", "left undecided"),
    )
    def release(self, act: Act) -> None:
        """The meeting was not held or came to no decision: the paper waits for another agenda.

        A meeting that no longer has it (it was withdrawn and put on another agenda) changes nothing.
        """
        if act.basis is not None and self._is_held_by(act.basis):
            self.on_agenda = None

    def _is_held_by(self, paper: Document) -> bool:
        """Whether this is the paper that has it on its agenda, or the protocol of it."""
        return (
            paper.pk == self.on_agenda_id
            or paper.links_out.filter(effect=Link.Effect.PROTOCOL_OF, target_id=self.on_agenda_id).exists()
        )
