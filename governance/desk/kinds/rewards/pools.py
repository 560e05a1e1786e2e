"""The pools of a period, each a row of an adopted estimate: chosen, never typed, for money comes from the estimate."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.forms import Facts
from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.rewards.period import MOST_POOLS, RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.record.attached import Version
from governance.documents.record.kind_settings import Phase

LOOK = "look_at_estimate"


@dataclass(frozen=True)
class EstimateRow:
    """One row of an estimate that can be a pool; `place` is counted from 1."""

    place: int
    words: str
    amount: str


class PoolForm(forms.Form):
    """One pool: for whom, out of which row."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    title = text_field(
        gettext_lazy("For whom"),
        200,
        error_messages={"required": gettext_lazy("Say for whom the money is, for example: учителя.")},
    )
    row = forms.TypedChoiceField(
        label=gettext_lazy("Row of the estimate"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a row of the estimate."),
            "invalid_choice": gettext_lazy("This estimate has no such row: choose one from the list."),
        },
    )

    def __init__(self, *args: Any, rows: list[EstimateRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(row.place, f"{row.place}. {row.words} — {roubles(row.amount)}") for row in rows]
        self.fields["row"].choices = [("", _("choose")), *said]  # type: ignore[attr-defined]
        self.amounts = {str(row.place): row.amount for row in rows}

    @property
    def amount(self) -> str:
        """What the chosen row gives, to be read and not changed."""
        return roubles(self.amounts.get(str(self["row"].value() or ""), ""))

    def clean_code(self) -> str:
        return self.cleaned_data["code"] or f"p{secrets.token_hex(4)}"


class EstimateForm(forms.Form):
    estimate = forms.ChoiceField(
        label=gettext_lazy("Estimate in force"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose an adopted estimate from the list.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estimate"].choices = [("", _("not chosen yet")), *choices]  # type: ignore[attr-defined]


class PoolsEditor:
    """Estimate and rows, as they stand or as they were typed; `facts` are those of `take_pools`."""

    def __init__(self, request: SignedInRequest, document: RewardPeriod, data: QueryDict | None) -> None:
        self.document = document
        self.estimates = estimates(request, document)
        only = str(next(iter(self.estimates))) if len(self.estimates) == 1 else ""
        standing = str(document.estimate_id or only)
        chosen = standing if data is None else data.get("estimate", "")
        self.form = EstimateForm(
            data,
            choices=[(str(pk), estimate.title) for pk, estimate in self.estimates.items()],
            initial={"estimate": standing},
        )
        self.estimate = int(chosen) if chosen.isdecimal() and int(chosen) in self.estimates else None
        self.rows_of_estimate = rows_of(self.estimates.get(self.estimate or 0))

        self.pools = RowsEditor(
            "pool",
            PoolForm,
            document.pools,
            data,
            most=MOST_POOLS,
            unseen=("code",),
            rows=self.rows_of_estimate,
        )
        self.pressed = self.pools.pressed or (data is not None and data.get("do") == LOOK)

    def is_valid(self) -> bool:
        fits = all([self.form.is_valid(), self.pools.is_valid()])
        if fits and self.pools.begun and self.estimate is None:
            self.form.add_error("estimate", _("Choose the estimate out of which the money comes."))
            return False
        return fits

    @property
    def is_changed(self) -> bool:
        """Whether the pools are others than those that stand; ask a valid one."""
        stood = [{name: pool[name] for name in ("code", "title", "row")} for pool in self.document.pools]
        return bool(self.pools.given) and (
            self.pools.given != stood or self.estimate != self.document.estimate_id
        )

    def facts(self) -> Facts:
        return {"estimate": self.estimate, "pools": self.pools.given}


def estimates(request: SignedInRequest, period: RewardPeriod) -> dict[int, Estimate]:
    """The estimates in force that this person may see, each with its version in force; two queries."""
    in_force = Estimate.states_in(Phase.IN_FORCE)
    found: dict[int, Estimate] = {
        estimate.pk: estimate
        for estimate in Estimate.objects.visible_to(request.user, request.pairs)
        .filter(kind="estimate", district_id=period.district_id, state__in=in_force)
        .order_by("-pk")
    }
    versions = Version.objects.filter(document_id__in=found, number=F("document__version"))
    for version in versions:
        found[version.document_id].__dict__["present_version"] = version
    return found


def rows_of(estimate: Estimate | None) -> list[EstimateRow]:
    """The rows with a sum, each with its place in the estimate."""
    version = estimate.present_version if estimate is not None else None
    if version is None:
        return []
    return [
        EstimateRow(place, words_of(row), row["sum"])
        for place, row in enumerate(version.content.get("rows", []), start=1)
        if row.get("sum")
    ]


def words_of(row: Mapping[str, str]) -> str:
    said = ": ".join(filter(None, [row.get("article", ""), row.get("purpose", "")]))
    return said if len(said) <= 80 else f"{said[:79]}…"
