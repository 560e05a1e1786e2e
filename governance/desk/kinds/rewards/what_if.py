"""An allocation under another rounding or cap, to see and not to keep; and whose sum one point more would lower."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import SumField
from governance.desk.kinds.rewards.allocated import Entry
from governance.desk.kinds.rewards.period import ROUNDINGS
from governance.desk.papers.forms import Facts
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.law.distribution import Award, Funds, Rounding, distribute
from governance.documents.law.validation import plain


class WhatIfForm(forms.Form):
    rounding = forms.ChoiceField(label=gettext_lazy("The value of a point is rounded"), choices=ROUNDINGS)
    cap = SumField(
        label=gettext_lazy("At most for one person, roubles"),
        required=False,
        min_value=0.01,
        max_digits=12,
        decimal_places=2,
        help_text=gettext_lazy("Empty: no limit."),
        said=gettext_lazy("Give a sum above zero, for example 5000, or leave it empty."),
    )


@dataclass
class WhatIf:
    """`shown`: whether another rounding or cap than the period's is asked for; pools and rows are what it gives."""

    form: WhatIfForm
    shown: bool
    pools: Sequence[Entry]
    rows: Sequence[Entry]
    rounding: str
    cap: Decimal | None

    @property
    def rule(self) -> str:
        """The rounding and the cap in a sentence."""
        rounding = dict(ROUNDINGS)[self.rounding]
        if self.cap is None:
            return _("The value of a point is rounded %(rounding)s; there is no limit for one person.") % {
                "rounding": rounding
            }
        return _("The value of a point is rounded %(rounding)s; at most %(cap)s roubles for one person.") % {
            "rounding": rounding,
            "cap": roubles(self.cap),
        }


def what_if(request: SignedInRequest, document: Allocation) -> WhatIf:
    """Asked in the address; what is not understood stands beside its field and changes nothing."""
    period = document.reward_period
    standing: Facts = {"rounding": period.rounding, "cap": period.cap}
    asked = "rounding" in request.GET and document.corrects_id is None
    form = WhatIfForm(request.GET if asked else None, initial=standing)
    given: Facts = form.cleaned_data if asked and form.is_valid() else standing
    tries = WhatIf(form, given != standing, document.pools, document.rows, given["rounding"], given["cap"])
    if tries.shown:
        tries.pools, tries.rows = tried(period, document.rows, Rounding(tries.rounding), tries.cap)
    return tries


def tried(
    period: RewardPeriod, rows: Sequence[Entry], rounding: Rounding, cap: Decimal | None
) -> tuple[list[Entry], list[Entry]]:
    """The same counted points under another rounding and cap."""
    result = distribute(funds(period, rows, rounding, cap)).to_json()
    awards = {entry["id"]: entry for entry in result["awards"]}
    shown: list[Entry] = []
    for row in rows:
        award = awards[str(row["nomination"])]
        kept = {name: value for name, value in row.items() if name != "note"}
        note = {"note": award["note"]} if "note" in award else {}
        shown.append({**kept, "amount": award["amount"], **note})
    return result["pools"], shown


def funds(period: RewardPeriod, rows: Iterable[Entry], rounding: Rounding, cap: Decimal | None) -> Funds:
    """The rows as awards: their points are counted with the share already."""
    return Funds(
        [period.pool(entry["code"]) for entry in period.pools],
        [Award(str(row["nomination"]), row["pool"], Decimal(row["points"])) for row in rows],
        rounding,
        cap,
    )


def lowered(period: RewardPeriod, rows: Sequence[Entry]) -> dict[int, Decimal]:
    """Whose sum would fall by one point more, and to what: the value of a point is rounded down (`distribution`)."""
    if period.rounding != Rounding.ROUBLE:
        return {}
    found = {}
    for place, row in enumerate(rows):
        if not Decimal(row["points"]):
            continue
        more = {**row, "points": plain(Decimal(row["points"]) + Decimal(row["share"]))}
        mine = [other for other in (*rows[:place], more, *rows[place + 1 :]) if other["pool"] == row["pool"]]
        awards = distribute(funds(period, mine, Rounding.ROUBLE, period.cap)).awards
        amount = next(paid.amount for paid in awards if paid.id == str(row["nomination"]))
        if amount < Decimal(row["amount"]):
            found[row["nomination"]] = amount
    return found
