"""Conditions by which flows branch: each looks at the paper as the event has left it, never at what a form sent.

And the due day of what is done at once.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from viewflow.workflow.activation import Activation

from governance import clock
from governance.documents.record.document import Document


def paper_of(activation: Activation) -> Any:
    """The paper of the process, as an object of its own kind."""
    return activation.process.document


class Branch:
    """Whether the paper passes a test; `expression` says in a model of the flow which one."""

    def __init__(self, test: Callable[[Any], bool], expression: str = "") -> None:
        self.test, self.expression = test, expression or test.__name__

    def __call__(self, activation: Activation) -> bool:
        return self.test(paper_of(activation))


def when(test: Callable[[Any], bool]) -> Branch:
    """Whether the paper passes this test."""
    return Branch(test)


def in_state(*states: str) -> Branch:
    """Whether the paper is in one of these states."""
    wanted = tuple(str(state) for state in states)
    return Branch(lambda paper: paper.state in wanted, f"state in {sorted(wanted)}")


def same_day(document: Document, part: str) -> date:
    """The due day of what is done on the day on which it is asked for, at the meeting itself."""
    return clock.today()
