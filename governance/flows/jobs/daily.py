"""What a new day does by itself: end what is over, erase what was kept long enough, remind of deadlines.

Nothing depends on the hour or on a missed day: rights, seats and terms are computed for each day anyway, what was not
done yesterday is done today, and nobody is notified twice of the same thing.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from governance import clock
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.flows.jobs.bounces import read_bounces
from governance.flows.jobs.digest import write_digests
from governance.flows.jobs.ends import (
    ask_executors,
    begin_to_act,
    end_contracts,
    end_suspensions,
    expire_offers,
    notify_of_ends,
)
from governance.flows.jobs.enrolments import tell_of_enrolments
from governance.flows.jobs.escalation import escalate
from governance.flows.jobs.housekeeping import (
    empty_letters,
    erase_notices,
    forget_tasks,
    forget_unsent,
    look_after_index,
    look_after_registers,
    look_after_rights,
    sweep_files,
)
from governance.flows.jobs.invitations import call_off_invitations
from governance.flows.jobs.job import DayReport, Failure, Job
from governance.flows.jobs.lock import AlreadyRunning, only_one
from governance.flows.jobs.models import DayRun
from governance.flows.jobs.reminders import release_tasks, remind_of_tasks
from governance.flows.jobs.retention import announce_erasures, erase_ended, report_erasures
from governance.flows.jobs.sealing import seal_and_send
from governance.flows.jobs.votes import count_sheets
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.may import holders_of
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

log = logging.getLogger(__name__)

# In this order. A job that is added needs a line here.
JOBS: tuple[Job, ...] = (
    look_after_registers,
    look_after_rights,
    begin_to_act,
    ask_executors,
    end_contracts,
    expire_offers,
    end_suspensions,
    count_sheets,
    erase_ended,
    report_erasures,
    announce_erasures,
    notify_of_ends,
    tell_of_enrolments,
    release_tasks,
    remind_of_tasks,
    escalate,
    call_off_invitations,
    read_bounces,
    # What has waited for the morning, and what the jobs before have added to it.
    write_digests,
    empty_letters,
    erase_notices,
    forget_tasks,
    forget_unsent,
    look_after_index,
    # The seal comes when the record has what this day brings; files are no part of it.
    seal_and_send,
    sweep_files,
)


def begin_day(jobs: Iterable[Job] = JOBS) -> DayReport:
    """Do everything that is due today, each thing for itself: what fails is reported and stops nothing else.

    Run again on the same day, it does nothing more. Raises AlreadyRunning while another process does it.
    """
    with only_one():
        run = DayRun.objects.create(day=clock.today(), started_at=timezone.now())
        report = DayReport()
        for one in jobs:
            _do(one, report)
        run.finished_at = timezone.now()
        run.done = {name: len(done) for name, done in report.done.items()}
        run.failed = _counted(report.failed)
        run.save()
        _tell(report.failed)
    return report


@task()
def begin_day_by_itself() -> None:
    """The same by a worker, once a day."""
    try:
        if not DayRun.objects.filter(day=clock.today(), finished_at__isnull=False).exists():
            begin_day()
    except AlreadyRunning:
        log.info("the day is being begun already")


def is_waited_for() -> bool:
    """Whether the hour has come (DAILY_HOUR) at which a worker begins the day, and nobody has done it."""
    if settings.DAILY_HOUR is None or timezone.localtime().hour < settings.DAILY_HOUR:
        return False
    return not DayRun.objects.filter(day=clock.today(), finished_at__isnull=False).exists()


def _do(one: Job, report: DayReport) -> None:
    done = report.done.setdefault(one.name, [])
    try:
        items = list(one.due())
    except Exception as error:  # whatever it is, the other jobs go on
        _failed(Failure(one, None, error), report)
        return
    for item in items:
        try:
            done.extend(one.done_with(item))
        except Exception as error:  # whatever it is, the other papers go on
            _failed(Failure(one, item, error), report)


def _failed(failure: Failure, report: DayReport) -> None:
    report.failed.append(failure)
    what = getattr(failure.item, "pk", failure.item)
    log.error("daily: %s failed with %s", failure.job.name, what, exc_info=failure.error)


def _counted(failures: Iterable[Failure]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for failure in failures:
        counted[failure.job.name] = counted.get(failure.job.name, 0) + 1
    return counted


def said_of(failure: Failure) -> str:
    """One line for people: the job, the paper, and what refused it."""
    # The words of a refusal are made for people; those of a fault of the program stand in the log.
    why = str(failure.error) if isinstance(failure.error, Refused) else type(failure.error).__name__
    named = f", {failure.item}" if isinstance(failure.item, Document) else ""
    return f"{failure.job.title}{named}: {why}"


def _tell(failures: list[Failure]) -> None:
    """A letter to the administrators of each district: about its papers, and about jobs that are for all."""
    if not failures:
        return
    districts = Unit.objects.filter(kind=UnitKind.DISTRICT).values_list("pk", flat=True)
    held = holders_of({(Right.APPOINT.value, district) for district in districts})
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Not all of the daily work could be done")
        for (_right, district), appointments in held.items():
            lines = [f"– {said_of(failure)}" for failure in failures if _concerns(failure, district)]
            text = "\n".join([_("This stayed as it was, and is tried again tomorrow:"), "", *lines, ""])
            people = [appointment.person for appointment in appointments] if lines else []
            outbox.write(
                *(
                    Letter(person.email, subject, text, person=person, district=appointments[0].unit)
                    for person in people
                )
            )


def _concerns(failure: Failure, district: int) -> bool:
    return not isinstance(failure.item, Document) or failure.item.district_id == district
