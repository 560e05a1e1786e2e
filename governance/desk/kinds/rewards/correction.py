"""A correction of the adopted allocation: other points for some, a preview against the pool, a vote of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.format import figure
from governance.desk.base.rights import may
from governance.desk.kinds.rewards.allocated import (
    Entry,
    PersonShown,
    PoolShown,
    nominations_of,
    people_shown,
    pools_shown,
)
from governance.desk.kinds.rewards.section import REWARDS
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import SeenForm
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.computation import check_within_pools
from governance.documents.kinds.rewards.correction import corrected, draft_correction
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.record import audit_log
from governance.documents.record.perform import LONGEST_REASON, perform
from governance.roles.rights import Right

LOOK = "look"


class CorrectionForm(SeenForm):
    """The points of each who stands in the allocation, as they are until others are typed; and why."""

    reason = text_field(
        gettext_lazy("Reason"),
        LONGEST_REASON,
        lines=3,
        help_text=gettext_lazy("The council reads it, and it stays in the history."),
        error_messages={"required": gettext_lazy("Write the reason: the council has to know what changes.")},
    )

    def __init__(self, data: Any, *, allocation: Allocation, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.rows = {
            row["nomination"]: row
            for row in allocation.rows
            if Decimal(row["points"]) and row["nomination"] in names
        }
        for key, row in self.rows.items():
            self.fields[f"points-{key}"] = forms.CharField(
                label=_("Points: %(name)s") % {"name": names[key]},
                initial=figure(own_points(row)),
                max_length=12,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                error_messages={"required": _("Write the points, 0 for none.")},
            )

    def clean(self) -> None:
        given = self.cleaned_data
        for key in self.rows:
            typed = given.get(f"points-{key}")
            if typed is None:
                continue
            try:
                given[f"points-{key}"] = read_points(typed)
            except NotLegal as refusal:
                self.add_error(f"points-{key}", str(refusal))

    def changed_points(self) -> dict[int, Decimal]:
        """Whose points are others than before. Ask a form without errors in its points."""
        return {
            key: self.cleaned_data[f"points-{key}"]
            for key, row in self.rows.items()
            if self.cleaned_data[f"points-{key}"] != own_points(row)
        }


def own_points(row: Entry) -> Decimal:
    """The points before the share of the period is counted."""
    return Decimal(row["points"]) / Decimal(row["share"])


def read_points(typed: str) -> Decimal:
    """Raises NotLegal for what is no number of points."""
    written = typed.strip().replace(",", ".")
    if not written.replace(".", "", 1).isdecimal() or len(written) > 10:
        raise NotLegal(_("Write the points as a number, for example 9 or 4,5."))
    return Decimal(written)


@dataclass
class Preview:
    """The rows that would change, and the pools."""

    pools: Sequence[PoolShown]
    rows: Sequence[PersonShown]


class RowAsked:
    """One person, with the field for their points."""

    def __init__(self, row: PersonShown, field: forms.BoundField) -> None:
        self.name, self.school, self.amount, self.field = row.name, row.school, row.amount, field


class CorrectionPage(FormOfPaper[Allocation]):
    """Preview, or put before the council; above the pool it is refused. Who may not is led to the allocation."""

    kind, related = "allocation", ("reward_period__system",)
    section = REWARDS
    template = "governance/rewards/correct.html"
    title = gettext_lazy("Correct the allocation")
    lead = gettext_lazy("The value of a point stays as adopted; only what is changed here changes.")
    shows = ("rows", "preview")

    form: CorrectionForm
    preview: Preview | None = None

    def get_form(self) -> CorrectionForm:
        self.people = nominations_of(self.document.rows)
        names = {key: one.teacher.full_name for key, one in self.people.items()}
        initial = {"seen": self.document.revision}
        form = CorrectionForm(self.data, allocation=self.document, names=names, initial=initial)
        if self.looks:
            form.fields["reason"].required = False
        return form

    @property
    def looks(self) -> bool:
        """Whether only the preview is asked for."""
        return self.data is not None and self.data.get("do") == LOOK

    def respond(self) -> HttpResponse:
        district = self.document.district_id
        is_adopted = self.document.state == Allocation.State.ADOPTED
        if not (is_adopted and may(self.request, Right.VERIFY_NOMINATION, district)):
            messages.warning(
                self.request, _("An adopted allocation is corrected by the deputy for the district.")
            )
            return redirect("allocation", pk=self.document.pk)
        audit_log.note_reading(self.people.values(), self.request.user, "allocation_correct")
        return super().respond()

    def act(self) -> HttpResponse:
        self.preview = previewed(self.document, self.form.changed_points(), self.people)
        if self.looks:
            return self.render()
        put_up(self.request, self.document, self.form)
        messages.success(self.request, _("The correction lies before the council."))
        return redirect("rewards")

    @property
    def rows(self) -> list[RowAsked]:
        shown = people_shown(self.document.reward_period, self.document.rows, self.people, {})
        return [
            RowAsked(row, self.form[f"points-{row.nomination}"])
            for row in shown
            if row.nomination in self.form.rows
        ]

    def get_crumbs(self) -> list[Crumb]:
        return [
            Crumb(REWARDS.label, f"{REWARDS.href}?period={self.document.reward_period_id}"),
            Crumb(self.document.full_title, self.get_cancel()),
        ]

    def get_cancel(self) -> str:
        return reverse("allocation", args=[self.document.pk])


def previewed(adopted: Allocation, changed: dict[int, Decimal], people: Mapping[int, Nomination]) -> Preview:
    """Raises NotLegal when nothing changes, or a pool would be exceeded."""
    pools, rows = corrected(adopted, changed)
    period = adopted.reward_period
    check_within_pools(period, rows)
    return Preview(
        pools=pools_shown(period, pools),
        rows=people_shown(period, [row for row in rows if "was" in row], people, {}),
    )


@transaction.atomic
def put_up(request: SignedInRequest, adopted: Allocation, form: CorrectionForm) -> None:
    """Drafted and before the council, with the reason; or nothing, with the refusal."""
    drafted = draft_correction(adopted.reward_period, form.changed_points(), by=request.user)
    perform(drafted, "submit", by=request.user, reason=form.cleaned_data["reason"])
