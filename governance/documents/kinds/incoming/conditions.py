"""When a move on an incoming paper is possible, and who is kept from it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from governance.documents.record.act import Act
from governance.documents.record.transitions import condition
from governance.roles.person import Person


def not_its_executor(paper: Any, person: Person) -> "str | Promise | None":
    if paper.executor_id == person.pk:
        return None
    return gettext_lazy("The resolution names somebody else to carry it out.")


@condition(gettext_lazy("The paper is not on control."))
def is_on_control(paper: Any) -> bool:
    return paper.on_control


@condition(gettext_lazy("The paper is on control: the head takes it off control first."))
def is_off_control(paper: Any) -> bool:
    return not paper.on_control


def once_answered(paper: Any, act: Act, **facts: Any) -> str:
    """A paper that lies in the file stays there."""
    states = type(paper).State
    return str(paper.state if paper.state == states.FILED else states.DONE)
