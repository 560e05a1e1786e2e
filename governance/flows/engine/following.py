"""What follows from a legal change: the flows of the paper advance, and its orders about others are carried out."""

import logging
from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction

from governance import clock
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.effects import ordered_effects
from governance.documents.record.events import Event
from governance.documents.record.perform import perform, performed
from governance.documents.record.under_way import consequences
from governance.flows.engine.flow import FLOWS, PaperFlow, Step
from governance.flows.engine.journal import Journal
from governance.flows.engine.parallel import PartFlow, sync_parts
from governance.record_rows import past_the_door

log = logging.getLogger(__name__)


def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Advance the flows of a paper after a legal change, and carry out what the paper now orders about others."""
    journal = Journal(document.handed_on(), event)
    flows = flows_of(document)
    part_flows = [
        flow_class for flow_class in flows if issubclass(flow_class, PartFlow) and flow_class.follows(event)
    ]
    if event.position > 1 and (part_flows or awaits(flows, event.move)):
        journal.read()
    for flow_class in part_flows:
        sync_parts(journal, flow_class)
    concerned = [
        task.pk
        for task in journal.live
        if isinstance(task.flow_task, Step) and task.flow_task.concerns(task, event)
    ]
    for key in concerned:
        complete(journal, key)
    for flow_class in flows_of(document, event.move):
        for part in flow_class.parts(document, event):
            flow_class.run(journal, part)
    if event.from_state != event.to_state:
        for flow_class in flows:
            if flow_class.revived_by == event.move:
                flow_class.run(journal, start="revival")
    journal.write()
    carry_out(document, event)


def flows_of(document: Document, begun_by: str | None = None) -> list[type[PaperFlow]]:
    """The flows that lead papers of this kind; or those of them that a move begins."""
    return [
        flow_class
        for flow_class in FLOWS.values()
        if document.kind in flow_class.kinds and begun_by in (None, flow_class.begins)
    ]


def awaits(flows: Iterable[type[PaperFlow]], move: str) -> bool:
    """Whether the move completes a step of one of these flows."""
    return any(
        isinstance(node, Step) and move in node.moves
        for flow_class in flows
        for node in flow_class.instance.nodes()
    )


def complete(journal: Journal, key: int) -> None:
    """Complete a task by the event that it waited for, and let its flow go on."""
    task = journal.unfinished_task(key)
    if task is None:
        return  # the same event has completed or cancelled it through another branch
    task.owner = journal.event.actor
    task.data = {"event": journal.event.pk}
    activation = task.flow_task.activation_class(task)
    activation.run(None)
    activation.execute()


def carry_out(document: Document, event: Event) -> None:
    """Apply what a paper in force orders about the papers it links to, in the order of their ids.

    A target that refuses keeps its state: the reason is stored on the link, and a flow that begins with `effect_failed`
    gives somebody the task to resolve it. The signature remains valid.
    """
    effects = {effect for effect in ordered_effects() if document.gives_effect(effect)}
    if not effects or not may_order(document, effects):
        return
    pending = [
        link
        for link in document.links_to_others()
        if link.effect in effects and link.carried_at is None and not link.failure
    ]
    for link in sorted(pending, key=lambda link: (link.target_id, link.pk)):
        document.carrying = link
        try:
            with transaction.atomic():
                perform(link.target, link.effect, basis=document, reason=document.effect_reason(link))
            link.carried_at = clock.now()
        except Refused as refusal:
            link.failure = str(refusal)
            log.info("paper %s could not take %s of %s", link.target_id, link.effect, document.pk)
        with (
            past_the_door()
        ):  # what the link says of itself is bound already, and this follows from the record
            link.save(update_fields=["carried_at", "failure"])
        if link.failure:
            journal = Journal(document.handed_on(), event)
            for flow_class in flows_of(document, "effect_failed"):
                flow_class.run(journal, f"link:{link.pk}")
            journal.write()
    document.carrying = None


def may_order(document: Document, effects: Iterable[str]) -> bool:
    """Whether there may be links to carry out with these effects, which the paper can give now.

    There may be if there were some when the paper was locked, if the act has made some, or if it gave the paper a
    further effect: then another act may have made a link while this one waited for the lock.
    """
    before = cast(Document, document.as_read)
    return (
        document.had_orders
        or document.pk in consequences().linking
        or not all(before.gives_effect(effect) for effect in effects)
    )


def connect() -> None:
    """Connect the flows to `perform`; called when the app is ready."""
    performed.connect(follow, dispatch_uid="governance.flows")
