"""The pages on which an order is changed: its points as they read now, each to be reworded or taken out, and its lists.

Beside the form stands how the order will read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb, PageLink
from governance.desk.base.fields import text_field
from governance.desk.base.rights import may
from governance.desk.kinds.order.forms import LONGEST_TEXT, order_crumbs
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.approval.changed_list import ADD, EXCLUDE, ChangedList, RowChange
from governance.documents.errors import Refused
from governance.documents.kinds.order.amending import IN_FORCE
from governance.documents.kinds.order.changes import (
    Action,
    EditionPoint,
    OrderChange,
    changed,
    read_changes,
)
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.roles.rights import Right

# Points that can be added at once; more of them by changing the draft again.
ADDITIONS = 3


@dataclass(frozen=True)
class PointFields:
    """The fields of one point as it reads now."""

    point: EditionPoint
    text: forms.BoundField
    out: forms.BoundField


@dataclass(frozen=True)
class ListFields:
    """The fields of one list that the order has approved: whom to take out, whom to add."""

    paper: Document
    fields: Sequence[forms.BoundField]


class ChangesForm(SeenForm):
    """The changes of one order, with the points and lists that it has now."""

    def __init__(
        self, data: Any = None, *, amended: Order, changes: Sequence[OrderChange] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.amended, self.standing = amended, amended.edition()
        self.open_points = [point for point in self.standing if not point.excluded]
        self.lists: list[Any] = [
            link.target.whole
            for link in amended.approvals()
            if link.carried_at is not None and issubclass(link.target.model, ChangedList)
        ]
        words = {change.point: change for change in changes if change.paper_id is None}
        for point in self.open_points:
            self._add_point(point, words.get(point.number))
        added = [change.text for change in changes if change.action == Action.ADD]
        for place in range(ADDITIONS):
            self.fields[f"add-{place}"] = text_field(
                gettext_lazy("Point %(number)s") % {"number": self.next_number + place},
                LONGEST_TEXT,
                lines=2,
                required=False,
                initial=added[place] if place < len(added) else "",
            )
        rows = {(change.paper_id, change.action, change.row) for change in changes if change.paper_id}
        for paper in self.lists:
            self._add_list(paper, {(action, row) for key, action, row in rows if key == paper.pk})

    @property
    def next_number(self) -> int:
        return max((point.place[0] for point in self.standing), default=0) + 1

    def _add_point(self, point: EditionPoint, change: OrderChange | None) -> None:
        reworded = change is not None and change.action == Action.REWORD
        self.fields[f"text-{point.number}"] = text_field(
            gettext_lazy("Point %(number)s") % {"number": point.number},
            LONGEST_TEXT,
            lines=3,
            required=False,
            initial=change.text if change is not None and reworded else point.text,
        )
        self.fields[f"out-{point.number}"] = forms.BooleanField(
            label=gettext_lazy("take the point out"),
            required=False,
            initial=change is not None and change.action == Action.EXCLUDE,
        )

    def _add_list(self, paper: Any, chosen: set[tuple[str, str]]) -> None:
        possible: Sequence[RowChange] = paper.possible_changes()
        labels = {EXCLUDE: gettext_lazy("Take out of the list"), ADD: gettext_lazy("Add to the list")}
        for action, label in labels.items():
            choices = [(change.key, change.label) for change in possible if change.action == action]
            if choices:
                self.fields[f"{action}-{paper.pk}"] = forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    required=False,
                    initial=[row for made, row in chosen if made == action],
                    widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
                    error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
                )

    @property
    def points(self) -> Iterator[PointFields]:
        for point in self.open_points:
            yield PointFields(point, self[f"text-{point.number}"], self[f"out-{point.number}"])

    @property
    def additions(self) -> list[forms.BoundField]:
        return [self[f"add-{place}"] for place in range(ADDITIONS)]

    @property
    def list_fields(self) -> list[ListFields]:
        return [
            ListFields(paper, [self[name] for name in self.fields if name.endswith(f"_row-{paper.pk}")])
            for paper in self.lists
        ]

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes that were made in the fields, for `read_changes`. Only after `is_valid`."""
        return [*self._point_changes(), *self._additions(), *self._row_changes()]

    def _point_changes(self) -> Iterator[dict[str, Any]]:
        for point in self.open_points:
            text = " ".join(self.cleaned_data[f"text-{point.number}"].split())
            if self.cleaned_data[f"out-{point.number}"]:
                yield {"action": Action.EXCLUDE, "point": point.number}
            elif text != point.text:
                yield {"action": Action.REWORD, "point": point.number, "text": text}

    def _additions(self) -> Iterator[dict[str, Any]]:
        texts = [self.cleaned_data[f"add-{place}"] for place in range(ADDITIONS)]
        for number, text in enumerate(filter(None, texts), start=self.next_number):
            yield {"action": Action.ADD, "point": str(number), "text": text}

    def _row_changes(self) -> Iterator[dict[str, Any]]:
        for paper in self.lists:
            for change in paper.possible_changes():
                if change.key in self.cleaned_data.get(f"{change.action}-{paper.pk}", ()):
                    yield {
                        "action": change.action,
                        "paper": paper,
                        "row": change.key,
                        "text": change.words,
                    }


class Preview:
    """How the order will read, beside the form; the second button only shows it."""

    request: SignedInRequest
    form: Any
    preview: list[EditionPoint]
    rows: list[str]

    def look(self) -> None:
        """Read the changes of the form; one that does not fit becomes its error."""
        form = self.form
        self.preview, self.rows = form.standing, []
        if not form.is_bound or not form.is_valid():
            return
        try:
            changes = read_changes(form.changes)
            self.preview = changed(form.standing, [(change, str(_("this order"))) for change in changes])
            self.rows = [change.text for change in changes if change.paper_id is not None]
        except Refused as refusal:
            form.add_error(None, str(refusal))

    @property
    def only_looks(self) -> bool:
        return self.request.POST.get("do") == "look"


class ReasonedChangesForm(ChangesForm):
    """With the grounds, when the order is begun."""

    reason = text_field(
        gettext_lazy("Why the order is changed"),
        LONGEST_TEXT,
        lines=2,
        help_text=gettext_lazy("Stands in the new order before ПРИКАЗЫВАЮ, for example «В связи с …»."),
        missing=gettext_lazy("Write why the order is changed."),
    )


class AmendPage(Preview, FormOfPaper[Order]):
    """Begin the order that changes this one."""

    kind = "order"
    template = "governance/order/changes.html"
    lead = gettext_lazy(
        "Correct the words of a point, take it out, or add one. The new order says so in the right words; this one "
        "stays as it was signed, and shows from then on how it reads."
    )
    submit = gettext_lazy("Draft the amending order")
    shows = ("document", "preview", "rows")

    form: ReasonedChangesForm

    def get_form(self) -> ReasonedChangesForm:
        return ReasonedChangesForm(self.data, amended=self.document)

    def get_title(self) -> str:
        return _("Change order No. %(number)s") % {"number": self.document.number or "—"}

    def get_crumbs(self) -> list[Crumb]:
        return order_crumbs(self.document)

    def respond(self) -> HttpResponse:
        self.look()
        return super().respond()

    def act(self) -> HttpResponse:
        if self.only_looks:
            return self.render()
        order = draft_amending_order(
            self.document,
            changes=self.form.changes,
            by=self.request.user,
            reason=self.form.cleaned_data["reason"],
        )
        messages.success(
            self.request, _("The amending order is drafted: check it and submit it for signature.")
        )
        return redirect("paper", pk=order.pk)


class ChangesPage(Preview, WritePage[Order]):
    """The changes of an amending order that is still a draft."""

    template = "governance/order/changes.html"
    submit = gettext_lazy("Save the changes")
    shows = ("document", "preview", "rows")

    form: Any

    @classmethod
    def fits(cls, document: Order) -> bool:
        return document.amends_id is not None

    def prepare(self) -> None:
        if self.document.amends is None:
            raise Http404

    def get_form(self) -> SeenForm:
        assert self.document.amends is not None
        return ChangesForm(
            self.data,
            amended=self.document.amends,
            changes=list(self.document.changes.all()),
            initial={"seen": self.document.revision},
        )

    def facts(self) -> Facts:
        return {"changes": self.form.changes}

    def respond(self) -> HttpResponse:
        self.look()
        return super().respond()

    def send(self) -> HttpResponse | None:
        if self.only_looks and self.is_valid():
            return self.render()
        return super().send()


def amendment(request: SignedInRequest, document: Order) -> PageLink | None:
    """An order in force is changed by another order."""
    if document.state not in IN_FORCE or document.amends_id is not None:
        return None
    if not may(request, Right.DRAFT_ORDER, document.unit_id):
        return None
    return PageLink(label=_("Change by another order…"), href=reverse("order_amend", args=[document.pk]))
