"""The `demo` command: fill an empty database with the demonstration; a filled one is left as it is."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.record.document import Document
from governance.documents.search import indexing
from governance.management.district_command import DistrictCommand
from governance.roles.unit import Unit
from governance.scenarios.demo import fill_demo


class Command(DistrictCommand):
    help = _(
        "Fills an empty database with the Luza district of 2011: six schools, the council, people for every role, the "
        "plan at several stages of its life. Runs only with DEMO=1; run twice, it changes nothing."
    )

    # search=False: whoever looks for nothing need not wait for the index.
    stealth_options = ("search",)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("The demonstration never mixes with a real district: set DEMO=1 first."))
        if Unit.objects.exists():
            self.stdout.write(_("The demonstration is filled already; nothing was changed."))
            return
        self.stdout.write(_("Filling the demonstration…"))
        fill_demo(settings.DEMO_PASSWORD, clock.today())
        while options.get("search", True) and indexing.catch_up():
            pass
        self.stdout.write(_("Filled: %(n)d papers.") % {"n": Document.objects.count()})
