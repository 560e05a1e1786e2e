"""A sheet is begun: by the teacher with one press, by the school's head or the methodical council for a teacher."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.rights import holds
from governance.documents.errors import Refused
from governance.documents.kinds.rewards.nomination import begin_nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

OWN = "own"


class TeacherForm(forms.Form):
    """Whose sheet, in which capacity: somebody can be employed in two schools."""

    employment = forms.ChoiceField(
        label=gettext_lazy("Teacher"),
        error_messages={
            "required": gettext_lazy("Choose the teacher."),
            "invalid_choice": gettext_lazy("Choose a teacher from the list: others have a sheet already."),
        },
    )

    def __init__(self, *args: Any, found: dict[str, Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(key, f"{one.person.full_name}, {one.capacity} ({one.unit})") for key, one in found.items()]
        self.fields["employment"].choices = [("", _("choose")), *said]  # type: ignore[attr-defined]


def employed(request: SignedInRequest) -> QuerySet[Appointment]:
    """Whoever is employed in the schools where this person nominates: the own school, or all of the district."""
    nominates = {unit for right, unit in request.pairs if right == Right.NOMINATE.value}
    at = [one.unit for one in request.appointments if one.unit_id in nominates]
    schools = [unit.pk for unit in at if unit.kind == UnitKind.SCHOOL]
    districts = [unit.root_id for unit in at if unit.kind == UnitKind.METHODICAL_COUNCIL]
    return (
        Appointment.objects.in_force()
        .filter(Q(unit_id__in=schools) | Q(unit__district_id__in=districts), unit__kind=UnitKind.SCHOOL)
        .filter(stands_for=None, person__is_active=True)
        .select_related("person", "unit__district")
        .order_by("unit_id", "person__surname", "person__given", "pk")
    )


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
    have = set(period.nominations.values_list("teacher_id", flat=True))
    free = {str(one.pk): one for one in employed(request) if one.person_id not in have}
    form = TeacherForm(request.POST or None, found=free)
    if request.method == "POST" and form.is_valid():
        chosen = free[form.cleaned_data["employment"]]
        try:
            begun = begin_nomination(period, chosen.person, by=request.user, employment=chosen)
            return redirect("nomination_complete", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "rewards",
        "crumbs": [{"label": _("Rewards"), "href": reverse("rewards")}],
        "title": _("Nominate a teacher"),
        "lead": _(
            "For a teacher who has not begun a sheet: you write the merits yourself. "
            "Whoever has one stands in the list of sheets."
        ),
        "form": form,
        "submit": _("Begin"),
        "cancel": f"{reverse('rewards')}?period={period.pk}",
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


def begun_own(request: SignedInRequest, period: RewardPeriod) -> HttpResponse:
    """The own sheet, one press."""
    try:
        begun = begin_nomination(period, request.user, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("rewards")
    return redirect("nomination_fill", pk=begun.pk)
