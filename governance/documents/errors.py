"""Refusals. Each carries one sentence for the person, in their language; when it is raised, nothing has changed."""


class Refused(Exception):
    """A move was refused. `str(refusal)` is the sentence to show."""

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence))


class NotLegal(Refused):
    """The paper's state, a missing fact or a rule of law forbids the move, whoever asks for it."""


class NeedsReason(NotLegal):
    """It goes against the order of the office, and is possible with a reason, which then stands in the record."""


class NotAllowed(Refused):
    """This person may not make the move, or the paper given as its basis does not order it."""


class Stale(Refused):
    """The paper has changed since the person saw it."""


class AlreadyDone(NotLegal):
    """What is asked for is the case already. `perform` then returns the paper as it is: no change, no event."""
