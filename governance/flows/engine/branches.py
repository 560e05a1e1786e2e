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


def when(test: Callable[[Any], bool]) -> Callable[[Activation], bool]:
    """Whether the paper passes this test."""

    def branch(activation: Activation) -> bool:
        return test(paper_of(activation))

    return branch


def in_state(*states: str) -> Callable[[Activation], bool]:
    """Whether the paper is in one of these states."""
    wanted = {str(state) for state in states}
    return when(lambda paper: paper.state in wanted)


def same_day(document: Document, part: str) -> date:
    """The due day of what is done on the day on which it is asked for, at the meeting itself."""
    return clock.today()
