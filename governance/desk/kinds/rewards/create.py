"""A sheet is begun: by the teacher with one press, by the school's head or the methodical council for a teacher."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.rights import holds
from governance.desk.kinds.rewards.section import REWARDS
from governance.desk.papers.create import BeginPage
from governance.desk.papers.employment import EmploymentForm, employed
from governance.documents.errors import Refused
from governance.documents.kinds.rewards.nomination import Nomination, begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.rights import Right

OWN = "own"


class TeacherForm(EmploymentForm):
    """Whose sheet: of those who have none yet in this period."""

    def __init__(self, *args: Any, period: RewardPeriod, **kwargs: Any) -> None:
        self.period = period
        super().__init__(*args, **kwargs)
        wrong = _("Choose a teacher from the list: others have a sheet already.")
        self.fields["employment"].error_messages["invalid_choice"] = wrong

    def offered(self) -> Iterable[Appointment]:
        have = set(self.period.nominations.values_list("teacher_id", flat=True))
        return [one for one in employed(self.request) if one.person_id not in have]

    def begin(self, model: type[Document]) -> Nomination:
        chosen = self.chosen
        return begin_nomination(self.period, chosen.person, by=self.request.user, employment=chosen)


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
        return TeacherForm(self.data, request=self.request, units=[self.period.district], period=self.period)

    def get_cancel(self) -> str:
        return f"{self.section.href}?period={self.period.pk}"


@signed_in
def nomination_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """404 for who has no sheet of their own and nominates nobody."""
    districts = {one.unit.root_id for one in request.appointments}
    period = (
        RewardPeriod.objects.filter(pk=pk, district_id__in=districts)
        .exclude(state=RewardPeriod.State.DRAFT)
        .select_related("system", "district")
        .first()
    )
    nominates = holds(request, Right.NOMINATE)
    if period is None or not (nominates or holds(request, Right.FILL_SHEET)):
        raise Http404
    if request.method == "POST" and request.POST.get("do") == OWN:
        return begun_own(request, period)
    if not nominates:
        return redirect("rewards")
    return NominatePage(request, period).respond()


def begun_own(request: SignedInRequest, period: RewardPeriod) -> HttpResponse:
    """The own sheet, one press."""
    try:
        begun = begin_nomination(period, request.user, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("rewards")
    return redirect("nomination_fill", pk=begun.pk)
