"""The `daily` command: what happens by itself when a day begins."""

from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from governance.documents.record.document import Document
from governance.flows.jobs.daily import JOBS, begin_day, said_of
from governance.flows.jobs.job import DayReport
from governance.flows.jobs.lock import AlreadyRunning
from governance.flows.jobs.sealing import seal_and_send
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = _(
        "Ends contracts and offers of places whose last day has passed, erases personal data whose term of keeping "
        "has ended, tells the parties of contracts that end soon, reminds people of tasks that are due, and seals "
        "the record. Let it run every morning, by the worker (DAILY_HOUR) or by cron; run again on a day, it does "
        "nothing more. Exit code 0: all is done; 1: something failed, all else is done; 2: it could not run, or is "
        "running."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = begin_day()
        except AlreadyRunning:
            raise CommandError(
                _("The daily work is being done at this moment by another process."), returncode=2
            ) from None
        except DatabaseError as error:
            raise CommandError(
                _(
                    "The daily work could not begin: the database does not answer, or lacks migrations (%(why)s)."
                )
                % {"why": type(error).__name__},
                returncode=2,
            ) from error
        self.tell(report)
        if report.failed:
            raise CommandError(
                "\n".join([_("All else is done. Not done:"), *map(said_of, report.failed)]), returncode=1
            )

    def tell(self, report: DayReport) -> None:
        """A line for each paper that has changed, and for each job how much it has done."""
        for one in JOBS:
            for each in report.of(one):
                if isinstance(each, Document):
                    self.stdout.write(f"{each}: {each.state_label}")
        for seal in report.of(seal_and_send):
            self.stdout.write(
                _("%(district)s: %(n)d events are sealed.") % {"district": seal.district.name, "n": seal.size}
            )
        for one in JOBS:
            if report.of(one):
                self.stdout.write(f"{one.title}: {len(report.of(one))}")
        if not any(report.done.values()):
            self.stdout.write(_("Nothing was due."))
