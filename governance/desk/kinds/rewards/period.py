"""A period of rewards: begun under the system in force, filled in with its pools, and where it stands."""

from decimal import Decimal

from django import forms
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Fact, PageLink, Tab
from governance.desk.base.fields import CommaField, day_field, refuse_reversed, text_field, title_field
from governance.desk.base.rights import holds, may
from governance.desk.kinds.rewards.picture import reward_picture
from governance.desk.kinds.rewards.pools import PoolsEditor
from governance.desk.kinds.rewards.section import REWARDS, WORKS, BeginForDistrict, cap_field, stage
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.forms import Facts, FactsForm, SeenForm
from governance.desk.papers.picture import tab_to_picture
from governance.desk.papers.write import WritePage
from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import ROUNDINGS, RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.language.phrases import roubles
from governance.roles.rights import Right

State = RewardPeriod.State


# --- beginning and filling in -----------------------------------------------------------------------------------------


class PeriodForm(forms.Form):
    """Title and days, for a new period and for its page of its own."""

    title = title_field(
        lines=1, help_text=gettext_lazy("For example: первое полугодие 2011/2012 учебного года.")
    )
    starts_on = day_field(gettext_lazy("First day"))
    ends_on = day_field(gettext_lazy("Last day"))
    sheets_until = day_field(gettext_lazy("Sheets are taken until"))

    def clean(self) -> None:
        refuse_reversed(self, "starts_on", "ends_on")


class NewPeriodForm(PeriodForm, BeginForm):
    field_order = ("system", "title")

    def prepare(self) -> None:
        district = next(iter(self.units.values()))
        systems = RewardSystem.objects.filter(district=district, state=RewardSystem.State.ADOPTED)
        self.fields["system"] = forms.ModelChoiceField(
            label=_("System of rewards in force"),
            queryset=systems,
            empty_label=None,
            initial=systems.first(),
            error_messages={"required": _("The council has to adopt a system of rewards first.")},
        )


class BeginPeriod(BeginForDistrict):
    """Under the system in force."""

    form_class = NewPeriodForm
    title = gettext_lazy("New period of rewards")
    lead = gettext_lazy("The pools are taken from the estimate on the next page.")


class EditForm(PeriodForm, SeenForm):
    """The period without its pools. An open one keeps these as they are: its sheets rest on them."""

    rounding = forms.ChoiceField(
        label=gettext_lazy("The value of a point is rounded"),
        choices=ROUNDINGS,
        help_text=gettext_lazy(
            "Down, so that a pool is never exceeded. To the rouble, one more point can lower a sum: the trial shows it."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose how the value of a point is rounded.")},
    )
    cap = cap_field(gettext_lazy("Empty: no limit. What is above it goes back to the pool."))


class PeriodPage(WritePage[RewardPeriod]):
    """A draft as a whole; of an open period the pools alone, until the council has its allocation."""

    template = "governance/rewards/period_edit.html"
    shows = ("document", "pools")
    label = gettext_lazy("Fill in the period")
    said = gettext_lazy("The period is saved.")
    address, name = "papers/<key:pk>/period/", "reward_period_edit"
    move = "take_pools"

    def prepare(self) -> None:
        self.is_draft = self.document.state == State.DRAFT
        self.pools = PoolsEditor(self.request, self.document, self.data)
        self.editors = [self.pools]

    def get_form_class(self) -> type[SeenForm]:
        return EditForm if self.is_draft else SeenForm

    def moves(self) -> list[tuple[str, Facts]]:
        return [
            *([("revise", self.facts())] if self.is_draft else []),
            *([("take_pools", self.pools.facts())] if self.pools.is_changed else []),
        ]


class FundForm(FactsForm[RewardPeriod]):
    """What the own school has; its director alone is asked."""

    amount = CommaField(
        label=gettext_lazy("Fund of the school, roubles"),
        min_value=Decimal("0.01"),
        decimal_places=2,
        max_digits=12,
        said=gettext_lazy("Give the fund as a sum above zero, with kopecks at most."),
    )
    source = text_field(
        gettext_lazy("Out of which money"),
        300,
        missing=gettext_lazy("Say out of which money the rewards are paid."),
        help_text=gettext_lazy("After «за счёт»: средств стимулирующей части фонда оплаты труда."),
    )


# --- the paper's page -------------------------------------------------------------------------------------------------


def with_estimate(period: RewardPeriod) -> None:
    """Read the estimate together with the order on it, both of which the sheet names; one query."""
    if period.estimate_id is not None:
        period.estimate = Estimate.objects.select_related("approved_by").get(pk=period.estimate_id)


def context(request: SignedInRequest, document: RewardPeriod) -> PaperContext:
    """Where the period stands: counts alone, so all who see it may see them. Beside its text, what it rests on."""
    is_text = request.GET.get("part", "text") == "text"
    if is_text:
        with_estimate(document)
    if document.state == State.DRAFT:
        return PaperContext(notices=missing(document))
    counts = document.standing
    total = sum(counts.values())
    title = ngettext("%(n)d sheet", "%(n)d sheets", total) % {"n": total}
    return PaperContext(
        notices=[Banner(meaning="held", title=title, text=stage(document))],
        standing=[
            *(own_funds(request, document) if is_text else ()),
            *(Fact(label, counts[state]) for state, label in Nomination.State.choices if counts.get(state)),
        ],
    )


def own_funds(request: SignedInRequest, period: RewardPeriod) -> list[Fact]:
    """What the schools of which this person signs the orders have named; nobody else is told of a school's money."""
    named = {fund.school_id: fund for fund in period.funds.all()} if holds(request, Right.SIGN_ORDER) else {}
    return [
        Fact(_("Fund of the school"), f"{roubles(fund.amount)} ({fund.source})")
        for key, fund in named.items()
        if may(request, Right.SIGN_ORDER, key)
    ]


def missing(period: RewardPeriod) -> list[Banner]:
    if period.pools:
        return []
    text = _("Choose the rows of an adopted estimate out of which the rewards are paid.")
    return [Banner(meaning="due", title=_("Before the opening"), text=text)]


def to_sheets(request: SignedInRequest, document: RewardPeriod) -> PageLink | None:
    if document.state == State.DRAFT or not holds(request, *WORKS):
        return None
    return PageLink(label=_("Sheets and nominations"), href=f"{REWARDS.href}?period={document.pk}")


def to_allocation(request: SignedInRequest, document: RewardPeriod) -> PageLink | None:
    """For the deputy for the district: the trial, once there is a period to compute it for."""
    if document.state != State.OPEN or not may(request, Right.VERIFY_NOMINATION, document.district_id):
        return None
    return PageLink(label=_("Allocation of the money"), href=reverse("allocation_new", args=[document.pk]))


def to_trial(request: SignedInRequest, document: RewardPeriod) -> PageLink | None:
    """For those who prepare the funds: what a point would be worth."""
    if not may(request, Right.DRAFT_PAPER, document.district_id):
        return None
    return PageLink(label=_("Try sums on numbers"), href=reverse("distribute"))


def picture_tab(document: RewardPeriod) -> Tab | None:
    return tab_to_picture(document, "reward_picture") if document.state != State.DRAFT else None


def latest_allocation(period: RewardPeriod, *, trials: bool = True) -> Allocation | None:
    """The last edition that has not been given up; a trial opens to those alone who compute it. One query."""
    hidden = [Allocation.State.DECLINED] if trials else [Allocation.State.DECLINED, Allocation.State.DRAFT]
    return (
        Allocation.objects.filter(reward_period=period).exclude(state__in=hidden).order_by("-edition").first()
    )


enter(
    RewardPeriod,
    section=REWARDS,
    begin=BeginPeriod,
    writes={
        "revise": PeriodPage,
        "name_fund": FundForm,
        "take_pools": OwnPage(PeriodPage, gettext_lazy("Take the pools from the estimate"), beside=True),
    },
    effects={
        "open": gettext_lazy(
            "Teachers fill in their sheets from today on; the schools and the council see the period."
        ),
        "name_fund": gettext_lazy(
            "Orders of your school never pay more. It needs the rules of bonuses of the school in force."
        ),
        "close": gettext_lazy(
            "Measures and totals are published for everybody, without a name and without a person's sum."
        ),
    },
    tabs=[picture_tab],
    further=[to_sheets, to_allocation, to_trial],
    context=context,
    addresses=[path("papers/<key:pk>/spent/", reward_picture, name="reward_picture")],
    readings={"reward_picture": gettext_lazy("picture with sums by school")},
)
