"""The meeting as a kind of paper. Its moves are divided by phases.

Convening, attending, sitting, polling; for elections nominating, electing, counting on paper, taking office; last,
absentee votes.
"""

from governance.documents.kinds.meeting.absentee import Absentee
from governance.documents.record.kinds import kind


@kind("meeting")
class Meeting(Absentee):
    """A sitting of a collegial body (docs/domain.md, "Meeting and protocol").

    Draft → convened → in session → held, or not held for want of a quorum, or cancelled. An absentee vote goes from the
    draft to its sheets, and from there to the same ends. Votes are rows of the meeting:
    ballots belong to seats, rounds are opened and closed by whoever presides, and nothing that was voted is deleted.
    """

    class Meta(Absentee.Meta):
        pass
