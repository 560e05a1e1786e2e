"""The decisions of bodies as a register has them: the questions of protocols on which something was decided."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import pgettext_lazy

from governance import clock
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.points import DecisionPoint
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.kinds.protocol.suspension import Suspension
from governance.documents.record.attached import Link


class Standing(TextChoices):
    """Whether a decision stands."""

    IN_FORCE = "in_force", pgettext_lazy("decision", "In force")
    SUSPENDED = "suspended", pgettext_lazy("decision", "Suspended")
    CANCELLED = "cancelled", pgettext_lazy("decision", "Cancelled: the body decides anew")
    RECOMMENDED = "recommended", pgettext_lazy("decision", "Recommendation")
    NOT_ADOPTED = "not_adopted", pgettext_lazy("decision", "Not adopted")
    UNDECIDED = "undecided", pgettext_lazy("decision", "Left undecided")
    UNSIGNED = "unsigned", pgettext_lazy("decision", "Protocol not signed yet")


class Execution(TextChoices):
    """How what a decision charges people with is carried out."""

    ON_CONTROL = "on_control", pgettext_lazy("decision", "On control")
    OVERDUE = "overdue", pgettext_lazy("decision", "Overdue")
    REPORTED = "reported", pgettext_lazy("decision", "Reported, to be accepted")
    DONE = "done", pgettext_lazy("decision", "Carried out")


def executed(entries: QuerySet[Any], how: str) -> QuerySet[Any]:
    """Those of these questions of signed protocols that have such points; done: all that have a term are."""
    points = DecisionPoint.objects.filter(item=OuterRef("item"), due__isnull=False)
    # What an order has taken over is on control there.
    open_points = points.filter(accepted_at=None)
    late = Q(day__lt=clock.today(), done_at=None, taken_by=None)
    wanted = {
        Execution.ON_CONTROL: Exists(open_points),
        Execution.OVERDUE: Exists(open_points.annotate(day=Coalesce("moved_to", "turn", "due")).filter(late)),
        Execution.REPORTED: Exists(open_points.filter(done_at__isnull=False)),
        Execution.DONE: Exists(points) & ~Exists(open_points),
    }
    return entries.filter(wanted[Execution(how)], protocol__state__in=Protocol.IN_FORCE)


def standing() -> Case:
    """Of a question of a protocol with `last_round`, the vote that decided it."""
    suspensions = Suspension.objects.filter(item=OuterRef("item"))
    last = Round.objects.filter(pk=OuterRef("last_round"))
    adopted = Q(outcome__adopted=True) | Q(poll__isnull=False)
    cases = (
        (~Q(protocol__state__in=Protocol.IN_FORCE), Standing.UNSIGNED),
        (Exists(suspensions.filter(ended_on=None)), Standing.SUSPENDED),
        (Exists(suspensions.filter(ended=Suspension.End.NEW_VOTE)), Standing.CANCELLED),
        (~Q(item__left_reason=""), Standing.UNDECIDED),
        (Q(last_round__isnull=False) & ~Exists(last.filter(adopted)), Standing.NOT_ADOPTED),
        (Exists(last.filter(advisory=True)), Standing.RECOMMENDED),
    )
    return Case(
        *(When(condition, then=Value(standing.value)) for condition, standing in cases),
        default=Value(Standing.IN_FORCE.value),
        output_field=CharField(),
    )


def decisions(protocols: QuerySet[Any]) -> QuerySet[ProtocolEntry]:
    """The questions of these protocols on which something is said to be decided."""
    deciding = Round.objects.filter(
        item=OuterRef("item"), state=Round.State.CLOSED, outcome__quorum=True
    ).order_by("-number")
    said: QuerySet[ProtocolEntry] = ProtocolEntry.objects.filter(protocol__in=protocols).exclude(decided="")
    waits = Suspension.objects.filter(item=OuterRef("item"), ended_on=None).values("until")[:1]
    return said.annotate(
        last_round=Subquery(deciding.values("pk")[:1]),
        suspended_until=Subquery(waits),
        has_points=Exists(DecisionPoint.objects.filter(item=OuterRef("item"))),
    ).annotate(standing=standing())


def with_what_followed(entries: QuerySet[Any]) -> QuerySet[Any]:
    """With `carried_at` and `failure`: what each decision did to its paper."""
    links = Link.objects.filter(
        source=OuterRef("protocol"),
        target=OuterRef("item__subject"),
        place=Cast(OuterRef("item__position"), CharField()),
    )
    links = links.filter(Q(carried_at__isnull=False) | ~Q(failure="")).order_by("-pk")
    return entries.annotate(
        carried_at=Subquery(links.values("carried_at")[:1]), failure=Subquery(links.values("failure")[:1])
    )
