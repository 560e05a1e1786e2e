"""A paper that a body decides on: it waits for an agenda, is put on one, and is decided or left undecided."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from governance.documents.approval.effects import PROTOCOL_OF, RELEASE, TAKE_UP
from governance.documents.errors import NotLegal
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, move

# The state in which the body may decide; every such kind has it.
REVIEW = "review"


class AgendaSubject(Paper):
    """The base of papers that a body decides on. A kind adds the moves that follow from it (`decision_moves`)."""

    # Relations read together with it for the list of papers that wait for an agenda.
    agenda_with: ClassVar[tuple[str, ...]] = ()

    # The meeting that has it on its agenda, until that is decided.
    on_agenda = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def agenda_name(self) -> str:
        """Its name in the list of papers that wait for an agenda."""
        return self.title

    @property
    def can_go_on_agenda(self) -> bool:
        return self.state == REVIEW and self.on_agenda_id is None

    @move(
        source=REVIEW,
        rule=ByPaper(TAKE_UP),
        words=verb("approval", "Put on the agenda", "put on the agenda"),
    )
    def take_up(self, act: Act) -> None:
        """Put it on the agenda of a meeting; of one at a time, so that there are no two decisions about one text."""
        if self.on_agenda_id is not None:
            raise NotLegal(_("The paper is on an agenda already: «%(paper)s».") % {"paper": self.on_agenda})
        if not self.can_go_on_agenda:
            raise NotLegal(_("Some of those asked have not agreed yet: the body decides after them."))
        self.on_agenda = act.basis

    @move(source=REVIEW, rule=ByPaper(RELEASE), words=verb("approval", "Leave undecided", "left undecided"))
    def release(self, act: Act) -> None:
        """The meeting was not held or came to no decision: the paper waits for another agenda.

        Nothing changes if another meeting has it meanwhile (it was withdrawn and put on another agenda).
        """
        if act.basis is not None and self._is_held_by(act.basis):
            self.on_agenda = None

    def _is_held_by(self, paper: Document) -> bool:
        """Whether this is the meeting that has it on its agenda, or the protocol of that meeting."""
        return (
            paper.pk == self.on_agenda_id
            or paper.links_out.filter(effect=PROTOCOL_OF, target_id=self.on_agenda_id).exists()
        )
