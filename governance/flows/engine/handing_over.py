"""Handing over what waits for somebody who leaves a post, to whoever takes it over."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from governance.flows.engine.flow import Decide
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.catalogue import ROLES, Role
from governance.roles.may import holders_of
from governance.roles.person import Person


@dataclass(frozen=True)
class LeftTask:
    """A task that waits for the holder of a post.

    `others`: who else could do it. `is_personal`: its paper names this very person, so nobody gets it with the post;
    the paper has to name somebody else.
    """

    task: Task
    others: tuple[str, ...] = ()
    is_personal: bool = False


def tasks_left(post: Appointment) -> list[LeftTask]:
    """The open tasks that wait for the holder of this post because they hold it, and those that name them."""
    rights = {(right.value, post.unit_id) for right in ROLES[Role(post.role)].own}
    rights |= {(right.value, post.unit.root_id) for right in ROLES[Role(post.role)].district}
    by_right = Q()
    for right, unit in rights:
        by_right |= Q(person=None, right=right, unit_id=unit)
    waiting = Task.objects.open().filter(by_right | Q(person=post.person_id), flow_task_type="HUMAN")
    tasks = list(waiting.with_paper().order_by("due", "pk"))
    holders = holders_of(
        {(task.right, task.unit_id) for task in tasks if task.unit_id and task.person_id is None}
    )
    return [_left(task, post, rights, holders) for task in tasks]


def _left(
    task: Task,
    post: Appointment,
    rights: set[tuple[str, int]],
    holders: dict[tuple[str, int], list[Appointment]],
) -> LeftTask:
    if task.person_id is None:
        others = holders.get((task.right, task.unit_id or 0), [])
        return LeftTask(task, tuple(one.person.name for one in others if one.person_id != post.person_id))
    step = task.flow_task
    rule = step.rule if isinstance(step, Decide) else None
    with_post = rule is not None and (task.right, task.unit_id) in rights and rule.unless is None
    return LeftTask(task, is_personal=not with_post)


def hand_over(left: Iterable[LeftTask], to: Person) -> int:
    """Let whoever takes over the post do what its former holder was asked by name; how many tasks."""
    named = [one.task.pk for one in left if one.task.person_id is not None and not one.is_personal]
    return Task.objects.filter(pk__in=named).update(person=to)
