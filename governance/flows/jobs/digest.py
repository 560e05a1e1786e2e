"""The letter of the morning: what has waited for it, one letter a person, by urgency and by paper."""

import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy, ngettext

from governance import clock
from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.flows.engine.models import Task
from governance.flows.jobs.job import job
from governance.letters import outbox
from governance.letters.cipher import Unreadable, decrypt
from governance.letters.models import OutboxLetter, Status
from governance.letters.outbox import Letter
from governance.letters.sheet import Sheet
from governance.roles.letter_choices import choices_of
from governance.roles.may import rights_of
from governance.roles.person import Person

LATE, TODAY, LATER, UNDATED, NEWS = range(5)
HEADINGS = {
    LATE: gettext_lazy("Late"),
    TODAY: gettext_lazy("Due today"),
    LATER: gettext_lazy("Due later"),
    UNDATED: gettext_lazy("Without a due day"),
    NEWS: gettext_lazy("News"),
}


def people_waiting() -> Iterable[Person]:
    held = OutboxLetter.objects.filter(status=Status.HELD, person__isnull=False)
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


@job(gettext_lazy("Letters of the morning"), people_waiting)
def write_digests(person: Person) -> bool:
    """Write one letter out of what has waited for this person; none if nothing of it stands any more.

    What was gathered is marked in the same transaction, so nothing is told twice and nothing is lost.
    """
    with transaction.atomic():
        held = OutboxLetter.objects.select_for_update().filter(status=Status.HELD, person=person)
        rows = list(held.order_by("pk"))
        if not rows:
            return False
        sheets = standing([sheet for row in rows for sheet in sheets_of(row)], person)
        OutboxLetter.objects.filter(pk__in=[row.pk for row in rows]).update(
            status=Status.GATHERED, content="", tried_at=timezone.now()
        )
        if not sheets or not person.is_active:
            return False
        outbox.write(digest(person, sheets, reads=choices_of(person).links))
    return True


def sheets_of(row: OutboxLetter) -> list[Sheet]:
    try:
        content = json.loads(decrypt(row.content)) if row.content else {"parts": []}
    except Unreadable:
        return []
    return [Sheet.from_json(sheet) for part in content["parts"] for sheet in part["sheets"]]


def standing(sheets: list[Sheet], person: Person) -> list[Sheet]:
    """What is still true: tasks that wait for this person, of papers that they see; of each task the latest word."""
    latest = {(sheet.document, sheet.task or sheet.asked): sheet for sheet in sheets}
    tasks = {sheet.task for sheet in sheets if sheet.task}
    open_tasks = set(Task.objects.open().filter(pk__in=tasks).values_list("pk", flat=True))
    seen = seen_by(person, {sheet.document for sheet in sheets if sheet.document is not None})
    return [
        sheet
        for sheet in latest.values()
        if (sheet.task is None or sheet.task in open_tasks)
        and (sheet.document is None or sheet.document in seen)
    ]


def seen_by(person: Person, papers: set[int]) -> set[int]:
    pairs = rights_of(person)
    kinds = Document.objects.filter(pk__in=papers).values_list("kind", flat=True).distinct()
    return {
        pk
        for kind in kinds
        for pk in KINDS[kind]
        ._default_manager.visible_to(person, pairs)
        .filter(pk__in=papers)
        .values_list("pk", flat=True)
    }


def urgency(sheet: Sheet, today: date) -> int:
    if sheet.task is None:
        return NEWS
    if not sheet.due:
        return UNDATED
    due = date.fromisoformat(sheet.due)
    return LATE if due < today else TODAY if due == today else LATER


def digest(person: Person, sheets: list[Sheet], *, reads: bool) -> Letter:
    """The letter: most urgent first, what belongs to one paper together."""
    today, language = clock.today(), choices_of(person).language
    ordered = sorted(sheets, key=lambda sheet: (urgency(sheet, today), sheet.due, sheet.document or 0))
    with translation.override(language):
        number = len(ordered)
        subject = ngettext("%(day)s: %(n)d piece of news", "%(day)s: %(n)d pieces of news", number)
        asked = sum(sheet.task is not None for sheet in ordered)
        if asked:
            subject = ngettext("%(day)s: %(n)d task awaits you", "%(day)s: %(n)d tasks await you", asked)
        parts = [
            (str(heading), found)
            for level, heading in HEADINGS.items()
            if (found := [sheet for sheet in ordered if urgency(sheet, today) == level])
        ]
        subject %= {"day": list_date(today), "n": asked or number}
    return Letter(person.email, subject, person=person, parts=parts, language=language, reads=reads)
