"""The meeting as a kind of paper. Its moves are divided by phases.

Convening, attending, sitting, polling; for elections nominating, electing, counting on paper, taking office; absentee
votes; last, what everybody may read.
"""

from governance.documents.kinds.meeting.public_agenda import PublicAgenda
from governance.documents.record.kinds import kind


@kind("meeting")
class Meeting(PublicAgenda):
    """A sitting of a collegial body (docs/domain.md, "Meeting and protocol").

    Draft → convened → in session → held, or not held for want of a quorum, or cancelled. An absentee vote goes from the
    draft to its sheets, and from there to the same ends. Votes are rows of the meeting:
    ballots belong to seats, rounds are opened and closed by whoever presides, and nothing that was voted is deleted.
    """

    class Meta(PublicAgenda.Meta):
        pass
