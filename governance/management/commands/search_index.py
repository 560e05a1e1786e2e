"""The `search_index` command: gather what the search does not know yet, all of it anew, or say what is out of date."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from governance.documents.record.document import Document
from governance.documents.search import indexing
from governance.management.district_command import DistrictCommand


class Command(DistrictCommand):
    help = _(
        "Indexes the papers that have changed since they were last indexed, as the worker does all the time. With "
        "--rebuild all of them, after a restore of the database; with --check nothing is changed, and papers whose "
        "entry is not what they say are named (exit 1)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--rebuild", action="store_true", help=_("index all papers anew"))
        how.add_argument("--check", action="store_true", help=_("only compare"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_all()
            return
        papers = Document.objects.order_by("pk") if options["rebuild"] else indexing.waiting()
        keys = list(papers.values_list("pk", flat=True))
        failed = [pk for pk in keys if not indexing.index_or_tell(Document.objects.get(pk=pk))]
        self.stdout.write(_("Indexed: %(n)d papers.") % {"n": len(keys) - len(failed)})
        if failed:
            self.stderr.write(
                _("Not indexed, see the log: %(papers)s") % {"papers": ", ".join(map(str, failed))}
            )
            raise SystemExit(1)

    def check_all(self) -> None:
        stale = [paper.pk for paper in indexing.waiting()]
        stale += [paper.pk for paper in indexing.differing(Document.objects.exclude(pk__in=stale))]
        if stale:
            self.stdout.write(
                _("Out of date: papers %(papers)s") % {"papers": ", ".join(map(str, sorted(stale)))}
            )
            raise SystemExit(1)
        self.stdout.write(_("The index says what the papers say."))
