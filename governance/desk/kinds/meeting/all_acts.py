"""All acts at a meeting, by the names of their moves."""

from governance.desk.kinds.meeting.acts import ACTS, Act
from governance.desk.kinds.meeting.election_acts import ELECTION_ACTS

ALL_ACTS: dict[str, Act] = {**ACTS, **ELECTION_ACTS}
