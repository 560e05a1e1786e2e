"""`daily`: what a new day brings by itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from governance.flows.daily import begin_day


class Command(BaseCommand):
    help = _(
        "Ends contracts whose last day has passed, tells the parties of those that end soon, and reminds people of "
        "tasks that are due. Let it run every morning, e.g. by cron; run again on a day, it does nothing more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = begin_day()
        for paper in done.ended:
            self.stdout.write(f"{paper}: {paper.state_label}")
        self.stdout.write(
            _("Ended: %(ended)d. Told of an end: %(told)d. Reminded of tasks: %(reminded)d.")
            % {"ended": len(done.ended), "told": done.told, "reminded": done.reminded}
        )
