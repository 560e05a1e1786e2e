"""The tray of a person: notices that wait, the archive of those put away, what is erased when its time is over."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from governance import clock
from governance.flows.engine.models import Notice
from governance.roles.person import Person

# A job of the day looks at these so as not to tell the same twice, and they are kept longer than any of its terms.
TOLD_ONCE = ("contract_ends", "enrolment_due", "enrolment_late", "place_taken")
LONGEST_TERM = timedelta(days=400)


class Put(StrEnum):
    """What a reader does with notices."""

    READ = "read"
    ARCHIVE = "archive"
    BACK = "back"


def in_tray(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person.pk, archived_at=None)


def archived(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person.pk, archived_at__isnull=False)


def put(person: Person, what: Put, key: int | None = None) -> int:
    """Mark one notice of this person, or all that it fits; returns how many. Done twice, it changes nothing more.

    What is put away counts as read. All at once, only what was read is put away.
    """
    now = clock.now()
    own = Notice.objects.filter(person_id=person.pk)
    if key is not None:
        own = own.filter(pk=key)
    if what == Put.BACK:
        return own.filter(archived_at__isnull=False).update(archived_at=None)
    waiting = own.filter(archived_at=None)
    if what == Put.READ:
        return waiting.filter(read_at=None).update(read_at=now)
    if key is None:
        waiting = waiting.exclude(read_at=None)
    read_at = Case(When(read_at=None, then=Value(now)), default=F("read_at"))
    return waiting.update(archived_at=now, read_at=read_at)


def forget_of(district: int, last: date) -> int:
    """Erase the notices of people of a district that are older than the day `last`; returns how many."""
    begin = timezone.make_aware(datetime.combine(last, time()))
    old = Q(created_at__lt=begin) & (~Q(text__in=TOLD_ONCE) | Q(created_at__lt=begin - LONGEST_TERM))
    number, _models = Notice.objects.filter(old, person__district_id=district).delete()
    return number
