"""The pools of a period, each a row of an adopted estimate: chosen, never typed, for money comes from the estimate."""

from collections.abc import Mapping

from django import forms
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import CodeField, choose_from, text_field
from governance.desk.base.keys import key_in
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.forms import Facts
from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.rewards.period import MOST_POOLS, RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.record.attached import Version
from governance.documents.record.kind_settings import Phase

LOOK = "look_at_estimate"


class PoolForm(forms.Form):
    """One pool: for whom, out of which row."""

    code = CodeField("p")
    title = text_field(
        gettext_lazy("For whom"),
        200,
        missing=gettext_lazy("Say for whom the money is, for example: учителя."),
    )
    row = forms.TypedChoiceField(
        label=gettext_lazy("Row of the estimate"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a row of the estimate."),
            "invalid_choice": gettext_lazy("This estimate has no such row: choose one from the list."),
        },
    )

    def offer(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """The rows of the estimate by their place."""
        self.rows = rows
        labels = ((place, f"{place}. {words_of(row)} — {roubles(row['sum'])}") for place, row in rows.items())
        choose_from(self, "row", [("", _("choose")), *labels])

    @property
    def amount(self) -> str:
        """What the chosen row gives, to be read and not changed."""
        row = self.rows.get(str(self["row"].value() or ""))
        return roubles(row["sum"]) if row is not None else ""


class EstimateForm(forms.Form):
    estimate = forms.ChoiceField(
        label=gettext_lazy("Estimate in force"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose an adopted estimate from the list.")},
    )


class PoolsEditor:
    """Estimate and rows, as they stand or as they were typed; `facts` are those of `take_pools`."""

    def __init__(self, request: SignedInRequest, document: RewardPeriod, data: QueryDict | None) -> None:
        self.document = document
        self.estimates = estimates(request, document)
        only = str(next(iter(self.estimates))) if len(self.estimates) == 1 else ""
        standing = str(document.estimate_id or only)
        chosen = standing if data is None else data.get("estimate", "")
        self.form = EstimateForm(data, initial={"estimate": standing})
        titles = ((str(pk), estimate.title) for pk, estimate in self.estimates.items())
        choose_from(self.form, "estimate", [("", _("not chosen yet")), *titles])
        self.estimate = key if (key := key_in(chosen)) in self.estimates else None
        self.pools = RowsEditor("pool", PoolForm, document.pools, data, most=MOST_POOLS, unseen=("code",))
        rows = rows_of(self.estimates.get(self.estimate or 0))
        for form in self.pools.rows:
            form.offer(rows)
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
        is_other = self.pools.given != stood or self.estimate != self.document.estimate_id
        return bool(self.pools.given) and is_other

    def facts(self) -> Facts:
        return {"estimate": self.estimate, "pools": self.pools.given}


def estimates(request: SignedInRequest, period: RewardPeriod) -> dict[int, Estimate]:
    """The estimates in force that this person may see, each with its version in force; two queries."""
    in_force = Estimate.states_in(Phase.IN_FORCE)
    visible = Estimate.objects.visible_to(request.user, request.pairs)
    adopted = visible.filter(kind="estimate", district_id=period.district_id, state__in=in_force)
    by_key = {estimate.pk: estimate for estimate in adopted.order_by("-pk")}
    for version in Version.objects.filter(document_id__in=by_key, number=F("document__version")):
        by_key[version.document_id].__dict__["present_version"] = version
    return by_key


def rows_of(estimate: Estimate | None) -> dict[str, Mapping[str, str]]:
    """The rows with a sum by their place in the estimate, which is counted from 1."""
    version = estimate.present_version if estimate is not None else None
    rows = version.content.get("rows", []) if version is not None else []
    return {str(place): row for place, row in enumerate(rows, start=1) if row.get("sum")}


def words_of(row: Mapping[str, str]) -> str:
    words = ": ".join(filter(None, [row.get("article", ""), row.get("purpose", "")]))
    return words if len(words) <= 80 else f"{words[:79]}…"
