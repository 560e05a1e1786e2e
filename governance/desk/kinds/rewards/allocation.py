"""The allocation by person: the trial before the vote, what would be under another rounding or cap, what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.fields import SumField
from governance.desk.base.format import figure, state_of
from governance.desk.base.rights import may
from governance.desk.kinds.rewards.period import ROUNDINGS, latest_allocation
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.undeclared import EFFECTS, FURTHER, PAGES, OwnPage
from governance.desk.papers.work import attempt
from governance.documents.errors import Refused
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.language.phrases import roubles
from governance.documents.law.distribution import Award, Funds, Rounding, distribute
from governance.documents.law.validation import plain
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.roles.rights import Right

State = Allocation.State

PAGES["allocation", "submit"] = OwnPage("allocation", gettext_lazy("Look at the trial"))
PAGES["allocation", "recompute"] = OwnPage("allocation", gettext_lazy("Look at the trial"))
EFFECTS["allocation", "give_up"] = gettext_lazy("The trial goes; another one can be computed.")


@of_paper("reward_period", "system")
def allocation_new(request: SignedInRequest, document: Any) -> HttpResponse:
    """To the latest allocation of the period; the first is computed here. 404 for those who compute none."""
    if not may(request, Right.VERIFY_NOMINATION, document.district_id):
        raise Http404
    latest = latest_allocation(document)
    if latest is not None:
        return redirect("allocation", pk=latest.pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = draft_allocation(document, by=request.user)
            return redirect("allocation", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Compute the allocation"),
        "lead": _(
            "A trial over the nominations that stand before the council. Nobody is paid by it: the council decides."
        ),
        "form": form,
        "submit": _("Compute"),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


class WhatIfForm(forms.Form):
    """Another rounding or cap, to see and not to keep."""

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


@of_paper("allocation", "reward_period__system", "corrects")
def allocation(request: SignedInRequest, document: Any) -> HttpResponse:
    """What each gets, and why; from a trial it is put before the council."""
    period = document.reward_period
    computes = document.state == State.DRAFT and may(request, Right.VERIFY_NOMINATION, document.district_id)
    form = SeenForm(request.POST or None, initial={"seen": document.revision})
    if request.method == "POST" and form.is_valid():
        done = acted(request, document, form)
        if done is not None:
            return done
    tries = what_if(request, document)
    pools, rows = (tries.pools, tries.rows) if tries.shown else (document.pools, document.rows)
    people = named(rows)
    audit_log.note_reading(people.values(), request.user, "allocation")
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": f"{reverse('rewards')}?period={period.pk}"},
            {"label": period.title, "href": reverse("paper", args=[period.pk])},
        ],
        "title": document.full_title,
        "document": document,
        "state": state_of(document),
        "form": form,
        "computes": computes,
        "what_if": tries,
        "rule": rule_text(period, tries),
        "pools": pool_rows(period, pools),
        "rows": row_of_person(period, rows, people, {pool["code"]: pool["value"] for pool in pools}),
        "lowered": lowered(period, rows)
        if document.state == State.DRAFT and not document.corrects_id
        else {},
        "is_correction": document.corrects_id is not None,
        "tries": document.corrects_id is None and document.state in (State.DRAFT, State.REVIEW),
        "lists": award_lists(request, document) if document.state == State.ADOPTED else [],
        "correct": reverse("allocation_correct", args=[document.pk])
        if document.state == State.ADOPTED
        and period.state == RewardPeriod.State.OPEN
        and may(request, Right.VERIFY_NOMINATION, document.district_id)
        else "",
        "paper": reverse("paper", args=[document.pk]),
    }
    mark_lowered(context["rows"], context["lowered"])
    return render(request, "governance/rewards/allocation.html", context, status=422 if form.errors else 200)


def acted(request: SignedInRequest, document: Any, form: SeenForm) -> HttpResponse | None:
    """Compute anew, or put before the council; None when it was refused (the sentence is on the form)."""
    move = "recompute" if request.POST.get("do") == "recompute" else "submit"
    if attempt(request, document, move, form) is None:
        return None
    said = _("Computed anew.") if move == "recompute" else _("The allocation lies before the council.")
    messages.success(request, said)
    return redirect("allocation" if move == "recompute" else "paper", pk=document.pk)


# --- what if ----------------------------------------------------------------------------------------------------------


@dataclass
class WhatIf:
    """`shown`: whether the page shows another rounding or cap than the period's."""

    form: WhatIfForm
    shown: bool
    pools: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    rounding: str
    cap: Decimal | None


def what_if(request: SignedInRequest, document: Allocation) -> WhatIf:
    """Asked in the address; what is not understood stands beside its field and changes nothing."""
    period = document.reward_period
    standing: dict[str, Any] = {"rounding": period.rounding, "cap": period.cap}
    asked = "rounding" in request.GET and document.corrects_id is None
    form = WhatIfForm(request.GET if asked else None, initial=standing)
    given: dict[str, Any] = form.cleaned_data if asked and form.is_valid() else standing
    tries = WhatIf(form, asked and given != standing, [], [], given["rounding"], given["cap"])
    if tries.shown:
        tries.pools, tries.rows = tried(period, document.rows, Rounding(tries.rounding), tries.cap)
    return tries


def tried(
    period: RewardPeriod, rows: Iterable[dict[str, Any]], rounding: Rounding, cap: Decimal | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same counted points under another rounding and cap."""
    held = list(rows)
    said = distribute(funds(period, held, rounding, cap)).to_json()
    found = {entry["id"]: entry for entry in said["awards"]}
    shown = []
    for row in held:
        entry = found[str(row["nomination"])]
        kept = {name: value for name, value in row.items() if name != "note"}
        shown.append(
            {**kept, "amount": entry["amount"], **({"note": entry["note"]} if "note" in entry else {})}
        )
    return said["pools"], shown


def funds(
    period: RewardPeriod, rows: Iterable[dict[str, Any]], rounding: Rounding, cap: Decimal | None
) -> Funds:
    """The rows as awards: their points are counted with the share already."""
    return Funds(
        [period.pool(entry["code"]) for entry in period.pools],
        [Award(str(row["nomination"]), row["pool"], Decimal(row["points"])) for row in rows],
        rounding,
        cap,
    )


def lowered(period: RewardPeriod, rows: Sequence[dict[str, Any]]) -> dict[int, Decimal]:
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


def mark_lowered(rows: list[dict[str, Any]], found: dict[int, Decimal]) -> None:
    for row in rows:
        if row["nomination"] in found:
            row["hint"] = _(
                "one point more would give %(sum)s: the value of a point would fall by a rouble"
            ) % {"sum": roubles(found[row["nomination"]])}


# --- what is shown ----------------------------------------------------------------------------------------------------


def named(rows: Iterable[dict[str, Any]]) -> dict[int, Nomination]:
    """The nominations of the rows with their teachers and schools; one query."""
    found = Nomination.objects.filter(pk__in=[row["nomination"] for row in rows])
    return {one.pk: one for one in found.select_related("teacher", "unit")}


def rule_text(period: RewardPeriod, tries: WhatIf) -> str:
    rounding = dict(ROUNDINGS)[tries.rounding]
    if tries.cap is None:
        return _("The value of a point is rounded %(rounding)s; there is no limit for one person.") % {
            "rounding": rounding
        }
    return _("The value of a point is rounded %(rounding)s; at most %(cap)s roubles for one person.") % {
        "rounding": rounding,
        "cap": roubles(tries.cap),
    }


def pool_rows(period: RewardPeriod, pools: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each pool, in the order of the period."""
    said = {pool["code"]: pool for pool in pools}
    found = []
    for known in period.pools:
        if (pool := said.get(known["code"])) is None:
            continue
        amount = Decimal(known["amount"])
        paid = Decimal(pool["paid"])
        found.append(
            {
                "title": known["title"],
                "amount": roubles(amount),
                "points": figure(pool["points"]),
                "value": roubles(pool["value"]),
                "paid": roubles(paid),
                "remainder": roubles(pool["remainder"]),
                "excess": roubles(pool.get("excess", "")),
                "how": quotient(amount, pool),
                "percent": int(paid * 100 / amount) if amount else 0,
                "exceeded": paid > amount,
            }
        )
    return found


def row_of_person(
    period: RewardPeriod,
    rows: Iterable[dict[str, Any]],
    people: dict[int, Nomination],
    values: dict[str, str],
) -> list[dict[str, Any]]:
    """One person a row, by school and name; `values` of a point by pool say how a sum came about."""
    titles = {entry["code"]: entry["title"] for entry in period.pools}
    measures = {measure.code: measure for measure in period.system.all_measures}
    found = []
    for row in rows:
        one = people[row["nomination"]]
        measure = measures.get(one.measure)
        money = measure is not None and measure.with_money
        found.append(
            {
                "nomination": one.pk,
                "href": reverse("paper", args=[one.pk]),
                "name": one.teacher.full_name,
                "school": str(one.unit),
                "measure": measure.title if measure else "",
                "pool": titles.get(row["pool"], ""),
                "points": figure(row["points"]) if money else "",
                "share": figure(row["share"]) if Decimal(row["share"]) != 1 else "",
                "amount": roubles(row["amount"]) if money else "",
                "was": roubles(row.get("was", "")),
                "how": product(row, values.get(row["pool"], "0")) if money else "",
                "capped": row.get("note") == "capped",
                "hint": "",
                "order": (one.unit_id, one.teacher.surname, one.teacher.given, one.pk),
            }
        )
    return sorted(found, key=lambda row: row["order"])


def quotient(amount: Decimal, pool: Mapping[str, Any]) -> str:
    """«36 000,00 : 77,5», where that gives the value of a point: a correction keeps the value as adopted."""
    counted = Decimal(pool["points"])
    if not 0 <= amount - counted * Decimal(pool["value"]) < counted:
        return ""
    return f"{roubles(amount)} : {figure(counted)}"


def product(row: Mapping[str, Any], value: str) -> str:
    """«26 × 464,00», where that is the sum: a limit, or a correction, gives another one."""
    if Decimal(row["points"]) * Decimal(value) != Decimal(row["amount"]):
        return ""
    return f"{figure(row['points'])} × {roubles(value)}"


def award_lists(request: SignedInRequest, document: Allocation) -> list[dict[str, Any]]:
    """The lists for the schools' orders with the orders themselves; two queries.

    Whoever sees the allocation knows what stands in them; the lists themselves open once their order is put up.
    """
    visible = Document.objects.visible_to(request.user, request.pairs)
    lists: list[Any] = list(
        AwardList.objects.filter(allocation=document)
        .select_related("unit")
        .annotate(open_to_me=Exists(visible.filter(pk=OuterRef("pk"))))
        .order_by("unit_id", "-with_money")
    )
    orders = visible.filter(links_out__target__in=lists, links_out__effect="approve").annotate(
        of_list=F("links_out__target_id")
    )
    by_list = {order.of_list: order for order in orders}
    found = []
    for one in lists:
        order = by_list.get(one.pk)
        found.append(
            {
                "href": reverse("paper", args=[one.pk]) if one.open_to_me else "",
                "label": _("%(school)s: with money") % {"school": one.unit}
                if one.with_money
                else _("%(school)s: without money") % {"school": one.unit},
                **state_of(one),
                "order": {
                    "href": reverse("paper", args=[order.pk]),
                    "label": _("Order No. %(number)s") % {"number": order.number}
                    if order.number
                    else _("Draft of the order"),
                }
                if order is not None
                else None,
            }
        )
    return found


def to_people(request: SignedInRequest, document: Document) -> dict[str, str] | None:
    return {"label": _("By person, with points"), "href": reverse("allocation", args=[document.pk])}


FURTHER.setdefault("allocation", []).append(to_people)
