"""What keeps the installation itself in order: registers of new kinds, letters and tasks that are over, the search."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Mod
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.file_sweep import sweep
from governance.documents.record.numbering import open_registers
from governance.documents.search import indexing
from governance.documents.settings.calendar import latest_start
from governance.documents.settings.notices import NOTICES_KEPT
from governance.flows.engine import tray
from governance.flows.jobs.job import job
from governance.letters import outbox
from governance.roles import api_token, unsent
from governance.roles.acts.rights import align_rights
from governance.roles.unit import Unit, UnitKind


@job(_("Registers looked after"))
def look_after_registers(_day: None) -> None:
    """Open those of a kind of paper that an update has brought."""
    open_registers(*Unit.objects.all())


@job(_("Rights of roles looked after"), lambda: Unit.objects.filter(kind=UnitKind.DISTRICT))
def look_after_rights(district: Unit) -> bool:
    """Give each role what the catalogue of a new version says."""
    return align_rights(district)


@job(_("Letters emptied"))
def empty_letters(_day: None) -> int:
    return outbox.erase_old()


@job(_("Drafts of forms and files forgotten that nobody came back for"))
def forget_unsent(_day: None) -> int:
    return unsent.forget_old()


@job(_("Answers to calls of programs forgotten that nobody repeats any more"))
def forget_calls(_day: None) -> int:
    return api_token.forget_old_calls()


@job(_("Old notices erased"), lambda: Unit.objects.filter(kind=UnitKind.DISTRICT))
def erase_notices(district: Unit) -> int:
    """Erase from the trays what was told longer ago than the district keeps it (NOTICES_KEPT)."""
    return tray.forget_of(district.pk, latest_start(NOTICES_KEPT, district.pk, clock.today()))


@job(_("Finished tasks forgotten"))
def forget_tasks(_day: None) -> int:
    """Remove what the queue remembers of tasks that are over, as long as a letter is kept."""
    last = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS)
    number, _models = DBTaskResult.objects.finished().filter(finished_at__lt=last).delete()
    return number


def papers_of_the_day() -> QuerySet[Document]:
    """A thirtieth of all papers, and in thirty days each of them."""
    days = 30
    return Document.objects.annotate(day=Mod("pk", days)).filter(day=clock.today().toordinal() % days)


@job(_("Papers indexed anew for the search"), lambda: indexing.differing(papers_of_the_day()))
def look_after_index(paper: Document) -> Document:
    """What the search knows of it was not what it says: no worker has indexed it, or the index was altered."""
    indexing.index(paper)
    return paper


@job(_("Files put in their places, or erased, that dead processes had left"))
def sweep_files(_day: None) -> int:
    swept = sweep()
    return swept.moved + swept.erased
