"""What a meeting says of its voting sheets: which questions stand on them, until when they are taken, which are in."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.enclosing import Enclosing
from governance.documents.kinds.meeting.quorum import Quorum, quorum_at
from governance.documents.language.phrases import list_moment

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.meeting.voting_sheet import VotingSheet


def elects(item: AgendaItem) -> bool:
    """Whether the question elects somebody: to an office of the sitting, or of a body."""
    return bool(item.office) or getattr(item, "election", None) is not None


class TakingSheets(Enclosing):
    """A meeting to which members may send a sheet instead of coming."""

    sheets: "RelatedManager[VotingSheet]"

    class Meta(Enclosing.Meta):
        abstract = True

    @property
    def takes_sheets(self) -> bool:
        return self.form != self.Form.IN_PERSON

    @property
    def why_no_paper_sheets(self) -> str:
        """Why no sheet is taken any more, even one that was received in time; empty while they are."""
        if self.state == (self.State.VOTING if self.is_absentee else self.State.PLANNED):
            return ""
        return _("Sheets are not taken any more: they have been counted, or the meeting has begun.")

    @property
    def why_no_sheets(self) -> str:
        """Why no member returns or changes a sheet any more; empty while they may."""
        if self.is_absentee and clock.now() > self.held_at:
            moment = list_moment(timezone.localtime(self.held_at))
            return _("The sheet came too late: sheets were taken until %(moment)s.") % {"moment": moment}
        return self.why_no_paper_sheets

    def items_by_sheet(self) -> list[AgendaItem]:
        """The questions that stand on a sheet, in their order: voted on openly, by a rule that counts sheets."""
        return [
            item
            for item in self.agenda().order_by("position")
            if not item.secret and not elects(item) and self.rule_for(item).law.absentee != "none"
        ]

    @cached_property
    def sheets_in(self) -> "list[VotingSheet]":
        """The valid sheets that have been returned to a sitting; no query for one without any."""
        if self.form != self.Form.MIXED:
            return []
        given = self.sheets.select_related("seat", "appointment__person").order_by("seat__position", "pk")
        return [sheet for sheet in given if sheet.counts]

    def seats_by_sheet(self, item: AgendaItem | None = None) -> set[int]:
        """The seats that have voted by them: on one question, or at all."""
        return {sheet.seat_id for sheet in self.sheets_in if item is None or sheet.votes_on(item)}

    def quorum_for(self, item: AgendaItem, recused: frozenset[int] = frozenset()) -> Quorum:
        """The quorum for a question now, by its own rule; `recused`: the seats that take no part in it."""
        return quorum_at(
            self.table,
            self.rules,
            self.rule_for(item).law,
            recused,
            repeated=self.is_repeated,
            sheets=self.seats_by_sheet(item),
        )
