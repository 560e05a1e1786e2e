"""Following a paper: its moves are told to whoever wants to know, as long as they may see it.

No act pays for that: a worker finds the papers that have gone on since their followers were told, by the revision that
each act gives to the card, as the search does (docs/decisions/0041-search.md).
"""

from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import any_move
from governance.flows.engine.models import Following, Notice
from governance.roles.person import Person

# How many papers of how many followers are told of before a worker looks after something else.
AT_ONCE = 100


def follow(person: Person, document: Document) -> bool:
    """Tell this person from now on what happens to a paper that they may see; whether that is new."""
    _row, is_new = Following.objects.get_or_create(
        person=person, document_id=document.pk, defaults={"told": document.revision}
    )
    return is_new


def unfollow(person: Person, document_id: int) -> bool:
    number, _models = Following.objects.filter(person=person, document_id=document_id).delete()
    return bool(number)


def followers_of(document: Document) -> QuerySet[Following, tuple[int]]:
    """The query of the ids of those who follow a paper."""
    return Following.objects.filter(document_id=document.pk).order_by().values_list("person_id")


def followed_by(person: Person, pairs: set[tuple[str, int]] | None = None) -> list[Document]:
    """The followed papers that this person still may see, the last one first."""
    keys = Following.objects.filter(person=person).values("document_id")
    papers = Document.objects.visible_to(person, pairs).filter(pk__in=keys)
    return cast(list[Document], list(papers.order_by("-changed_at", "-pk")))


def tell_followers() -> int:
    """Tell what has happened since; returns how many notices were given."""
    behind = Following.objects.filter(document__revision__gt=F("told"))
    rows = behind.select_related("person", "document").order_by("pk")[:AT_ONCE]
    return sum(_tell(row) for row in rows)


def _tell(row: Following) -> int:
    """One follower, about one paper. Whoever may not see it any more follows it no more, without a word."""
    paper = row.document
    if not row.person.is_active or not Document.objects.visible_to(row.person).filter(pk=paper.pk).exists():
        Following.objects.filter(pk=row.pk).delete()
        return 0
    with transaction.atomic():
        # Of two workers the one that moves the mark tells.
        if not Following.objects.filter(pk=row.pk, told=row.told).update(told=paper.revision):
            return 0
        events = Event.objects.filter(
            document_id=paper.pk, position__gt=row.told, position__lte=paper.revision
        ).exclude(actor_id=row.person_id)
        told = [
            Notice(person=row.person, document_id=paper.pk, text="followed", facts=_facts(paper, event))
            for event in events.select_related("actor", "basis").order_by("position")
            if _is_told(paper, event)
        ]
        Notice.objects.bulk_create(told)
    return len(told)


def _is_told(paper: Document, event: Event) -> bool:
    """Not what happens inside a paper (a vote, a mark of attendance); of remarks `processes.remarks` tells."""
    meta = getattr(getattr(KINDS[paper.kind], event.move, None), "_django_fsm", None)
    return meta is None or not any_move(meta).inner


def _facts(paper: Document, event: Event) -> dict[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        done = done_label(KINDS[paper.kind], event.move)
    named = str(paper)
    if paper.number and paper.number not in named:
        named = f"{named} № {paper.number}"
    return {
        "paper": named,
        "who": event.actor.name if event.actor else str(event.basis or ""),
        "done": done,
    }
