"""Opening the agenda of a council to everybody: when, where and about what it meets."""

from django.utils.translation import gettext_lazy

from governance.documents.approval.approval import is_published, is_unpublished
from governance.documents.kinds.meeting.absentee import Absentee
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import Condition, May, condition, move
from governance.roles.rights import Right
from governance.roles.unit import OF_A_SCHOOL

State = MeetingCard.State


@condition(gettext_lazy("A commission works with the data of pupils: its agenda is not for everybody."))
def is_of_a_council(meeting: MeetingCard) -> bool:
    return meeting.unit.kind not in OF_A_SCHOOL


class PublicAgenda(Absentee):
    """What of a meeting everybody may read, as far as the body opens it."""

    class Meta(Absentee.Meta):
        abstract = True

    @move(
        source=(State.PLANNED, State.RUNNING, State.VOTING, State.HELD),
        rule=May(Right.PUBLISH),
        words=verb("meeting", "Open the agenda to everybody", "opened the agenda to everybody"),
        conditions=(
            is_of_a_council,
            Condition(is_unpublished, gettext_lazy("Everybody can read the agenda already.")),
        ),
        inner=True,
    )
    def open_agenda(self, act: Act) -> None:
        """Show it on the public pages; a question about a paper with personal data says only what kind it is."""
        self.published_at = act.at

    @move(
        source=(State.PLANNED, State.RUNNING, State.VOTING, State.HELD, State.NOT_HELD, State.CANCELLED),
        rule=May(Right.PUBLISH),
        words=verb("meeting", "Take the agenda off the public page", "took the agenda off the public page"),
        conditions=(Condition(is_published, gettext_lazy("The agenda is not on the public page.")),),
        inner=True,
    )
    def close_agenda(self, act: Act) -> None:
        self.published_at = None
