"""Putting a task off until a day: it leaves the list of one person, and is there again that morning."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date
from governance.flows.engine.arranging import Snooze
from governance.flows.engine.models import Task
from governance.flows.engine.turns import asked_now
from governance.roles.person import Person

# Nobody means a later day; a year mistyped would hide a task for good.
LONGEST = timedelta(days=366)


class BeyondDue(NotLegal):
    """The day lies behind the last day of the task: that has to be meant."""


def asleep(person: Person) -> Exists:
    """Whether this person has put a task off until a later day than today."""
    return Exists(Snooze.objects.filter(person=person, task=OuterRef("pk"), until__gt=clock.today()))


def sleepers(task: Task) -> set[int]:
    """The keys of those who have put this task off until a later day than today."""
    put_off = Snooze.objects.filter(task=task, until__gt=clock.today())
    return set(put_off.values_list("person", flat=True))


@transaction.atomic
def snooze(key: int, *, by: Person, until: date, though_due: bool = False) -> Task:
    """Put a task off. Raises NotLegal for an impossible day, BeyondDue for one after its last day that is not meant."""
    task, today = asked_now(key, by), clock.today()
    if until <= today:
        raise NotLegal(_("Choose a day that is still to come."))
    if until > today + LONGEST:
        raise NotLegal(_("A task can be put off by a year at most."))
    if task.due is not None and until > task.due and not though_due:
        raise BeyondDue(
            _("It is due on %(due)s, before the day that you chose. Tick the box if you mean it.")
            % {"due": list_date(task.due)}
        )
    Snooze.objects.update_or_create(person=by, task=task, defaults={"until": until})
    return task


def wake(key: int, *, by: Person) -> None:
    """Have a task on the list again now."""
    Snooze.objects.filter(person=by, task=key).delete()
