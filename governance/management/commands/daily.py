"""The `daily` command: what happens by itself when a day begins."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from governance.flows.jobs.daily import begin_day


class Command(BaseCommand):
    help = _(
        "Ends contracts and offers of places whose last day has passed, erases personal data whose term of keeping "
        "has ended, tells the parties of contracts that end soon, reminds people of tasks that are due, and seals the "
        "record. Let it run every morning, e.g. by cron; run again on a day, it does nothing more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        report = begin_day()
        for paper in report.ended:
            self.stdout.write(f"{paper}: {paper.state_label}")
        for seal in report.seals:
            self.stdout.write(
                _("%(district)s: %(n)d events are sealed.") % {"district": seal.district.name, "n": seal.size}
            )
        self.stdout.write(
            _(
                "Ended: %(ended)d. Erased: %(erased)d. Told of an end: %(told)d. Reminded of tasks: %(reminded)d."
            )
            % {
                "ended": len(report.ended),
                "erased": len(report.erased),
                "told": report.notified,
                "reminded": report.reminded,
            }
        )
        if report.swept.moved or report.swept.erased:
            self.stdout.write(
                _("Files that a process had left: moved to their places %(moved)d, erased %(erased)d.")
                % {"moved": report.swept.moved, "erased": report.swept.erased}
            )
