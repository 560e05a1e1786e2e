"""An order on a decision: begun from its points by whoever drafts orders in the school that carries it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge, PageLink
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.rights import may
from governance.desk.kinds.protocol.points import number_of
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.reporting import state_of_point
from governance.documents.approval.execution.charged import asked_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.deciding_points import (
    TakenPoint,
    draft_order_on_decision,
    issuing_school,
)
from governance.documents.kinds.protocol.points import WORDS_OF_EVERY, DecisionPoint, Every
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.rights import Right


def taken(protocol: Protocol, point: DecisionPoint) -> TakenPoint:
    """The point in an order: the one who answers for it by name, the further executors in words."""
    executors = protocol.executors_of(point)
    person = asked_of(protocol, executors)
    others = [executor.words for executor in executors[1:]]
    first = executors[0] if executors else None
    position = ""
    if first is not None:
        position = first.words if first.person is None else first.words.partition(", ")[2]
    again = WORDS_OF_EVERY[Every(point.every)] if point.every else ""
    return TakenPoint(
        part=point.part,
        text=f"{point.text.rstrip('. ')}, {again}" if again else point.text,
        executor=person,
        executor_text="; ".join(filter(None, [position, *others])),
        due=None if again else point.deadline,
        periods=point.periods_left() if again else (),
    )


@dataclass(frozen=True)
class DecisionToOrder:
    """A decision that an order can carry out: what it takes over, in the order of the decision, and what stays there.

    `rest`: each point that stays, with its number as the protocol prints it and how it stands.
    For templates/governance/protocol/order.html.
    """

    number: int
    title: str
    taken: Sequence[DecisionPoint]
    rest: Sequence[tuple[str, DecisionPoint, Badge]]


def decisions_to_order(protocol: Protocol) -> dict[int, DecisionToOrder]:
    """Those with points on control that nobody has reported, by the number of their question.

    An order takes the whole decision over: points without a term are repeated in it. What is reported, done or with
    another order stays.
    """
    free = {point.pk for point in protocol.open_points if not point.is_reported}
    found: dict[int, list[DecisionPoint]] = {}
    for point in protocol.all_points():
        found.setdefault(point.item.position, []).append(point)
    return {
        number: DecisionToOrder(
            number,
            points[0].item.title,
            taken=[point for point in points if point.pk in free or point.due is None],
            rest=[
                (number_of(protocol, point), point, state_of_point(point, suspended=False))
                for point in points
                if point.pk not in free and point.due is not None
            ],
        )
        for number, points in found.items()
        if any(point.pk in free for point in points)
    }


class DecisionOrderForm(forms.Form):
    """Which decision, and the heading of the order."""

    question = forms.TypedChoiceField(
        label=gettext_lazy("Which decision"), coerce=int, widget=forms.RadioSelect
    )
    title = text_field(
        gettext_lazy("Heading"),
        500,
        lines=2,
        help_text=gettext_lazy("«Об …» or «О …», as it will stand over the order."),
        missing=gettext_lazy("Write the heading: «О …», «Об …»."),
        printed=True,
    )


class DecisionOrderPage(FormOfPaper[Protocol]):
    """Begin the order that carries out the points of one decision."""

    kind = "protocol"
    form_class = DecisionOrderForm
    title = gettext_lazy("Order on a decision")
    lead = gettext_lazy(
        "The order takes over the decision in its order, with executors and terms; what is due again gets a point for "
        "each period. Once it is signed the points are followed in the order, and are done with it."
    )
    submit = gettext_lazy("Draft the order")
    template = "governance/protocol/order.html"
    shows = ("decisions",)

    def get_form(self) -> forms.Form:
        form = DecisionOrderForm(self.data)
        self.free = decisions_to_order(self.document)
        self.decisions = list(self.free.values())
        questions = {one.number: f"{one.number}. {one.title}" for one in self.decisions}
        choose_from(form, "question", list(questions.items()))
        if len(questions) == 1:
            # It stands above: there is nothing to choose.
            form.fields["question"].initial = next(iter(questions))
            form.fields["question"].widget = forms.HiddenInput()
        return form

    def act(self) -> HttpResponse:
        number = self.form.cleaned_data["question"]
        order = draft_order_on_decision(
            self.document,
            place=str(number),
            title=self.form.cleaned_data["title"],
            points=[taken(self.document, point) for point in self.free[number].taken],
            by=self.request.user,
        )
        messages.success(self.request, _("The order is drafted: check it and submit it for signature."))
        return redirect("paper", pk=order.pk)


def order_link(request: SignedInRequest, protocol: Protocol) -> PageLink | None:
    """For whoever drafts orders in the school, while there is a point that an order could take over."""
    if protocol.state not in Protocol.IN_FORCE or not decisions_to_order(protocol):
        return None
    try:
        school = issuing_school(protocol)
    except NotLegal:
        return None
    if not may(request, Right.DRAFT_ORDER, school.pk):
        return None
    return PageLink(
        label=_("Draft an order on a decision…"), href=reverse("decision_order", args=[protocol.pk])
    )
