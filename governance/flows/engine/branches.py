"""Conditions by which flows branch: each looks at the paper as it is stored now, never at what a form sent."""

from collections.abc import Callable
from typing import Any

from viewflow.workflow.activation import Activation

from governance.documents.record.document import Document


def paper_of(activation: Activation) -> Any:
    """The paper of the process, as an object of its own kind."""
    return Document.objects.get(pk=activation.process.document_id).whole


def when(test: Callable[[Any], bool]) -> Callable[[Activation], bool]:
    """Whether the paper passes this test."""

    def branch(activation: Activation) -> bool:
        return test(paper_of(activation))

    return branch


def in_state(*states: str) -> Callable[[Activation], bool]:
    """Whether the paper is in one of these states; reads the card only."""
    wanted = {str(state) for state in states}

    def branch(activation: Activation) -> bool:
        state = Document.objects.values_list("state", flat=True).get(pk=activation.process.document_id)
        return state in wanted

    return branch
