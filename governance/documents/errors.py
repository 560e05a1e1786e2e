"""Refusals. Each carries one sentence for the person, in their language; nothing has changed when it is raised."""


class Refused(Exception):
    """The door stays shut. `str(refusal)` is the sentence to show."""

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence))


class NotLegal(Refused):
    """The paper's state, a missing fact or a rule of law forbids it, whoever asks."""


class NotAllowed(Refused):
    """This person may not, or the paper brought as a basis does not carry it."""


class Stale(Refused):
    """The paper has changed since the person saw it."""


class AlreadyDone(NotLegal):
    """What is asked for is so already. The door answers quietly: no change, no event, the paper as it stands."""
