"""Whoever has the database and the key, at work: a past that is consistent in itself."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import connection, models

from governance.documents.record import triggers
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.seals.models import InnerNode, Leaf, Seal
from governance.proof.event_signature import signature_of


def drop_triggers() -> None:
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))


def rewrite(paper: Document, position: int, **columns: Any) -> None:
    """Alter an event, and hash and sign the chain anew from there to its end and to the card."""
    previous, signature = "", ""
    for event in Event.objects.filter(document_id=paper.pk).order_by("position"):
        if event.position == position:
            for name, value in columns.items():
                setattr(event, name, value)
        event.previous, event.previous_signature = previous, signature
        event.hash = event.computed_hash(paper.code, event.basis.code if event.basis else "")
        event.signature = signature_of(event.hash)
        models.QuerySet(Event).filter(pk=event.pk).update(
            **{
                name: getattr(event, name)
                for name in (*columns, "previous", "previous_signature", "hash", "signature")
            }
        )
        previous, signature = event.hash, event.signature
    models.QuerySet(Document).filter(pk=paper.pk).update(head=previous, head_signature=signature)


def append(paper: Document, **columns: Any) -> None:
    """Add an event to the end of the chain of a paper, signed, which names the rows as the last one does."""
    last = Event.objects.filter(document_id=paper.pk).latest("position")
    event = Event(**{column.attname: getattr(last, column.attname) for column in Event._meta.concrete_fields})
    event.pk, event.position = None, last.position + 1
    event.previous, event.previous_signature = last.hash, last.signature
    for name, value in columns.items():
        setattr(event, name, value)
    event.hash = event.computed_hash(paper.code, event.basis.code if event.basis else "")
    event.signature = signature_of(event.hash)
    event.save(force_insert=True)
    models.QuerySet(Document).filter(pk=paper.pk).update(
        head=event.hash, head_signature=event.signature, revision=event.position, changed_at=event.at
    )


def remove(paper: Document) -> None:
    """Remove a paper whole, with its record and with all that belongs to it or rests on it."""
    gone: dict[Any, set[Any]] = {}
    waiting: list[tuple[Any, set[Any]]] = [(Document, {paper.pk})]
    while waiting:
        model, keys = waiting.pop()
        keys -= gone.setdefault(model, set())
        gone[model] |= keys
        for relation in model._meta.get_fields(include_hidden=True) if keys else ():
            if (
                (relation.one_to_many or relation.one_to_one)
                and relation.auto_created
                and not relation.concrete
            ):
                rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
                waiting.append((relation.related_model, set(rows.values_list("pk", flat=True))))
    for model, keys in gone.items():
        models.QuerySet(model).filter(pk__in=keys)._raw_delete("default")


def forget_log() -> None:
    """Remove the log whole, so that it is made anew from what the record holds now."""
    for model in (Seal, InnerNode, Leaf):
        models.QuerySet(model)._raw_delete("default")
