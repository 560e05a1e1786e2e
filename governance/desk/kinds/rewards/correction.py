"""A correction of the adopted allocation: other points for some, a preview against the pool, a vote of its own."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import text_field
from governance.desk.base.format import figure
from governance.desk.base.rights import may
from governance.desk.kinds.rewards.allocation import named, pool_rows, row_of_person
from governance.desk.papers.forms import SeenForm
from governance.documents.errors import NotLegal, Refused
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.computation import check_within_pools
from governance.documents.kinds.rewards.correction import corrected, draft_correction
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

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for key in self.rows:
            typed = given.get(f"points-{key}")
            if typed is None:
                continue
            try:
                given[f"points-{key}"] = read_points(typed)
            except NotLegal as refusal:
                self.add_error(f"points-{key}", str(refusal))
        return given

    def changed_points(self) -> dict[int, Decimal]:
        """Whose points are others than before. Ask a form without errors in its points."""
        return {
            key: self.cleaned_data[f"points-{key}"]
            for key, row in self.rows.items()
            if self.cleaned_data[f"points-{key}"] != own_points(row)
        }


def own_points(row: dict[str, Any]) -> Decimal:
    """The points before the share of the period is counted."""
    return Decimal(row["points"]) / Decimal(row["share"])


def read_points(typed: str) -> Decimal:
    """Raises NotLegal for what is no number of points."""
    written = typed.strip().replace(",", ".")
    if not written.replace(".", "", 1).isdecimal() or len(written) > 10:
        raise NotLegal(_("Write the points as a number, for example 9 or 4,5."))
    return Decimal(written)


@of_paper("allocation", "reward_period__system")
def allocation_correct(request: SignedInRequest, document: Any) -> HttpResponse:
    """Preview, or put before the council; above the pool it is refused. Who may not is led to the allocation."""
    if document.state != Allocation.State.ADOPTED or not may(
        request, Right.VERIFY_NOMINATION, document.district_id
    ):
        messages.warning(request, _("An adopted allocation is corrected by the deputy for the district."))
        return redirect("allocation", pk=document.pk)
    period = document.reward_period
    people = named(document.rows)
    audit_log.note_reading(people.values(), request.user, "allocation_correct")
    names = {key: one.teacher.full_name for key, one in people.items()}
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, allocation=document, names=names, initial={"seen": document.revision})
    looks = data is not None and data.get("do") == LOOK
    if looks:
        form.fields["reason"].required = False
    preview: dict[str, Any] = {}
    if data is not None and form.is_valid():
        try:
            preview = previewed(document, form.changed_points(), people)
            if not looks:
                put_up(request, document, form)
                messages.success(request, _("The correction lies before the council."))
                return redirect("rewards")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = row_of_person(period, document.rows, people, {})
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": f"{reverse('rewards')}?period={period.pk}"},
            {"label": document.full_title, "href": reverse("allocation", args=[document.pk])},
        ],
        "title": _("Correct the allocation"),
        "lead": _("The value of a point stays as adopted; only what is changed here changes."),
        "form": form,
        "rows": [
            {**row, "field": form[f"points-{row['nomination']}"]}
            for row in shown
            if row["nomination"] in form.rows
        ],
        "preview": preview,
        "cancel": reverse("allocation", args=[document.pk]),
    }
    return render(request, "governance/rewards/correct.html", context, status=422 if form.errors else 200)


def previewed(adopted: Allocation, changed: dict[int, Decimal], people: Any) -> dict[str, Any]:
    """The rows that would change, and the pools. Raises NotLegal when nothing does, or a pool would be exceeded."""
    pools, rows = corrected(adopted, changed)
    period = adopted.reward_period
    check_within_pools(period, rows)
    return {
        "pools": pool_rows(period, pools),
        "rows": row_of_person(period, [row for row in rows if "was" in row], people, {}),
    }


@transaction.atomic
def put_up(request: SignedInRequest, adopted: Allocation, form: CorrectionForm) -> None:
    """Drafted and before the council, with the reason; or nothing, with the refusal."""
    drafted = draft_correction(adopted.reward_period, form.changed_points(), by=request.user)
    perform(drafted, "submit", by=request.user, reason=form.cleaned_data["reason"])
