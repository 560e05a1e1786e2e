"""The choice of a teacher and post, for forms that put forward somebody of the own school or of the district."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import choose_from
from governance.desk.papers.create import BeginForm
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.roles.unit import UnitKind


def employed(request: SignedInRequest) -> QuerySet[Appointment]:
    """The employments in the schools where this person may nominate: their own school, or all of the district."""
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


class EmploymentForm(BeginForm):
    """A field for the teacher and the post: a person can be employed in two schools."""

    employment = forms.ChoiceField(
        label=gettext_lazy("Teacher"),
        error_messages={
            "required": gettext_lazy("Choose the teacher."),
            "invalid_choice": gettext_lazy("Choose a teacher from the list."),
        },
    )

    def prepare(self) -> None:
        self.offer(employed(self.request))

    def offer(self, posts: Iterable[Appointment]) -> None:
        self.employments = {str(post.pk): post for post in posts}
        choices = [
            (key, f"{post.person.full_name}, {post.capacity} ({post.unit})")
            for key, post in self.employments.items()
        ]
        choose_from(self, "employment", [("", _("choose")), *choices])

    @property
    def chosen(self) -> Appointment:
        """The chosen employment. Only after `is_valid`."""
        return self.employments[self.cleaned_data["employment"]]
