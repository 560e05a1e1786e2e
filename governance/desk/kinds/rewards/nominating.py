"""A sheet is begun, by the teacher with one press or by whoever nominates; then completed and nominated."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import CommaField, choose_from, text_field
from governance.desk.base.rights import holds
from governance.desk.kinds.rewards.own_sheet import AboutForm
from governance.desk.kinds.rewards.section import REWARDS, NominationPage, is_verified
from governance.desk.papers.create import BeginPage
from governance.desk.papers.employment import EmploymentForm
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.errors import Refused
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.document import Document
from governance.roles.rights import Right

# --- beginning --------------------------------------------------------------------------------------------------------


class TeacherForm(EmploymentForm):
    """Whose sheet: of those who have none yet in this period."""

    def take(self, period: RewardPeriod) -> None:
        self.period = period
        have = set(period.nominations.values_list("teacher_id", flat=True))
        self.offer([post for post in self.employments.values() if post.person_id not in have])
        wrong = _("Choose a teacher from the list: others have a sheet already.")
        self.fields["employment"].error_messages["invalid_choice"] = wrong

    def begin(self, model: type[Document]) -> Nomination:
        post = self.chosen
        return begin_nomination(self.period, post.person, by=self.request.user, employment=post)


class NominatePage(BeginPage):
    section = REWARDS
    model = Nomination
    title = gettext_lazy("Nominate a teacher")
    lead = gettext_lazy(
        "For a teacher who has not begun a sheet: you write the merits yourself. "
        "Whoever has one stands in the list of sheets."
    )
    then = "nomination_complete"

    def __init__(self, request: SignedInRequest, period: RewardPeriod) -> None:
        self.period = period
        super().__init__(request)

    def get_form(self) -> TeacherForm:
        form = TeacherForm(self.data, request=self.request, units=[self.period.district])
        form.take(self.period)
        return form

    def get_cancel(self) -> str:
        return f"{self.section.href}?period={self.period.pk}"


@signed_in
def nomination_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """404 for who has no sheet of their own and nominates nobody."""
    districts = {appointment.unit.root_id for appointment in request.appointments}
    period = (
        RewardPeriod.objects.filter(pk=pk, district_id__in=districts)
        .exclude(state=RewardPeriod.State.DRAFT)
        .select_related("system", "district")
        .first()
    )
    nominates = holds(request, Right.NOMINATE)
    if period is None or not (nominates or holds(request, Right.FILL_SHEET)):
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "own":
        return begin_own(request, period)
    return NominatePage(request, period).respond() if nominates else redirect("rewards")


def begin_own(request: SignedInRequest, period: RewardPeriod) -> HttpResponse:
    """The own sheet, one press."""
    try:
        sheet = begin_nomination(period, request.user, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("rewards")
    return redirect("nomination_fill", pk=sheet.pk)


# --- completing -------------------------------------------------------------------------------------------------------


class CompletingForm(AboutForm):
    measure = forms.ChoiceField(
        label=gettext_lazy("Measure"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the measure.")},
    )
    pool = forms.ChoiceField(label=gettext_lazy("Category"))
    share = CommaField(
        label=gettext_lazy("Share of the period"),
        help_text=gettext_lazy("1 if the teacher worked the whole period, 0,5 for half of it."),
        min_value=0.0001,
        max_value=1,
        max_digits=5,
        decimal_places=4,
        said=gettext_lazy("Give the share of the period as a part of 1, e.g. 0,5."),
    )
    merit_summary = text_field(
        gettext_lazy("Merits, in words"),
        3000,
        lines=5,
        required=False,
        help_text=gettext_lazy("For the council: for what this teacher is put forward."),
    )

    field_order = ("measure", "pool", "share", "experience", "category", "merit_summary")


class ScoreRow(NamedTuple):
    """The points by one criterion; `counted`: after the verification."""

    name: str
    claimed: Decimal
    counted: Decimal | None


class CompletingPage(NominationPage):
    """The head, or the methodical council, saves, or saves and nominates."""

    form_class = CompletingForm
    template = "governance/rewards/complete.html"
    shows = ("document", "scores")
    label = gettext_lazy("Complete and nominate")
    read_as = gettext_lazy("form of the nomination")
    said = gettext_lazy("The teacher is nominated.")
    unfinished = gettext_lazy("Saved; the teacher is not nominated yet.")
    move, then = "revise", "nominate"
    address, name = "papers/<key:pk>/nominate/", "nomination_complete"

    @property
    def scores(self) -> list[ScoreRow]:
        """The points by criterion, and their sum."""
        claimed = self.document.score(settled=False)
        counted = self.document.score() if is_verified(self.document) else None
        rows = [
            ScoreRow(part.criterion.name, part.points, counted.parts[place].points if counted else None)
            for place, part in enumerate(claimed.parts)
        ]
        total = ScoreRow(_("In all"), claimed.points, counted.points if counted else None)
        return [*(row for row in rows if row.claimed or row.counted), total]

    def get_form(self) -> SeenForm:
        form = super().get_form()
        period, with_money = self.document.reward_period, _("%(measure)s (with money)")
        measures = [
            (measure.code, with_money % {"measure": measure.title} if measure.with_money else measure.title)
            for measure in period.system.all_measures
        ]
        choose_from(form, "measure", measures)
        choose_from(form, "pool", [(pool["code"], pool["title"]) for pool in period.pools])
        return form

    def get_initial(self) -> Facts:
        return super().get_initial() | {"share": f"{self.document.share.normalize():f}"}

    def get_title(self) -> str:
        return _("Nominate: %(name)s") % {"name": self.document.teacher.full_name}

    def get_lead(self) -> str:
        return self.document.reward_period.title
